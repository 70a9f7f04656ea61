import type { Meaning, Outcome } from '#shared/checks/finding.ts';
import { codeOf, facts, found, type Found } from '../probe.ts';
import { askProgram, writtenBy } from './ask-program.ts';
import type { Asking, LaptopSystem } from './laptop-system.ts';
import { macGateways, macListening, macMemory, macService, type MacService } from './macos-text.ts';

export interface MacPrograms {
  /** Absolute paths; null where they are not there. */
  readonly launchctl: string | null;
  readonly netstat: string | null;
  readonly vmStat: string | null;
  /** Number of the person whose services are asked for after those of the system. */
  readonly uid: number;
}

/** launchd knows no service of that name in the part of it that was asked. */
const NOT_THERE: ReadonlySet<number> = new Set([3, 113]);

const judge = ({ state, isKept, ended }: MacService): readonly [Outcome, Meaning] => {
  if (state === 'running') return ['ok', 'serviceRuns'];
  if (/^spawn (?:scheduled|failed)$/.test(state)) return ['failed', 'serviceFailed'];
  if (state === 'spawning' || state === 'xpcproxy') return ['warning', 'serviceStarting'];
  if (!/^(?:not running|waiting|exited)$/.test(state)) return ['unknown', 'serviceUnreadable'];
  if (ended !== null && !/^0(?:\D|$)/.test(ended)) return ['failed', 'serviceFailed'];
  return isKept ? ['failed', 'serviceStopped'] : ['ok', 'serviceOnDemand'];
};

const askLaunchd = async (launchctl: string, uid: number, name: string, asking: Asking): Promise<Found> => {
  const codes: number[] = [];
  for (const domain of ['system', `gui/${uid}`, `user/${uid}`]) {
    const { exitCode, text } = await askProgram(launchctl, ['print', `${domain}/${name}`], asking);
    codes.push(exitCode);
    if (exitCode !== 0) continue;
    const service = macService(text);
    if (!service) return found('unknown', 'serviceUnreadable', facts(['domain', domain]));
    const { state, ended, pid } = service;
    const [outcome, meaning] = judge(service);
    return found(outcome, meaning, facts(['state', state], ['exitCode', ended], ['pid', pid], ['domain', domain]));
  }
  return codes.some((code) => NOT_THERE.has(code))
    ? found('failed', 'serviceNotFound')
    : found('unknown', 'serviceUnreadable', facts(['exitCode', codes.join(', ')]));
};

/** macOS: launchd, netstat and vm_stat are asked. */
export const macSystem = ({ launchctl, netstat, vmStat, uid }: MacPrograms): LaptopSystem => ({
  service: (name, asking) =>
    launchctl === null
      ? Promise.resolve(found('unknown', 'serviceUnavailable'))
      : askLaunchd(launchctl, uid, name, asking).catch((error: unknown) =>
          asking.signal.aborted
            ? found('unknown', 'serviceNoAnswer')
            : found('unknown', 'serviceUnavailable', facts(['code', codeOf(error)])),
        ),

  listening: async (asking) => {
    // Without `W`, long addresses are cut.
    const text = netstat === null ? null : await writtenBy(netstat, ['-anW', '-p', 'tcp'], asking);
    const all = text === null ? null : macListening(text);
    return all && { by: 'netstat -anW -p tcp', all };
  },

  gateways: async (asking) => {
    const text = netstat === null ? null : await writtenBy(netstat, ['-rnW'], asking);
    const all = text === null ? null : macGateways(text);
    return all && { by: 'netstat -rnW', all };
  },

  availableMemory: async (asking) => {
    const text = vmStat === null ? null : await writtenBy(vmStat, [], asking);
    return text === null ? null : macMemory(text);
  },
});

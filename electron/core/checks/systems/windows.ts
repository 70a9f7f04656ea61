import { freemem, networkInterfaces } from 'node:os';
import type { Meaning, Outcome } from '#shared/checks/finding.ts';
import { codeOf, facts, found, type Found } from '../probe.ts';
import { askProgram, writtenBy } from './ask-program.ts';
import type { Asking, LaptopSystem } from './laptop-system.ts';
import { windowsGateways, windowsListening, windowsService, type WindowsService } from './windows-text.ts';

export interface WindowsPrograms {
  /** Absolute paths; null where they are not there. */
  readonly sc: string | null;
  readonly netstat: string | null;
}

/** Of a service that was not started since this laptop was. */
const NEVER_STARTED = 1077;

const judge = ({ state, exitCode }: WindowsService): readonly [Outcome, Meaning] => {
  switch (state) {
    case 'STOPPED':
      return ['failed', exitCode === 0 || exitCode === NEVER_STARTED ? 'serviceStopped' : 'serviceFailed'];
    case 'START_PENDING':
    case 'CONTINUE_PENDING':
      return ['warning', 'serviceStarting'];
    case 'RUNNING':
      return ['ok', 'serviceRuns'];
    case 'STOP_PENDING':
      return ['failed', 'serviceStopped'];
    case 'PAUSE_PENDING':
    case 'PAUSED':
      return ['failed', 'servicePaused'];
  }
};

/** Of the errors of Windows, the ones that answer the question; another one says that nothing is known. */
const errorMeanings: Readonly<Record<number, readonly [Outcome, Meaning]>> = {
  5: ['unknown', 'serviceDenied'],
  123: ['failed', 'serviceNotFound'],
  1060: ['failed', 'serviceNotFound'],
};

const askServiceControl = async (sc: string, name: string, asking: Asking): Promise<Found> => {
  const { exitCode, text } = await askProgram(sc, ['queryex', name], asking);
  const service = windowsService(text);
  if (service) {
    const { state, exitCode: ended, ownCode, pid } = service;
    const [outcome, meaning] = judge(service);
    const codes = ended === 0 ? null : ownCode === 0 ? String(ended) : `${ended} (${ownCode})`;
    return found(outcome, meaning, facts(['state', state], ['exitCode', codes], ['pid', pid === 0 ? null : pid]));
  }
  // Its words are those of the language of this laptop; its numbers are the same everywhere.
  const error = Number(/^\[SC\][^\r\n]*?\s(\d+)\s*:/m.exec(text)?.[1] ?? exitCode);
  const [outcome, meaning] = errorMeanings[error] ?? ['unknown', 'serviceUnreadable'];
  return found(outcome, meaning, facts(['exitCode', error]));
};

/** What an adapter is called that has this address, or this number in its IPv6 addresses. */
const adapterNamed = (device: string): string => {
  const named = Object.entries(networkInterfaces()).find(([, infos]) =>
    infos?.some(({ address, family, scopeid }) =>
      family === 'IPv6' ? String(scopeid) === device : address === device,
    ),
  );
  return named?.[0] ?? device;
};

/** Windows: its own service control and netstat are asked; what they say is read by its numbers, since its words are in many languages. */
export const windowsSystem = ({ sc, netstat }: WindowsPrograms): LaptopSystem => ({
  service: (name, asking) =>
    sc === null
      ? Promise.resolve(found('unknown', 'serviceUnavailable'))
      : askServiceControl(sc, name, asking).catch((error: unknown) =>
          asking.signal.aborted
            ? found('unknown', 'serviceNoAnswer')
            : found('unknown', 'serviceUnavailable', facts(['code', codeOf(error)])),
        ),

  listening: async (asking) => {
    const text = netstat === null ? null : await writtenBy(netstat, ['-ano'], asking);
    const all = text === null ? null : windowsListening(text);
    return all && { by: 'netstat.exe -ano', all };
  },

  gateways: async (asking) => {
    const text = netstat === null ? null : await writtenBy(netstat, ['-rn'], asking);
    const all = text === null ? null : windowsGateways(text);
    return all && { by: 'netstat.exe -rn', all: all.map((each) => ({ ...each, device: adapterNamed(each.device) })) };
  },

  // What Windows calls free includes what it keeps in case it is wanted again.
  availableMemory: () => Promise.resolve(freemem()),
});

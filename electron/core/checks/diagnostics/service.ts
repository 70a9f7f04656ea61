import { execFile } from 'node:child_process';
import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import type { Meaning, Outcome } from '#shared/checks/finding.ts';
import { codeOf, facts, found, type Found, type Probe } from '../probe.ts';

export interface ServicePlaces {
  /** Absolute path of systemctl; null where this laptop has none. */
  readonly systemctl: string | null;
}

const ASKED = ['LoadState', 'ActiveState', 'SubState', 'Result', 'ActiveEnterTimestamp', 'Description'] as const;
const MAX_OUTPUT = 65_536;

const show = (program: string, unit: string, probe: Probe): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(
      program,
      ['show', '--no-pager', `--property=${ASKED.join(',')}`, '--', unit],
      {
        shell: false,
        signal: probe.signal,
        killSignal: 'SIGKILL',
        maxBuffer: MAX_OUTPUT,
        windowsHide: true,
        env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
      },
      (error, output) => (error ? reject(error) : resolve(output)),
    );
  });

const judge = (load: string, active: string): readonly [Outcome, Meaning] => {
  if (load === 'not-found') return ['failed', 'serviceNotFound'];
  if (active === 'active') return ['ok', 'serviceRuns'];
  if (active === 'failed') return ['failed', 'serviceFailed'];
  return active === 'activating' || active === 'reloading'
    ? ['warning', 'serviceStarting']
    : ['failed', 'serviceStopped'];
};

/** What systemd says of a unit. The name is one argument after `--`: whatever stands in it, it is never an option and no shell reads it. */
export const lookAtService = async (
  { name }: DiagnosticOf<'service'>,
  probe: Probe,
  { systemctl }: ServicePlaces,
): Promise<Found> => {
  const about = facts(['unit', name]);
  if (systemctl === null) return found('unknown', 'serviceUnavailable', about);
  probe.tell('asking', name);
  try {
    const lines = (await show(systemctl, name, probe)).split('\n');
    const value = (key: (typeof ASKED)[number]): string =>
      lines.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
    const [outcome, meaning] = judge(value('LoadState'), value('ActiveState'));
    const state = [value('ActiveState'), value('SubState'), value('Result')].filter((each) => each !== '').join(', ');
    return found(outcome, meaning, [...about, ...facts(['state', state], ['since', value('ActiveEnterTimestamp')])]);
  } catch (error) {
    if (probe.signal.aborted) return found('unknown', 'serviceNoAnswer', about);
    // It is there, and no systemd runs behind it, as in a container.
    return found('unknown', 'serviceUnavailable', [...about, ...facts(['code', codeOf(error)])]);
  }
};

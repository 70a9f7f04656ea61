import { readFile } from 'node:fs/promises';
import type { Meaning, Outcome } from '#shared/checks/finding.ts';
import { codeOf, facts, found, type Found } from '../probe.ts';
import { askProgram } from './ask-program.ts';
import type { Asking, LaptopSystem } from './laptop-system.ts';
import { gatewaysIn, gatewaysInSix, listeningIn } from './proc-net.ts';

export interface LinuxPlaces {
  /** Absolute path of systemctl; null where this laptop has none. */
  readonly systemctl: string | null;
  /** Files of the kernel. */
  readonly tables: readonly string[];
  readonly routes: string;
  readonly routesSix: string;
  readonly memory: string;
}

const ASKED = ['LoadState', 'ActiveState', 'SubState', 'Result', 'ActiveEnterTimestamp'] as const;

const judge = (load: string, active: string): readonly [Outcome, Meaning] => {
  if (load === 'not-found') return ['failed', 'serviceNotFound'];
  switch (active) {
    case 'active':
      return ['ok', 'serviceRuns'];
    case 'failed':
      return ['failed', 'serviceFailed'];
    case 'activating':
    case 'reloading':
      return ['warning', 'serviceStarting'];
    case 'inactive':
    case 'deactivating':
      return ['failed', 'serviceStopped'];
    default:
      return ['unknown', 'serviceUnreadable'];
  }
};

/** What systemd says of a unit. The name is one argument after `--`: whatever stands in it, it is never an option. */
const askSystemd = async (systemctl: string, name: string, asking: Asking): Promise<Found> => {
  const { exitCode, text } = await askProgram(
    systemctl,
    ['show', '--no-pager', `--property=${ASKED.join(',')}`, '--', name],
    asking,
  );
  // It is there, and no systemd runs behind it, as in a container.
  if (exitCode !== 0) return found('unknown', 'serviceUnavailable', facts(['exitCode', exitCode]));
  const lines = text.split('\n');
  const value = (key: (typeof ASKED)[number]): string =>
    lines.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
  const [outcome, meaning] = judge(value('LoadState'), value('ActiveState'));
  const state = [value('ActiveState'), value('SubState'), value('Result')].filter((each) => each !== '').join(', ');
  return found(outcome, meaning, facts(['state', state], ['since', value('ActiveEnterTimestamp')]));
};

/** What can be read of several files of the kernel, with their names; null where none can. */
const readAny = async (
  paths: readonly string[],
  { signal }: Asking,
): Promise<readonly (readonly [path: string, text: string])[] | null> => {
  const read = await Promise.all(
    paths.map((path) =>
      readFile(path, { encoding: 'latin1', signal }).then(
        (text) => [[path, text] as const],
        () => [],
      ),
    ),
  );
  return read.flat().length > 0 ? read.flat() : null;
};

/** Linux: the kernel tells of networks and memory in files, systemd of services. */
export const linuxSystem = ({ systemctl, tables, routes, routesSix, memory }: LinuxPlaces): LaptopSystem => ({
  service: (name, asking) =>
    systemctl === null
      ? Promise.resolve(found('unknown', 'serviceUnavailable'))
      : askSystemd(systemctl, name, asking).catch((error: unknown) =>
          asking.signal.aborted
            ? found('unknown', 'serviceNoAnswer')
            : found('unknown', 'serviceUnavailable', facts(['code', codeOf(error)])),
        ),

  listening: async (asking) => {
    const read = await readAny(tables, asking);
    return read && { by: read.map(([path]) => path).join(', '), all: read.flatMap(([, text]) => listeningIn(text)) };
  },

  gateways: async (asking) => {
    const read = await readAny([routes, routesSix], asking);
    if (!read) return null;
    const all = read.flatMap(([path, text]) => (path === routes ? gatewaysIn(text) : gatewaysInSix(text)));
    return {
      by: read.map(([path]) => path).join(', '),
      all: all.toSorted((left, right) => left.metric - right.metric),
    };
  },

  availableMemory: async (asking) => {
    const [file] = (await readAny([memory], asking)) ?? [];
    const kilobytes = /^MemAvailable:\s+(\d+) kB$/m.exec(file?.[1] ?? '')?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  },
});

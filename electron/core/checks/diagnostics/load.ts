import { availableParallelism, freemem, loadavg, platform, totalmem, uptime } from 'node:os';
import { readFile } from 'node:fs/promises';
import { gradeOf } from '#shared/checks/limits.ts';
import { facts, found, measure, type Found, type Probe } from '../probe.ts';

/** From so many waiting for each core on, programs are felt to be slow. */
const BUSY = 2;

/** What programs can have: on Linux that is more than what is free, since caches give way. */
const availableBytes = async (probe: Probe): Promise<number> => {
  if (platform() !== 'linux') return freemem();
  try {
    const text = await readFile('/proc/meminfo', { encoding: 'latin1', signal: probe.signal });
    const kilobytes = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1];
    return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024;
  } catch {
    return freemem();
  }
};

/** Memory, load and how long this laptop has been on. Windows keeps no load: there is none in what is found there. */
export const lookAtLoad = async (probe: Probe): Promise<Found> => {
  const [total, available] = [totalmem(), await availableBytes(probe)];
  const share = (available / total) * 100;
  const loads = loadavg();
  const perCore = (loads[1] ?? 0) / availableParallelism();
  const hasLoad = platform() !== 'win32';
  const measures = [
    measure('memoryFreeShare', share),
    measure('memoryTotal', total),
    ...(hasLoad ? [measure('loadPerCore', perCore)] : []),
    measure('uptime', uptime()),
  ];
  const said = facts(['load', hasLoad ? loads.map((each) => each.toFixed(2)).join(' ') : null]);
  const grade = gradeOf('load', share, probe.limits);
  if (grade !== 'ok') return found(grade, 'memoryLow', said, measures);
  return hasLoad && perCore >= BUSY
    ? found('warning', 'loadBusy', said, measures)
    : found('ok', 'loadFine', said, measures);
};

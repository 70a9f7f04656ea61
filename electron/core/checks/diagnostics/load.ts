import { availableParallelism, loadavg, platform, totalmem, uptime } from 'node:os';
import { gradeOf } from '#shared/checks/limits.ts';
import { facts, found, measure, type Found, type Probe } from '../probe.ts';
import type { LaptopSystem } from '../systems/laptop-system.ts';

/** From so many waiting for each core on, programs are felt to be slow. */
const BUSY = 2;

/** Memory, load and how long this laptop has been on. Windows keeps no load: there is none in what is found there. */
export const lookAtLoad = async (probe: Probe, system: LaptopSystem): Promise<Found> => {
  const [total, available] = [totalmem(), await system.availableMemory(probe)];
  const loads = loadavg();
  const perCore = (loads[1] ?? 0) / availableParallelism();
  const hasLoad = platform() !== 'win32';
  const others = [
    measure('memoryTotal', total),
    ...(hasLoad ? [measure('loadPerCore', perCore)] : []),
    measure('uptime', uptime()),
  ];
  const said = facts(['load', hasLoad ? loads.map((each) => each.toFixed(2)).join(' ') : null]);
  if (available === null) return found('unknown', 'memoryUnknown', said, others);
  const share = (available / total) * 100;
  const measures = [measure('memoryFreeShare', share), ...others];
  const grade = gradeOf('load', share, probe.limits);
  if (grade !== 'ok') return found(grade, 'memoryLow', said, measures);
  return hasLoad && perCore >= BUSY
    ? found('warning', 'loadBusy', said, measures)
    : found('ok', 'loadFine', said, measures);
};

import { statfs } from 'node:fs/promises';
import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import { gradeOf } from '#shared/checks/limits.ts';
import { codeOf, facts, found, measure, orAborted, type Found, type Probe } from '../probe.ts';

/** How much room is left for whoever is not the administrator, where a path lies. A share that does not answer costs its time and no more. */
export const lookAtDisk = async ({ path }: DiagnosticOf<'disk'>, probe: Probe): Promise<Found> => {
  const about = facts(['path', path]);
  try {
    const { bsize, blocks, bavail } = await orAborted(statfs(path), probe.signal);
    const [total, free] = [blocks * bsize, bavail * bsize];
    const share = total === 0 ? 0 : (free / total) * 100;
    const measures = [measure('freeShare', share), measure('freeBytes', free), measure('totalBytes', total)];
    const grade = gradeOf('disk', share, probe.limits);
    return found(grade, grade === 'ok' ? 'diskFine' : grade === 'warning' ? 'diskLow' : 'diskFull', about, measures);
  } catch (error) {
    const said = [...about, ...facts(['code', codeOf(error)])];
    return probe.signal.aborted ? found('failed', 'timeout', said) : found('failed', 'diskNotFound', said);
  }
};

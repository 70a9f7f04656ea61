import type { StatsFs } from 'node:fs';
import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import { gradeOf } from '#shared/checks/limits.ts';
import { codeOf, facts, found, measure, orAborted, type Found, type Probe } from '../probe.ts';

export interface DiskPlaces {
  /** How much room there is where a path lies. */
  readonly statfs: (path: string) => Promise<StatsFs>;
}

/** Told of one place at a time: a share that hangs keeps a thread of the pool, which writing the desk to disk needs too, and never a second one. */
let asked: { readonly path: string; readonly answer: Promise<unknown> } | undefined;

const ask = async (path: string, probe: Probe, { statfs }: DiskPlaces): Promise<StatsFs> => {
  while (asked !== undefined) await orAborted(asked.answer, probe.signal);
  const answer = statfs(path);
  const mine = { path, answer: answer.then(free, free) };
  asked = mine;
  function free(): void {
    if (asked === mine) asked = undefined;
  }
  return orAborted(answer, probe.signal);
};

/** How much room is left for whoever is not the administrator, where a path lies. A share that does not answer costs its time and no more. */
export const lookAtDisk = async ({ path }: DiagnosticOf<'disk'>, probe: Probe, places: DiskPlaces): Promise<Found> => {
  const about = facts(['path', path]);
  try {
    const { bsize, blocks, bavail } = await ask(path, probe, places);
    // What the system makes up as it is read has no size: it is never full.
    if (blocks === 0) return found('unknown', 'diskNoSize', about);
    const [total, free] = [blocks * bsize, bavail * bsize];
    const share = (free / total) * 100;
    const measures = [measure('freeShare', share), measure('freeBytes', free), measure('totalBytes', total)];
    const grade = gradeOf('disk', share, probe.limits);
    return found(grade, grade === 'ok' ? 'diskFine' : grade === 'warning' ? 'diskLow' : 'diskFull', about, measures);
  } catch (error) {
    const said = [...about, ...facts(['code', codeOf(error)])];
    if (!probe.signal.aborted) return found('failed', 'diskNotFound', said);
    // Another place that hangs keeps this one from being asked.
    return found(asked === undefined || asked.path === path ? 'failed' : 'unknown', 'diskNoAnswer', said);
  }
};

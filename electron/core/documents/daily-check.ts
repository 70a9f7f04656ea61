import type { DocumentRow } from '#shared/documents/row.ts';
import type { Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import type { DocumentCheck } from './check.ts';
import type { DocumentIndex } from './document-index.ts';

const HOUR_MS = 3_600_000;
/** Others may write to a watched file at any time. */
const WATCHED_MS = 24 * HOUR_MS;
/** What is held is sealed: only a failing disk, or somebody who meddles with the store, can touch it. */
const HELD_MS = 7 * WATCHED_MS;

/** Documents whose file nobody looked at for so long that it is time again. */
export const dueForCheck = (index: DocumentIndex, now: number): readonly DocumentRow[] =>
  [...index.rows()].filter(({ id, storage, sha256, withdrawnAt }) => {
    const finding = index.finding(id);
    if (withdrawnAt !== null || sha256 === null || storage === 'elsewhere') return false;
    if (storage === 'watched' && (finding?.path ?? null) === null) return false;
    const every = storage === 'watched' ? WATCHED_MS : HELD_MS;
    // A check noted by a clock that was ahead does not put off the next one until then.
    return finding === undefined || Math.abs(now - Date.parse(finding.checkedAt)) >= every;
  });

/** Looks at the files by itself, each at most once a day, when nobody waits for anything else. Returns what stops it. */
export const startDailyCheck = (
  desk: Desk,
  index: DocumentIndex,
  check: DocumentCheck,
  begin: Begin = setImmediate,
): (() => void) => {
  let isStopped = false;
  const look = (): void => {
    const now = desk.ambient.now().getTime();
    const due = isStopped ? [] : dueForCheck(index, now);
    // What the disk refuses now is looked at the next time.
    if (due.length > 0) check.run(`daily-${now}`, desk.deviceActor, due).catch(() => undefined);
  };
  const timer = setInterval(look, HOUR_MS).unref();
  begin(look);
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
};

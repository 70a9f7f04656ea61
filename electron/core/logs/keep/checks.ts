/**
 * By which the lines of a segment are known again: when its file was last written, and hashes of what stands before some of the places where lines
 * begin. Whatever became of the file, a line that is shown has the text that the file has there now. A file that was cut, or into which something was
 * put or taken out, is made anew as a whole, and so is one that was written to and is as long as before: nothing came to it, so what was there is
 * another. So is one that was given its old time again: when that was done is told by a time that nobody can set. Of up to about a megabyte the
 * hashes leave nothing out. What remains is a longer file that was written over between two hashes with as many bytes, and has grown since, or was
 * given its old time again and another name, which alone makes that time another; or where the file system keeps no such time. Levels and times that
 * were told of these lines stay then, and if line ends were among them, so does where the lines around begin. To be sure of that as well, all of a log
 * would have to be read at each start. What is written over while a log is followed is another matter: overwriting.ts.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { statSync } from '../files/disk-calls.ts';
import type { Segment } from '../follow/segment.ts';
import type { KeptLines, KeptPart } from '../index/stream-state.ts';

type Checks = KeptPart['checks'];
type Files = KeptLines['files'];

/** Of one segment, evenly apart; going to a place takes longer than reading so much there. */
const MOST_CHECKS = 64;
const HASHED_BYTES = 16 * 1024;

const hashBefore = (segment: Segment, at: number): string => {
  const bytes = Buffer.alloc(Math.min(HASHED_BYTES, at - segment.start));
  const read = segment.read(bytes, at - bytes.length);
  return read === bytes.length ? createHash('sha256').update(bytes).digest('base64') : '';
};

/** `offsets`: where blocks of its lines begin. */
export const checksOf = (segment: Segment, offsets: Float64Array): Checks => {
  const checks: Checks = [];
  const step = Math.max(1, Math.ceil(offsets.length / MOST_CHECKS));
  const last = hashBefore(segment, segment.end);
  if (segment.end > segment.start && last !== '') checks.push([segment.end, last]);
  for (let place = offsets.length - 1; place > 0; place -= step) {
    const at = offsets[place] ?? 0;
    const hash = at > segment.start ? hashBefore(segment, at) : '';
    if (hash !== '') checks.push([at, hash]);
  }
  return checks;
};

export const fits = (segment: Segment, checks: Checks): boolean =>
  checks.every(([at, hash]) => hashBefore(segment, at) === hash);

const factsOf = (folder: string, { name }: Segment): Omit<Files[number], 'segment'> | undefined => {
  try {
    const { size, mtimeMs, ctimeMs } = statSync(join(folder, name));
    return { name, size, changedAt: mtimeMs, touchedAt: ctimeMs };
  } catch {
    return undefined;
  }
};

/** The files of segments as they are now; without those that cannot be asked. */
export const filesOf = (folder: string, segments: readonly Segment[]): Files =>
  segments.flatMap((segment) => {
    const facts = segment.isGone ? undefined : factsOf(folder, segment);
    return facts ? [{ segment: segment.id, ...facts }] : [];
  });

/** Whether the file of a segment was written to since, and is as long as it was. */
export const isWrittenOver = (folder: string, segment: Segment, files: Files): boolean => {
  const before = files.find(({ segment: id }) => id === segment.id);
  const now = before && factsOf(folder, segment);
  if (now === undefined || now.size !== before?.size) return false;
  return now.changedAt !== before.changedAt || (now.name === before.name && now.touchedAt !== before.touchedAt);
};

/**
 * By which the lines of a segment are known again: hashes of what stands before some of the places where lines begin. Whatever became of the file, a
 * line that is shown has the text that the file has there now. A file that was cut, or into which something was put or taken out, is made anew as a
 * whole. Where bytes between two checks were written over with as many others, levels and times that were told of these lines stay until then, and
 * if line ends were among them, so does where the lines around begin. To be sure of that as well, all of a log would have to be read at each start.
 */
import { createHash } from 'node:crypto';
import type { Segment } from '../follow/segment.ts';
import type { KeptPart } from '../index/stream-state.ts';

type Checks = KeptPart['checks'];

/** Of one segment, evenly apart. */
const MOST_CHECKS = 64;
const HASHED_BYTES = 256;

const hashBefore = (segment: Segment, at: number): string => {
  const bytes = Buffer.alloc(Math.min(HASHED_BYTES, at - segment.start));
  const read = segment.read(bytes, at - bytes.length);
  return read === bytes.length ? createHash('sha256').update(bytes).digest('base64') : '';
};

/** `offsets`: where blocks of its lines begin. */
export const checksOf = (segment: Segment, offsets: Float64Array): Checks => {
  const checks: Checks = [];
  const step = Math.max(1, Math.ceil(offsets.length / MOST_CHECKS));
  for (let place = offsets.length - 1; place > 0; place -= step) {
    const at = offsets[place] ?? 0;
    const hash = at > segment.start ? hashBefore(segment, at) : '';
    if (hash !== '') checks.push([at, hash]);
  }
  return checks;
};

export const fits = (segment: Segment, checks: Checks): boolean =>
  checks.every(([at, hash]) => hashBefore(segment, at) === hash);

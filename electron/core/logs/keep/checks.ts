/** By which the lines of a segment are known again: hashes of what stands before some of the places where lines begin. */
import { createHash } from 'node:crypto';
import type { Segment } from '../follow/segment.ts';
import type { KeptPart } from '../index/stream-state.ts';

type Checks = KeptPart['checks'];

/** Of one segment, evenly apart: what was changed between two of them is not seen, unless lines after it begin elsewhere. */
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

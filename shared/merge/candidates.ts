import { canonicalJson } from '../audit/canonical-json.ts';
import type { PersonRef } from '../base/record.ts';
import type { Json } from '../base/result.ts';

/** Who wrote a value, and when: `hlc` and `device` order writes on every console alike, `at` (RFC 3339) is for people. */
export interface Stamp {
  readonly hlc: string;
  readonly device: string;
  readonly by: PersonRef;
  readonly at: string;
}

/** A value that somebody gave a field since the last common version. */
export interface Candidate {
  readonly value: Json;
  readonly stamp: Stamp;
}

const compareText = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

/** Lower first: that value stands until a person settles (DOMAIN.md §1). */
const compareStamps = (left: Stamp, right: Stamp): number =>
  compareText(left.hlc, right.hlc) || compareText(left.device, right.device);

/**
 * All that were written, each value once under its lowest stamp, in the order of stamps. Commutative, associative and idempotent, so it
 * does not matter which console unites what first.
 */
export const uniteCandidates = (left: readonly Candidate[], right: readonly Candidate[]): readonly Candidate[] => {
  const byValue = new Map<string, Candidate>();
  for (const candidate of [...left, ...right]) {
    const key = canonicalJson(candidate.value);
    const known = byValue.get(key);
    if (!known || compareStamps(candidate.stamp, known.stamp) < 0) byValue.set(key, candidate);
  }
  return [...byValue]
    .toSorted(([one, first], [other, second]) => compareStamps(first.stamp, second.stamp) || compareText(one, other))
    .map(([, candidate]) => candidate);
};

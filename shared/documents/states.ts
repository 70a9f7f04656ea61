import type { Document } from './document.ts';
import type { Sight } from './finding.ts';

/** In the order of how much they matter. */
export const documentStates = [
  'missing',
  'changed',
  'expired',
  'review',
  'unchecked',
  'here',
  'elsewhere',
  'withdrawn',
] as const;
export type DocumentState = (typeof documentStates)[number];

/** States in which somebody has to do something. */
export const isTrouble = (state: DocumentState): boolean =>
  state === 'missing' || state === 'changed' || state === 'expired' || state === 'review';

/** What matters most first. */
export const byWeight = (states: readonly DocumentState[]): readonly DocumentState[] =>
  states.toSorted((left, right) => documentStates.indexOf(left) - documentStates.indexOf(right));

type Judged = Pick<Document, 'storage' | 'reviewOn' | 'validUntil' | 'withdrawnAt'>;

const presence = ({ storage }: Judged, sight: Sight | null): DocumentState => {
  if (storage === 'elsewhere') return 'elsewhere';
  // A watched file of which this laptop knows no path lies on another one; what is held is not known to be here before it was looked at.
  if (sight === null) return storage === 'watched' ? 'missing' : 'unchecked';
  if (sight.found === 'same') return 'here';
  return sight.found === 'changed' ? 'changed' : 'missing';
};

/**
 * All that holds of a document, what matters most first: exactly one word on where it is, and `expired` from the day after its last, else
 * `review` from the day of its review on. One that was withdrawn is nothing else. `today` is `YYYY-MM-DD` where the reader is.
 */
export const statesOf = (document: Judged, sight: Sight | null, today: string): readonly DocumentState[] => {
  if (document.withdrawnAt !== null) return ['withdrawn'];
  const states = [presence(document, sight)];
  if (document.validUntil !== null && document.validUntil < today) states.push('expired');
  else if (document.reviewOn !== null && document.reviewOn <= today) states.push('review');
  return byWeight(states);
};

/** Whether its newest version can be read on this laptop, as it was accepted. */
export const isHere = (states: readonly DocumentState[]): boolean => states.includes('here');

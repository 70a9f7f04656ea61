import type { Score, Signature, SurveyAnswer } from '#shared/survey/answer.ts';
import type { Team } from './catalogue.ts';
import type { Chance } from './chance.ts';
import { scribble } from './hand.ts';

/** How often each score is given at a desk that is run well. */
const shares: readonly (readonly [score: Score, share: number])[] = [
  [5, 0.46],
  [4, 0.34],
  [3, 0.11],
  [2, 0.06],
  [1, 0.03],
];

const scoreOf = (chance: Chance): Score => {
  let left = chance.next();
  for (const [score, share] of shares) {
    left -= share;
    if (left < 0) return score;
  }
  return 4;
};

const signatureOf = (chance: Chance, name: string): Signature | null => {
  if (chance.isTrue(0.45)) return { way: 'drawn', strokes: scribble(chance) };
  return chance.isTrue(0.4) ? { way: 'typed', name } : null;
};

/** What a requester says when a ticket is handed over to them; null where they would rather not. */
export const opinionOf = (chance: Chance, { opinions, language }: Team, name: string): SurveyAnswer | null => {
  if (chance.isTrue(0.08)) return null;
  const score = scoreOf(chance);
  const words = score >= 4 ? opinions.pleased : score === 3 ? opinions.middling : opinions.displeased;
  return {
    score,
    comment: chance.isTrue(0.65) ? chance.pick(words) : '',
    answeredBy: name,
    signature: signatureOf(chance, name),
    language,
    solved: null,
  };
};

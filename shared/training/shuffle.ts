import type { Question, Quiz } from './quiz.ts';

/** Seeds of an order: whole numbers below. */
export const SEEDS = 0x1_0000_0000;

/** mulberry32: small, and the same on every machine for ever, so that what somebody saw can be shown again. */
const random = (seed: number): (() => number) => {
  let state = Math.trunc(seed);
  return () => {
    state = (state + 0x6d2b79f5) % SEEDS;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / SEEDS;
  };
};

const shuffled = <T>(items: readonly T[], next: () => number): readonly T[] => {
  const rest = [...items];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(Math.floor(next() * rest.length), 1));
  return order;
};

/** The questions in the order of an attempt; as they were written where the quiz keeps its order. */
export const asShown = ({ shuffle, questions }: Quiz, seed: number): readonly Question[] => {
  if (!shuffle) return questions;
  const next = random(seed);
  return shuffled(questions, next).map((question) => ({ ...question, choices: shuffled(question.choices, next) }));
};

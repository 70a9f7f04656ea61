/** How a ticket's time is spent, as shares of what is promised for it: so that the clocks of a desk that is run well come out as they do there. */
import type { Chance } from './chance.ts';
import type { Pace } from './pace.ts';

/** How an open ticket is to stand by the clock that falls due first. */
export type Standing = 'in_time' | 'at_risk' | 'breached';

/** Seconds that the pace counts, since the receipt and without the pause. */
export interface Course {
  /** When the requester first hears from the desk; null if nobody has answered. */
  readonly answerAt: number | null;
  /** When they hear again, upwards. */
  readonly updatesAt: readonly number[];
  /** On hold: from when on, and for how long. */
  readonly pause: { readonly at: number; readonly seconds: number } | null;
  /** When the ticket is resolved, or how old it is. */
  readonly endsAt: number;
}

type Share = readonly [low: number, high: number];

/** Of the target that leads. At risk begins at three quarters; what is late at a desk that is run well is not late by much. */
const shares: Readonly<Record<Standing, Share>> = {
  in_time: [0.06, 0.68],
  at_risk: [0.78, 0.95],
  breached: [1.04, 1.35],
};

const between = (chance: Chance, [low, high]: Share): number => chance.between(low, high);

/** Mostly within the first third of the target: whoever is at the desk answers when they see it. */
const answerAfter = (chance: Chance, { response }: Pace, isLate: boolean): number => {
  const early = 0.05 + 0.7 * chance.next() ** 2;
  const late = chance.between(1.1, 1.4);
  return Math.floor(response * (isLate ? late : early));
};

/** So that nobody waits for news longer than was promised. */
const updatesBetween = (chance: Chance, answerAt: number, lastAt: number, { update }: Pace): readonly number[] => {
  const count = Math.max(1, Math.ceil((lastAt - answerAt) / (update * 0.75)));
  const step = (lastAt - answerAt) / count;
  return Array.from({ length: count }, (_, place) =>
    Math.floor(answerAt + step * (place + 1 - (place + 1 < count ? chance.between(0, 0.25) : 0))),
  );
};

/** Answered, told again until `silence` seconds before the end, or nearer to it if the whole took less. */
const lively = (chance: Chance, pace: Pace, answerAt: number, wantedEnd: number, silence: number): Course => {
  const endsAt = Math.floor(Math.max(wantedEnd, answerAt * 1.3));
  const lastAt = Math.max(endsAt - silence, answerAt + (endsAt - answerAt) * 0.6);
  return { answerAt, updatesAt: updatesBetween(chance, answerAt, lastAt, pace), pause: null, endsAt };
};

/** Nobody has answered: the response clock leads. */
export const waiting = (chance: Chance, { response }: Pace, standing: Standing): Course => ({
  answerAt: null,
  updatesAt: [],
  pause: null,
  endsAt: Math.floor(response * between(chance, shares[standing])),
});

/** Answered and worked on: what is not in time lacks either news for the requester or an end. */
export const underWay = (chance: Chance, pace: Pace, standing: Standing, answersLate: boolean): Course => {
  const answerAt = answerAfter(chance, pace, answersLate);
  const leading = between(chance, shares[standing]);
  const isSilent = chance.isTrue(0.5) && pace.promisesUpdates && standing !== 'in_time';
  if (isSilent) return { answerAt, updatesAt: [], pause: null, endsAt: answerAt + Math.floor(pace.update * leading) };
  const heard = standing === 'in_time' ? between(chance, shares.in_time) : chance.between(0.05, 0.5);
  return lively(chance, pace, answerAt, pace.resolve * leading, pace.update * heard);
};

/** Put on hold in time; `daySeconds` is a working day. */
export const held = (chance: Chance, pace: Pace, answersLate: boolean, daySeconds: number): Course => {
  const course = underWay(chance, pace, 'in_time', answersLate);
  return { ...course, pause: { at: course.endsAt, seconds: Math.floor(daySeconds * chance.between(0.2, 4.5)) } };
};

/** Worked to its resolution, in time within `most` of the target. */
export const finished = (
  chance: Chance,
  pace: Pace,
  how: {
    readonly answersLate: boolean;
    readonly resolvesLate: boolean;
    readonly pauses: boolean;
    readonly most: number;
  },
): Course => {
  const answerAt = answerAfter(chance, pace, how.answersLate);
  const early = 0.06 + (how.most - 0.06) * chance.next() ** 1.4;
  const late = chance.between(1.05, 1.6);
  const silence = chance.between(0.1, 0.8);
  // Told once more and not in between: what takes long misses an update.
  const isQuiet = chance.isTrue(0.45);
  const pausesFor = Math.floor(pace.resolve * chance.between(0.1, 0.6));
  const resolvesAfter = pace.resolve * (how.resolvesLate ? late : early);
  const told = lively(chance, pace, answerAt, resolvesAfter, pace.update * silence);
  const course = isQuiet ? { ...told, updatesAt: told.updatesAt.slice(-1) } : told;
  if (!how.pauses) return course;
  const toldAt = course.updatesAt.at(-1) ?? answerAt;
  return { ...course, pause: { at: Math.floor((toldAt + course.endsAt) / 2), seconds: pausesFor } };
};

/** Answered, and withdrawn or found to be nothing before long. */
export const dropped = (chance: Chance, pace: Pace): Course => {
  const answerAt = answerAfter(chance, pace, false);
  return {
    answerAt,
    updatesAt: [],
    pause: null,
    endsAt: answerAt + Math.floor(pace.response * chance.between(0.1, 0.8)),
  };
};

/** How long the ticket was there in all. */
export const lengthOf = ({ endsAt, pause }: Course): number => endsAt + (pause?.seconds ?? 0);

/** Who is on call, worked out from a rota alone. Instants are ms since epoch unless a record says otherwise. */
import { secondsOfDay } from '../calendar/calendar.ts';
import { parseDate } from '../calendar/dates.ts';
import { instantOfWall, offsetAt } from '../calendar/zone.ts';
import type { Rota, RotaContent, RotaException } from './rota.ts';

const DAY = 86_400;
/** Boundaries looked at before a search ends: years of weekly turns. */
const MAX_STEPS = 400;

type Turns = Pick<RotaContent, 'zone' | 'rhythm' | 'handOverTime' | 'startsOn' | 'memberIds' | 'exceptions'>;

/** A stretch of time in which one person is on call, or nobody (`personId` null). Half-open. */
export interface OnCallStretch {
  readonly personId: string | null;
  readonly from: number;
  /** Null where nothing more changes as far as anybody looks. */
  readonly to: number | null;
  /** `turn`: theirs by the order. `cover`: in a swap. `steps_in`: for somebody who is absent. */
  readonly because: 'turn' | 'cover' | 'steps_in';
}

const turnDays = (rota: Turns): number => (rota.rhythm === 'weekly' ? 7 : 1);

/**
 * When the n-th turn begins: by the wall clock of the zone, so that a turn is an hour longer or shorter where clocks change, and a hand-over
 * within the hour that they skip is at its end.
 */
const turnStart = (rota: Turns, turn: number): number => {
  const first = parseDate(rota.startsOn) ?? 0;
  const wall = (first + turn * turnDays(rota)) * DAY + secondsOfDay(rota.handOverTime);
  return instantOfWall(rota.zone, wall) * 1000;
};

/** The number of the turn that holds at `at`; negative before the first. */
const turnAt = (rota: Turns, at: number): number => {
  const now = Math.floor(at / 1000);
  const day = Math.floor((now + offsetAt(rota.zone, now)) / DAY);
  let turn = Math.floor((day - (parseDate(rota.startsOn) ?? 0)) / turnDays(rota));
  // On the day of a hand-over its time decides; a zone's clock shifts it by less than a day.
  while (turnStart(rota, turn) > at) turn--;
  while (turnStart(rota, turn + 1) <= at) turn++;
  return turn;
};

const holds = ({ from, to }: RotaException, at: number): boolean => Date.parse(from) <= at && at < Date.parse(to);

const isAbsent = (rota: Turns, personId: string, at: number): boolean =>
  rota.exceptions.some((each) => each.kind === 'absence' && each.personId === personId && holds(each, at));

const whoAt = (rota: Turns, at: number): Pick<OnCallStretch, 'personId' | 'because'> => {
  const turn = turnAt(rota, at);
  if (turn < 0) return { personId: null, because: 'turn' };
  // Somebody who took a turn over and fell ill after that does not have it.
  const cover = rota.exceptions.findLast(
    (each) => each.kind === 'cover' && holds(each, at) && !isAbsent(rota, each.personId, at),
  );
  if (cover) return { personId: cover.personId, because: 'cover' };
  const { length } = rota.memberIds;
  for (let step = 0; step < length; step++) {
    const personId = rota.memberIds[(turn + step) % length];
    if (personId !== undefined && !isAbsent(rota, personId, at))
      return { personId, because: step === 0 ? 'turn' : 'steps_in' };
  }
  return { personId: null, because: 'turn' };
};

/** The next instant after `at` at which it may be somebody else's. */
const nextBoundary = (rota: Turns, at: number): number => {
  let next = turnStart(rota, Math.max(turnAt(rota, at) + 1, 0));
  for (const exception of rota.exceptions)
    for (const edge of [Date.parse(exception.from), Date.parse(exception.to)])
      if (edge > at && edge < next) next = edge;
  return next;
};

/** From when the one who has it at `at` has had it: the latest boundary before. */
const lastBoundary = (rota: Turns, at: number): number => {
  let last = turnStart(rota, Math.max(turnAt(rota, at), 0));
  for (const exception of rota.exceptions)
    for (const edge of [Date.parse(exception.from), Date.parse(exception.to)])
      if (edge <= at && edge > last) last = edge;
  return Math.min(last, at);
};

/** The stretch that holds at `at` and those that follow it, `count` in all at most. Turns of one person in a row are one stretch. */
export const stretchesFrom = (rota: Turns, at: number, count: number): readonly OnCallStretch[] => {
  const stretches: OnCallStretch[] = [];
  let begun = { ...whoAt(rota, at), from: lastBoundary(rota, at) };
  let boundary = at;
  const edges = rota.exceptions.map(({ to }) => Date.parse(to));
  for (let step = 0; step < MAX_STEPS && stretches.length < count; step++) {
    // One person alone has it until somebody says otherwise.
    if (rota.memberIds.length < 2 && boundary >= turnStart(rota, 0) && edges.every((edge) => edge <= boundary)) break;
    boundary = nextBoundary(rota, boundary);
    const next = whoAt(rota, boundary);
    if (next.personId === begun.personId && next.because === begun.because) continue;
    stretches.push({ ...begun, to: boundary });
    begun = { ...next, from: boundary };
  }
  if (stretches.length < count) stretches.push({ ...begun, to: null });
  return stretches;
};

export interface OnCallNow extends OnCallStretch {
  /** Who has it at `to`; null for nobody, or nobody else. */
  readonly nextId: string | null;
}

export const onCallAt = (rota: Turns, at: number): OnCallNow => {
  const [now, next] = stretchesFrom(rota, at, 2);
  if (!now) throw new TypeError('a rota says at any time who is on call, if only nobody');
  return { ...now, nextId: next?.personId ?? null };
};

/** Rotas that stand in for a group; those in use only. */
export const rotasOfGroup = (rotas: readonly Rota[], groupId: string | null): readonly Rota[] =>
  groupId === null ? [] : rotas.filter((rota) => rota.active && rota.groupId === groupId);

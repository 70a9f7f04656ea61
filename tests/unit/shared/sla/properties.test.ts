/** Laws of the clocks over random histories: any order of moves, repeated imports, clock changes, priorities raised and lowered. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import type { BusinessCalendar } from '#shared/calendar/calendar.ts';
import { slaClocks, type SlaClock } from '#shared/sla/clocks.ts';
import { factsOf } from '#shared/sla/facts.ts';
import { unionOf, type Interval } from '#shared/sla/intervals.ts';
import type { SlaPolicy } from '#shared/sla/policy.ts';
import { thresholdAt, thresholdPercents } from '#shared/sla/thresholds.ts';
import { cycleRuns, judgeOf } from '#shared/sla/runs.ts';
import { elapsedSeconds } from '#shared/sla/run.ts';
import { ticketStates, type TicketState } from '#shared/tickets/ticket.ts';
import { weekdaysIn } from '../calendar/calendars.ts';
import { bookOf, moveTo, resolveIn, say, ticketAt, type Happening } from './tickets.ts';

const MINUTE = 60_000;

/** A week with lunch breaks and hours at night, around a change of the clock. */
const places = fc.constantFrom(
  { zone: 'Europe/Berlin', at: Date.parse('2026-03-29T00:00:00Z') },
  { zone: 'America/New_York', at: Date.parse('2026-11-01T05:00:00Z') },
  { zone: 'Australia/Lord_Howe', at: Date.parse('2026-04-04T15:00:00Z') },
  { zone: 'Asia/Shanghai', at: Date.parse('2026-10-10T04:00:00Z') },
);
const calendarIn = (zone: string): BusinessCalendar => {
  const spans = [
    { from: '01:30', to: '04:00' },
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ];
  return { ...weekdaysIn(zone), id: 'calendar:random', week: [spans, spans, [], spans, spans, spans, spans] };
};

interface Step {
  readonly minute: number;
  readonly to: TicketState | 'reply';
}

const steps = fc.array(
  fc.record({
    minute: fc.integer({ min: 0, max: 3000 }),
    to: fc.constantFrom<Step['to']>('on_hold', 'on_hold', 'in_progress', 'in_progress', 'reply', ...ticketStates),
  }),
  { maxLength: 12 },
);

const histories = fc
  .record({ place: places, steps, hours: fc.integer({ min: 1, max: 20 }) })
  .map(({ place, steps, hours }) => {
    const receivedAt = place.at - 1200 * MINUTE;
    const ordered = steps.toSorted((left, right) => left.minute - right.minute);
    const happenings = ordered.map(({ minute, to }): Happening => {
      const at = receivedAt + minute * MINUTE;
      return to === 'reply' ? say(at) : moveTo(at, to);
    });
    const calendar = calendarIn(place.zone);
    return { receivedAt, ordered, happenings, calendar, policy: resolveIn(hours, 'bh', calendar.id), hours };
  });
type History = typeof histories extends fc.Arbitrary<infer Value> ? Value : never;

const clockOf = (history: History, now: number, policy: SlaPolicy = history.policy): SlaClock => {
  const { ticket, timeline } = ticketAt(history.receivedAt, history.happenings);
  const clock = slaClocks(factsOf(ticket, timeline), bookOf([{ policy }], [history.calendar]), now).current[0];
  if (!clock) throw new Error('no clock');
  return clock;
};

/** What the ticket was in during the minute that begins `minute` minutes after its receipt. */
const stateIn = (history: History, minute: number): TicketState => {
  let state: TicketState = 'new';
  for (const step of history.ordered) if (step.minute <= minute && step.to !== 'reply') state = step.to;
  return state;
};

const isWorked = (state: TicketState): boolean => state === 'new' || state === 'assigned' || state === 'in_progress';

/** Counts minutes one by one: those of business time in which somebody could work on the ticket. */
const slowly = (history: History, until: number): { readonly elapsed: number; readonly dueMinute: number | null } => {
  const calendar = new CompiledCalendar(history.calendar);
  let elapsed = 0;
  let dueMinute: number | null = null;
  for (let minute = 0; minute < until; minute++) {
    if (!isWorked(stateIn(history, minute)) || !calendar.isCounting(history.receivedAt + minute * MINUTE)) continue;
    elapsed += 60;
    if (dueMinute === null && elapsed >= history.hours * 3600) dueMinute = minute + 1;
  }
  return { elapsed, dueMinute };
};

describe('the resolve clock that goes on after a reopening', () => {
  it('counts what a minute-by-minute count does, and is due at the first minute that reaches the target', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 4000 }), (history, minute) => {
        const now = history.receivedAt + minute * MINUTE;
        const seen = {
          ...history,
          happenings: history.happenings.filter(({ at }) => at <= now),
          ordered: history.ordered.filter((step) => step.minute <= minute),
        };
        const expected = slowly(seen, minute);
        const clock = clockOf(seen, now);
        expect(clock.elapsedSeconds).toBe(expected.elapsed);
        if (expected.dueMinute !== null) expect(clock.dueAt).toBe(history.receivedAt + expected.dueMinute * MINUTE);
        // Of a clock that ended, due is when it would have been.
        else if (clock.dueAt !== null) expect(clock.dueAt).toBeGreaterThan(Math.min(now, clock.endsAt ?? now));
      }),
      { numRuns: 200 },
    );
  });

  it('is never negative and never runs backwards, and ended is ended', () => {
    fc.assert(
      fc.property(
        histories,
        fc.array(fc.integer({ min: -100, max: 6000 }), { minLength: 2, maxLength: 8 }),
        (history, minutes) => {
          let last = 0;
          for (const minute of minutes.toSorted((left, right) => left - right)) {
            const clock = clockOf(history, history.receivedAt + minute * MINUTE);
            expect(clock.elapsedSeconds).toBeGreaterThanOrEqual(last);
            last = clock.elapsedSeconds;
          }
        },
      ),
    );
  });

  it('splits business time into what counted, what was on hold and what was resolved', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const now = history.receivedAt + 5000 * MINUTE;
        const clock = clockOf(history, now);
        const all = new CompiledCalendar(history.calendar).seconds(clock.startsAt, Math.min(now, clock.endsAt ?? now));
        expect(clock.elapsedSeconds + clock.pausedSeconds + clock.resolvedSeconds).toBe(all);
      }),
    );
  });

  it('takes the same moves told twice, or in another order, as the same history', () => {
    fc.assert(
      fc.property(histories, fc.integer(), (history, seed) => {
        const { ticket, timeline } = ticketAt(history.receivedAt, history.happenings);
        const again = timeline.map((entry) => ({ ...entry, id: `${entry.id}Z` }));
        const shuffled =
          fc.sample(fc.shuffledSubarray([...timeline], { minLength: timeline.length }), { numRuns: 1, seed })[0] ?? [];
        const facts = factsOf(ticket, timeline);
        expect(factsOf(ticket, shuffled)).toEqual(facts);
        // An import that overlaps another brings entries of the same moments again, next to the first ones.
        const doubled = timeline.flatMap((entry, place) => [entry, again[place] ?? entry]);
        const { replies: _once, ...once } = facts;
        const { replies: _twice, ...twice } = factsOf(ticket, doubled);
        expect(twice).toEqual(once);
      }),
    );
  });

  it('replayed from the start equals a count carried on from move to move', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 2000 }), (history, after) => {
        const calendar = new CompiledCalendar(history.calendar);
        const now = history.receivedAt + (3000 + after) * MINUTE;
        let counted = 0;
        let state: TicketState = 'new';
        let from = history.receivedAt;
        for (const { minute, to } of [...history.ordered, { minute: 3000 + after, to: 'new' as const }]) {
          const at = history.receivedAt + minute * MINUTE;
          if (isWorked(state)) counted += calendar.seconds(from, at);
          from = at;
          if (to !== 'reply') state = to;
        }
        expect(clockOf(history, now).elapsedSeconds).toBe(counted);
      }),
    );
  });

  it('reaches its thresholds in order, each at the first second that has counted that share', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { ticket, timeline } = ticketAt(history.receivedAt, history.happenings);
        const facts = factsOf(ticket, timeline);
        const book = bookOf([{ policy: history.policy }], [history.calendar]);
        const now = history.receivedAt + 9000 * MINUTE;
        const cycle = facts.cycles.at(-1);
        const judge = cycle && judgeOf(cycle, book, now);
        const run = cycle && judge && cycleRuns(facts, cycle, judge).at(-1);
        if (!run) throw new Error('no run');
        // As if it went on: thresholds do not stop where the work did.
        const open = { ...run, endsAt: null, ending: null };
        let last = 0;
        for (const percent of thresholdPercents) {
          const at = thresholdAt(open, percent);
          if (at === null) continue;
          expect(at).toBeGreaterThanOrEqual(last);
          last = at;
          const share = Math.ceil((history.hours * 3600 * percent) / 100);
          expect(elapsedSeconds(open, at)).toBe(share);
          expect(elapsedSeconds(open, at - 1000)).toBe(share - 1);
        }
      }),
    );
  });
});

describe('intervals', () => {
  const intervals = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })), { maxLength: 8 })
    .map((list) => list.map(([one, other]): Interval => ({ from: Math.min(one, other), to: Math.max(one, other) })));

  it('united hold the same instants, apart from each other and in order', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const union = unionOf(list);
        const holds = (all: readonly Interval[], at: number): boolean =>
          all.some(({ from, to }) => from <= at && at < to);
        for (let at = 0; at <= 60; at++) expect(holds(union, at)).toBe(holds(list, at));
        union.forEach(({ from, to }, place) => {
          expect(from).toBeLessThan(to);
          expect(from).toBeGreaterThan(union[place - 1]?.to ?? -1);
        });
      }),
    );
  });
});

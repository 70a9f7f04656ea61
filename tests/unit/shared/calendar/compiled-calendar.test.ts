import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayPlanner, secondsOfDay, type BusinessCalendar, type Span } from '#shared/calendar/calendar.ts';
import { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import { formatDate, parseDate, weekdayOf } from '#shared/calendar/dates.ts';
import { offsetAt } from '#shared/calendar/zone.ts';
import { compile, inShanghai, shanghai, weekdaysIn } from './calendars.ts';

const HOUR = 3600;

describe('the mainland calendar of 2026', () => {
  const calendar = compile(shanghai);
  const workedIn = (month: string): readonly string[] => {
    const planOf = dayPlanner(shanghai);
    const first = parseDate(`${month}-01`) ?? 0;
    return Array.from({ length: 31 }, (_, place) => first + place)
      .filter((day) => formatDate(day).startsWith(month) && planOf(day).spans.length > 0)
      .map((day) => formatDate(day).slice(8));
  };

  it('has 33 days off and six make-up days, each of them at a weekend', () => {
    expect(shanghai.holidays).toHaveLength(33);
    expect(shanghai.makeupDays.map(({ date }) => date)).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
    for (const { date } of shanghai.makeupDays) expect([0, 6]).toContain(weekdayOf(parseDate(date) ?? 0));
  });

  it.each([
    ['2026-02', '02 03 04 05 06 09 10 11 12 13 14 24 25 26 27 28'],
    ['2026-10', '08 09 10 12 13 14 15 16 19 20 21 22 23 26 27 28 29 30'],
  ])('is worked in %s on %s', (month, days) => {
    expect(workedIn(month).join(' ')).toBe(days);
  });

  it('knows the reason of each day', () => {
    const planOf = dayPlanner(shanghai);
    const kindOn = (date: string) => planOf(parseDate(date) ?? 0).kind;
    expect(['2026-02-14', '2026-02-17', '2026-02-24'].map(kindOn)).toEqual(['makeup', 'holiday', 'week']);
  });

  it('is provisional past the end of the year, by its own wall clock', () => {
    expect(calendar.isProvisional(inShanghai('2026-12-31 23:59'))).toBe(false);
    expect(calendar.isProvisional(inShanghai('2027-01-01 00:00'))).toBe(true);
    expect(compile({ ...shanghai, validUntil: null }).isProvisional(inShanghai('2040-01-01 00:00'))).toBe(false);
  });

  it('opens again after lunch, the night, a holiday; the end of hours is not yet outside', () => {
    const opens = (wall: string): string => new Date(calendar.nextOpen(inShanghai(wall)) ?? 0).toISOString();
    expect(opens('2026-09-30 12:00')).toBe(new Date(inShanghai('2026-09-30 12:00')).toISOString());
    expect(opens('2026-09-30 12:01')).toBe(new Date(inShanghai('2026-09-30 13:00')).toISOString());
    expect(opens('2026-09-30 18:30')).toBe(new Date(inShanghai('2026-10-08 09:00')).toISOString());
  });

  it('sums business days from the day work starts, or the next that is worked', () => {
    const short: BusinessCalendar = {
      ...weekdaysIn('Asia/Shanghai', '09:00-17:00'),
      makeupDays: [{ date: '2026-10-16', name: 'half day', spans: [{ from: '09:00', to: '13:00' }] }],
    };
    const friday = inShanghai('2026-10-16 11:00');
    expect(compile(short).businessDays(friday, 1)).toBe(4 * HOUR);
    expect(compile(short).businessDays(friday, 2)).toBe(12 * HOUR);
    expect(compile(short).businessDays(inShanghai('2026-10-17 11:00'), 1)).toBe(8 * HOUR);
    // Half a day of Friday is left; the other two hours are Monday's.
    expect(compile(short).reach(friday, 4 * HOUR)).toBe(inShanghai('2026-10-19 11:00'));
  });
});

describe('published measures of business time', () => {
  it('E: Friday 21:00 to Monday 09:30, Monday to Friday 08–17', () => {
    const calendar = compile(weekdaysIn('Asia/Shanghai', '08:00-17:00'));
    const [from, to] = [inShanghai('2026-10-16 21:00'), inShanghai('2026-10-19 09:30')];
    expect(calendar.seconds(from, to)).toBe(1.5 * HOUR);
    expect((to - from) / 1000).toBe(60.5 * HOUR);
  });

  it('F: a weekday 14:00 to the next day 09:00, 09–17', () => {
    const calendar = compile(weekdaysIn('Asia/Shanghai', '09:00-17:00'));
    const [from, to] = [inShanghai('2026-10-13 14:00'), inShanghai('2026-10-14 09:00')];
    expect(calendar.seconds(from, to)).toBe(3 * HOUR);
    expect((to - from) / 1000).toBe(19 * HOUR);
  });
});

describe('clock changes', () => {
  const allDay = { from: '00:00', to: '24:00' };
  const sundays = (zone: string, ...spans: Span[]): BusinessCalendar => ({
    ...weekdaysIn(zone, '09:00-17:00'),
    week: [spans, [], [], [], [], [], []],
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ])('%s has on %s a day of %d hours', (zone, date, hours) => {
    const calendar = compile(sundays(zone, allDay));
    const noon = Date.parse(`${date}T12:00:00Z`);
    expect(calendar.seconds(noon - 40 * HOUR * 1000, noon + 40 * HOUR * 1000)).toBe(hours * HOUR);
  });

  it('count a repeated hour twice and a skipped one not at all', () => {
    const calendar = compile(sundays('Europe/Berlin', { from: '02:15', to: '02:45' }));
    const autumn = Date.parse('2026-10-25T00:00:00Z');
    expect(calendar.seconds(autumn - HOUR * 1000, autumn + 3 * HOUR * 1000)).toBe(HOUR);
    const spring = Date.parse('2026-03-29T01:00:00Z');
    expect(calendar.seconds(spring - HOUR * 1000, spring + HOUR * 1000)).toBe(0);
  });

  it('skip a date that a zone never had', () => {
    const samoa = compile({ ...weekdaysIn('Pacific/Apia', '00:00-24:00') });
    // Friday 30 December 2011 did not happen there.
    expect(samoa.seconds(Date.parse('2011-12-28T10:00:00Z'), Date.parse('2012-01-02T10:00:00Z'))).toBe(3 * 24 * HOUR);
  });
});

describe('a calendar without working time', () => {
  const empty: BusinessCalendar = { ...weekdaysIn('UTC', '09:00-17:00'), week: [[], [], [], [], [], [], []] };

  it('reaches nothing', () => {
    expect(compile(empty).reach(0, 1)).toBeNull();
    expect(compile(empty).businessDays(0, 1)).toBeNull();
    expect(compile(empty).nextOpen(0)).toBeNull();
    expect(compile(empty).seconds(0, Date.parse('2030-01-01'))).toBe(0);
  });

  it('ends with its last make-up day', () => {
    const last = compile({
      ...empty,
      makeupDays: [{ date: '2030-06-01', name: '', spans: [{ from: '10:00', to: '11:00' }] }],
    });
    const start = Date.parse('2026-01-01T00:00:00Z');
    expect(last.reach(start, HOUR)).toBe(Date.parse('2030-06-01T11:00:00Z'));
    expect(last.reach(start, HOUR + 1)).toBeNull();
  });
});

/** What an instant is worth, straight from the definition: read the wall clock, look whether a span of that date holds it. */
const reader = (calendar: BusinessCalendar): ((second: number) => boolean) => {
  const planOf = dayPlanner(calendar);
  return (second) => {
    const wall = second + offsetAt(calendar.zone, second);
    const day = Math.floor(wall / 86_400);
    const time = wall - day * 86_400;
    return planOf(day).spans.some(({ from, to }) => secondsOfDay(from) <= time && time < secondsOfDay(to));
  };
};

const minutes = fc.integer({ min: 0, max: 24 * 60 });
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const spansOfDay = fc
  .uniqueArray(minutes, { minLength: 0, maxLength: 6 })
  .map((list) => list.toSorted((left, right) => left - right))
  .map((list) =>
    Array.from({ length: Math.floor(list.length / 2) }, (_, place): Span => ({
      from: clock(list[place * 2] ?? 0),
      to: clock(list[place * 2 + 1] ?? 0),
    })),
  );
/** Days around changes of the clock, and one where nothing happens. */
const places = fc.constantFrom(
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/St_Johns', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-05-01'],
  ['Asia/Shanghai', '2026-10-10'],
) as fc.Arbitrary<readonly [string, string]>;
const dayNear = fc.integer({ min: -2, max: 2 });

const calendars = fc
  .record({
    place: places,
    week: fc.array(spansOfDay, { minLength: 7, maxLength: 7 }),
    holidays: fc.uniqueArray(dayNear, { maxLength: 2 }),
    makeupDays: fc.uniqueArray(dayNear, { maxLength: 2 }),
    own: spansOfDay,
  })
  .map(({ place: [zone, date], week, holidays, makeupDays, own }) => {
    const middle = parseDate(date) ?? 0;
    const calendar: BusinessCalendar = {
      ...weekdaysIn(zone),
      week,
      holidays: holidays.map((day) => ({ date: formatDate(middle + day), name: '' })),
      makeupDays: makeupDays.map((day, at) =>
        at === 0
          ? { date: formatDate(middle + day), name: '', spans: own }
          : { date: formatDate(middle + day), name: '', like: 1 as const },
      ),
    };
    return { calendar, noon: middle * 86_400 + 43_200 };
  });

describe('against counting one by one', () => {
  /** Spans and offsets are whole minutes in these zones, so a minute is as good as its seconds. */
  const STEP = 60;

  it('seconds and the first instant that reaches them are those of the definition', () => {
    fc.assert(
      fc.property(
        calendars,
        fc.integer({ min: -2000, max: 1500 }),
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 1, max: 900 }),
        ({ calendar, noon }, begin, length, target) => {
          const compiled = new CompiledCalendar(calendar);
          const countsAt = reader(calendar);
          const from = noon + begin * STEP;
          let counted = 0;
          let reached: number | null = null;
          for (let step = 0; step < length; step++) {
            if (countsAt(from + step * STEP)) counted++;
            if (counted === target && reached === null) reached = from + (step + 1) * STEP;
          }
          const to = from + length * STEP;
          expect(compiled.seconds(from * 1000, to * 1000)).toBe(counted * STEP);
          const found = compiled.reach(from * 1000, target * STEP);
          if (reached !== null) expect(found).toBe(reached * 1000);
          else if (found !== null) expect(found).toBeGreaterThan(to * 1000);
          expect(compiled.isCounting(from * 1000)).toBe(countsAt(from));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('lays out the same whatever was asked first', () => {
    fc.assert(
      fc.property(
        calendars,
        fc.array(fc.integer({ min: -9000, max: 9000 }), { minLength: 2, maxLength: 6 }),
        ({ calendar, noon }, hours) => {
          const used = new CompiledCalendar(calendar);
          for (const hour of hours) {
            const at = (noon + hour * HOUR) * 1000;
            const fresh = new CompiledCalendar(calendar);
            expect(used.seconds(noon * 1000, at)).toBe(fresh.seconds(noon * 1000, at));
            expect(used.reach(at, 5 * HOUR)).toBe(fresh.reach(at, 5 * HOUR));
            expect(used.businessDays(at, 3)).toBe(fresh.businessDays(at, 3));
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

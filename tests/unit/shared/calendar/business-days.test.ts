import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBusinessDays } from '#shared/calendar/business-days.ts';
import type { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import { mondayToFriday } from '#shared/calendar/plain-calendar.ts';
import { compile, shanghai } from './calendars.ts';

const always = { week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]) };
const compiled = new Map<string, CompiledCalendar>();
const calendarOf = (zone: string): CompiledCalendar => {
  const known = compiled.get(zone) ?? compile(mondayToFriday(zone));
  compiled.set(zone, known);
  return known;
};

describe('business days', () => {
  it.each([
    ['over a weekend', '2026-10-15T17:00+08:00', 3, '2026-10-20T17:00+08:00'],
    ['from a day off', '2026-10-17T11:30+08:00', 1, '2026-10-19T11:30+08:00'],
    ['over the holiday to a make-up Saturday', '2026-09-30T16:30+08:00', 3, '2026-10-10T16:30+08:00'],
    ['to a make-up Sunday', '2026-09-18T09:00+08:00', 1, '2026-09-20T09:00+08:00'],
    ['none', '2026-10-17T11:30+08:00', 0, '2026-10-17T11:30+08:00'],
  ])('%s', (_name, start, count, end) => {
    expect(new Date(addBusinessDays(Date.parse(start), count, compile(shanghai)))).toEqual(new Date(end));
  });

  it('keep the time of day when clocks change', () => {
    const berlin = compile(mondayToFriday('Europe/Berlin'));
    expect(new Date(addBusinessDays(Date.parse('2026-10-23T17:00+02:00'), 1, berlin))).toEqual(
      new Date('2026-10-26T17:00+01:00'),
    );
    expect(new Date(addBusinessDays(Date.parse('2027-03-26T17:00+01:00'), 1, berlin))).toEqual(
      new Date('2027-03-29T17:00+02:00'),
    );
  });

  it('take the first moment after an hour that the clock skips', () => {
    const everyDay = compile({ ...mondayToFriday('Europe/Berlin'), week: always.week });
    expect(new Date(addBusinessDays(Date.parse('2027-03-27T02:30+01:00'), 1, everyDay))).toEqual(
      new Date('2027-03-28T03:00+02:00'),
    );
  });

  it('need at least one working day', () => {
    expect(() =>
      addBusinessDays(0, 1, compile({ ...shanghai, week: [[], [], [], [], [], [], []], makeupDays: [] })),
    ).toThrow(RangeError);
  });

  it('add up, and are never shorter than calendar days less a clock change', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Asia/Shanghai',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );
    const instants = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2032-01-01') });
    fc.assert(
      fc.property(zones, instants, fc.integer({ min: 1, max: 12 }), (zone, start, count) => {
        const end = addBusinessDays(start, count, calendarOf(zone));
        const hours = (end - start) / 3_600_000;
        expect(hours).toBeGreaterThanOrEqual(count * 24 - 1);
        expect(hours).toBeLessThanOrEqual((count + 2 * Math.ceil(count / 5) + 1) * 24 + 1);
      }),
    );
  });
});

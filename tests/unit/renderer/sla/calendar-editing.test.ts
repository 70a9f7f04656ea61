import { describe, expect, it } from 'vitest';
import { calendarContent } from '#shared/calendar/schema.ts';
import { withDay, withFoundDays } from '#renderer/sla/calendar-edits.ts';
import { hoursWorked, parseHours, showHours } from '#renderer/sla/hours.ts';
import { monthAfter, weeksOf } from '#renderer/sla/month.ts';

describe('hours as people write them', () => {
  it('are read in any of the usual spellings and written in one', () => {
    for (const text of ['9-12, 13:00-18', '09:00–12:00，13:00～18:00', '9:00至12:00；13到18'])
      expect(showHours(parseHours(text) ?? [])).toBe('09:00–12:00, 13:00–18:00');
    expect(parseHours('  ')).toEqual([]);
    expect(parseHours('0-24')).toEqual([{ from: '00:00', to: '24:00' }]);
  });

  it('are refused where they overlap, run backwards or are no times', () => {
    for (const text of ['9', '12-9', '9-12, 11-13', '9-25', '9:75-12', 'nine to five', '24:30-25'])
      expect(parseHours(text), text).toBeUndefined();
  });

  it('add up to what a day is worth', () => {
    expect(hoursWorked(parseHours('9-12, 13-17:30') ?? [])).toBe('7.5');
    expect(hoursWorked([])).toBe('');
  });
});

describe('a month', () => {
  it('is whole weeks, Monday first, over the ends of years', () => {
    const october = weeksOf('2026-10');
    expect(october[0]).toEqual([
      '2026-09-28',
      '2026-09-29',
      '2026-09-30',
      '2026-10-01',
      '2026-10-02',
      '2026-10-03',
      '2026-10-04',
    ]);
    expect(october.at(-1)?.at(-1)).toBe('2026-11-01');
    expect(weeksOf('2027-02')).toHaveLength(4);
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
  });
});

describe('days of a calendar', () => {
  const calendar = calendarContent.parse({
    name: 'Desk',
    zone: 'Asia/Shanghai',
    week: [[], [], [], [], [], [], []],
    holidays: [{ date: '2026-10-01', name: '国庆节' }],
    makeupDays: [{ date: '2026-10-10', name: '', like: 1 }],
    validUntil: null,
  });

  it('are one thing at a time, in order, and stay what the contract takes', () => {
    const worked = withDay(calendar, '2026-10-01', { kind: 'makeup', name: 'x', like: 4 });
    expect(worked.holidays).toEqual([]);
    expect(worked.makeupDays.map(({ date }) => date)).toEqual(['2026-10-01', '2026-10-10']);
    const off = withDay(worked, '2026-10-10', { kind: 'holiday', name: 'y' });
    expect(off.makeupDays.map(({ date }) => date)).toEqual(['2026-10-01']);
    expect(withDay(off, '2026-10-10', { kind: 'week' }).holidays).toEqual([]);
    expect(calendarContent.safeParse(off).success).toBe(true);
  });

  it('of a file join those that are there, and count where both say something', () => {
    const next = withFoundDays(calendar, {
      holidays: [
        { date: '2026-10-10', name: 'Off after all' },
        { date: '2026-05-01', name: '劳动节' },
      ],
      makeupDays: [{ date: '2026-10-01', name: '班' }],
    });
    expect(next.holidays.map(({ date }) => date)).toEqual(['2026-05-01', '2026-10-10']);
    expect(next.makeupDays).toEqual([{ date: '2026-10-01', name: '班', like: 1 }]);
    expect(calendarContent.safeParse(next).success).toBe(true);
  });
});

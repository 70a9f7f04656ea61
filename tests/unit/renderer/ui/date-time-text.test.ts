import { describe, expect, it } from 'vitest';
import { dateTimeText, parseDateTime } from '#renderer/ui/date-time-text.ts';

const held = new Date(2026, 10, 5, 18, 35);
const read = (typed: string): string | undefined => {
  const at = parseDateTime(typed, held);
  return at && dateTimeText(at);
};

describe('a date and time as text', () => {
  it('is shown year first and by 24 hours, and read back to the minute', () => {
    expect(dateTimeText(held)).toBe('2026-11-05 18:35');
    expect(read(dateTimeText(held))).toBe('2026-11-05 18:35');
  });

  it.each([
    ['2026-10-15 21:00', '2026-10-15 21:00'],
    ['  2026/1/5  9:05 ', '2026-01-05 09:05'],
    ['2026-10-15T21:00:30', '2026-10-15 21:00'],
    ['2026.10.15 21.00', '2026-10-15 21:00'],
    ['20261015 2100', '2026-10-15 21:00'],
    ['15.10.2026 21:00', '2026-10-15 21:00'],
    ['2026年10月15日 21:00', '2026-10-15 21:00'],
    ['2026 年 10 月 15 日 21 点 05 分', '2026-10-15 21:05'],
    ['２０２６－１０－１５　２１：００', '2026-10-15 21:00'],
    ['2026-10-15 9:30 pm', '2026-10-15 21:30'],
    ['2026-10-15 12:00 a.m.', '2026-10-15 00:00'],
    ['2026-02-29 10:00', undefined],
    ['2028-02-29 10:00', '2028-02-29 10:00'],
  ])('%s is read', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });

  it('a day alone keeps the time, a time alone the day', () => {
    expect(read('2026-12-24')).toBe('2026-12-24 18:35');
    expect(read('7:15')).toBe('2026-11-05 07:15');
  });

  it.each(['', '2026', '2026-13-01 10:00', '2026-10-15 24:00', '2026-10-15 9:60', '10/15/2026 21:00', '13:00 pm'])(
    'does not guess at %j',
    (typed) => {
      expect(read(typed)).toBeUndefined();
    },
  );

  it.each(['tomorrow', '2026-10-15 soon', '2026-10-15 21:00 sharp', '0:30 am'])('does not guess at %j', (typed) => {
    expect(read(typed)).toBeUndefined();
  });
});

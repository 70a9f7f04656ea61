import { describe, expect, it } from 'vitest';
import { messageFrom } from '#renderer/logs/line-text.ts';
import { dateFor, lineTime } from '#renderer/logs/line-time.ts';

const local = (year: number, month: number, day: number): string =>
  new Date(year, month - 1, day, 9, 5, 7, 8).toISOString();

describe('the date before the time of a line', () => {
  const now = new Date(2026, 10, 26, 12);

  it('is as much as tells it from other days', () => {
    expect(dateFor(local(2026, 11, 26), local(2026, 11, 26), now)).toBe('none');
    expect(dateFor(local(2026, 11, 25), local(2026, 11, 26), now)).toBe('day');
    expect(dateFor(local(2019, 12, 6), local(2026, 11, 26), now)).toBe('year');
  });

  it('says where it is inferred', () => {
    const at = local(2026, 11, 25);
    expect(lineTime(at, 'none', true)).toBe('09:05:07.008');
    expect(lineTime(at, 'day')).toBe('11-25 09:05:07.008');
    expect(lineTime(at, 'day', true)).toBe('~11-25 09:05:07.008');
    expect(lineTime(at, 'year')).toBe('2026-11-25 09:05:07.008');
  });
});

it('what a line says begins behind the hour only where that is all it tells of its time', () => {
  const text = '[09:05:07.008] INFO spooler stopped';
  expect(text.slice(messageFrom(text, true))).toBe('spooler stopped');
  expect(messageFrom(text)).toBe(0);
});

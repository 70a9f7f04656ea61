import { describe, expect, it } from 'vitest';
import { parseWhen } from '#renderer/logs/parse-when.ts';

const local = (...parts: [number, number, number, number, number, number?, number?]) => {
  const [year, month, day, hour, minute, second = 0, ms = 0] = parts;
  return new Date(year, month - 1, day, hour, minute, second, ms).toISOString();
};
const newest = local(2026, 10, 10, 15, 48, 30);
const times = { oldest: local(2026, 9, 1, 8, 0), newest, now: Date.parse(local(2026, 10, 12, 9, 0)) };
const read = (typed: string) => parseWhen(typed, times);

describe('a time of a log', () => {
  it('is the last one that was so', () => {
    expect(read('15:40')).toBe(local(2026, 10, 10, 15, 40));
    expect(read(' 15：40 ')).toBe(local(2026, 10, 10, 15, 40));
    expect(read('15:48:31')).toBe(local(2026, 10, 9, 15, 48, 31));
    expect(read('9:05:07.5')).toBe(local(2026, 10, 10, 9, 5, 7, 500));
  });
  it('is a day with or without a time', () => {
    expect(read('2026-10-01 15:40')).toBe(local(2026, 10, 1, 15, 40));
    expect(parseWhen('2026-10-01T15:40:02,118', times)).toBe(local(2026, 10, 1, 15, 40, 2, 118));
    expect(read('2026-10-01')).toBe(local(2026, 10, 1, 0, 0));
  });
  it('is so long before the newest line', () => {
    expect(read('−2h')).toBe(local(2026, 10, 10, 13, 48, 30));
    expect(read('-90 min')).toBe(local(2026, 10, 10, 14, 18, 30));
    expect(read('-1d')).toBe(new Date(Date.parse(newest) - 86_400_000).toISOString());
  });
  it('is a day as people say it, of this week or of the log', () => {
    expect(read('today')).toBe(local(2026, 10, 12, 0, 0));
    expect(read('yesterday 10:32')).toBe(local(2026, 10, 11, 10, 32));
    expect(read('昨天 10:32')).toBe(local(2026, 10, 11, 10, 32));
    expect(read('前天10:32')).toBe(local(2026, 10, 10, 10, 32));
    expect(read('10 月 9 日 10 点 32 分')).toBe(local(2026, 10, 9, 10, 32));
    expect(read('2026年10月9日 下午3:05')).toBe(local(2026, 10, 9, 15, 5));
    expect(read('9 Oct 10:32')).toBe(local(2026, 10, 9, 10, 32));
    expect(read('Oct 9, 10:32:05')).toBe(local(2026, 10, 9, 10, 32, 5));
    expect(read('10/09 3:05 pm')).toBe(local(2026, 10, 9, 15, 5));
  });
  it('has the month first, unless only the other way lies within the log', () => {
    expect(read('11/26 10:32')).toBe(local(2025, 11, 26, 10, 32));
    expect(read('26/09 10:32')).toBe(local(2026, 9, 26, 10, 32));
    expect(read('9/10 10:32')).toBe(local(2026, 9, 10, 10, 32));
    expect(read('8/9 10:32')).toBe(local(2026, 9, 8, 10, 32));
  });
  it('is read by its zone where it has one', () => {
    expect(read('2026-10-10T07:40:02.118Z')).toBe('2026-10-10T07:40:02.118Z');
    expect(read('2026-10-10 15:40:02 +0800')).toBe('2026-10-10T07:40:02.000Z');
  });
  it('is nothing that no calendar or clock has', () => {
    for (const text of [
      '',
      'noon',
      '25:00',
      '15:61',
      '2026-02-30 10:00',
      '2026-13-01',
      '-2y',
      '15',
      '2h',
      '13:05 pm',
      'yesterday noon',
      '30 Feb',
      '13/13 10:00',
      '26 Nonsense',
    ]) {
      expect(read(text), text).toBeUndefined();
    }
  });
});

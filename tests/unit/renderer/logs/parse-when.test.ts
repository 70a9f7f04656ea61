import { describe, expect, it } from 'vitest';
import { parseWhen } from '#renderer/logs/parse-when.ts';

const local = (...parts: [number, number, number, number, number, number?, number?]) => {
  const [year, month, day, hour, minute, second = 0, ms = 0] = parts;
  return new Date(year, month - 1, day, hour, minute, second, ms).toISOString();
};
const newest = local(2026, 10, 10, 15, 48, 30);

describe('a time of a log', () => {
  it('is the last one that was so', () => {
    expect(parseWhen('15:40', newest)).toBe(local(2026, 10, 10, 15, 40));
    expect(parseWhen(' 15：40 ', newest)).toBe(local(2026, 10, 10, 15, 40));
    expect(parseWhen('15:48:31', newest)).toBe(local(2026, 10, 9, 15, 48, 31));
    expect(parseWhen('9:05:07.5', newest)).toBe(local(2026, 10, 10, 9, 5, 7, 500));
  });
  it('is a day with or without a time', () => {
    expect(parseWhen('2026-10-01 15:40', newest)).toBe(local(2026, 10, 1, 15, 40));
    expect(parseWhen('2026-10-01T15:40:02,118', newest)).toBe(local(2026, 10, 1, 15, 40, 2, 118));
    expect(parseWhen('2026-10-01', newest)).toBe(local(2026, 10, 1, 0, 0));
  });
  it('is so long before the newest line', () => {
    expect(parseWhen('−2h', newest)).toBe(local(2026, 10, 10, 13, 48, 30));
    expect(parseWhen('-90 min', newest)).toBe(local(2026, 10, 10, 14, 18, 30));
    expect(parseWhen('-1d', newest)).toBe(new Date(Date.parse(newest) - 86_400_000).toISOString());
  });
  it('is nothing that no calendar or clock has', () => {
    for (const text of ['', 'noon', '25:00', '15:61', '2026-02-30 10:00', '2026-13-01', '-2y', '15', '2h']) {
      expect(parseWhen(text, newest), text).toBeUndefined();
    }
  });
});

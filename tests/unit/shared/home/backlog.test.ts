import { describe, expect, it } from 'vitest';
import { ageBucket, backlogOf } from '#shared/home/backlog.ts';

const DAY = 86_400_000;
const now = Date.parse('2026-10-10T08:00:00Z');

describe('the backlog by age', () => {
  it('counts whole days, from 0–1 up to more than 30', () => {
    const bucket = (days: number) => ageBucket(now - days * DAY, now);
    expect([0, 1.99, 2, 3.99, 4, 7.99, 8, 30.99, 31, 400].map(bucket)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it('puts what comes from the future with the newest', () => {
    expect(ageBucket(now + DAY, now)).toBe(0);
  });

  it('has a median that some ticket has, and none where nothing is open', () => {
    expect(backlogOf([now, now - 5 * DAY, now - 9 * DAY], now)).toEqual({
      total: 3,
      medianDays: 5,
      buckets: [1, 0, 1, 1, 0],
    });
    expect(backlogOf([], now).medianDays).toBeNull();
  });
});

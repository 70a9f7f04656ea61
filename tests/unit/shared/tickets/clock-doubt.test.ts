import { describe, expect, it } from 'vitest';
import { clockDoubt } from '#shared/tickets/clock-doubt.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse('2026-10-14T09:00:00.000Z');
const reasonOf = (knownAt: number, expectedAt: number | null = null) =>
  clockDoubt({ now, knownAt, expectedAt })?.reason ?? null;

describe('the clock of a laptop', () => {
  it('is believed from one run to the next within a year, or a day back', () => {
    for (const away of [0, 3 * day, 365 * day, -day]) expect(reasonOf(now - away)).toBeNull();
  });

  it('is doubted far after what was last believed, or before it', () => {
    expect(reasonOf(now - 367 * day)).toBe('ahead');
    expect(reasonOf(now + day + 1)).toBe('behind');
    expect(clockDoubt({ now, knownAt: now - 400 * day, expectedAt: null })).toEqual({
      reason: 'ahead',
      saidAt: '2026-10-14T09:00:00.000Z',
      trustedAt: '2025-09-09T09:00:00.000Z',
    });
  });

  it('is doubted within a run as soon as it was set by more than an hour, either way', () => {
    for (const by of [0, hour, -hour]) expect(reasonOf(now, now + by)).toBeNull();
    for (const by of [hour + 1, -hour - 1, 50 * 365 * day]) expect(reasonOf(now, now + by)).toBe('jumped');
  });
});

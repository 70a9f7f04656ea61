import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureWindows, windowDays } from '#shared/services/goals.ts';
import { flowDays, trendWeeks, windowOf } from '#shared/services/windows.ts';

const HOUR = 3_600_000;
const iso = (at: number): string => new Date(at).toISOString();
const at = (text: string): number => Date.parse(text);

describe('the days of a window', () => {
  it('begin at midnight of the desk and end now, today included', () => {
    const { from, to } = windowOf('week', at('2026-10-09T05:30:00Z'), 'Asia/Shanghai');
    expect(iso(from)).toBe('2026-10-02T16:00:00.000Z');
    expect(to).toBe(at('2026-10-09T05:30:00Z') + 1);
  });

  it('count days, not hours, where the clock is changed', () => {
    // Clocks went forward on 29 March 2026: these seven days have 167 hours.
    const end = at('2026-03-31T21:59:59.999Z');
    const { from, to } = windowOf('week', end, 'Europe/Berlin');
    expect(iso(from)).toBe('2026-03-24T23:00:00.000Z');
    expect(to - from).toBe(167 * HOUR);
  });

  it('go over the end of a year', () => {
    const { from } = windowOf('month', at('2027-01-05T12:00:00Z'), 'UTC');
    expect(iso(from)).toBe('2026-12-07T00:00:00.000Z');
  });

  it('begin where the day does in a zone whose clock skips midnight', () => {
    // Cairo went from 24 April 00:00 straight to 01:00 in 2026.
    const [first] = flowDays(at('2026-05-07T12:00:00Z'), 'Africa/Cairo');
    expect(first?.day).toBe('2026-04-24');
    expect(iso(first?.from ?? 0)).toBe('2026-04-23T22:00:00.000Z');
  });
});

const zones = fc.constantFrom('UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
const instants = fc.integer({ min: at('2025-11-01T00:00:00Z'), max: at('2027-03-01T00:00:00Z') });

describe('weeks and days', () => {
  it('follow each other without gap or overlap, make up the quarter, and end now', () => {
    fc.assert(
      fc.property(instants, zones, (now, zone) => {
        for (const spans of [trendWeeks(now, zone), flowDays(now, zone)]) {
          spans.slice(1).forEach(({ from }, place) => expect(from).toBe(spans[place]?.to));
          expect(spans.at(-1)?.to).toBe(now + 1);
        }
        expect(trendWeeks(now, zone)[0]?.from).toBe(windowOf('quarter', now, zone).from);
        expect(trendWeeks(now, zone).at(-1)?.from).toBe(windowOf('week', now, zone).from);
      }),
    );
  });

  it('are never longer than a window says by more than the hour that a clock is set back', () => {
    fc.assert(
      fc.property(instants, zones, fc.constantFrom(...measureWindows), (now, zone, window) => {
        const { from, to } = windowOf(window, now, zone);
        expect(to - from).toBeLessThanOrEqual(windowDays[window] * 24 * HOUR + HOUR + 1);
        expect(to - from).toBeGreaterThan((windowDays[window] - 1) * 24 * HOUR - HOUR);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { ClockBreak, SlaClock } from '#shared/sla/clocks.ts';
import { clockBar } from '#renderer/sla/clock-bar.ts';

const clock = (change: Partial<SlaClock>): SlaClock => ({
  target: 'resolve',
  cycle: 1,
  state: 'running',
  length: { amount: 8, unit: 'bh' },
  basis: 'business',
  startsAt: 0,
  endsAt: null,
  targetSeconds: 1_000,
  elapsedSeconds: 400,
  percent: 40,
  dueAt: 1,
  isProvisional: false,
  pausedSeconds: 0,
  resolvedSeconds: 0,
  breaks: [],
  thresholds: [],
  daySeconds: 28_800,
  missedUpdates: 0,
  policyId: null,
  policyVersion: null,
  calendarId: null,
  calendarVersion: null,
  ...change,
});

const hold = (elapsedSeconds: number, seconds: number): ClockBreak => ({
  kind: 'hold',
  from: 0,
  to: 1,
  elapsedSeconds,
  seconds,
});

describe('the bar of a clock', () => {
  it('shows what counted, with the marks at their shares of the target', () => {
    expect(clockBar(clock({}))).toEqual({
      stretches: [{ kind: 'counted', from: 0, width: 40 }],
      ticks: [50, 75, 90],
      now: 40,
    });
  });

  it('puts a pause where it fell, as wide as the time it took, and moves the marks after it along', () => {
    const bar = clockBar(clock({ elapsedSeconds: 600, breaks: [hold(300, 1_000)] }));
    expect(bar?.stretches).toEqual([
      { kind: 'counted', from: 0, width: 15 },
      { kind: 'hold', from: 15, width: 50 },
      { kind: 'counted', from: 65, width: 15 },
    ]);
    expect(bar?.ticks).toEqual([75, 87.5, 95]);
    expect(bar?.now).toBe(80);
  });

  it('grows past the target, which then has a mark of its own', () => {
    const bar = clockBar(clock({ state: 'breached', elapsedSeconds: 2_000 }));
    expect(bar?.stretches).toEqual([{ kind: 'counted', from: 0, width: 100 }]);
    expect(bar?.ticks).toEqual([25, 37.5, 45, 50]);
  });

  it('leaves out pauses outside business hours, and is not drawn without a target', () => {
    expect(clockBar(clock({ breaks: [hold(200, 0)] }))?.stretches).toHaveLength(2);
    expect(clockBar(clock({ targetSeconds: null }))).toBeUndefined();
  });
});

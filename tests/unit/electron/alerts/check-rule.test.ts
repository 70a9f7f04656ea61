import { describe, expect, it } from 'vitest';
import { checkRule } from '#core/alerts/check-rule.ts';
import { shippedRules } from '#core/alerts/shipped.ts';

const { code: _, ...content } = shippedRules().find(({ code }) => code === 'disk-full')!;

/** Tells these durations to who measures, one after the other and over again. */
const clockOf = (durations: readonly number[]): (() => number) => {
  let now = 0;
  let asked = 0;
  return () => {
    // Each measurement asks twice: what passes between them is its duration.
    if (asked % 2 === 1) now += durations[((asked - 1) / 2) % durations.length]!;
    asked += 1;
    return now;
  };
};

describe('how long a rule takes', () => {
  it('is what its quickest try takes: a machine that does something else meanwhile says nothing of the pattern', () => {
    expect(checkRule(content, clockOf([5_000, 800, 101, 5_000, 0.2]))).toEqual([]);
    expect(checkRule(content, clockOf([100]))).toEqual([]);
  });

  it('is too long where no try is quick', () => {
    expect(checkRule(content, clockOf([101]))).toEqual([{ code: 'slow' }]);
    // The pattern is tried again, not the lines that follow.
    expect(checkRule(content, clockOf([101, 102, 103, 104, 105, 0]))).toEqual([{ code: 'slow' }]);
  });
});

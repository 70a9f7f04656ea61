import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReached, measureNames } from '#shared/services/goals.ts';
import { concernsMeasure, fallsShort, quantile, Tally, TOO_FEW } from '#shared/services/measures.ts';
import { goalsInput } from '#shared/services/operations.ts';
import type { Sample } from '#shared/services/samples.ts';

const tallyOf = (samples: readonly Sample[]): Tally => {
  const tally = new Tally();
  for (const sample of samples) tally.add(sample);
  return tally;
};
const times = (count: number, sample: Sample): readonly Sample[] => Array.from({ length: count }, () => sample);

describe('figures', () => {
  it('are the share of targets that were kept, with how many were missed', () => {
    const tally = tallyOf([
      ...times(9, { kind: 'resolve', at: 0, met: true }),
      ...times(1, { kind: 'resolve', at: 0, met: false }),
    ]);
    expect(tally.figure('resolveAttainment')).toEqual({ value: 0.9, n: 10, beside: 1 });
    expect(tally.figure('feedback')).toEqual({ value: null, n: 0, beside: 0 });
  });

  it('say nothing below five', () => {
    const four = tallyOf(times(TOO_FEW - 1, { kind: 'answered', at: 0, seconds: 60 }));
    const five = tallyOf(times(TOO_FEW, { kind: 'answered', at: 0, seconds: 60 }));
    expect(four.figure('firstResponse')).toEqual({ value: null, n: 4, beside: null });
    expect(five.figure('firstResponse')).toEqual({ value: 60, n: 5, beside: null });
  });

  it('are nearest ranks of the times', () => {
    const tally = tallyOf([10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((seconds) => ({ kind: 'answered', at: 0, seconds })));
    expect(tally.figure('firstResponse').value).toBe(5);
    expect(tally.figure('firstResponseP90').value).toBe(9);
  });

  it('count answers of 4 and 5 among the answers, and who was asked beside them', () => {
    const scores = [5, 4, 4, 3, 1, null, null] as const;
    const tally = tallyOf(scores.map((score) => ({ kind: 'survey', at: 0, score })));
    expect(tally.figure('satisfaction')).toEqual({ value: 0.6, n: 5, beside: 7 });
  });

  it('are shares of what was resolved for articles and reopenings', () => {
    const tally = tallyOf([
      ...times(3, { kind: 'resolved', at: 0, seconds: 60, withArticle: true }),
      ...times(5, { kind: 'resolved', at: 0, seconds: null, withArticle: false }),
      ...times(2, { kind: 'reopened', at: 0 }),
    ]);
    expect(tally.figure('knowledgeUse').value).toBe(3 / 8);
    expect(tally.figure('reopened').value).toBe(2 / 8);
    expect(tally.figure('timeToResolve')).toEqual({ value: null, n: 3, beside: null });
  });
});

const samples = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('resolve', 'response', 'feedback'),
      at: fc.nat(),
      met: fc.boolean(),
    }) as fc.Arbitrary<Sample>,
    fc.record({ kind: fc.constant('answered'), at: fc.nat(), seconds: fc.nat() }) as fc.Arbitrary<Sample>,
    fc.record({
      kind: fc.constant('resolved'),
      at: fc.nat(),
      seconds: fc.option(fc.nat()),
      withArticle: fc.boolean(),
    }) as fc.Arbitrary<Sample>,
    fc.record({ kind: fc.constant('reopened'), at: fc.nat() }) as fc.Arbitrary<Sample>,
    fc.record({
      kind: fc.constant('survey'),
      at: fc.nat(),
      score: fc.option(fc.constantFrom(1, 2, 3, 4, 5)),
    }) as fc.Arbitrary<Sample>,
  ),
  { maxLength: 60 },
);

describe('every figure', () => {
  it('does not depend on the order in which samples come', () => {
    fc.assert(
      fc.property(samples, (given) => {
        const [one, other] = [tallyOf(given), tallyOf(given.toReversed())];
        for (const measure of measureNames) expect(one.figure(measure)).toEqual(other.figure(measure));
      }),
    );
  });

  it('has as many behind it as it says, and never more that fall short than that', () => {
    fc.assert(
      fc.property(samples, (given) => {
        const tally = tallyOf(given);
        for (const measure of measureNames) {
          const behind = given.filter((sample) => concernsMeasure(measure, sample)).length;
          const short = given.filter((sample) => fallsShort(measure, sample)).length;
          if (measure !== 'reopened') expect(tally.figure(measure).n).toBe(behind);
          expect(short).toBeLessThanOrEqual(behind);
        }
      }),
    );
  });

  it('that is a rank is one of the values, and the higher rank is not below the lower', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (values) => {
        const sorted = values.toSorted((left, right) => left - right);
        expect(values).toContain(quantile(sorted, 0.5));
        expect(quantile(sorted, 0.9)).toBeGreaterThanOrEqual(quantile(sorted, 0.5));
      }),
    );
  });
});

describe('goals', () => {
  it('are reached from above by shares and from below by times and reopenings', () => {
    expect(isReached({ measure: 'feedback', target: 1 }, 1)).toBe(true);
    expect(isReached({ measure: 'feedback', target: 1 }, 0.999)).toBe(false);
    expect(isReached({ measure: 'firstResponse', target: 900 }, 900)).toBe(true);
    expect(isReached({ measure: 'firstResponse', target: 900 }, 901)).toBe(false);
    expect(isReached({ measure: 'reopened', target: 0.05 }, 0.04)).toBe(true);
  });

  it('are one for a measure and a time, in its unit', () => {
    const goal = { measure: 'feedback', target: 1, window: 'month' } as const;
    expect(goalsInput.safeParse([goal, { ...goal, window: 'week' }]).success).toBe(true);
    expect(goalsInput.safeParse([goal, { ...goal, target: 0.9 }]).success).toBe(false);
    expect(goalsInput.safeParse([{ ...goal, target: 95 }]).success).toBe(false);
    expect(goalsInput.safeParse([{ ...goal, measure: 'timeToResolve', target: 0.5 }]).success).toBe(false);
  });
});

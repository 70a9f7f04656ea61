/**
 * Figures over a stretch of time (DOMAIN.md §6), from the samples that fall into it. Medians and 90th percentiles are nearest ranks: a value
 * that a ticket really had.
 */
import type { Interval } from '../search/dates.ts';
import type { MeasureName } from './goals.ts';
import type { Sample } from './samples.ts';

/** Below this many, a figure says more about chance than about the desk. */
export const TOO_FEW = 5;

export interface Figure {
  /** In the unit of the measure; null where `n` is below `TOO_FEW`. */
  readonly value: number | null;
  /** What it was computed from: targets, cycles, answers. */
  readonly n: number;
  /** Of targets, those missed. Of a survey, those asked. */
  readonly beside: number | null;
}

/** The value at a share of the way through, by nearest rank. `sorted` is not empty. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0;

const share = (part: number, n: number, beside: number | null = null): Figure => ({
  value: n < TOO_FEW ? null : part / n,
  n,
  beside,
});

const rank = (seconds: readonly number[], at: number): Figure => ({
  value:
    seconds.length < TOO_FEW
      ? null
      : quantile(
          seconds.toSorted((left, right) => left - right),
          at,
        ),
  n: seconds.length,
  beside: null,
});

/** Adds samples up. Which ones belong to its stretch and its scope is decided by who adds them. */
export class Tally {
  readonly #met = { resolve: 0, response: 0, feedback: 0 };
  readonly #decided = { resolve: 0, response: 0, feedback: 0 };
  readonly #answered: number[] = [];
  readonly #resolveSeconds: number[] = [];
  #resolved = 0;
  #withArticle = 0;
  #reopened = 0;
  #asked = 0;
  #answers = 0;
  #satisfied = 0;

  add(sample: Sample): void {
    switch (sample.kind) {
      case 'resolve':
      case 'response':
      case 'feedback':
        this.#decided[sample.kind]++;
        if (sample.met) this.#met[sample.kind]++;
        break;
      case 'answered':
        this.#answered.push(sample.seconds);
        break;
      case 'resolved':
        this.#resolved++;
        if (sample.withArticle) this.#withArticle++;
        if (sample.seconds !== null) this.#resolveSeconds.push(sample.seconds);
        break;
      case 'reopened':
        this.#reopened++;
        break;
      case 'survey':
        this.#asked++;
        if (sample.score === null) break;
        this.#answers++;
        if (sample.score >= 4) this.#satisfied++;
    }
  }

  /** Cycles that ended with a resolution. */
  get resolved(): number {
    return this.#resolved;
  }

  figure(measure: MeasureName): Figure {
    switch (measure) {
      case 'resolveAttainment':
        return this.#attainment('resolve');
      case 'responseAttainment':
        return this.#attainment('response');
      case 'feedback':
        return this.#attainment('feedback');
      case 'firstResponse':
        return rank(this.#answered, 0.5);
      case 'firstResponseP90':
        return rank(this.#answered, 0.9);
      case 'timeToResolve':
        return rank(this.#resolveSeconds, 0.5);
      case 'satisfaction':
        return share(this.#satisfied, this.#answers, this.#asked);
      case 'knowledgeUse':
        return share(this.#withArticle, this.#resolved);
      case 'reopened':
        return share(this.#reopened, this.#resolved);
    }
  }

  #attainment(kind: 'resolve' | 'response' | 'feedback'): Figure {
    const n = this.#decided[kind];
    return share(this.#met[kind], n, n - this.#met[kind]);
  }
}

/** Whether a sample is one of those that a figure is about. */
export const concernsMeasure = (measure: MeasureName, sample: Sample): boolean => {
  switch (measure) {
    case 'resolveAttainment':
      return sample.kind === 'resolve';
    case 'responseAttainment':
      return sample.kind === 'response';
    case 'feedback':
      return sample.kind === 'feedback';
    case 'firstResponse':
    case 'firstResponseP90':
      return sample.kind === 'answered';
    case 'timeToResolve':
      return sample.kind === 'resolved' && sample.seconds !== null;
    case 'satisfaction':
      return sample.kind === 'survey' && sample.score !== null;
    case 'knowledgeUse':
      return sample.kind === 'resolved';
    case 'reopened':
      return sample.kind === 'reopened';
  }
};

/** Of those, the ones that keep the figure from being better: missed, dissatisfied, without an article, reopened. */
export const fallsShort = (measure: MeasureName, sample: Sample): boolean => {
  if (!concernsMeasure(measure, sample)) return false;
  if ('met' in sample) return !sample.met;
  if (sample.kind === 'survey') return sample.score !== null && sample.score < 4;
  if (sample.kind === 'resolved') return measure === 'knowledgeUse' && !sample.withArticle;
  return sample.kind === 'reopened';
};

export const isWithin = ({ at }: Sample, { from, to }: Interval): boolean => at >= from && at < to;

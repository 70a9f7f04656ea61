import type { Fact, FactKey, Finding, Meaning, Outcome } from '#shared/checks/finding.ts';
import { MAX_FACT_LENGTH } from '#shared/checks/finding.ts';
import type { Limits, Measure } from '#shared/checks/limits.ts';
import type { CheckProgress } from '#shared/checks/operations.ts';
import type { Roots } from './roots.ts';

/** What a diagnostic is given to look with. */
export interface Probe {
  /** Somebody stopped it, or its time is over; whoever runs it knows which. Nothing outlives this. */
  readonly signal: AbortSignal;
  /** How long it may take, all in all. */
  readonly timeoutMs: number;
  readonly limits: Limits | null;
  /** `http://host:port`; empty for none. */
  readonly proxy: string;
  /** ms since 1970. */
  readonly now: () => number;
  /** Monotonic ms. */
  readonly mono: () => number;
  /** By which certificates are judged. */
  readonly roots: () => Promise<Roots>;
  readonly tell: (step: CheckProgress['step'], of: string) => void;
}

export type Found = Pick<Finding, 'outcome' | 'meaning' | 'facts' | 'measures'>;

export const fact = (key: FactKey, value: string | number): Fact => {
  const text = String(value)
    .replaceAll(/\p{C}+/gu, ' ')
    .trim();
  return { key, value: text.length > MAX_FACT_LENGTH ? `${text.slice(0, MAX_FACT_LENGTH)}…` : text };
};

/** No fact without a value. */
export const facts = (...given: readonly (readonly [FactKey, string | number | null | undefined])[]): readonly Fact[] =>
  given.flatMap(([key, value]) => (value === null || value === undefined || value === '' ? [] : [fact(key, value)]));

/** Tenths are as fine as anything measured over a network is. */
export const measure = (key: Measure['key'], value: number): Measure => ({ key, value: Math.round(value * 10) / 10 });

export const found = (
  outcome: Outcome,
  meaning: Meaning,
  given: readonly Fact[] = [],
  measures: readonly Measure[] = [],
): Found => ({ outcome, meaning, facts: given, measures });

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Settles as `work` does, or rejects as soon as the time is over: what a library goes on with by itself is not waited for. */
export const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(new DOMException('over', 'AbortError'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });

/** One measured figure. `value` and `baselineValue` share `unit`; what the goal bounds is `ratio` where there is a baseline, else `value`. */
export interface Measured {
  readonly group: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is held against, measured in the same run; null where the goal is absolute or there is none. */
  readonly baseline: string | null;
  readonly baselineValue: number | null;
  /** null for figures that are shown only, such as the same measurement at another size. */
  readonly goal: Goal | null;
}

/** `atMostOver` bounds how much `value` is above the baseline, in its own unit. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number } | { readonly atMostOver: number };

const round = (value: number): number => Number(value.toPrecision(4));

const judge = (goal: Goal, bounded: number, over: number): boolean => {
  if ('atMost' in goal) return bounded <= goal.atMost;
  return 'atLeast' in goal ? bounded >= goal.atLeast : over <= goal.atMostOver;
};

const describeGoal = (goal: Goal, mark: string, unit: string): string => {
  if ('atMost' in goal) return `≤ ${goal.atMost} ${mark}`;
  return 'atLeast' in goal ? `≥ ${goal.atLeast} ${mark}` : `≤ ${goal.atMostOver} ${unit} over it`;
};

/**
 * Prints one JSON line `{ group, name, value, unit, baseline, baselineValue, ratio, goal, ok }`.
 * For `atLeast` on a duration the ratio is baseline ÷ value ("times faster"); for rates and `atMost` it is value ÷ baseline.
 */
export const printFigure = (measured: Measured): void => {
  const { group, name, value, unit, baseline, baselineValue, goal } = measured;
  if (baselineValue !== null && baselineValue < 0) throw new Error(`${name}: ${baseline} was not measured`);
  const isDuration = unit === 'ms' || unit === 's';
  const isSpeedUp = goal !== null && 'atLeast' in goal && isDuration;
  const ratio =
    baselineValue === null || baselineValue === 0 ? null : isSpeedUp ? baselineValue / value : value / baselineValue;
  const judged = goal === null ? null : judge(goal, ratio ?? value, value - (baselineValue ?? 0));
  const mark = ratio === null ? unit : '×';
  const line = {
    group,
    name,
    value: round(value),
    unit,
    baseline,
    baselineValue: baselineValue === null ? null : round(baselineValue),
    ratio: ratio === null ? null : round(ratio),
    goal: goal === null ? null : describeGoal(goal, mark, unit),
    ok: judged,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/** A line for a figure whose peer is not on this machine. Never counted as met. */
export const printSkipped = (group: string, name: string, reason: string): void => {
  process.stdout.write(`${JSON.stringify({ group, name, skipped: reason })}\n`);
};

export const quantile = (samples: readonly number[], share: number): number => {
  if (samples.length === 0) throw new Error('no samples');
  const sorted = samples.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
};

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** Runs the sides in turn, `rounds` times, so that whatever else the machine does hits them alike. Results by side, one per round. */
export const interleave = async <Side extends string, Value>(
  rounds: number,
  sides: Readonly<Record<Side, (round: number) => Promise<Value> | Value>>,
): Promise<Record<Side, Value[]>> => {
  const names = Object.keys(sides) as Side[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Value[]])) as Record<Side, Value[]>;
  for (let turn = 0; turn < rounds; turn++) {
    for (const name of turn % 2 === 0 ? names : names.toReversed()) results[name].push(await sides[name](turn));
  }
  return results;
};

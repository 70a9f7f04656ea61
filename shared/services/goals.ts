/** What is measured, over which time, and what is aimed at. */
export const measureNames = [
  'resolveAttainment',
  'firstResponse',
  'timeToResolve',
  'feedback',
  'knowledgeUse',
  'responseAttainment',
  'satisfaction',
  'reopened',
  'firstResponseP90',
] as const;
export type MeasureName = (typeof measureNames)[number];

/** Shares are 0 … 1, times are seconds of the clock's own time: business time where the target is in business hours. */
export type MeasureUnit = 'share' | 'seconds';

export const unitOf = (measure: MeasureName): MeasureUnit =>
  measure === 'firstResponse' || measure === 'firstResponseP90' || measure === 'timeToResolve' ? 'seconds' : 'share';

/** Of times and of what came back, less is better. */
export const lessIsBetter = (measure: MeasureName): boolean => unitOf(measure) === 'seconds' || measure === 'reopened';

export const measureWindows = ['week', 'month', 'quarter'] as const;
/** The last 7, 30 or 91 days of the desk's calendar, today so far included. */
export type MeasureWindow = (typeof measureWindows)[number];

export const windowDays: Readonly<Record<MeasureWindow, number>> = { week: 7, month: 30, quarter: 91 };

export interface Goal {
  readonly measure: MeasureName;
  /** In the unit of the measure. */
  readonly target: number;
  readonly window: MeasureWindow;
}

/** The longest time that can be aimed at, seconds: a year. */
export const MAX_TARGET_SECONDS = 31_536_000;
export const MAX_GOALS = 12;

export const isReached = ({ measure, target }: Pick<Goal, 'measure' | 'target'>, value: number): boolean =>
  lessIsBetter(measure) ? value <= target : value >= target;

/** A goal says the same as another where both aim at one measure over one time. */
export const goalKey = ({ measure, window }: Pick<Goal, 'measure' | 'window'>): string => `${measure} ${window}`;

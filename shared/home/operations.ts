import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import { measureWindows, type Goal, type MeasureName } from '../services/goals.ts';
import type { Figure } from '../services/measures.ts';
import { goalsInput, type Reckoning } from '../services/operations.ts';
import type { Backlog } from './backlog.ts';
import { homeScopes } from './behind.ts';

/** The measures that Home shows, in its order. */
export const homeMeasures = [
  'resolveAttainment',
  'firstResponse',
  'timeToResolve',
  'feedback',
  'knowledgeUse',
  'responseAttainment',
  'satisfaction',
  'reopened',
] as const satisfies readonly MeasureName[];
export type HomeMeasure = (typeof homeMeasures)[number];

export interface MeasureView {
  readonly measure: HomeMeasure;
  readonly figure: Figure;
  /** What the desk aims at over this time; null where nothing is set. */
  readonly target: number | null;
  /** By week, oldest first, the last one until now; null where a week has too few. */
  readonly trend: readonly (number | null)[];
}

export interface FlowDay {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly arrived: number;
  readonly resolved: number;
}

export interface HomeFigures {
  /** What the figures are as of. RFC 3339 */
  readonly at: string;
  /** Null once all tickets that matter were read: until then measures and days are empty. */
  readonly reckoning: Reckoning | null;
  readonly measures: readonly MeasureView[];
  /** The 90th percentile beside the median of the first response. */
  readonly firstResponseP90: Figure | null;
  readonly backlog: Backlog;
  /** Fourteen days, the last one until now. */
  readonly flow: readonly FlowDay[];
}

export const homeOperations = {
  'home.figures': query(
    'tickets.read',
    z.strictObject({ scope: z.enum(homeScopes), window: z.enum(measureWindows) }),
  ).returns<HomeFigures>(),
  /** `revision` null while nothing was ever set. */
  'home.goals': query('tickets.read', z.strictObject({})).returns<{
    readonly goals: readonly Goal[];
    readonly revision: number | null;
  }>(),
  /** Refused as `record.stale` where `seen` is not the revision in force. */
  'home.saveGoals': command(
    'services.manage',
    z.strictObject({ seen: z.int().min(1).nullable(), goals: goalsInput }),
  ).returns<{ readonly revision: number }>(),
};

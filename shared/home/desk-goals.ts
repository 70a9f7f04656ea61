import type { StoredRecord } from '../base/record.ts';
import type { Goal } from '../services/goals.ts';

export const DESK_GOALS_ID = 'deskGoals:1';

/** What the desk as a whole aims at: the goal lines of Home. One record. */
export interface DeskGoals extends StoredRecord {
  readonly type: 'deskGoals';
  readonly schema: 1;
  /** Grows with each save: an edit says which one was seen. */
  readonly revision: number;
  readonly goals: readonly Goal[];
}

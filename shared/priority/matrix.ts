import type { Level, Priority } from '../tickets/ticket.ts';

/** Impact → urgency → priority. */
export type PriorityMatrix = Readonly<Record<Level, Readonly<Record<Level, Priority>>>>;

/** DOMAIN.md §1: ServiceNow's sample rules with the last two folded. */
export const defaultPriorityMatrix: PriorityMatrix = {
  1: { 1: 1, 2: 2, 3: 3 },
  2: { 1: 2, 2: 3, 3: 4 },
  3: { 1: 3, 2: 4, 3: 4 },
};

export const computePriority = (impact: Level, urgency: Level, matrix: PriorityMatrix): Priority =>
  matrix[impact][urgency];

import { whatRuns, type Check, type CheckStanding, type PastResult } from './check.ts';

/** In the order of how much they matter. `waiting`: it may run here, and has not yet. `paused`: it does not run on this laptop. */
export const checkStates = ['failing', 'warning', 'unknown', 'waiting', 'ok', 'paused'] as const;
export type CheckState = (typeof checkStates)[number];

/** Whether somebody let exactly this run on this laptop. */
export const runsHere = (check: Check, standing: CheckStanding | undefined): boolean =>
  standing?.runsHere?.what === whatRuns(check);

export const inMaintenance = ({ maintenance }: Pick<Check, 'maintenance'>, now: number): boolean =>
  maintenance !== null && now >= Date.parse(maintenance.from) && now < Date.parse(maintenance.to);

/** So many changes between failed and not within the runs that a strip shows: it comes and goes. */
const UNSTEADY_CHANGES = 4;

export const isUnsteady = (results: readonly PastResult[]): boolean => {
  const known = results.filter(({ outcome }) => outcome !== 'unknown').map(({ outcome }) => outcome === 'failed');
  return known.filter((isFailed, at) => at > 0 && isFailed !== known[at - 1]).length >= UNSTEADY_CHANGES;
};

/** Failed, but not yet so often that anybody is told: a warning. */
export const stateOf = (check: Check, standing: CheckStanding | undefined, now: number): CheckState => {
  if (!standing || !runsHere(check, standing) || inMaintenance(check, now)) return 'paused';
  if (standing.alert !== null) return 'failing';
  if (standing.last === null) return 'waiting';
  return standing.last.outcome === 'failed' ? 'warning' : standing.last.outcome;
};

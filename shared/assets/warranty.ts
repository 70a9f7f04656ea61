import { daysBetween } from '../calendar/dates.ts';

export const warrantyStates = ['none', 'valid', 'soon', 'ended'] as const;
export type WarrantyState = (typeof warrantyStates)[number];

/** Days before its end from which a warranty counts as ending soon: enough to have something repaired under it. */
export const WARRANTY_SOON_DAYS = 60;

/** On its last day a warranty still holds. `today` is `YYYY-MM-DD` where the desk is. */
export const warrantyState = (until: string | null, today: string): WarrantyState => {
  if (until === null) return 'none';
  if (until < today) return 'ended';
  return daysBetween(today, until) <= WARRANTY_SOON_DAYS ? 'soon' : 'valid';
};

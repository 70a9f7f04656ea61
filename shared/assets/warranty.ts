export const warrantyStates = ['none', 'valid', 'soon', 'ended'] as const;
export type WarrantyState = (typeof warrantyStates)[number];

/** Days before its end from which a warranty counts as ending soon: enough to have something repaired under it. */
export const WARRANTY_SOON_DAYS = 60;

const DAY_MS = 86_400_000;

/** Days from one `YYYY-MM-DD` to another, negative when it has passed. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** On its last day a warranty still holds. `today` is `YYYY-MM-DD` where the desk is. */
export const warrantyState = (until: string | null, today: string): WarrantyState => {
  if (until === null) return 'none';
  if (until < today) return 'ended';
  return daysBetween(today, until) <= WARRANTY_SOON_DAYS ? 'soon' : 'valid';
};

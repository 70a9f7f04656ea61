export const holdPresets = ['hours4', 'tomorrow', 'days3', 'week'] as const;
export type HoldPreset = (typeof holdPresets)[number];

const WORKDAY_START_HOUR = 9;

const morningIn = (days: number, now: Date): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, WORKDAY_START_HOUR);

/** A time a hold usually lasts until, in the laptop's zone; whole minutes. */
export const presetTime = (preset: HoldPreset, now: Date): Date => {
  switch (preset) {
    case 'hours4':
      return new Date(Math.ceil(now.getTime() / 60_000) * 60_000 + 4 * 3_600_000);
    case 'tomorrow':
      return morningIn(1, now);
    case 'days3':
      return morningIn(3, now);
    case 'week':
      return morningIn(7, now);
  }
};

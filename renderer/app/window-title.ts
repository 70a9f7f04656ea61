import { TRAINING_MARK } from '#shared/practice/mark.ts';

/** What the window is called by its system: a training desk is one in the list of windows too. */
export const windowTitle = (view: string | null, isTraining: boolean): string =>
  [...(isTraining ? [TRAINING_MARK] : []), ...(view === null ? [] : [view]), 'Deskside'].join(' · ');

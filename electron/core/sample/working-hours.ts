const OPENS = 8;
const CLOSES = 18;

const isWeekend = (date: Date): boolean => date.getDay() === 0 || date.getDay() === 6;

/** Whole ms since epoch. The moment itself if someone is at the desk then (this laptop's zone, Monday to Friday), else as many minutes into the next morning. */
export const nextWorkingMoment = (instant: number): number => {
  const date = new Date(instant);
  if (date.getHours() >= CLOSES) date.setDate(date.getDate() + 1);
  while (isWeekend(date)) date.setDate(date.getDate() + 1);
  if (date.getHours() < OPENS || date.getHours() >= CLOSES || date.getTime() > instant) date.setHours(OPENS);
  return date.getTime();
};

/** The other way round: some hour of the last working day that has ended, taken from the minutes so that not all fall on the same. */
export const previousWorkingMoment = (instant: number): number => {
  const date = new Date(instant);
  if (date.getHours() < OPENS) date.setDate(date.getDate() - 1);
  while (isWeekend(date)) date.setDate(date.getDate() - 1);
  if (date.getHours() < OPENS || date.getHours() >= CLOSES || date.getTime() < instant)
    date.setHours(OPENS + (date.getMinutes() % (CLOSES - OPENS)));
  return date.getTime();
};

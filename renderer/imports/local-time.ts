const pad = (value: number): string => String(value).padStart(2, '0');

/** An instant as `<input type="datetime-local">` shows it, in the zone of this computer. */
export const toLocalInput = (instant: string): string => {
  const at = new Date(instant);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
};

/** The instant that the field shows; undefined while it is not a whole date. */
export const fromLocalInput = (shown: string): string | undefined => {
  const at = new Date(shown);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

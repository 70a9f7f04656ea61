/** Times as a log shows them: to the millisecond, in the laptop's zone, the same width in both languages. */
const two = (value: number): string => String(value).padStart(2, '0');

/** How much of its date stands before the time of a line. */
export type ShownDate = 'none' | 'day' | 'year';

/** `15:40:02.118`, behind `10-08 ` or `2019-10-08 `. The `~` stands before a day that is inferred. */
export const lineTime = (at: string, date: ShownDate, isDayInferred = false): string => {
  const moment = new Date(at);
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}.${String(moment.getMilliseconds()).padStart(3, '0')}`;
  if (date === 'none') return time;
  const day = `${two(moment.getMonth() + 1)}-${two(moment.getDate())} ${time}`;
  return `${isDayInferred ? '~' : ''}${date === 'year' ? `${moment.getFullYear()}-` : ''}${day}`;
};

const isSameDay = (left: Date, right: Date): boolean =>
  left.getFullYear() === right.getFullYear() &&
  left.getMonth() === right.getMonth() &&
  left.getDate() === right.getDate();

/** What lines between these moments have to tell of their date: nothing where they are of today, the year where it is not this one. */
export const dateFor = (from: string, to: string, now: Date): ShownDate => {
  const ends = [new Date(from), new Date(to)];
  if (ends.every((end) => isSameDay(end, now))) return 'none';
  return ends.every((end) => end.getFullYear() === now.getFullYear()) ? 'day' : 'year';
};

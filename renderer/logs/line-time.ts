/** Times as a log shows them: to the millisecond, in the laptop's zone, the same width in both languages. */
const two = (value: number): string => String(value).padStart(2, '0');

/** `15:40:02.118`, after `10-08 ` where the day is shown. */
export const lineTime = (at: string, withDay: boolean): string => {
  const moment = new Date(at);
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}.${String(moment.getMilliseconds()).padStart(3, '0')}`;
  return withDay ? `${two(moment.getMonth() + 1)}-${two(moment.getDate())} ${time}` : time;
};

const isSameDay = (left: Date, right: Date): boolean =>
  left.getFullYear() === right.getFullYear() &&
  left.getMonth() === right.getMonth() &&
  left.getDate() === right.getDate();

/** Whether lines between these moments have to tell their day. */
export const needsDay = (from: string, to: string, now: Date): boolean =>
  !isSameDay(new Date(from), now) || !isSameDay(new Date(to), now);

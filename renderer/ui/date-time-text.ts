const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** `2026-10-15`, in the zone of this computer: what `<input type="date">` holds. */
export const dayText = (at: Date): string =>
  `${pad(at.getFullYear(), 4)}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;

/** `2026-10-15 21:00`: the same in every language and on every system. */
export const dateTimeText = (at: Date): string => `${dayText(at)} ${pad(at.getHours())}:${pad(at.getMinutes())}`;

/** Year first, or day first with dots: what is written with slashes elsewhere, month first, cannot be told apart and is left out. */
const readDay = (typed: string): readonly [year: number, month: number, day: number] | undefined => {
  const ordered = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(typed);
  if (ordered) return [Number(ordered[1]), Number(ordered[2]), Number(ordered[3])];
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(typed);
  return dotted ? [Number(dotted[3]), Number(dotted[2]), Number(dotted[1])] : undefined;
};

const readTime = (typed: string): readonly [hour: number, minute: number] | undefined => {
  const [, hour, minute, half] = /^(\d{1,2})[:.]?(\d\d)(?:[:.]\d\d)?([ap]m)?$/.exec(typed) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  if (half === undefined) return [Number(hour), Number(minute)];
  if (Number(hour) < 1 || Number(hour) > 12) return undefined;
  return [(Number(hour) % 12) + (half === 'pm' ? 12 : 0), Number(minute)];
};

/**
 * What somebody meant by `typed`, in the zone of this computer: with dashes, dots or Chinese signs, in full-width digits, with or without
 * a colon. A day alone keeps the time of `held`, a time alone its day. Undefined for anything else, and for a day no calendar has.
 */
export const parseDateTime = (typed: string, held: Date): Date | undefined => {
  const plain = typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s*[年月]\s*/g, '-')
    .replaceAll(/\s*[日号t]\s*/g, ' ')
    .replaceAll(/\s*[点时]\s*/g, ':')
    .replaceAll(/\s*分/g, '')
    .replaceAll(/\s*([ap])\.?m\b\.?/g, '$1m')
    .trim();
  const [first = '', second, ...more] = plain.split(/\s+/);
  const day = readDay(first);
  // Without a day only what has a colon is a time: 2026 is the beginning of a day.
  if (more.length > 0 || (!day && (second !== undefined || !first.includes(':')))) return undefined;
  const clock = day ? second : first;
  const time = clock === undefined ? ([held.getHours(), held.getMinutes()] as const) : readTime(clock);
  if (!time) return undefined;
  const [year, month, date] = day ?? [held.getFullYear(), held.getMonth() + 1, held.getDate()];
  const [hour, minute] = time;
  const at = new Date(year, month - 1, date, hour, minute);
  const isReal = at.getMonth() === month - 1 && at.getDate() === date && hour < 24 && minute < 60;
  return isReal ? at : undefined;
};

const midnight = new Date(2000, 0, 1);

/** The day that somebody meant, `YYYY-MM-DD`; null for an empty text, undefined for what is no day. */
export const dayIn = (typed: string): string | null | undefined => {
  if (typed.trim() === '') return null;
  const at = parseDateTime(typed, midnight);
  return at && dayText(at);
};

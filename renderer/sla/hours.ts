import { secondsOfDay, spanSeconds, type Span } from '#shared/calendar/calendar.ts';

const one = /^(\d{1,2})(?::(\d{2}))?\s*[-–—~～至到]\s*(\d{1,2})(?::(\d{2}))?$/u;

const clock = (hours: string, minutes: string | undefined): string | undefined => {
  const text = `${hours.padStart(2, '0')}:${minutes ?? '00'}`;
  return /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text) ? text : undefined;
};

/** Hours as people write them (`9-12, 13:00–18:00`); empty means closed. Undefined if they cannot be read or overlap. */
export const parseHours = (text: string): readonly Span[] | undefined => {
  const spans: Span[] = [];
  for (const part of text.split(/[,，;；、]/u)) {
    if (part.trim() === '') continue;
    const [, fromHours = '', fromMinutes, toHours = '', toMinutes] = one.exec(part.trim()) ?? [];
    const from = clock(fromHours, fromMinutes);
    const to = clock(toHours, toMinutes);
    if (from === undefined || to === undefined || secondsOfDay(from) >= secondsOfDay(to)) return undefined;
    if (secondsOfDay(from) < secondsOfDay(spans.at(-1)?.to ?? '00:00')) return undefined;
    spans.push({ from, to });
  }
  return spans;
};

/** `09:00–12:00, 13:00–18:00`; empty for a day that is closed. */
export const showHours = (spans: readonly Span[]): string => spans.map(({ from, to }) => `${from}–${to}`).join(', ');

/** `8` or `7.5`; empty for none. */
export const hoursWorked = (spans: readonly Span[]): string =>
  spans.length === 0 ? '' : String(Math.round(spanSeconds(spans) / 360) / 10);

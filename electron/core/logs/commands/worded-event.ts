/** An event of Windows, from what a table or a list says of it in words and in the time of the laptop that wrote it. */
import { formats } from '../read/formats.ts';
import type { LogEvent } from './event.ts';
import { isFailedAudit, levelOfEventWord, type EventPart } from './event-words.ts';
import { cut, LONGEST_MESSAGE, onOneLine } from './windows-event.ts';

export type EventParts = Partial<Record<EventPart, string>>;

/** Ways in which Windows writes a time, in the languages that it speaks. */
const written = formats.filter(({ name }) => ['iso', 'day-month-year', 'chinese'].includes(name));

const MARKS = /[\u200E\u200F\u202A-\u202E]/gu;
const slashed = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{4}/u;

/** What these times say of their order: true where a day stands first, false where a month does; undefined where all of them may be read both ways. */
export const isDayFirstIn = (times: readonly string[]): boolean | undefined => {
  for (const time of times) {
    const found = slashed.exec(time);
    if (!found) continue;
    if (Number(found[1]) > 12) return true;
    if (Number(found[2]) > 12) return false;
  }
  // Where the month stands first, the day has two halves.
  const sample = times.find((time) => slashed.test(time));
  return sample !== undefined && /\b[AP]M\b/iu.test(sample) ? false : undefined;
};

const instantOf = (text: string, isDayFirst: boolean): string | null => {
  const time = text.replaceAll(MARKS, '').trim();
  for (const format of written) {
    const found = format.pattern.exec(time);
    const at = found && format.read(found, { newest: 0, isDayFirst, isUtc: false });
    if (typeof at === 'number') return new Date(at).toISOString();
  }
  return null;
};

const said = (text: string | undefined): string => {
  const value = text?.trim() ?? '';
  return value === 'N/A' || value === '-' ? '' : value;
};

export const wordedEvent = (parts: EventParts, isDayFirst: boolean): LogEvent => {
  const isFailure = isFailedAudit(`${parts.keywords ?? ''} ${parts.level ?? ''}`);
  const message = onOneLine(parts.message ?? '') || onOneLine(said(parts.task));
  // High bits tell nothing of which event it is.
  const number = /^\d{1,10}$/u.test(said(parts.eventId)) ? String(Number(said(parts.eventId)) % 65_536) : null;
  return {
    at: instantOf(parts.at ?? '', isDayFirst),
    level: isFailure
      ? 'warning'
      : (levelOfEventWord(parts.level ?? '') ?? (said(parts.keywords) === '' ? null : 'info')),
    provider: said(parts.provider) || said(parts.channel) || 'unknown',
    eventId: number,
    processId: null,
    host: said(parts.host) || null,
    message: cut(message, LONGEST_MESSAGE),
    fields: {},
    cursor: null,
  };
};

/** Where in a line the value of one of its fields stands, so that what is marked in the line is marked there too. */
import type { LogLine, Span } from '#shared/logs/line.ts';

type Read = Pick<LogLine, 'text' | 'fields'>;

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

/** How a value may be written in JSON, or between the quotes of logfmt. */
const writtenAs = (value: string): readonly string[] => [value, JSON.stringify(value).slice(1, -1)];

/** Undefined where the line has no such field, or writes its value in another way. */
export const placeOfField = ({ text, fields }: Read, field: string): Span | undefined => {
  const value = fields?.[field];
  if (value === undefined) return undefined;
  const names = [field, field.slice(field.indexOf('.') + 1)].map(escaped).join('|');
  const key = new RegExp(`(?:"(?:${names})"\\s*:\\s*"?|(?:^|[\\s,;])(?:${names})="?)`, 'gu');
  for (const found of text.matchAll(key)) {
    const from = found.index + found[0].length;
    const written = writtenAs(value).find((each) => text.startsWith(each, from));
    if (written !== undefined) return [from, from + written.length];
  }
  return undefined;
};

/** What loggers call the message of a line. */
const messageNames = ['msg', 'message', 'Message', 'MESSAGE', '@m', 'event', 'log'] as const;

export const messageField = ({ fields }: Read): string | undefined =>
  fields === null ? undefined : messageNames.find((name) => (fields[name] ?? '') !== '');

/** Fields of these lines, those that most of them have first; the message has its column anyway. */
export const fieldsIn = (lines: Iterable<Read>): readonly string[] => {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const message = messageField(line);
    for (const field of Object.keys(line.fields ?? {}))
      if (field !== message) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return [...counts].toSorted(([, left], [, right]) => right - left).map(([field]) => field);
};

/** Lines that are JSON, or `key=value`: their time, level and fields. */
import type { Level } from '#shared/logs/line.ts';
import { epochMs } from './instant.ts';

const timeKey =
  /"(?:time|timestamp|ts|@timestamp|t|date|datetime|eventTime|@t|asctime|created|startTime|started_at|epochSecond|EdgeStartTimestamp|__REALTIME_TIMESTAMP|timeUnixNano|observedTimeUnixNano)"\s*:\s*(?:\{\s*"\$date"\s*:\s*)?(?:"([^"]{8,40})"|(\d{10,19})(?:\.(\d+))?)/;

const isoTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** In front of what a service said, as `docker compose` writes it. */
const service = /^[\w.-]{1,64} +\| +(?=\{)/;

/** The JSON that a line is, or holds behind the name of a service; undefined for any other, and for the beginning of none. */
export const jsonIn = (line: string): string | undefined => {
  if (line.startsWith('{')) return line;
  const found = line.includes('| {') ? service.exec(line) : null;
  return found ? line.slice(found[0].length) : undefined;
};

export const isJson = (line: string): boolean => jsonIn(line)?.trimEnd().endsWith('}') === true;

/** ms since epoch of the first member that is a time; undefined for none. A time without a zone is that of this laptop. */
export const jsonTime = (line: string): number | undefined => {
  const found = timeKey.exec(line);
  if (!found) return undefined;
  const [, text, digits, fraction] = found;
  if (digits !== undefined) return epochMs(digits, fraction);
  if (text === undefined) return undefined;
  if (/^\d{10,19}$/.test(text)) return epochMs(text);
  if (!isoTime.test(text)) return undefined;
  const at = Date.parse(text.replace(' ', 'T').replace(',', '.'));
  return Number.isNaN(at) ? undefined : at;
};

const levelKey =
  /"(?:level|severity|error_severity|lvl|loglevel|log\.level|levelname|severityText|s|@l|priority|PRIORITY)"\s*:\s*(?:"([^"]{1,16})"|(\d{1,2}))/i;

export type ReadLevel = (word: string) => Level | null;

/** Numbers are those of pino and bunyan (from 10 on), or of syslog. */
const levelOfNumber = (value: number): Level => {
  if (value >= 10) return value >= 50 ? 'error' : value >= 40 ? 'warning' : value >= 30 ? 'info' : 'debug';
  return value <= 3 ? 'error' : value === 4 ? 'warning' : value === 7 ? 'debug' : 'info';
};

/** Of a page that was asked for. */
const statusKey =
  /"(?:status|status_?code|response_?code|EdgeResponseStatus|DownstreamStatus)"\s*:\s*"?([1-5])\d\d(?:\.0)?"?\s*[,}]/i;

/** What the answer to a request for a page says, by its first digit. */
export const levelOfAnswer = (first: string): Level => (first === '5' ? 'error' : first === '4' ? 'warning' : 'info');

/** Undefined where no member says one. */
export const jsonLevel = (line: string, ofWord: ReadLevel): Level | null | undefined => {
  const found = levelKey.exec(line);
  if (!found) {
    const answered = statusKey.exec(line)?.[1];
    return answered === undefined ? undefined : levelOfAnswer(answered);
  }
  const [, word, digits] = found;
  if (digits !== undefined) return levelOfNumber(Number(digits));
  return /^\d{1,2}$/.test(word ?? '') ? levelOfNumber(Number(word)) : ofWord(word ?? '');
};

const MAX_FIELDS = 60;
const MAX_VALUE = 1_000;

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, MAX_VALUE);

const pair = /(?:^|[\s,;])([A-Za-z_@][\w.@-]{0,60})=(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*))/g;

/** Null where a line has none; members within members under names with points, one level deep. */
export const fieldsOf = (line: string): Readonly<Record<string, string>> | null => {
  if (isJson(line)) {
    try {
      const entries: [string, string][] = [];
      for (const [key, value] of Object.entries(JSON.parse(jsonIn(line) ?? '') as Record<string, unknown>)) {
        if (typeof value === 'object' && value !== null && !Array.isArray(value))
          for (const [inner, deep] of Object.entries(value)) entries.push([`${key}.${inner}`, shown(deep)]);
        else entries.push([key, shown(value)]);
      }
      return Object.fromEntries(entries.slice(0, MAX_FIELDS));
    } catch {
      return null;
    }
  }
  const entries: [string, string][] = [];
  for (const [, key = '', quoted, plain] of line.matchAll(pair)) {
    if (entries.length === MAX_FIELDS) break;
    entries.push([key, (quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '').slice(0, MAX_VALUE)]);
  }
  return entries.length < 2 ? null : Object.fromEntries(entries);
};

/**
 * The journal of systemd, through `journalctl`. Tried with systemd 252. An entry counts as read only when its line is whole, so a program that
 * is ended in the middle of one loses nothing: it is read again behind the cursor of the one before.
 */
import type { Level } from '#shared/logs/line.ts';
import type { EventCommand } from './event-command.ts';
import type { EventReader, LogEvent } from './event.ts';
import { JsonLines, type JsonObject } from './json-lines.ts';
import { utcOfMicroseconds } from './utc.ts';

const FIELDS = [
  'MESSAGE',
  'MESSAGE_ID',
  'PRIORITY',
  'SYSLOG_IDENTIFIER',
  'SYSLOG_PID',
  'UNIT',
  'USER_UNIT',
  '_COMM',
  '_HOSTNAME',
  '_PID',
  '_SYSTEMD_UNIT',
  '_TRANSPORT',
];

/** How many entries a source begins with that was never read before. */
const FIRST_ENTRIES = 10_000;

const LEVELS: readonly Level[] = ['error', 'error', 'error', 'error', 'warning', 'info', 'info', 'debug'];

/** Text, bytes that are no text or hold control characters (then an array of numbers), or several values of one field. */
const textOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (!Array.isArray(value)) return null;
  if (value.every((byte) => typeof byte === 'number')) return Buffer.from(value).toString('utf8');
  return value.flatMap((one) => textOf(one) ?? []).join('\n');
};

const isGiven = (text: string | null | undefined): text is string => text !== null && text !== undefined && text !== '';

const BOOT_IN_CURSOR = /(?:^|;)b=([0-9a-f]{32})(?:;|$)/u;

const bootOf = (cursor: string | null): string | null => BOOT_IN_CURSOR.exec(cursor ?? '')?.[1] ?? null;

const eventOf = (entry: JsonObject): LogEvent => {
  const text = (name: string): string | null => textOf(entry[name]);
  const fields: Record<string, string> = {};
  for (const name of Object.keys(entry)) {
    if (name === 'MESSAGE' || name.startsWith('__')) continue;
    const value = text(name);
    if (isGiven(value)) fields[name] = value;
  }
  const unit = [text('UNIT'), text('USER_UNIT'), text('_SYSTEMD_UNIT')].find(isGiven);
  return {
    at: utcOfMicroseconds(text('__REALTIME_TIMESTAMP') ?? ''),
    level: LEVELS[Number(text('PRIORITY') ?? Number.NaN)] ?? null,
    provider: [text('SYSLOG_IDENTIFIER'), text('_COMM'), unit].find(isGiven) ?? 'unknown',
    eventId: null,
    processId: [text('SYSLOG_PID'), text('_PID')].find(isGiven) ?? null,
    host: text('_HOSTNAME'),
    message: text('MESSAGE') ?? '',
    fields,
    cursor: text('__CURSOR'),
  };
};

/** Says where the computer was started anew; it has no place of its own, so that it is never taken for the last one read. */
const bootEvent = (first: LogEvent, boot: string): LogEvent => ({
  ...first,
  level: 'info',
  provider: 'boot',
  processId: null,
  message: `-- Boot ${boot} --`,
  fields: { _BOOT_ID: boot },
  cursor: null,
});

/** `cursor`: of the last entry that was read, which may come once more; null also for a file that was exported with `journalctl -o json`. */
export const readJournal = (cursor: string | null): EventReader => {
  let boot = bootOf(cursor);
  return new JsonLines((entry) => {
    const event = eventOf(entry);
    if (cursor !== null && event.cursor === cursor) return [];
    const now = textOf(entry['_BOOT_ID']);
    const isAnew = boot !== null && isGiven(now) && now !== boot;
    if (isGiven(now)) boot = now;
    return isAnew ? [bootEvent(event, now), event] : [event];
  });
};

const mayBeCursor = (text: string): boolean => /^[\w;=-]{1,1024}$/u.test(text);

/** Names of units, also patterns of them. */
export const isUnitName = (name: string): boolean => /^[\w@:.*?\\[\]][\w@:.*?\\[\]-]{0,254}$/u.test(name);

/** `unit`: only what this unit writes, one that `isUnitName` accepts; null: everything. Throws for any other. */
export const journalCommand = (unit: string | null): EventCommand => {
  if (unit !== null && !isUnitName(unit)) throw new Error('this is no name of a unit');
  return commandFor(unit);
};

/** `--all`: else a message above 4 KiB comes empty. */
const common = (unit: string | null): readonly string[] => [
  '--output=json',
  `--output-fields=${FIELDS.join(',')}`,
  '--all',
  '--no-pager',
  ...(unit === null ? [] : [`--unit=${unit}`]),
];

/** The entry at the cursor as well: `--after-cursor` leaves out the first one that is there, also where that is another (systemd before 255). */
const from = (cursor: string | null): readonly string[] | undefined =>
  cursor !== null && mayBeCursor(cursor) ? [`--cursor=${cursor}`] : undefined;

const commandFor = (unit: string | null): EventCommand => ({
  programs: ['/usr/bin/journalctl', '/bin/journalctl', '/run/current-system/sw/bin/journalctl'],
  // With `--follow` only entries since the computer was started come (systemd 251 and later), not what it said before it went down.
  before: (cursor) => [...common(unit), ...(from(cursor) ?? [`--lines=${FIRST_ENTRIES}`])],
  // `--no-tail`: else only the last ten entries would come.
  argv: (cursor) => [...common(unit), '--follow', '--no-tail', ...(from(cursor) ?? [])],
  environment: { LC_ALL: 'C.UTF-8', SYSTEMD_COLORS: '0' },
  read: readJournal,
  repeat: 'stream',
  explain: (errors, ended) => {
    if (/insufficient permissions|Permission denied/iu.test(errors)) return 'journal-group';
    if (/not seeing messages from other users/iu.test(errors)) return 'journal-own-only';
    if (/No journal files were found/iu.test(errors)) return 'journal-none';
    return ended === null ? null : 'ended';
  },
});

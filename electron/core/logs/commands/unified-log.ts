/**
 * The unified log of macOS, through `log`. Written after its manual page and after lines that others recorded; it was never run on macOS here.
 */
import type { Level } from '#shared/logs/line.ts';
import type { EventCommand } from './event-command.ts';
import type { EventReader, LogEvent } from './event.ts';
import { JsonLines, type JsonObject } from './json-lines.ts';
import { utcOf } from './utc.ts';

const LEVELS: Readonly<Record<string, Level>> = {
  Fault: 'error',
  Error: 'error',
  Default: 'info',
  Info: 'info',
  Debug: 'debug',
};

const FIELDS = [
  'subsystem',
  'category',
  'processImagePath',
  'senderImagePath',
  'threadID',
  'activityIdentifier',
  'bootUUID',
  'userID',
];

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Time, and the ticks of the processor that tell two events of one microsecond apart. */
const cursorOf = (at: string | null, entry: JsonObject): string | null =>
  at === null ? null : `${at} ${textOf(entry['machTimestamp']) || '0'}`;

const eventsOf = (entry: JsonObject): LogEvent[] => {
  const kind = textOf(entry['eventType']);
  const lost = textOf(entry['lossCount']);
  // The last line of `log show` counts what it printed; beginnings of activities carry no message.
  if (kind !== 'logEvent' && kind !== '' && lost === '') return [];
  if (!('timestamp' in entry) && !('eventMessage' in entry)) return [];
  const at = utcOf(textOf(entry['timestamp']));
  const [subsystem, category] = [textOf(entry['subsystem']), textOf(entry['category'])];
  const origin = subsystem === '' ? '' : `[${subsystem}${category === '' ? '' : `:${category}`}] `;
  const fields: Record<string, string> = {};
  for (const name of FIELDS) {
    const value = textOf(entry[name]);
    if (value !== '') fields[name] = value;
  }
  return [
    {
      at,
      level: lost === '' ? (LEVELS[textOf(entry['messageType'])] ?? null) : 'warning',
      provider: lastName(textOf(entry['processImagePath'])) || (lost === '' ? 'unknown' : 'logd'),
      eventId: null,
      processId: textOf(entry['processID']) || null,
      host: null,
      message: lost === '' ? `${origin}${textOf(entry['eventMessage'])}` : `${lost} messages were lost by the system`,
      fields,
      cursor: cursorOf(at, entry),
    },
  ];
};

/** `log` says first what it filters by; `--style json` brackets the list. */
const isHeading = (line: string): boolean =>
  /^(?:Filtering the log data using|Skipping (?:info|debug)|Timestamp\s|=+$|[[\]]$)/u.test(line);

export const readUnifiedLog = (): EventReader => new JsonLines(eventsOf, isHeading);

const parts = (cursor: string): { readonly at: string; readonly ticks: bigint } => {
  const [at = '', ticks = '0'] = cursor.split(' ');
  return { at, ticks: /^\d+$/u.test(ticks) ? BigInt(ticks) : 0n };
};

const isSeen = (cursor: string, after: string): boolean => {
  const [one, last] = [parts(cursor), parts(after)];
  return one.at === last.at ? one.ticks <= last.ticks : one.at < last.at;
};

/** With what a source begins that was never read before: so long ago. All that a computer writes in an hour is more than is kept. */
const FIRST_OF_ALL = '15m';
const FIRST_OF_SOME = '12h';

/** What may be asked of the system, which says itself whether it understands. */
export const isPredicate = (text: string): boolean => /^[^\p{Cc}]{1,1024}$/u.test(text);

/**
 * `predicate` in the language of the system (`subsystem == "com.apple.network"`); null: everything from the default level up. Throws
 * where `isPredicate` is false.
 */
export const unifiedLogCommand = (predicate: string | null): EventCommand => {
  if (predicate !== null && !isPredicate(predicate)) throw new Error('this cannot be a predicate');
  const filter = predicate === null ? [] : ['--predicate', predicate];
  return {
    programs: ['/usr/bin/log'],
    argv: () => ['stream', '--style', 'ndjson', '--level', 'default', ...filter],
    environment: { LC_ALL: 'en_US.UTF-8', PATH: '/usr/bin:/bin' },
    read: readUnifiedLog,
    repeat: 'stream',
    catchUp: {
      // Whole seconds: it begins a little before, and what was seen is left out.
      argv: (cursor) => [
        'show',
        '--style',
        'ndjson',
        ...(cursor === null
          ? ['--last', predicate === null ? FIRST_OF_ALL : FIRST_OF_SOME]
          : ['--start', `${parts(cursor).at.slice(0, 19).replace('T', ' ')}+0000`]),
        ...filter,
      ],
      isSeen,
    },
    explain: (errors, ended) => {
      if (ended?.code === 77 || /must be admin|not permitted|permission/iu.test(errors)) return 'administrator';
      if (/predicate/iu.test(errors)) return 'predicate-invalid';
      return ended === null ? null : 'ended';
    },
  };
};

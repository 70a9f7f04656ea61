/** Levels of products that write them in a way of their own: Redis by a sign, HAProxy by how a session ended, PostgreSQL in a column too. */
import type { Level } from '#shared/logs/line.ts';

/** `12345:M 01 Jan 2026 12:00:00.123 * Ready`, and how it was before 3.0: `[12345] 01 Jan 12:00:00.123 * Ready`. */
const redis =
  /^(?:\d{1,10}:[A-Z] \d{1,2} [A-Z][a-z]{2} \d{4}|\[\d{1,10}\] \d{1,2} [A-Z][a-z]{2}) \d\d:\d\d:\d\d\.\d{3} ([-.*#]) /;

const ofSign: Readonly<Record<string, Level>> = { '#': 'warning', '*': 'info', '-': 'debug', '.': 'debug' };

/** Undefined for a line of anything else. */
export const redisLevel = (line: string): Level | undefined => ofSign[redis.exec(line)?.[1] ?? ''];

/** What stands in front of the word that HAProxy, or whoever logs for it, begins a line with. */
export const PROXY = 'haproxy[';

/** Of a line of a proxy, what is looked at: the request itself comes behind all that tells. */
const SESSION_HEAD = 600;

/** `[06/Feb/2009:12:14:14.655] http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0`; of TCP without answer and cookies. */
const session =
  /\d:\d\d(?:\.\d+)?\] \S+ [^\s/]+\/\S+ (?:[+-]?\d+\/){2,4}[+-]?\d+ (?:(-1|[1-5]\d\d) )?\+?\d+ (?:\S+ \S+ )?([CSPLRIDUKcs-])[A-Z-](?:[A-Z-]{2})? \d+\/\d+\/\d+\/\d+\/\+?\d+ \d+\/\d+(?: |$)/;

/** Servers that fail, run out of time or are gone, and the proxy's own faults; `log-separate-errors` takes them for errors too. */
const failed = 'SsRID';
/** Clients that went away or were turned away, and sessions that an operator ended. */
const ended = 'CcPUK';

/** Of a session that a proxy tells of; undefined for any other line. */
export const sessionLevel = (line: string): Level | undefined => {
  const found = session.exec(line.length > SESSION_HEAD ? line.slice(0, SESSION_HEAD) : line);
  if (!found) return undefined;
  const [, status = '', end = '-'] = found;
  if (status.startsWith('5') || failed.includes(end)) return 'error';
  return status.startsWith('4') || ended.includes(end) ? 'warning' : 'info';
};

const isDown = /\bServer \S+ is DOWN\b|\bhas no server available!/;
const isLeaving = /\bServer \S+ is going DOWN\b|\bServer \S+ is stopping\b/;
const isUp = /\bServer \S+ is (?:UP|READY)\b/;

/** Of a line that names a proxy: of a session, or of what became of a server; undefined for any other. */
export const proxyLevel = (line: string): Level | undefined => {
  if (!line.includes(PROXY)) return undefined;
  const told = sessionLevel(line);
  if (told) return told;
  if (isDown.test(line)) return 'error';
  if (isLeaving.test(line)) return 'warning';
  return isUp.test(line) ? 'info' : undefined;
};

/** PostgreSQL sets two spaces behind what a line is; most other programs set one. */
const message = /(?:^|[\s\]])(?:DEBUG[1-5]|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC): {2}\S/;

export const isOfPostgres = (line: string): boolean => message.test(line);

/** Of a line of its csvlog, what reaches to the level at the most: names of people, databases and commands are short. */
const CSV_HEAD = 600;
const QUOTED = '(?:"(?:[^"]|"")*")?';

/**
 * `2026-03-10 09:15:02.837 CET,"app","main",1329108,"10.0.0.4:51234",65edc0f6.1447d4,3,"SELECT",2026-03-10 09:14:30 CET,3/12,0,ERROR,42P01,"…"`:
 * “Using CSV-Format Log Output” in its manual.
 */
const csvLine = new RegExp(
  String.raw`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [^,"]{1,40},${QUOTED},${QUOTED},\d*,${QUOTED},[0-9a-f]+\.[0-9a-f]+,\d+,${QUOTED},[^,"]*,[^,"]*,\d*,(DEBUG[1-5]|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC),[0-9A-Z]{5},`,
);

const ofSeverity: Readonly<Record<string, Level>> = {
  PANIC: 'error',
  FATAL: 'error',
  ERROR: 'error',
  WARNING: 'warning',
  NOTICE: 'info',
  INFO: 'info',
  LOG: 'info',
};

/** Of a line of the csvlog of PostgreSQL; undefined for any other. */
export const csvlogLevel = (line: string): Level | undefined => {
  const found = csvLine.exec(line.length > CSV_HEAD ? line.slice(0, CSV_HEAD) : line);
  return found ? (ofSeverity[found[1] ?? ''] ?? 'debug') : undefined;
};

/** Lines that tell more of the message above them, each with its time. */
const tellsMore = /(?:^|[\s\]])(?:DETAIL|HINT|QUERY|CONTEXT|LOCATION|STATEMENT|BACKTRACE)$/;
const LONGEST_WORD = 'STATEMENT'.length + 1;

const COLON = 0x3a;
const SPACE = 0x20;

/** In the log of a database: whether a line belongs to the message above it. */
export const isDetail = (line: string): boolean => {
  const at = line.indexOf(':  ');
  return at > 0 && tellsMore.test(line.slice(Math.max(0, at - LONGEST_WORD), at));
};

/** The same from the bytes of a line. */
export const isDetailIn = (bytes: Uint8Array, from: number, to: number): boolean => {
  let at = from;
  while (at + 2 < to && (bytes[at] !== COLON || bytes[at + 1] !== SPACE || bytes[at + 2] !== SPACE)) at++;
  if (at === from || at + 2 >= to) return false;
  return tellsMore.test(Buffer.from(bytes.subarray(Math.max(from, at - LONGEST_WORD), at)).toString('latin1'));
};

/** Lines as Redis, PostgreSQL and HAProxy write them; those of HAProxy as in chapter 8 of its configuration manual. */
import { describe, expect, it } from 'vitest';
import { codeOf, levelOf } from '#core/logs/read/level.ts';
import { LevelScan, UNSURE } from '#core/logs/read/level-scan.ts';
import { LineReader } from '#core/logs/read/line-reader.ts';
import type { Level } from '#shared/logs/line.ts';
import { streamOf, today } from './streams.ts';

const told = (line: string): unknown => {
  const bytes = Buffer.from(line);
  const byBytes = new LevelScan(bytes).levelOf(0, bytes.length);
  const level = levelOf(line);
  if (byBytes !== UNSURE) expect(byBytes, 'by bytes').toBe(codeOf(level));
  return level;
};

describe('Redis tells a level by a sign', () => {
  it.each([
    ['5796:M 05 Jan 2022 16:23:49.620 # Server initialized', 'warning'],
    ['5796:M 05 Jan 2022 16:23:49.620 * Ready to accept connections', 'info'],
    ['1:C 05 Jan 2022 16:23:49.612 # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', 'warning'],
    ['1:S 17 Mar 2026 08:10:02.001 - Accepted 10.0.0.4:51044', 'debug'],
    ['1:X 17 Mar 2026 08:10:02.001 . Client closed connection', 'debug'],
    ['1:M 17 Mar 2026 08:10:02.001 * 1 clients connected (0 replicas), no errors', 'info'],
    ['1:M 17 Mar 2026 08:10:02.001 # Fatal error loading the DB: Invalid argument. Exiting.', 'error'],
    ['1:M 17 Mar 2026 08:10:02.001 # WARNING overcommit_memory is set to 0!', 'warning'],
    ['1:M 17 Mar 2026 08:10:02.001 # Redis is now ready to exit, bye bye... no errors', 'warning'],
    ['[4018] 14 Nov 07:01:22.119 * The server is now ready to accept connections on port 6379', 'info'],
    ['[4018] 14 Nov 07:01:22.119 # Server started, Redis version 2.8.17', 'warning'],
    // What only looks like it.
    ['1:M 17 Mar 2026 08:10:02.001 ready', null],
    ['12:30:01 # started', null],
    ['[4018] 14 Nov * ready', null],
    ['12:a 14 * ready', null],
    ['12:M', null],
    ['[12]', null],
  ])('%s', (line, level) => {
    expect(told(line)).toBe(level);
  });
});

describe('Docker Compose names the service in front of what it said', () => {
  it.each<[string, Level | null]>([
    ['1:M 05 Jan 2022 16:23:49.620 # Server initialized', 'warning'],
    ['1:M 05 Jan 2022 16:23:49.620 * Ready to accept connections', 'info'],
    ['1:S 17 Mar 2026 08:10:02.001 - Accepted 10.0.0.4:51044', 'debug'],
    ['1:M 17 Mar 2026 08:10:02.001 # Fatal error loading the DB: Invalid argument. Exiting.', 'error'],
    ['{"level":"error","msg":"x"}', 'error'],
    ['2026-03-10 09:15:02.837 UTC [1] LOG:  database system is ready to accept connections', 'info'],
    ['ready', null],
  ])('%s', (said, level) => {
    const composed = ['error-mailer-1  | ', 'redis  | ', 'redis_1 | ', 'redis-1  | 2026-03-17T08:10:02.001234567Z '];
    const stream = streamOf(['web-1  | up', ...composed.map((name) => `${name}${said}`)]);
    const shown = stream.linesOf(0).slice(1);
    expect(shown.map((line) => line.level)).toEqual(composed.map(() => level));
    expect(composed.map((_, place) => stream.levelCode(place + 1))).toEqual(composed.map(() => codeOf(level)));
  });

  it('is not taken for what sets the level in front', () => {
    const lines = ['ERROR | no route', 'WARN  | slow', 'INFO  | nothing failed', 'DEBUG | sent'];
    expect(
      streamOf(lines)
        .linesOf(0)
        .map(({ level }) => level),
    ).toEqual(['error', 'warning', 'info', 'debug']);
  });
});

const haproxy = (rest: string): string => `Feb  6 12:14:14 localhost haproxy[14389]: ${rest}`;
const from = '10.0.1.2:33317 [06/Feb/2009:12:14:14.655]';

describe('HAProxy tells of a session by its answer and its end', () => {
  it.each([
    ['http-in static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} "GET /error HTTP/1.1"', 'info'],
    ['http-in static/srv1 10/0/30/69/109 404 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu} {} "GET / HTTP/1.1"', 'warning'],
    ['http-in static/srv1 10/0/30/-1/109 503 212 - - SC-- 1/1/1/1/3 0/0 {} {} "GET / HTTP/1.1"', 'error'],
    ['http-in static/srv1 9/0/29/-1/50010 504 194 - - sH-- 1/1/1/1/0 0/0 "GET / HTTP/1.1"', 'error'],
    ['http-in static/srv1 9/0/29/4/50010 200 194 - - SD-- 1/1/1/1/0 0/0 "GET / HTTP/1.1"', 'error'],
    ['http-in static/srv1 9/0/29/4/+50010 200 +194 - - CD-- 1/1/1/1/+1 0/0 "GET / HTTP/1.1"', 'warning'],
    ['http-in http-in/<NOSRV> -1/-1/-1/-1/0 400 187 - - PR-- 0/0/0/0/0 0/0 "<BADREQ>"', 'warning'],
    ['http-in/stats http-in/<STATS> 0/0/0/0/1 200 812 - - LR-- 1/1/0/0/0 0/0 "GET /stats HTTP/1.1"', 'info'],
    ['http-in~ static/srv1 7/0/1/2/9 200 3 - SRV=a --VN 1/1/1/1/0 0/0 "GET / HTTP/2.0"', 'info'],
    ['http-in static/srv1 -1/-1/-1/-1/1 -1 0 - - RC-- 1/1/1/1/0 0/0 "GET / HTTP/1.1"', 'error'],
    ['fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0', 'info'],
    ['fnt bck/srv1 0/0/5007 212 cD 0/0/0/0/3 0/0', 'warning'],
    ['fnt bck/<NOSRV> -1/-1/0 187 SC 10/10/5/0/3 0/0', 'error'],
  ])('%s', (rest, level) => {
    const line = haproxy(`${from} ${rest}`);
    expect(told(line)).toBe(level);
    // Without the name of a program, as it writes to its output in a container.
    const raw = `${from} ${rest}`;
    expect(new LineReader([raw], today).levelOf(raw)).toBe(level);
    const stream = streamOf([line, raw]);
    expect(stream.counts).toMatchObject({ error: 0, warning: 0, info: 0, [level]: 2 });
  });

  it.each([
    [
      haproxy('Server app/web01 is DOWN, reason: Layer4 timeout, check duration: 2001ms. 0 active servers left.'),
      'error',
    ],
    [haproxy('backend app has no server available!'), 'error'],
    [haproxy('Server app/web01 is UP, reason: Layer7 check passed, code: 200, check duration: 1ms.'), 'info'],
    [haproxy('Server app/web01 is going DOWN for maintenance. 1 active servers left.'), 'warning'],
    [haproxy('Proxy http-in started.'), null],
    ['[ALERT]    (1234) : config : parsing [/etc/haproxy/haproxy.cfg:12] : unknown keyword', 'error'],
    ['[WARNING]  (1234) : Server app/web01 is DOWN, reason: Layer4 timeout.', 'warning'],
    ['[NOTICE]   (1234) : New worker (1236) forked', 'info'],
    ['[ALERT] 123/101010 (1234) : Starting frontend web: cannot bind socket [0.0.0.0:80]', 'error'],
    [`<129>${haproxy('Server app/web01 is DOWN.')}`, 'error'],
    [`<134>${haproxy(`${from} http-in a/b 1/0/0/1/2 200 2 - - ---- 1/1/1/1/0 0/0 "GET / HTTP/1.1"`)}`, 'info'],
    // Another program that speaks of a server.
    ['Feb  6 12:14:14 localhost monitor[7]: Server db is DOWN', null],
  ])('%s', (line, level) => {
    expect(told(line)).toBe(level);
  });

  it('is quick to say that a line is none, however long it is', () => {
    const near = haproxy(`${from} ${'a/b 1/2/3/4/5 200 1 - - '.repeat(20_000)}`);
    expect(told(near)).toBeNull();
  });
});

describe('PostgreSQL tells a level in a column of its csvlog', () => {
  const at = '2026-03-10 09:15:02.837 CET';
  const session = '1329108,"10.0.0.4:51234",69afd2a6.1447d4,3';
  const row = (severity: string, message: string): string =>
    `${at},"app","main",${session},"SELECT",2026-03-10 09:14:30 CET,3/12,0,${severity},42P01,"${message}",,,,,,"SELECT 1",15,,"psql","client backend",,0`;
  it.each<[string, Level]>([
    [row('ERROR', 'relation ""x"" does not exist'), 'error'],
    [row('FATAL', 'sorry'), 'error'],
    [row('PANIC', 'could not write to file'), 'error'],
    [row('WARNING', 'there is no error'), 'warning'],
    [row('LOG', 'could not receive data from client: Connection timed out, ERROR: failed'), 'info'],
    [row('NOTICE', 'table ""error"" does not exist, skipping'), 'info'],
    [row('INFO', 'vacuuming'), 'info'],
    [row('DEBUG2', 'fatal'), 'debug'],
    [
      `${at},,,842,,69afd2a6.34a,1,,2026-03-10 09:00:00 CET,,0,LOG,00000,"ending log output to stderr, errors too",,"Future log output will go to log destination ""csvlog"".",,,,,,,"","postmaster",,0`,
      'info',
    ],
    [`${at},"o""error"" b","ma,in",${session},"authentication",2026-03-10 09:14:30 CET,3/12,0,LOG,00000,"x"`, 'info'],
  ])('%s', (line, level) => {
    const stream = streamOf([line, 'FROM "errors"', '{"error_severity":"LOG","message":"failed"}']);
    expect(stream.linesOf(0).map((shown) => shown.level)).toEqual([level, level, 'info']);
    expect(stream.levelCode(0)).toBe(codeOf(level));
  });

  it('is not taken for another table', () => {
    const line = `${at},"app",ERROR,ready`;
    expect(new LineReader([row('LOG', 'x')], today).levelOf(line)).toBe(levelOf(line));
  });
});

describe('PostgreSQL', () => {
  const prefix = '2026-03-10 09:15:02.837 CET [1329108] app@main';
  const lines = [
    `${prefix} LOG:  connection authorized: user=app database=main`,
    `${prefix} ERROR:  relation "nonexistent" does not exist at character 15`,
    `${prefix} HINT:  Perhaps you meant to reference the table "existent".`,
    `${prefix} STATEMENT:  SELECT *`,
    '\tFROM nonexistent;',
    `${prefix} LOG:  duration: 1201.335 ms  statement: SELECT 'ERROR:  none', failed FROM panic`,
    `${prefix} DETAIL:  parameters: $1 = 'x'`,
    `${prefix} WARNING:  there is no transaction in progress`,
    `${prefix} FATAL:  password authentication failed for user "app"`,
    `${prefix} PANIC:  could not write to file "pg_wal/xlogtemp.1": No space left on device`,
    `${prefix} DEBUG1:  checkpoint sync: number=1`,
    `${prefix} NOTICE:  table "a" does not exist, skipping`,
    `${prefix} INFO:  vacuuming "main.public.a"`,
  ];
  const levels = [
    'info',
    'error',
    'error',
    'error',
    'error',
    'info',
    'info',
    'warning',
    'error',
    'error',
    'debug',
    'info',
    'info',
  ];
  const continued = [2, 3, 4, 6];

  it('tells more of a message in lines of their own, which belong to it', () => {
    const stream = streamOf(lines);
    const shown = stream.linesOf(0);
    expect(shown.map(({ level }) => level)).toEqual(levels);
    for (const place of lines.keys()) {
      expect(stream.isContinued(place), lines[place]).toBe(continued.includes(place));
      expect(shown[place]!.isContinued, lines[place]).toBe(continued.includes(place));
    }
  });

  it.each(lines.flatMap((line, place) => (continued.includes(place) ? [] : [[line, levels[place]!] as const])))(
    'tells of %s',
    (line, level) => {
      expect(told(line)).toBe(level);
    },
  );

  it('is not taken for what wrote the log of another program that uses its words', () => {
    const stream = streamOf([
      '2026-03-10 09:15:02 ERROR: not found',
      '2026-03-10 09:15:02 DETAIL:  a message of its own',
      '2026-03-10 09:15:03 ready',
    ]);
    expect([0, 1, 2].map((line) => stream.isContinued(line))).toEqual([false, false, false]);
    expect(told('2026-03-10 09:15:02 CATALOG:  ready')).toBeNull();
    expect(told('2026-03-10 09:15:02 log:  ready')).toBeNull();
    expect(told('2026-03-10 09:15:02 LOG: ready')).toBeNull();
  });
});

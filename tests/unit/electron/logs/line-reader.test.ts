import { describe, expect, it } from 'vitest';
import { LineReader } from '#core/logs/read/line-reader.ts';
import { levelOf } from '#core/logs/read/level.ts';
import { fieldsOf } from '#core/logs/read/json-line.ts';
import { streamOf, today } from './streams.ts';

const timeOf = (line: string): string | null | undefined => {
  const at = new LineReader([line], today).timeOf(line);
  return typeof at === 'number' ? new Date(at).toISOString() : at;
};

const local = (
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms = 0,
): string => new Date(year, month - 1, day, hour, minute, second, ms).toISOString();

describe('when a line was written', () => {
  it.each([
    ['2026-10-10T15:40:02.118Z ready', '2026-10-10T15:40:02.118Z'],
    ['2026-10-10T15:40:02.118+08:00 ready', '2026-10-10T07:40:02.118Z'],
    ['192.168.0.1 - - [20/Jul/2026:22:59:26 +0200] "GET / HTTP/1.0" 200 134', '2026-07-20T20:59:26.000Z'],
    ['1428634687123 hello', '2015-04-10T02:58:07.123Z'],
    ['1697048351.250001 execve', '2023-10-11T18:19:11.250Z'],
    ['{"level":"info","ts":1716723772.6014807,"msg":"x"}', '2024-05-26T11:42:52.601Z'],
    ['{"t":{"$date":"2026-03-10T20:58:09.401+00:00"},"s":"I"}', '2026-03-10T20:58:09.401Z'],
    ['{"__REALTIME_TIMESTAMP":"1534860261221318","PRIORITY":"3"}', '2018-08-21T14:04:21.221Z'],
    ['time="2021-09-15T21:17:10.220731Z" level=error msg="x"', '2021-09-15T21:17:10.220Z'],
    ['<TimeCreated SystemTime="2026-10-10T15:40:07.5121234Z"/>', '2026-10-10T15:40:07.512Z'],
  ])('is read from %s', (line, at) => {
    expect(timeOf(line)).toBe(at);
  });

  it.each([
    ['2026-10-10 15:40:02,118 [main] INFO x', local(2026, 10, 10, 15, 40, 2, 118)],
    ['2026-10-10 15:40:02, Info                  CBS    Starting', local(2026, 10, 10, 15, 40, 2)],
    ['2026/10/10 15:40:02 [error] 7#7: *1 x', local(2026, 10, 10, 15, 40, 2)],
    ['Nov 25 09:23:38 host automount[7998]: x', local(2026, 11, 25, 9, 23, 38)],
    ['<34>Nov 25 09:23:38 host su: x', local(2026, 11, 25, 9, 23, 38)],
    ['[Thu Nov 26 08:41:57.123456 2026] [core:error] x', local(2026, 11, 26, 8, 41, 57, 123)],
    ['10/26/2026 3:04:05 PM,Error,Disk', local(2026, 10, 26, 15, 4, 5)],
    ['26.10.2026 15:04:05 Fehler', local(2026, 10, 26, 15, 4, 5)],
    ['2026年10月10日 下午 3:40:02 打印服务已停止', local(2026, 10, 10, 15, 40, 2)],
    ['2026/10/10 星期六 15:40:02 服务启动', local(2026, 10, 10, 15, 40, 2)],
    ['2026/10/10 下午 3:40:02 服务启动', local(2026, 10, 10, 15, 40, 2)],
    ['20261010 154002.118 x', local(2026, 10, 10, 15, 40, 2, 118)],
    ['E0517 15:04:22.619632 1952452992 x.cc:253] y', local(2026, 5, 17, 15, 4, 22, 619)],
    [
      '<![LOG[Policy]LOG]!><time="15:40:02.123+000" date="10-10-2026" component="x" type="3">',
      local(2026, 10, 10, 15, 40, 2, 123),
    ],
  ])('is that of this laptop where %s names no zone', (line, at) => {
    expect(timeOf(line)).toBe(at);
  });

  it('lies in the newest year that is not to come where none is written', () => {
    expect(timeOf('Dec  3 09:23:38 host foo: x')).toBe(local(2025, 12, 3, 9, 23, 38));
    expect(timeOf('Nov 27 00:23:38 host foo: x')).toBe(local(2026, 11, 27, 0, 23, 38));
  });

  it('lies in the year that begins, for a host whose clock is a little ahead at the end of one', () => {
    const line = 'Jan  1 00:00:05 host foo: x';
    const eve = new Date(2026, 11, 31, 23, 59, 58).getTime();
    expect(new LineReader([line], eve).timeOf(line)).toBe(new Date(2027, 0, 1, 0, 0, 5).getTime());
  });

  it('reads day and month by what the other lines of the file have', () => {
    const reader = new LineReader(['03/04/2026 10:00:00 a', '26/04/2026 10:00:00 b'], today);
    expect(reader.timeOf('03/04/2026 10:00:00 a')).toBe(new Date(2026, 3, 3, 10).getTime());
  });

  it('takes hours of pages served as UTC where the server says so', () => {
    const reader = new LineReader(
      ['#Software: Microsoft Internet Information Services 8.5', '2026-01-13 00:32:17 x'],
      today,
    );
    expect(reader.timeOf('2026-01-13 00:32:17 x')).toBe(Date.parse('2026-01-13T00:32:17Z'));
  });

  it('is not what a line speaks of, nor a date that there is not', () => {
    const reader = new LineReader(['Nov 25 09:23:38 host a: x', 'Nov 25 09:23:39 host a: y'], today);
    expect(reader.timeOf('  certificate valid until 2027-01-01 00:00:00')).toBeUndefined();
    expect(timeOf('2026-13-45 99:99:99 x')).toBeUndefined();
    expect(timeOf('version 10.20.30 of 4.5')).toBeUndefined();
  });

  it.each([
    ['nov. 26 09:23:38 hôte sshd[1]: x', local(2026, 11, 26, 9, 23, 38)],
    ['févr.  3 09:23:38 hôte x', local(2026, 2, 3, 9, 23, 38)],
    ['août 14 09:23:38 hôte x', local(2026, 8, 14, 9, 23, 38)],
    ['Mär 05 09:23:38 rechner x', local(2026, 3, 5, 9, 23, 38)],
    ['Dez 31 09:23:38 rechner x', local(2025, 12, 31, 9, 23, 38)],
    ['ene 05 09:23:38 equipo x', local(2026, 1, 5, 9, 23, 38)],
    ['26 novembre 2026 à 09:23:38 x', local(2026, 11, 26, 9, 23, 38)],
    ['jeu. 1er oct. 2026 09:23:38 x', local(2026, 10, 1, 9, 23, 38)],
    ['26. März 2026 09:23:38 x', local(2026, 3, 26, 9, 23, 38)],
    ['26. Oktober 2026 um 09:23:38 x', local(2026, 10, 26, 9, 23, 38)],
    ['5 de abril de 2026, 09:23:38 x', local(2026, 4, 5, 9, 23, 38)],
    ['Do 8. Okt 09:23:38 CEST 2026 x', local(2026, 10, 8, 9, 23, 38)],
    ['[26/Mai/2026:09:23:38] x', local(2026, 5, 26, 9, 23, 38)],
    ['2026-145T09:23:38 x', local(2026, 5, 25, 9, 23, 38)],
  ])('is read from French, German and Spanish: %s', (line, at) => {
    expect(timeOf(line)).toBe(at);
  });

  it('is read from labels that count TAI', () => {
    expect(timeOf('@400000006562f50a1dcd6500 starting')).toBe('2023-11-26T07:34:24.500Z');
    expect(timeOf('@40000000 x')).toBeUndefined();
  });

  it('is known of a kernel that said what time it was while it started', () => {
    const said = [
      '[    0.000000] Linux version 6.8.0',
      '[    0.512345] audit: type=2000 audit(1795687200.512:1): state=initialized',
      '[    2.000000] rtc_cmos 00:02: setting system clock to 2026-11-26T10:00:02 UTC (1795687202)',
    ];
    for (const line of said.slice(1)) {
      expect(new LineReader(said.slice(0, 1), today).isUndated).toBe(true);
      const reader = new LineReader([said[0] ?? '', line], today);
      expect(reader.isUndated).toBe(false);
      const at = reader.timeOf('[12345.500000] usb 1-1: new device') ?? 0;
      expect(Math.abs(at - (1_795_687_200_000 + 12_345_500))).toBeLessThanOrEqual(1);
    }
  });

  it('is not known where seconds count from the start of a machine', () => {
    expect(timeOf('[12345.678901] usb 1-1: new device')).toBeNull();
  });
});

describe('lines that go on', () => {
  it('are those without a time among those with one', () => {
    const lines = ['2026-10-10 15:40:02,118 ERROR x', 'java.lang.Error: y', '\tat z', '2026-10-10 15:40:03,118 INFO x'];
    const reader = new LineReader(lines, today);
    expect(lines.map((line) => reader.headOf(line).isContinued)).toEqual([false, true, true, false]);
  });

  it('are told by how they begin where no line has a time', () => {
    const reader = new LineReader(['a', 'b'], today);
    expect(
      ['Started', '  more of it', 'Caused by: x', '', 'Done'].map((line) => reader.headOf(line).isContinued),
    ).toEqual([false, true, true, false, false]);
  });
});

describe('how bad a line is', () => {
  it.each([
    ['2026-10-10 15:40:02 ERROR no such table', 'error'],
    ['2026-10-10 15:40:02 INFO 0 errors', 'info'],
    ['2026-10-10T15:40:02Z info vpxd[45715] begin', 'info'],
    ['2026-10-10 15:40:02, Warning               CBS    x', 'warning'],
    ['level=warn msg="error in text"', 'warning'],
    ['{"level":50,"msg":"x"}', 'error'],
    ['{"PRIORITY":"4","MESSAGE":"x"}', 'warning'],
    ['{"level":"info","msg":"an error"}', 'info'],
    ['E0517 15:04:22.619632 1 x.cc:253] y', 'error'],
    ['<11>Nov 25 09:23:38 host su: x', 'error'],
    ['127.0.0.1 - - [x] "GET / HTTP/1.1" 503 12', 'error'],
    ['{"started_at": 1490386367764.0, "response": { "status": 500, "size": 4433 }}', 'error'],
    ['{"EdgeResponseStatus":404,"ClientRequestUserAgent":"error"}', 'warning'],
    ['caddy  | {"level":"info","msg":"an error"}', 'info'],
    ['2020-08-06T14:25:02.835618Z 0 [Note] [MY-012487] [InnoDB] DDL log recovery : begin', 'info'],
    ['127.0.0.1 - - [x] "GET / HTTP/1.1" 404 12', 'warning'],
    ['<Event><Level>2</Level></Event>', 'error'],
    ['kernel: Out of memory: Killed process 1', 'error'],
    ['sshd: Failed password for root', 'warning'],
    ['打印服务错误：无法连接', 'error'],
    ['警告：磁盘空间不足', 'warning'],
    ['there were no errors', null],
    ['terror and inferno', null],
    ['started', null],
  ])('%s', (line, level) => {
    expect(levelOf(line)).toBe(level);
  });
});

describe('the log of a web server that names its columns', () => {
  const lines = [
    '#Software: Microsoft Internet Information Services 10.0',
    '#Fields: date time s-ip cs-method cs-uri-stem sc-status sc-win32-status',
    '2026-10-10 10:00:00 10.0.0.1 GET /error.aspx 200 0',
    '2026-10-10 10:00:01 10.0.0.1 GET /a 404 2',
    '2026-10-10 10:00:02 10.0.0.1 GET /a 503 64',
  ];

  it('says how bad a line is by the answer alone', () => {
    const reader = new LineReader(lines, today);
    expect(lines.map((line) => reader.levelOf(line))).toEqual([null, null, 'info', 'warning', 'error']);
    const stream = streamOf(lines);
    expect(stream.counts).toEqual({ error: 1, warning: 1, info: 1, debug: 0 });
  });
});

describe('fields', () => {
  it('are those of JSON behind the name of a service', () => {
    const line = 'caddy  | {"level":"info","ts":1761019822.3152757,"msg":"x"}';
    expect(fieldsOf(line)).toEqual({ level: 'info', ts: '1761019822.3152757', msg: 'x' });
    expect(new LineReader([line], today).timeOf(line)).toBe(1_761_019_822_315);
  });

  it('are members of JSON, those within one level deep', () => {
    expect(fieldsOf('{"a":1,"b":{"c":"x","d":[1]}}')).toEqual({ a: '1', 'b.c': 'x', 'b.d': '[1]' });
    expect(fieldsOf('{broken}')).toBeNull();
  });

  it('are pairs, quoted or not, if there are two', () => {
    expect(fieldsOf(String.raw`ts=1 msg="a \"b\" c" user=ann`)).toEqual({ ts: '1', msg: 'a "b" c', user: 'ann' });
    expect(fieldsOf('x=1')).toBeNull();
  });
});

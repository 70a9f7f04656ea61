import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LogStream } from '#core/logs/index/log-stream.ts';
import { codeOf } from '#core/logs/read/level.ts';
import { LineReader, SAMPLE_LINES } from '#core/logs/read/line-reader.ts';
import { withoutColours } from '#core/logs/text/decode.ts';
import { fileStream, streamOf, today } from './streams.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-classify-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Said {
  readonly level: number;
  readonly goesOn: boolean;
}

/** Of each line by its text alone. */
const naive = (lines: readonly string[]): Said[] => {
  const texts = lines.map((line) => withoutColours(line.endsWith('\r') ? line.slice(0, -1) : line));
  const reader = new LineReader(texts.slice(0, SAMPLE_LINES), today);
  const said: Said[] = [];
  for (const [place, text] of texts.entries()) {
    const goesOn = place > 0 && reader.headOf(text).isContinued;
    said.push({ level: goesOn ? (said[place - 1]?.level ?? 0) : codeOf(reader.levelOf(text)), goesOn });
  }
  return said;
};

const saidBy = (stream: LogStream): Said[] =>
  Array.from({ length: stream.lines }, (_, line) => ({
    level: stream.levelCode(line),
    goesOn: stream.isContinued(line),
  }));

const two = (most: number) => fc.nat({ max: most }).map((value) => String(value).padStart(2, '0'));

/** Of one way of writing, times and what is nearly one. */
const timesLike = (shape: string) =>
  fc
    .tuple(two(14), two(33), two(26), two(61), two(62), fc.nat({ max: 999 }))
    .map(([month, day, hour, minute, second, ms]) =>
      shape
        .replace('MM', month)
        .replace('DD', day)
        .replace('hh', hour)
        .replace('mm', minute)
        .replace('ss', second)
        .replace('fff', String(ms).padStart(3, '0')),
    );

const shapes = [
  '2026-MM-DD hh:mm:ss,fff ',
  '2026-MM-DDThh:mm:ss.fffZ ',
  '[2026-MM-DDThh:mm:ss+08:00] ',
  '2026/MM/DD hh:mm:ss ',
  'Nov DD hh:mm:ss host ',
  '<34>Nov DD hh:mm:ss host ',
  'DD/MM/2026 hh:mm:ss ',
  'MM/DD/2026 h:mm:ss PM ',
  'DD.MM.2026 hh:mm:ss ',
  '2026MMDD hhmmss.fff ',
  'E11DD hh:mm:ss.fff 1 ',
  '11-DD hh:mm:ss.fff  12  34 E x ',
  '10.0.0.9 - - [DD/Oct/2026:hh:mm:ss +0200] "GET / HTTP/1.0" 404 1',
  '[Thu Nov 26 hh:mm:ss.fff 2026] ',
  '2026年MM月DD日 下午 hh:mm:ss ',
  '17952fff123 ',
  '[ss345.678901] ',
  'hh:mm:ss ',
  '7:M DD Jan 2026 hh:mm:ss.fff # ',
  '{"time":"2026-MM-DDThh:mm:ssZ","level":"warn"}',
  '',
];

const rest = fc.constantFrom(
  'INFO ready',
  '[error] failed',
  'level=debug',
  ' more of it',
  '\tat here',
  '  ',
  'Caused by: x',
  'ERROR:  no such table',
  'DETAIL:  of a table',
  'haproxy[7]: x [06/Feb/2009:12:14:14.655] in a/b 1/0/0/1/2 503 2 - - SC-- 1/1/1/1/0 0/0 ""',
  'x [06/Feb/2009:12:14:14.655] in a/b 1/0/0/1/2 404 2 - - ---- 1/1/1/1/0 0/0 ""',
  '错误：不能连接',
  '日志',
  'ERROR\r',
  '\u001b[31mERROR\u001b[0m',
  `${'日'.repeat(70)}ERROR ${'x'.repeat(200)}`,
  '',
);

const line = (ways: readonly string[]) =>
  fc.tuple(fc.oneof(...ways.map(timesLike)), rest).map((parts) => parts.join(''));

/** Mostly one way of writing, as in a file of one program, or several. */
const log = fc
  .tuple(fc.constantFrom(...shapes), fc.constantFrom(...shapes), fc.boolean())
  .chain(([one, other, isMixed]) =>
    fc.array(line(isMixed ? shapes : [one, one, one, other]), { minLength: 1, maxLength: 300 }),
  );

it('says of every line what its text says', () => {
  fc.assert(
    fc.property(log, (lines) => {
      expect(saidBy(streamOf(lines))).toEqual(naive(lines));
    }),
    {
      numRuns: 200,
      examples: [[['00/00/2026 h:00:00 PM ERROR:  no such table', 'DETAIL:  of a table', 'INFO ready']]],
    },
  );
});

it.each(['utf-16le', 'gb18030'] as const)('says the same of lines in %s', (encoding) => {
  const lines = Array.from({ length: 700 }, (_, place) =>
    place % 3 === 0
      ? '  更多'
      : `2026-10-10 10:00:${String(place % 60).padStart(2, '0')} ${place % 2 ? '错误：磁盘' : 'INFO 丗丗 ok'}`,
  );
  const path = join(folder, 'a.log');
  // In GB18030 the second half of 丗 is a letter.
  const gbk = (text: string): Buffer =>
    Buffer.concat(
      [...text].map((character) => {
        const known: Record<string, number[]> = {
          更: [0xb8, 0xfc],
          多: [0xb6, 0xe0],
          错: [0xb4, 0xed],
          误: [0xce, 0xf3],
        };
        const others: Record<string, number[]> = {
          '：': [0xa3, 0xba],
          磁: [0xb4, 0xc5],
          盘: [0xc5, 0xcc],
          丗: [0x81, 0x46],
        };
        return Buffer.from(known[character] ?? others[character] ?? [...Buffer.from(character)]);
      }),
    );
  const text = `${lines.join('\n')}\n`;
  writeFileSync(path, encoding === 'gb18030' ? gbk(text) : Buffer.from(text, 'utf16le'));
  const { stream, close } = fileStream(path, folder, encoding);
  expect(saidBy(stream)).toEqual(naive(lines));
  close();
});

const real = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'lnav-testlogs');

it.skipIf(!existsSync(real))('says of every line of real logs what its text says', () => {
  for (const name of readdirSync(real)) {
    const bytes = readFileSync(join(real, name));
    if (bytes.includes(0)) continue;
    const lines = bytes.toString('utf8').split('\n');
    if (lines.at(-1) === '') lines.pop();
    if (lines.length > 0) expect(saidBy(streamOf(lines)), name).toEqual(naive(lines));
  }
});

/**
 * Files of others as the product opens them, line by line against what a decoder makes of the whole file that is told its encoding. Those that lie in
 * the fixtures are always read; the collection beside the repository where it is there.
 */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_LINE_TEXT } from '#shared/logs/limits.ts';
import type { Encoding } from '#shared/logs/source.ts';
import { openFile } from '../opened-file.ts';

const fixtures = fileURLToPath(new URL('../../../../fixtures/logs/encodings/', import.meta.url));
const shared = fileURLToPath(new URL('../../../../../../shared/data/', import.meta.url));
const isShared = existsSync(join(shared, 'lnav-testlogs'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-real-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Whole files, by a decoder that is told what they are. */
const decoded = (bytes: Buffer, encoding: Encoding): string => {
  if (encoding !== 'utf-32le') return new TextDecoder(encoding).decode(bytes);
  const points = Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readUInt32LE(at * 4));
  return String.fromCodePoint(...points).replace(/^\ufeff/u, '');
};

const picture = (control: string): string => {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '\ufffd';
};

/** What stands on the screen for a line: the beginning of a long one, without colours, what else cannot be seen by a picture. */
const shown = (line: string): string =>
  stripVTControlCharacters(line.slice(0, MAX_LINE_TEXT))
    .replaceAll(/\0+/gu, '\0')
    .replaceAll(/[^\P{Cc}\t]/gu, picture);

const linesOf = (text: string): string[] => {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => shown(line.replace(/\r$/u, '')));
};

const textsIn = (path: string, encoding?: Encoding | 'auto', locale?: string) =>
  openFile(path, encoding, locale).lines.map(({ text }) => text);

const known: readonly (readonly [string, Encoding])[] = [
  ['ascii', 'utf-8'],
  ['utf8', 'utf-8'],
  ['lang_chinese', 'utf-8'],
  ['utf16le', 'utf-16le'],
  // Its mark says the other order.
  ['utf16be', 'utf-16le'],
  ['utf32le', 'utf-32le'],
  ['gb18030', 'gb18030'],
  ['big5', 'big5'],
  ['shiftjis', 'shift_jis'],
  ['iso88591_en', 'utf-8'],
];

const places = [
  ['the fixtures', fixtures],
  ['the collection', join(shared, 'encodings-node-chardet')],
] as const;
for (const [name, place] of places)
  describe.skipIf(place !== fixtures && !isShared)(`of ${name}, each encoding`, () => {
    it.each(known)('%s is read as it is written, in whichever language', (file, encoding) => {
      const bytes = readFileSync(join(place, file));
      const isMisled = file === 'utf16be';
      const expected = linesOf(decoded(isMisled ? bytes.subarray(2) : bytes, encoding));
      expect(expected.join('').length).toBeGreaterThan(50);
      const path = join(folder, 'a.log');
      writeFileSync(path, bytes);
      for (const locale of ['en', 'zh-CN', 'zh-TW', 'ja']) {
        const { lines, readAs } = openFile(path, 'auto', locale);
        expect([locale, readAs, ...lines.map(({ text }) => text)]).toEqual([locale, encoding, ...expected]);
      }
      expect(textsIn(path, encoding)).toEqual(expected);
    });

    it('are the same text in every encoding of Unicode', () => {
      const [first, ...others] = ['utf8', 'utf16le', 'utf16be', 'utf32le'].map((file) => textsIn(join(place, file)));
      for (const other of others) expect(other).toEqual(first);
    });
  });

it('what cannot be told is read as a person says, and in no other way', () => {
  const path = join(folder, 'spool.log');
  // In Shift_JIS with katakana of half width: nothing but characters that are seldom written.
  const hex = 'ccdfd8ddc020b4d7b00accdfd8ddc0';
  writeFileSync(path, Buffer.from(hex, 'hex'));
  expect(textsIn(path)).not.toContain('ﾌﾟﾘﾝﾀ ｴﾗｰ');
  expect(textsIn(path, 'shift_jis')).toEqual(['ﾌﾟﾘﾝﾀ ｴﾗｰ', 'ﾌﾟﾘﾝﾀ']);
  // So few characters are as good in several encodings.
  writeFileSync(path, Buffer.from('b3f6b4ed0a', 'hex'));
  for (const [encoding, text] of [
    ['gb18030', '出错'],
    ['big5', '堤渣'],
    ['windows-1252', '³ö´í'],
  ] as const)
    expect(textsIn(path, encoding)).toEqual([text]);
});

describe.skipIf(!isShared)('of the collection', () => {
  const collected = (name: string): readonly string[] =>
    isShared ? readdirSync(join(shared, name)).filter((file) => !/^(?:LICENSE|ORIGIN)/u.test(file)) : [];
  const bytesOf = (name: string, file: string): Buffer => readFileSync(join(shared, name, file));

  it('a log of SQL Server in UTF-16 is read line by line', () => {
    const bytes = bytesOf('alloy-mssql-utf16', 'mssql.log');
    const expected = linesOf(decoded(bytes, 'utf-16le'));
    expect(expected.length).toBeGreaterThan(2);
    copyFileSync(join(shared, 'alloy-mssql-utf16', 'mssql.log'), join(folder, 'mssql.log'));
    const { lines, readAs } = openFile(join(folder, 'mssql.log'));
    expect([readAs, ...lines.map(({ text }) => text)]).toEqual(['utf-16le', ...expected]);
  });

  /** Exports of events: each is one line, in words that the program that wrote it did not choose. */
  const events = new Set(['logfile_journald.json']);
  const logs = collected('lnav-testlogs').filter((file) => !events.has(file));

  it.each(logs)('%s is read line by line', (file) => {
    const expected = linesOf(decoded(bytesOf('lnav-testlogs', file), 'utf-8'));
    copyFileSync(join(shared, 'lnav-testlogs', file), join(folder, 'a.log'));
    const { lines, isEvents } = openFile(join(folder, 'a.log'));
    expect(isEvents).toBe(false);
    expect(lines.map(({ text }) => text)).toEqual(expected);
  });

  it.each(['logfile_laravel.0', 'logfile_syslog_fr.0', 'logfile_crlf.0', 'UTF-8-test.txt'])(
    '%s is read line by line where it was rotated and packed',
    (file) => {
      const bytes = bytesOf('lnav-testlogs', file);
      writeFileSync(join(folder, 'a.log.1.gz'), gzipSync(bytes));
      writeFileSync(join(folder, 'a.log'), 'the newest\n');
      expect(textsIn(join(folder, 'a.log'))).toEqual([...linesOf(decoded(bytes, 'utf-8')), 'the newest']);
    },
  );
});

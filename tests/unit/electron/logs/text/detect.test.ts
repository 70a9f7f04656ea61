import { describe, expect, it } from 'vitest';
import { detectEncoding, SAMPLE_BYTES } from '#core/logs/text/detect.ts';

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const utf32le = (text: string): Buffer =>
  Buffer.concat(
    Array.from(text, (character) => {
      const unit = Buffer.alloc(4);
      unit.writeUInt32LE(character.codePointAt(0) ?? 0);
      return unit;
    }),
  );
const found = (bytes: Buffer, locale = 'en'): string => detectEncoding(bytes, locale).encoding;

const german = 'Gerät nicht gefunden: Überprüfen Sie die Verbindung.\n';
const line = '2026-11-26 10:00:01 登录失败 用户 wang\n';
/** 登录失败, GBK. */
const gbk = Buffer.from([0xb5, 0xc7, 0xc2, 0xbc, 0xca, 0xa7, 0xb0, 0xdc, 0x0a]);

describe('the encoding of a log', () => {
  it('is what its mark says', () => {
    expect(detectEncoding(Buffer.from(`\ufeff${line}`), 'en')).toEqual({ encoding: 'utf-8', bom: 3, isAscii: false });
    expect(detectEncoding(Buffer.from(`\ufeff${line}`, 'utf16le'), 'en')).toMatchObject({
      encoding: 'utf-16le',
      bom: 2,
    });
    expect(detectEncoding(utf16be(`\ufeff${line}`), 'en')).toMatchObject({ encoding: 'utf-16be', bom: 2 });
    expect(detectEncoding(utf32le(`\ufeff${line}`), 'en')).toMatchObject({ encoding: 'utf-32le', bom: 4 });
  });

  it('is what its zeros say where the mark says otherwise', () => {
    const lying = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('plain text\n', 'utf16le')]);
    expect(detectEncoding(lying, 'en')).toMatchObject({ encoding: 'utf-16le', bom: 2 });
  });

  it('is found by zeros without a mark, although these bytes are UTF-8 as well', () => {
    expect(found(Buffer.from('plain text\n', 'utf16le'))).toBe('utf-16le');
    expect(found(Buffer.from(line, 'utf16le'))).toBe('utf-16le');
    expect(found(utf16be(line))).toBe('utf-16be');
    expect(found(utf32le(line))).toBe('utf-32le');
  });

  it('is UTF-8 where a character is cut at the end of the sample', () => {
    const long = Buffer.from('三'.repeat(SAMPLE_BYTES));
    for (let cut = SAMPLE_BYTES - 3; cut <= SAMPLE_BYTES; cut++) expect(found(long.subarray(0, cut))).toBe('utf-8');
  });

  it('is UTF-8 with a damaged byte, not another encoding', () => {
    expect(found(Buffer.concat([Buffer.from(line.repeat(9)), Buffer.from([0xff, 0x0a]), Buffer.from(line)]))).toBe(
      'utf-8',
    );
  });

  it('is UTF-8 with more damage where it could only be Western text otherwise', () => {
    const greek = Buffer.from('κόσμε');
    const damaged = Buffer.concat([greek, Buffer.from(' \xc3 \xe2\x82 \xf0 \xff\n', 'latin1')]);
    for (const locale of ['en', 'de', 'zh-CN', 'ja']) expect(found(damaged, locale)).toBe('utf-8');
  });

  it('is UTF-8 although it holds a few NUL bytes', () => {
    expect(found(Buffer.from(`${line.repeat(9)}\0\0\0${line}`))).toBe('utf-8');
  });

  it('is open while all is ASCII', () => {
    expect(detectEncoding(Buffer.from('plain\n'), 'zh-CN')).toEqual({ encoding: 'utf-8', bom: 0, isAscii: true });
  });

  it('is open while the only character that is not may go on after the end', () => {
    for (const end of [[0xd6], [0xa4], [0xe4, 0xb8], [0xf0, 0x9f, 0x98]])
      expect(detectEncoding(Buffer.from([0x61, ...end]), 'en')).toEqual({ encoding: 'utf-8', bom: 0, isAscii: true });
    expect(detectEncoding(Buffer.from('a三'), 'en').isAscii).toBe(false);
  });

  it('is Windows-1252 for Western text, whatever the person reads', () => {
    for (const locale of ['en', 'de', 'zh-CN', 'ja'])
      expect(found(Buffer.from(german, 'latin1'), locale)).toBe('windows-1252');
  });

  it('is GB18030 for four Chinese characters', () => {
    expect(found(gbk, 'zh-CN')).toBe('gb18030');
    expect(found(gbk, 'en')).toBe('gb18030');
  });
});

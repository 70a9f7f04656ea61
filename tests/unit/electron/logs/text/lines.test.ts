import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, readable } from '#core/logs/text/decode.ts';
import type { Encoding } from '#core/logs/text/encoding.ts';
import { LineCutter, type Line } from '../../../../support/line-cutter.ts';

const cut = (bytes: Buffer, encoding: Encoding, sizes: readonly number[] = [bytes.length]): Line[] => {
  const cutter = new LineCutter(encoding, 0);
  const lines: Line[] = [];
  let at = 0;
  for (let part = 0; at < bytes.length; part++) {
    const size = Math.max(1, sizes[part % sizes.length] ?? 1);
    // In memory that is used again, as a follower's is.
    const reused = Buffer.from(bytes.subarray(at, at + size));
    lines.push(...cutter.push(reused));
    reused.fill(0x21);
    at += size;
  }
  const last = cutter.end();
  return last ? [...lines, last] : lines;
};

const encoders: readonly [Encoding, (text: string) => Buffer][] = [
  ['utf-8', (text) => Buffer.from(text)],
  ['utf-16le', (text) => Buffer.from(text, 'utf16le')],
  ['utf-16be', (text) => Buffer.from(text, 'utf16le').swap16()],
];

describe('lines', () => {
  it.each(encoders)('of %s are the same however their bytes come', (encoding, encode) => {
    // U+0A00 and U+0A0A hold the byte of a line feed.
    const text = fc.array(fc.constantFrom('a', '三', '\n', '\r\n', '\u0a0a', '\u0a00', '😀', ' '), { maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (parts, sizes) => {
        const whole = parts.join('');
        const expected = whole.split('\n').map((line) => line.replace(/\r$/u, ''));
        if (expected.at(-1) === '' && !whole.endsWith('\r')) expected.pop();
        const lines = cut(encode(whole), encoding, sizes);
        expect(lines.map((line) => line.text)).toEqual(expected);
        for (const [index, { at, bytes }] of lines.entries()) {
          const next = lines[index + 1];
          if (next) expect(next.at).toBe(at + bytes + encode('\n').length);
        }
      }),
    );
  });

  it('show control characters by their pictures, a run of NUL by one', () => {
    expect(readable('\0\0\0\0ok\u0007')).toEqual({ text: '␀ok␇', isBinary: true });
    expect(readable('\u001b[1;31mred\u001b[0m\tplain')).toEqual({ text: 'red\tplain', isBinary: false });
  });

  it('are read in every encoding', () => {
    expect(decode(Buffer.from([0x93, 0xfa, 0x96, 0x7b]), 'shift_jis')).toBe('日本');
    expect(decode(Buffer.from([0xa4, 0xa4, 0xa4, 0xe5]), 'big5')).toBe('中文');
    expect(decode(Buffer.from([0xd6, 0xd0, 0xce, 0xc4]), 'gb18030')).toBe('中文');
    expect(decode(Buffer.from([0x93, 0x80, 0x94]), 'windows-1252')).toBe('“€”');
    expect(decode(Buffer.from([0x2d, 0x4e, 0, 0, 0, 0xd8, 0, 0]), 'utf-32le')).toBe('中\ufffd');
    expect(decode(Buffer.from([0x61, 0xff, 0x62]), 'utf-8')).toBe('a\ufffdb');
  });
});

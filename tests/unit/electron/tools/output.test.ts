import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeptOutput } from '#core/tools/kept-output.ts';
import { OutputDecoder } from '#core/tools/output-decoder.ts';
import { PlainText } from '#core/tools/plain-text.ts';

/** In pieces that end wherever `cuts` say. */
const inPieces = (bytes: Buffer, cuts: readonly number[]): readonly Buffer[] => {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].toSorted(
    (a, b) => a - b,
  );
  return places.slice(1).map((to, at) => bytes.subarray(places[at], to));
};

const decoded = (pieces: readonly Buffer[]): string => {
  const decoder = new OutputDecoder();
  return [...pieces, Buffer.alloc(0)].map((piece, at) => decoder.add(piece, at === pieces.length)).join('');
};

const plain = (...texts: readonly string[]): string => {
  const reader = new PlainText();
  return texts.map((text) => reader.add(text)).join('');
};

const utf16 = (text: string, mark: boolean): Buffer => Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
/** 连接超时 in GBK. */
const gbk = Buffer.from([0xc1, 0xac, 0xbd, 0xd3, 0xb3, 0xac, 0xca, 0xb1]);

describe('what a program writes', () => {
  it('is read as UTF-8, wherever its pieces end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(fc.nat()), (text, cuts) => {
        const bytes = Buffer.from(`Ping: ${text} 论文 €\n`, 'utf8');
        expect(decoded(inPieces(bytes, cuts))).toBe(bytes.toString('utf8'));
      }),
    );
  });

  it('is read as GBK where it is, also after a beginning in ASCII', () => {
    expect(decoded([Buffer.from('Reply from 10.0.0.5\r\n'), gbk.subarray(0, 4), gbk.subarray(4)])).toBe(
      'Reply from 10.0.0.5\r\n连接超时',
    );
  });

  it('is read as UTF-16 by its mark or by its zeros', () => {
    for (const mark of [true, false]) {
      const bytes = utf16('wsl: error, line 1\r\n连接\r\n', mark);
      expect(decoded([bytes.subarray(0, 21), bytes.subarray(21)])).toBe('wsl: error, line 1\r\n连接\r\n');
    }
  });

  it('never stops at bytes that mean nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }), (pieces) => {
        expect(typeof decoded(pieces.map((piece) => Buffer.from(piece)))).toBe('string');
      }),
    );
  });
});

describe('plain text', () => {
  it.each([
    ['\u001B[31mred\u001B[0m', 'red'],
    ['\u001B]0;title\u0007text', 'text'],
    ['\u001B]8;;http://x\u001B\\link\u001B]8;;\u001B\\', 'link'],
    ['\u001BPq#0\u001B\\after', 'after'],
    ['\u001B(Bplain', 'plain'],
    ['10 %\r20 %\r\n', '10 %\n20 %\n'],
    ['a\u0000b\u0008c', 'a␀b␈c'],
    ['user\u202Etxt.exe', 'user<U+202E>txt.exe'],
    ['\u009B31mred', 'red'],
  ])('of %j is %j', (given, expected) => {
    expect(plain(given)).toBe(expected);
    expect(plain(...given)).toBe(expected);
  });

  it('holds no character that a terminal would act on, whatever it was given', () => {
    const unit = fc.oneof(
      fc.constantFrom('\u001B', '[', ']', 'P', '\\', '\u0007', '\u009B', '\r', '\n', ';', '1', 'm'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        expect(plain(...units)).not.toMatch(/[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
});

describe('kept output', () => {
  it('costs no more for coming letter by letter', () => {
    const kept = new KeptOutput(256 * 1024);
    for (let at = 0; at < 1_000_000; at++) kept.add('abcdefgh'.charAt(at % 8));
    expect(kept.whole(() => '').length).toBe(1_000_000 - kept.dropped);
    expect(kept.dropped).toBeGreaterThanOrEqual(1_000_000 - 256 * 1024);
    expect(kept.newest(8)).toBe('abcdefgh');
  });

  it('keeps the beginning of a text that comes in one piece larger than it', () => {
    for (const unit of ['x', '字', '😀']) {
      const kept = new KeptOutput(64);
      kept.add(`BEGIN${unit.repeat(400)}END`);
      const whole = kept.whole(() => '|');
      expect(whole.startsWith(`BEGIN${unit}`)).toBe(true);
      expect(whole.endsWith(`${unit}END`)).toBe(true);
      expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(65);
    }
  });

  it('is all of a text that fits, else its ends, never more than the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 50 })),
        fc.integer({ min: 40, max: 400 }),
        (texts, limit) => {
          const kept = new KeptOutput(limit);
          for (const text of texts) kept.add(text);
          const all = texts.join('');
          const whole = kept.whole(() => '');
          expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(limit);
          if (kept.dropped === 0) expect(whole).toBe(all);
          else expect(Buffer.byteLength(whole) + kept.dropped).toBe(Buffer.byteLength(all));
          expect(all.endsWith(kept.newest(10))).toBe(true);
          expect(whole.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

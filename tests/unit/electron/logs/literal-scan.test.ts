import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PIECE_BYTES, pieceRoom } from '#core/logs/files/piece-memory.ts';
import { LiteralScan } from '#core/logs/match/literal-scan.ts';

const scanOf = (texts: readonly string[], ignoresCase = false): LiteralScan => {
  const scan = LiteralScan.of(
    texts.map((text) => Buffer.from(text)),
    ignoresCase,
  );
  if (!scan) throw new Error('no SIMD here');
  return scan;
};

/** Lines in which a text was found, going on behind the end of each. */
const linesWith = (scan: LiteralScan, bytes: Buffer): number[] => {
  const lines: number[] = [];
  let line = 0;
  let counted = 0;
  scan.begin(bytes);
  for (let at = scan.next(0); at !== -1;) {
    for (; counted < at; counted++) if (bytes[counted] === 10) line++;
    lines.push(line);
    const end = bytes.indexOf(10, at);
    at = end === -1 ? -1 : scan.next(end + 1);
  }
  return lines;
};

const naive = (texts: readonly string[], bytes: Buffer, ignoresCase: boolean): number[] => {
  const fold = (text: string): string =>
    ignoresCase ? text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;
  return bytes
    .toString('latin1')
    .split('\n')
    .flatMap((line, place) =>
      texts.some((text) => fold(line).includes(fold(Buffer.from(text).toString('latin1')))) ? [place] : [],
    );
};

const piece = fc.constantFrom(
  'error',
  'Error',
  'err',
  'disk',
  'DISK',
  'isk',
  '磁盘',
  '磁',
  '\n',
  ' ',
  'x',
  '\0',
  '@[`{',
  'aB1',
  'ab1',
);

describe('texts in bytes', () => {
  it('are found in the lines in which looking for each finds them', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 400 }),
        fc.uniqueArray(
          fc
            .constantFrom('error', 'disk', '磁盘', 'ab1', 'err', 'isk x', '@[`', '`{', 'sk', 'x'.repeat(40))
            .filter((text) => Buffer.byteLength(text) > 2),
          { minLength: 1, maxLength: 12 },
        ),
        fc.boolean(),
        fc.nat({ max: 70 }),
        (pieces, texts, ignoresCase, shift) => {
          const bytes = Buffer.from(pieces.join(''));
          const expected = naive(texts, bytes, ignoresCase);
          const scan = scanOf(texts, ignoresCase);
          expect(linesWith(scan, bytes)).toEqual(expected);
          // The same where files are read to, with what is found behind its end.
          const room = pieceRoom().subarray(shift, shift + bytes.length);
          pieceRoom().write('error disk ab1', shift + bytes.length);
          room.set(bytes);
          expect(linesWith(scan, room)).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are found at every place, the borders of what is looked at once among them', () => {
    const bytes = Buffer.alloc(2 * PIECE_BYTES + 100, 0x2e);
    const places = [0, 15, 22, 4_095];
    for (let near = -40; near < 40; near += 7) places.push(PIECE_BYTES + near * 2);
    places.push(bytes.length - 6);
    for (const at of places) bytes.write('needle', at);
    const scan = scanOf(['needle']);
    scan.begin(bytes);
    const found: number[] = [];
    for (let at = scan.next(0); at !== -1; at = scan.next(at + 1)) found.push(at);
    expect(found).toEqual(
      places.filter((at, index) => (places[index + 1] ?? bytes.length) - at >= 6).toSorted((one, other) => one - other),
    );
  });

  it('are all found where there are very many', () => {
    const scan = scanOf(['abc', 'bca']);
    const bytes = Buffer.from('abcabc\n'.repeat(20_000));
    expect(linesWith(scan, bytes)).toHaveLength(20_000);
  });

  it('that are short are not looked for here', () => {
    expect(LiteralScan.of([Buffer.from('ab')], false)).toBeUndefined();
  });
});

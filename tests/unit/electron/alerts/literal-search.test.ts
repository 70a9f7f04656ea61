import { describe, expect, it } from 'vitest';
import { LiteralSearch } from '#core/alerts/matching/literal-search.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import { randomOf } from './random-lines.ts';

type Texts = readonly (readonly string[])[];

const ownersIn = (search: LiteralSearch, line: string): readonly number[] => {
  const found: number[] = [];
  search.owners(line, found);
  return [...new Set(found)].toSorted((left, right) => left - right);
};

const fold = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

const naive = (texts: Texts, line: string): readonly number[] =>
  texts.flatMap((own, owner) => (own.some((text) => fold(line).includes(fold(text))) ? [owner] : []));

/** The lines that places are named in, from first to last. */
const linesFound = (search: LiteralSearch, bytes: Buffer): readonly number[] => {
  const found: number[] = [];
  for (let at = search.next(bytes, 0); at !== -1;) {
    found.push(bytes.subarray(0, at).filter((byte) => byte === 0x0a).length);
    const feed = bytes.indexOf(0x0a, at);
    at = feed === -1 ? -1 : search.next(bytes, feed + 1);
  }
  return found;
};

/** Beside what ships, what people may write: texts as short as they may be, within each other, in other scripts, and long. */
const texts: Texts = [
  ...shippedRules().map(({ literals }) => literals),
  ['UE', 'no'],
  ['eof', 'EOFs'],
  ['磁盘', '盘', '空间不足'],
  ['É', 'Kelvin K'],
  ['[x]', '{x}', '@@', '``'],
  [`long ${'text '.repeat(30)}`],
];

const pieces = texts
  .flat()
  .flatMap((text) => [text, text.slice(0, -1), text.slice(1), text.toUpperCase(), text.toLowerCase(), ' ', 'a', '磁']);

const randomLine = (random: () => number): string =>
  Array.from({ length: Math.floor(random() * 7) }, () => pieces[Math.floor(random() * pieces.length)]).join('');

describe('texts found in one pass', () => {
  it('finds texts that lie within each other and overlap', () => {
    const search = new LiteralSearch([['he'], ['she'], ['his'], ['hers'], ['ushers']]);
    expect(ownersIn(search, 'ushers')).toEqual([0, 1, 3, 4]);
    expect(ownersIn(search, 'hishe')).toEqual([0, 1, 2]);
  });

  it('takes upper and lower case of ASCII as the same, and characters of any script as they are', () => {
    expect(ownersIn(new LiteralSearch([['NO SPACE']]), 'there is no space left')).toEqual([0]);
    expect(ownersIn(new LiteralSearch([['磁盘空间不足']]), '错误：磁盘空间不足。')).toEqual([0]);
    expect(ownersIn(new LiteralSearch([['磁盘']]), '磁碟')).toEqual([]);
    expect(ownersIn(new LiteralSearch([['[error]', 'É']]), '{error} é')).toEqual([]);
  });

  it('finds a text of any length at any place, and none that is cut off', () => {
    for (const text of ['ab', 'abc', 'abcd', 'abcde', 'abcdefghij', '空', '空间'])
      for (const before of ['', 'x', 'xy', 'xyz'])
        for (const after of ['', 'z', 'zy']) {
          const search = new LiteralSearch([[text]]);
          expect(ownersIn(search, before + text + after)).toEqual([0]);
          expect(ownersIn(search, before + text.slice(0, -1))).toEqual([]);
          const bytes = Buffer.from(`${before}${text}${after}`);
          const place = Buffer.byteLength(before);
          expect(search.next(bytes, 0)).toBe(place);
          expect(search.next(bytes, place)).toBe(place);
          expect(search.next(bytes, place + 1)).toBe(-1);
          expect(search.next(bytes.subarray(0, place + Buffer.byteLength(text) - 1), 0)).toBe(-1);
        }
  });

  it('finds in thousands of lines what looking for each text finds', () => {
    const search = new LiteralSearch(texts);
    const random = randomOf(7);
    let hits = 0;
    for (let round = 0; round < 2_000; round++) {
      const line = randomLine(random);
      const owners = ownersIn(search, line);
      expect(owners, line).toEqual(naive(texts, line));
      hits += owners.length;
    }
    expect(hits).toBeGreaterThan(2_000);
  });

  it('finds in bytes the lines that hold one, wherever the bytes lie in memory', () => {
    const random = randomOf(8);
    const shipped = texts.slice(0, shippedRules().length);
    for (const looked of [texts, shipped]) {
      const search = new LiteralSearch(looked);
      for (let round = 0; round < 100; round++) {
        const lines = Array.from({ length: 8 }, () => randomLine(random));
        const whole = Buffer.concat([Buffer.alloc(round % 5), Buffer.from(lines.join('\n')), Buffer.from('no space')]);
        const bytes = whole.subarray(round % 5, whole.length - 8);
        expect(linesFound(search, bytes), lines.join('\n')).toEqual(
          lines.flatMap((line, at) => (naive(looked, line).length > 0 ? [at] : [])),
        );
      }
    }
  });
});

it('takes texts of any number of characters and any length, and misses none of them', () => {
  const many = Array.from({ length: 2_000 }, (_, at) => [String.fromCodePoint(0x4e00 + at, 0x4e01 + at)]);
  many.push(['long '.repeat(30)]);
  const search = new LiteralSearch(many);
  for (const [owner, [text = '']] of many.entries()) expect(ownersIn(search, `- ${text} -`)).toContain(owner);
});

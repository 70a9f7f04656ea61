import { describe, expect, it } from 'vitest';
import { LiteralAutomaton } from '#core/alerts/matching/literal-automaton.ts';
import { shippedRules } from '#core/alerts/shipped.ts';
import { randomOf } from './random-lines.ts';

const ownersIn = (texts: readonly (readonly string[])[], line: string): readonly number[] => {
  const found: number[] = [];
  new LiteralAutomaton(texts).find(line, line.length, found);
  return [...new Set(found)].toSorted((left, right) => left - right);
};

const naive = (texts: readonly (readonly string[])[], line: string): readonly number[] =>
  texts.flatMap((own, owner) => (own.some((text) => line.toLowerCase().includes(text.toLowerCase())) ? [owner] : []));

describe('texts found in one pass', () => {
  it('finds texts that lie within each other and overlap', () => {
    const texts = [['he'], ['she'], ['his'], ['hers'], ['ushers']];
    expect(ownersIn(texts, 'ushers')).toEqual([0, 1, 3, 4]);
    expect(ownersIn(texts, 'hishe')).toEqual([0, 1, 2]);
  });

  it('takes upper and lower case of ASCII as the same, and characters of any script as they are', () => {
    expect(ownersIn([['NO SPACE']], 'there is no space left')).toEqual([0]);
    expect(ownersIn([['磁盘空间不足']], '错误：磁盘空间不足。')).toEqual([0]);
    expect(ownersIn([['磁盘']], '磁碟')).toEqual([]);
  });

  it('looks no further than it is told', () => {
    const found: number[] = [];
    new LiteralAutomaton([['end']]).find('the end', 6, found);
    expect(found).toEqual([]);
  });

  it('finds in thousands of lines what looking for each text finds', () => {
    const texts = shippedRules().map(({ literals }) => literals);
    const automaton = new LiteralAutomaton(texts);
    const pieces = texts.flat().flatMap((text) => [text, text.slice(0, -1), text.toUpperCase(), ' ', 'a']);
    const random = randomOf(7);
    let hits = 0;
    for (let round = 0; round < 5_000; round++) {
      const line = Array.from({ length: 6 }, () => pieces[Math.floor(random() * pieces.length)]).join('');
      const found: number[] = [];
      automaton.find(line, line.length, found);
      const owners = [...new Set(found)].toSorted((left, right) => left - right);
      expect(owners, line).toEqual(naive(texts, line));
      hits += owners.length;
    }
    expect(hits).toBeGreaterThan(5_000);
  });
});

it('takes texts of any number of characters and any length, and misses none of them', () => {
  const texts = Array.from({ length: 400 }, (_, at) => [String.fromCodePoint(0x4e00 + 2 * at, 0x4e01 + 2 * at)]);
  texts.push(['long '.repeat(30)]);
  for (const [owner, [text = '']] of texts.entries()) expect(ownersIn(texts, `- ${text} -`)).toContain(owner);
});

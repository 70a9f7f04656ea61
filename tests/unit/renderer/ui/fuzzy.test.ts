import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzzyMatch } from '#renderer/ui/fuzzy.ts';

const best = (query: string, texts: readonly string[]): string | undefined =>
  texts
    .flatMap((text) => {
      const match = fuzzyMatch(query, text);
      return match ? [{ text, score: match.score }] : [];
    })
    .toSorted((a, b) => b.score - a.score)[0]?.text;

describe('finding a command', () => {
  test('the beginning of the text before the beginning of a word before the inside of one', () => {
    expect(best('hold', ['Threshold', 'Put on hold', 'Hold: waiting for parts…'])).toBe('Hold: waiting for parts…');
    expect(best('hold', ['Threshold', 'Put on hold'])).toBe('Put on hold');
  });

  test('words in any order, initials, Chinese', () => {
    expect(fuzzyMatch('parts hold', 'Hold: waiting for parts')?.ranges).toEqual([
      [0, 4],
      [18, 23],
    ]);
    expect(fuzzyMatch('gs', 'Go to settings')).toBeDefined();
    expect(fuzzyMatch('备件', '挂起：等待备件…')?.ranges).toEqual([[5, 7]]);
    expect(fuzzyMatch('挂件', '挂起：等待备件…')).toBeDefined();
  });

  test('letters scattered over a long text are no hit', () => {
    expect(fuzzyMatch('xyz', 'Settings')).toBeUndefined();
    expect(fuzzyMatch('ale', 'Appearance follows the whole system exactly')).toBeUndefined();
  });

  test('an empty query matches everything and marks nothing', () => {
    expect(fuzzyMatch('  ', 'Lock')).toEqual({ score: 0, ranges: [] });
  });

  test('marks lie inside the text, in order, and spell letters of the query', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), fc.string({ maxLength: 30 }), (query, text) => {
        let end = 0;
        for (const [from, to] of fuzzyMatch(query, text)?.ranges ?? []) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(text.toLowerCase().length);
      }),
    );
  });
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffLines } from '#renderer/diagnosis/line-diff.ts';

const shown = (before: string, after: string): readonly string[] =>
  diffLines(before, after).map((line) =>
    line.kind === 'skip'
      ? `… ${line.count}`
      : `${{ same: ' ', add: '+', remove: '-' }[line.kind]}${line.number} ${line.text}`,
  );

it('shows what changed with the lines around it', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh';
  expect(shown(before, before)).toEqual([]);
  expect(shown(before, before.replace('e', 'E'))).toEqual([
    '… 2',
    ' 3 c',
    ' 4 d',
    '-5 e',
    '+5 E',
    ' 6 f',
    ' 7 g',
    ' 8 h',
  ]);
  expect(shown(before, `${before}\ni`)).toEqual(['… 6', ' 7 g', ' 8 h', '+9 i']);
  expect(shown(before, before.replace('a\n', ''))).toEqual(['-1 a', ' 1 b', ' 2 c', '… 5']);
  expect(shown('', 'x')).toEqual(['-1 ', '+1 x']);
});

it('any change leads from the one text to the other', () => {
  const line = fc.constantFrom('a', 'b', 'c', '');
  const text = fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const [old, next] = [before.split('\n'), after.split('\n')];
      const removed = new Set<number>();
      let [from, to] = [0, 0];
      for (const each of lines) {
        if (each.kind === 'skip') {
          from += each.count;
          to += each.count;
        } else if (each.kind === 'same') {
          expect(old[from++]).toBe(each.text);
          expect(next[to++]).toBe(each.text);
        } else if (each.kind === 'add') expect(next[to++]).toBe(each.text);
        else {
          removed.add(from);
          expect(old[from++]).toBe(each.text);
        }
      }
      if (lines.length > 0) expect([from, to]).toEqual([old.length, next.length]);
      else expect(before).toBe(after);
    }),
  );
});

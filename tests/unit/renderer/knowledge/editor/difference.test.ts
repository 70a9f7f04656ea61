import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countChanges, differenceOf, type DiffRow } from '#renderer/knowledge/editor/difference.ts';

/** The two texts again, from their difference. */
const sides = (rows: readonly DiffRow[]): readonly [before: string, after: string] => {
  const before: string[] = [];
  const after: string[] = [];
  for (const row of rows) {
    if (row.kind === 'folded') {
      before.push(...row.lines);
      after.push(...row.lines);
    } else if (row.kind === 'changed') {
      const of = (kind: 'added' | 'removed') =>
        row.pieces.flatMap((piece) => (piece.kind === 'same' || piece.kind === kind ? piece.text : [])).join('');
      before.push(of('removed'));
      after.push(of('added'));
    } else {
      if (row.kind !== 'added') before.push(row.text);
      if (row.kind !== 'removed') after.push(row.text);
    }
  }
  return [before.join('\n'), after.join('\n')];
};

const changed = (rows: readonly DiffRow[]) =>
  rows.flatMap((row) => (row.kind === 'changed' ? row.pieces.map(({ kind, text }) => `${kind}:${text}`) : []));

describe('what changed between two texts', () => {
  it('nothing between a text and itself', () => {
    expect(differenceOf('## Steps\n1. Restart', '## Steps\n1. Restart')).toEqual([]);
    expect(differenceOf('', '')).toEqual([]);
  });

  it('words within a line that stayed', () => {
    const rows = differenceOf('Hold the power button for ten seconds.', 'Hold the power button for fifteen seconds.');
    expect(changed(rows)).toEqual([
      'same:Hold the power button for ',
      'removed:ten',
      'added:fifteen',
      'same: seconds.',
    ]);
  });

  it('words of Chinese, which has no spaces between them', () => {
    const rows = differenceOf('重新启动打印服务后再试。', '重新启动打印服务前先备份。');
    const pieces = changed(rows);
    expect(pieces[0]).toMatch(/^same:重新启动打印服务/);
    expect(pieces.at(-1)).toBe('same:。');
    expect(sides(rows)).toEqual(['重新启动打印服务后再试。', '重新启动打印服务前先备份。']);
  });

  it('a line that was put in between others, and one that was replaced by quite another', () => {
    const before = '1. Unplug the dock.\n2. Wait.';
    const after = '1. Unplug the dock.\n2. Ask the client whether printing works.\n2. Wait.';
    expect(differenceOf(before, after).map(({ kind }) => kind)).toEqual(['same', 'added', 'same']);
    expect(differenceOf('Alpha beta.', 'Quite different words.').map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  it('folds what stayed, and names the headings in it', () => {
    const stayed = ['Intro', '', '## Symptoms', 'a', 'b', '## Cause', 'c', ''];
    const rows = differenceOf([...stayed, 'Step one'].join('\n'), [...stayed, 'Step two'].join('\n'));
    expect(rows[0]).toMatchObject({ kind: 'folded', headings: ['Symptoms', 'Cause'] });
    expect(countChanges(rows)).toBe(1);
  });

  it('line ends of another system are no change', () => {
    expect(differenceOf('a\r\nb\r\n', 'a\nb\n')).toEqual([]);
  });

  it('always holds both texts, whatever they are', () => {
    const line = fc.oneof(
      fc.constantFrom('## Cause', '', '1. Restart the spooler', '重启 打印服务', 'a b c'),
      fc.string(),
    );
    const text = fc.array(
      line.map((each) => each.replaceAll(/[\r\n]/g, ' ')),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one.join('\n'), other.join('\n')];
        if (before !== after) expect(sides(differenceOf(before, after))).toEqual([before, after]);
      }),
    );
  });

  it('texts that have nothing in common are one taken out and one put in', () => {
    const many = (word: string) => Array.from({ length: 5_000 }, (_, place) => `${word} ${place}`).join('\n');
    const rows = differenceOf(many('old'), many('new'));
    expect(countChanges(rows)).toBe(10_000);
    expect(sides(rows)).toEqual([many('old'), many('new')]);
  });

  it('a line of 400,000 characters is compared as a whole', () => {
    const rows = differenceOf(`${'x '.repeat(200_000)}a`, `${'x '.repeat(200_000)}b`);
    expect(rows.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

import { describe, expect, it } from 'vitest';
import { treeProblemCodes, type TreeProblemCode } from '#shared/diagnosis/problem.ts';
import { readTree, withVersion } from '#core/diagnosis/read-tree.ts';

const good = `id: kettle
version: 3
title:
  en: The kettle stays cold
  zh-CN: 水壶不热
suits:
  categories: [Kitchen, 厨房]
  words: [kettle, 水壶]
start: plugged

nodes:
  plugged:
    ask:
      en: Is it plugged in?
      zh-CN: 插电了吗？
    answers:
      - label: { en: 'Yes', zh-CN: 是 }
        next: press
      - label: { en: 'No', zh-CN: 否 }
        next: plug
  press:
    name: { en: Press the switch, zh-CN: 按开关 }
    do: { en: Press the switch until it clicks., zh-CN: 按下开关直到卡住。 }
    expect: { en: The light comes on., zh-CN: 指示灯亮。 }
    worked: plug
    failed: broken
    impossible: { retry: plugged }
  plug:
    end: { en: It was off, zh-CN: 没有通电 }
    code: assistance
    resolution: { en: Switched it on., zh-CN: 已通电。 }
  broken:
    end: { en: The kettle is broken, zh-CN: 水壶坏了 }
    escalate: { en: Facilities., zh-CN: 转后勤。 }
`;

/** The text with one thing changed; it has to be there. */
const changed = (from: string, to: string): string => {
  if (!good.includes(from)) throw new Error(`not in the text: ${from}`);
  return good.replace(from, to);
};
const withoutLine = (line: string): string => changed(`${line}\n`, '');

type Case = readonly [
  what: string,
  text: string,
  code: TreeProblemCode,
  line: number,
  column: number,
  details: Readonly<Record<string, string | number>>,
];
type Given = readonly [
  what: string,
  text: string,
  code: TreeProblemCode,
  line: number,
  column: number,
  details?: Case[5],
];

const given: readonly Given[] = [
  ['nothing', '', 'empty-file', 1, 1],
  ['only a comment', '# nothing yet\n', 'empty-file', 1, 1],
  ['a tab', changed('  plugged:\n    ask:', '  plugged:\n\task:'), 'tab', 13, 1],
  ['a wrong indent', changed('    answers:', '   answers:'), 'indent', 16, 1],
  ['an open quote', changed("{ en: 'No', zh-CN: 否 }", "{ en: 'No, zh-CN: 否 }"), 'quote', 19, 22],
  ['a colon in a text', changed('en: Is it plugged in?', 'en: Check: is it plugged in?'), 'colon', 14, 11],
  ['a reference', changed('start: plugged', 'start: *plugged'), 'alias', 9, 8],
  ['an anchor', changed('start: plugged', 'start: &a plugged'), 'alias', 9, 11],
  ['two documents', `${good}---\nid: two\n`, 'several-documents', 35, 1],
  ['a name twice', changed('  press:\n', '  plugged:\n'), 'duplicate', 21, 3],
  ['no start', withoutLine('start: plugged'), 'missing', 1, 1, { field: 'start' }],
  ['no next', withoutLine('        next: plug'), 'missing', 19, 9, { field: 'next' }],
  ['one language', withoutLine('      zh-CN: 插电了吗？'), 'language-missing', 13, 5, { language: 'zh-CN' }],
  ['a misspelt field', changed('    failed: broken', '    faild: broken'), 'unknown-field', 26, 5, { field: 'faild' }],
  [
    'a comma in braces',
    changed('{ en: It was off,', '{ en: It was off, really,'),
    'unknown-field',
    29,
    28,
    { field: 'really' },
  ],
  ['a list for a text', changed('en: Is it plugged in?', 'en: [Is, it]'), 'not-text', 14, 11],
  ['a text for a list', changed('categories: [Kitchen, 厨房]', 'categories: Kitchen'), 'not-list', 7, 15],
  [
    'a text for fields',
    changed('title:\n  en: The kettle stays cold\n  zh-CN: 水壶不热', 'title: cold'),
    'not-fields',
    3,
    8,
  ],
  ['an empty text', changed('      en: Is it plugged in?', '      en:'), 'empty', 14, 7],
  ['a long text', changed('en: Is it plugged in?', `en: ${'x'.repeat(401)}`), 'too-long', 14, 11, { most: 400 }],
  [
    'one answer',
    changed("      - label: { en: 'No', zh-CN: 否 }\n        next: plug\n", ''),
    'too-few',
    16,
    5,
    { least: 2 },
  ],
  [
    'ten answers',
    changed(
      '    answers:\n',
      `    answers:\n${"      - label: { en: 'a', zh-CN: 甲 }\n        next: plug\n".repeat(8)}`,
    ),
    'too-many',
    17,
    7,
    { most: 9 },
  ],
  ['a name with capitals', changed('start: plugged', 'start: Plugged In'), 'bad-name', 9, 8, { name: 'Plugged In' }],
  ['a node named so', changed('  broken:\n', '  Broken One:\n'), 'bad-name', 32, 3, { name: 'Broken One' }],
  ['a version of words', changed('version: 3', 'version: third'), 'bad-version', 2, 10],
  ['an unknown code', changed('code: assistance', 'code: helped'), 'not-a-code', 30, 11],
  ['a node of no kind', changed('    ask:\n', '    query:\n'), 'node-kind', 12, 3, { field: 'plugged' }],
  ['a node of two kinds', changed('    code: assistance', '    ask: { en: a, zh-CN: 甲 }'), 'node-kind', 28, 3],
  [
    'an end that says nothing',
    withoutLine('    escalate: { en: Facilities., zh-CN: 转后勤。 }'),
    'end-without-way',
    32,
    3,
  ],
  [
    'an end that says both',
    changed('    code: assistance', '    code: assistance\n    escalate: { en: a, zh-CN: 甲 }'),
    'end-both-ways',
    28,
    3,
  ],
  ['a target that is not there', changed('next: press', 'next: pres'), 'unknown-target', 18, 15, { target: 'pres' }],
  [
    'a start that is not there',
    changed('start: plugged', 'start: nowhere'),
    'unknown-target',
    9,
    8,
    { target: 'nowhere' },
  ],
  ['a retry of nothing', changed('retry: plugged', 'retry: pluged'), 'unknown-target', 27, 26, { target: 'pluged' }],
  ['a node that nothing leads to', changed('failed: broken', 'failed: plug'), 'unreachable', 32, 3, { node: 'broken' }],
  ['a way round', changed('failed: broken', 'failed: plugged'), 'loop', 26, 13, { target: 'plugged' }],
  [
    'a node that only goes back',
    changed('worked: plug\n    failed: broken', 'worked: { retry: plugged }\n    failed: { retry: plugged }'),
    'only-retries',
    21,
    3,
    { node: 'press' },
  ],
  [
    'the same answer twice',
    changed("{ en: 'No', zh-CN: 否 }", '{ en: Never, zh-CN: 是 }'),
    'same-label',
    19,
    36,
    { label: '是' },
  ],
];

const mistakes = given.map(([what, text, code, line, column, details = {}]): Case => [
  what,
  text,
  code,
  line,
  column,
  details,
]);

describe('the text of a tree', () => {
  it('reads as what it says, in its order', () => {
    const { tree, problems } = readTree(good);
    expect(problems).toEqual([]);
    expect(tree).toMatchObject({ id: 'kettle', version: 3, start: 'plugged', suits: { words: ['kettle', '水壶'] } });
    expect(tree?.nodes.map(({ id, kind }) => [id, kind])).toEqual([
      ['plugged', 'ask'],
      ['press', 'do'],
      ['plug', 'end'],
      ['broken', 'end'],
    ]);
    expect(tree?.nodes[1]).toMatchObject({
      answers: [
        { key: 'worked', to: { node: 'plug', isRetry: false } },
        { key: 'failed', to: { node: 'broken', isRetry: false } },
        { key: 'impossible', to: { node: 'plugged', isRetry: true } },
      ],
    });
  });

  it('takes every plain value as text', () => {
    const { tree } = readTree(changed("{ en: 'No', zh-CN: 否 }", '{ en: no, zh-CN: 0x10 }'));
    expect(tree?.nodes[0]).toMatchObject({ answers: [{}, { label: { en: 'no', 'zh-CN': '0x10' } }] });
  });

  it.each(mistakes)('%s', (_what, text, code, line, column, details) => {
    const { tree, problems } = readTree(text);
    expect(tree).toBeNull();
    expect(problems).toContainEqual(expect.objectContaining({ code, line, column }));
    expect(problems.find((problem) => problem.code === code)?.details).toMatchObject(details);
    expect(problems).toEqual(problems.toSorted((a, b) => a.line - b.line || a.column - b.column));
  });

  it('every kind of mistake is in the table', () => {
    const said = new Set(mistakes.map(([, , code]) => code));
    // Cannot be made in a text alone: saved over another tree, and what no other sentence fits.
    expect(treeProblemCodes.filter((code) => !said.has(code))).toEqual(['syntax', 'other-tree']);
  });

  it('that is nested beyond reason, or no text at all, is refused and nothing else', () => {
    for (const text of ['['.repeat(50_000), '{'.repeat(50_000), '\u0000', '%', '!!js/function x', `${good}: : :`])
      expect(readTree(text).problems.length).toBeGreaterThan(0);
  });

  it('shows what it can of a text with mistakes in single nodes', () => {
    const { outline } = readTree(withoutLine('    failed: broken'));
    expect(outline?.nodes.map(({ id }) => id)).toEqual(['plugged', 'plug', 'broken']);
  });

  it('holds no half of a character, which no server takes, however it is written', () => {
    const half = String.raw`\uD83D`;
    const { tree, problems } = readTree(changed('{ en: It was off,', `{ en: "It was ${half} off",`));
    expect(tree).toBeNull();
    expect(problems).toEqual([expect.objectContaining({ code: 'quote', line: 29, column: 16 })]);
    const whole = readTree(changed('{ en: It was off,', String.raw`{ en: "It was \uD83D\uDE34 off",`));
    expect(whole.tree?.nodes.find(({ id }) => id === 'plug')).toMatchObject({ text: { en: 'It was 😴 off' } });
  });

  it('gets the number of its version, and is the same otherwise', () => {
    expect(withVersion(good, 12)).toBe(good.replace('version: 3', 'version: 12'));
    expect(withVersion(changed('version: 3', "version: '3' # new"), 4)).toContain('version: 4 # new');
  });
});

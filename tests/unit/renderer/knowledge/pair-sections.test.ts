import { expect, it } from 'vitest';
import { parseArticle } from '#renderer/knowledge/article/parse-article.ts';
import { pairSections, sectionsOf } from '#renderer/knowledge/beside/pair-sections.ts';
import { plainText } from '#renderer/writing/markdown-tree.ts';

const sections = (text: string) => sectionsOf(parseArticle(text).blocks);
const firstWords = (section: ReturnType<typeof sections>[number] | null): string | null => {
  const block = section?.blocks[0];
  return block && 'children' in block && block.kind !== 'quote' && block.kind !== 'callout'
    ? plainText(block.children)
    : null;
};
const pairs = (left: string, right: string) =>
  pairSections(sections(left), sections(right)).map((pair) => [firstWords(pair.left), firstWords(pair.right)]);

it('puts each heading beside that of the translation, with what stands before the first', () => {
  expect(pairs('Intro\n\n## A\n\ntext\n\n## B', '引言\n\n## 甲\n\n正文\n\n## 乙')).toEqual([
    ['Intro', '引言'],
    ['A', '甲'],
    ['B', '乙'],
  ]);
});

it('leaves room where one of them has more, and is in line again after it', () => {
  expect(pairs('# A\n\n## A1\n\n## A2\n\n# B', '前言\n\n# 甲\n\n# 乙')).toEqual([
    [null, '前言'],
    ['A', '甲'],
    ['A1', null],
    ['A2', null],
    ['B', '乙'],
  ]);
});

it('loses nothing where one text ends before the other', () => {
  expect(pairs('# A', '# 甲\n\n# 乙\n\n## 丙')).toEqual([
    ['A', '甲'],
    [null, '乙'],
    [null, '丙'],
  ]);
  expect(pairs('', '字')).toEqual([[null, '字']]);
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArticle } from '#renderer/knowledge/article/parse-article.ts';
import { pictureAddress } from '#shared/knowledge/pictures.ts';
import { plainText, type Block, type Inline } from '#renderer/writing/markdown-tree.ts';

const inlinesOf = (block: Block): readonly Inline[] => {
  switch (block.kind) {
    case 'lines':
    case 'heading':
      return block.children;
    case 'quote':
    case 'callout':
      return block.children.flatMap(inlinesOf);
    case 'list':
      return block.items.flatMap(({ children }) => children.flatMap(inlinesOf));
    case 'table':
      return [block.head, ...block.rows].flat().flatMap(({ children }) => children);
    default:
      return [];
  }
};
const deep = (inlines: readonly Inline[]): readonly Inline[] =>
  inlines.flatMap((inline) => ('children' in inline ? [inline, ...deep(inline.children)] : [inline]));
const all = (text: string): readonly Inline[] => parseArticle(text).blocks.flatMap((block) => deep(inlinesOf(block)));
const wordsOf = (text: string): string => plainText(parseArticle(text).blocks.flatMap(inlinesOf));
const kindsOf = (text: string): readonly string[] => parseArticle(text).blocks.map(({ kind }) => kind);

describe('an article', () => {
  it('is all of CommonMark: underlined headings, indented code, references, escapes and entities', () => {
    expect(kindsOf('Title\n=====\n\n    dir C:\\\n\n***')).toEqual(['heading', 'code', 'rule']);
    expect(all('See [the page][1].\n\n[1]: https://example.com/a')).toContainEqual({
      kind: 'link',
      href: 'https://example.com/a',
      host: 'example.com',
      children: [{ kind: 'text', text: 'the page' }],
    });
    expect(wordsOf(String.raw`\*no emphasis\* &amp; __init__`)).toBe('*no emphasis* & init');
  });

  it('has tables, tasks, strikethrough and bare addresses', () => {
    expect(parseArticle('| a | b |\n|:-:|--:|\n| 1 | 2 |').blocks).toMatchObject([
      { kind: 'table', head: [{ align: 'center' }, { align: 'right' }], rows: [[{}, {}]] },
    ]);
    expect(parseArticle('- [x] done\n- [ ] open').blocks).toMatchObject([
      { kind: 'list', items: [{ checked: true }, { checked: false }] },
    ]);
    expect(all('~~old~~ https://example.com/x').map(({ kind }) => kind)).toEqual([
      'del',
      'text',
      'text',
      'link',
      'text',
    ]);
  });

  it('joins lines with a space, in Chinese without one, and keeps a break that was meant', () => {
    expect(wordsOf('one\ntwo')).toBe('one two');
    expect(wordsOf('重启扩展坞，\n再试一次')).toBe('重启扩展坞，再试一次');
    expect(wordsOf('one  \ntwo')).toBe('one\ntwo');
  });

  it('sets remarks off by what their writer called them', () => {
    expect(parseArticle('> [!WARNING]\n> Not by hand.\n> - one').blocks).toMatchObject([
      { kind: 'callout', tone: 'warning', children: [{ kind: 'lines' }, { kind: 'list' }] },
    ]);
    expect(kindsOf('> [!SHOUT]\n> text')).toEqual(['quote']);
  });

  it('leads to articles by id or number, to its own headings and to records', () => {
    const text =
      '[a](article:KB-7K3Q-000012) [b](article:01J00000000000000000000001) [c](#if-it-drops) PRB-7K3Q-9\n\n## If it drops';
    expect(all(text)).toEqual(
      expect.arrayContaining([
        { kind: 'article', to: 'KB-7K3Q-000012', children: [{ kind: 'text', text: 'a' }] },
        { kind: 'article', to: 'article:01J00000000000000000000001', children: [{ kind: 'text', text: 'b' }] },
        { kind: 'anchor', to: 'if-it-drops', children: [{ kind: 'text', text: 'c' }] },
        { kind: 'record', text: 'PRB-7K3Q-9', number: 'PRB-7K3Q-000009' },
      ]),
    );
  });

  it('names its headings as GitHub does, each once, whatever level they begin at', () => {
    expect(parseArticle('## Steps\n\n### 先确认：是它吗？\n\n## Steps').headings).toEqual([
      { id: 'steps', level: 1, text: 'Steps' },
      { id: '先确认是它吗', level: 2, text: '先确认：是它吗？' },
      { id: 'steps-1', level: 1, text: 'Steps' },
    ]);
    const { headings } = parseArticle('# a\n\n# a-1\n\n# a\n\n# ???\n\n# ???');
    expect(new Set(headings.map(({ id }) => id)).size).toBe(5);
  });

  it('has pictures of its own, and names those that lie elsewhere', () => {
    const own = pictureAddress({ sha256: 'a1'.repeat(32), size: { width: 640, height: 360 } });
    expect(all(`![plug](${own}) ![map](https://example.com/m.png)`)).toEqual([
      { kind: 'attachment', id: own, alt: 'plug' },
      { kind: 'text', text: ' ' },
      { kind: 'picture', href: 'https://example.com/m.png', alt: 'map' },
    ]);
  });
});

describe('a hostile article', () => {
  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a handler', '<img src=x onerror="alert(1)">'],
    ['a style', '<style>*{display:none}</style><div style="position:fixed">x</div>'],
    ['a frame in a list', '- <iframe src="https://example.com"></iframe>'],
    ['nested HTML in a table', '| a |\n|---|\n| <a href="javascript:x()"><b onclick=y()>z</b></a> |'],
    ['a comment that never ends', '<!-- hidden'],
  ])('shows the HTML of %s as the text it is', (_name, text) => {
    const written =
      text
        .split('\n')
        .at(-1)
        ?.replaceAll(/^[-|] | \|$/g, '') ?? '';
    expect(wordsOf(text)).toContain(written);
    expect(all(text).every(({ kind }) => ['text', 'record', 'link'].includes(kind))).toBe(true);
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt&colon;alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '[x](//example.com/a)',
    '[x](https://bank.example@other.example/)',
    '![x](data:image/svg+xml,<svg onload=alert(1)>)',
    '![x](file:///etc/passwd)',
    '<javascript:alert(1)>',
    '[r]: javascript:alert(1)\n\n[r]',
    '[x](article:../../secret) ![y](attachment:a"onerror=x)',
  ])('makes no link of %s', (text) => {
    const leads = all(text).filter(({ kind }) => ['link', 'article', 'attachment', 'picture', 'anchor'].includes(kind));
    expect(leads).toEqual([]);
  });

  it('nested beyond measure is shown as it was typed, and says so', () => {
    for (const text of ['>'.repeat(10_000) + ' deep', `${'**a '.repeat(2_000)}${'b** '.repeat(2_000)}`]) {
      const read = parseArticle(text);
      expect(read.excess).toBe('nesting');
      expect(read.blocks.flatMap(inlinesOf).map((inline) => plainText([inline]))).toEqual([text]);
    }
  });

  it('in too many pieces is shown as it was typed, nothing left out', () => {
    const text = '# h\n'.repeat(100_000);
    const read = parseArticle(text);
    expect(read.excess).toBe('pieces');
    expect(read.blocks.map((block) => plainText(inlinesOf(block))).join('\n')).toBe(text);
  });

  it('is read whole: a long line, a table of 20,000 cells, half a million characters', () => {
    expect(wordsOf('x'.repeat(400_000))).toHaveLength(400_000);
    const [table] = parseArticle(`| a | b | c | d |\n|---|---|---|---|\n${'| 1 | 2 | 3 | 4 |\n'.repeat(5_000)}`).blocks;
    expect(table).toMatchObject({ kind: 'table' });
    expect(table?.kind === 'table' ? table.rows.length : 0).toBe(5_000);
    expect(parseArticle('Word **bold** and `code`.\n\n'.repeat(19_000)).blocks).toHaveLength(19_000);
  });

  it('is read without failing whatever it says, and no address in it is dangerous', () => {
    const pieces = fc.constantFrom(
      '[',
      '](',
      ')',
      '![',
      '<',
      '>',
      '`',
      '*',
      '_',
      '~~',
      '|',
      '\n',
      '- ',
      '# ',
      'javascript:',
      'data:',
      'article:',

      'attachment:',
      'https://a.example/',
      'x',
      '中',
      '&#106;',
      '\\',
      '> [!NOTE]',
      '"',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        for (const inline of all(parts.join('')))
          if ('href' in inline) expect(inline.href).toMatch(/^(?:https?|mailto|tel):/);
      }),
      { numRuns: 300 },
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Inline } from '#renderer/writing/markdown-tree.ts';
import { parseMarkdown } from '#renderer/writing/parse-markdown.ts';

const inlinesOf = (block: Block): readonly Inline[] => {
  switch (block.kind) {
    case 'lines':
    case 'heading':
      return block.children;
    case 'quote':
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
const all = (text: string): readonly Inline[] => parseMarkdown(text).flatMap((block) => deep(inlinesOf(block)));
const hrefs = (text: string): readonly string[] =>
  all(text).flatMap((inline) => ('href' in inline ? [inline.href] : []));
/** The one block of a text that is nothing but lines. */
const asTyped = (text: string): Block => ({ kind: 'lines', children: [{ kind: 'text', text }] });

describe('a text with Markdown', () => {
  it('has emphasis, code and strikethrough', () => {
    expect(parseMarkdown('**bold** *it* `a*b` ~~gone~~')).toEqual([
      {
        kind: 'lines',
        children: [
          { kind: 'strong', children: [{ kind: 'text', text: 'bold' }] },
          { kind: 'text', text: ' ' },
          { kind: 'em', children: [{ kind: 'text', text: 'it' }] },
          { kind: 'text', text: ' ' },
          { kind: 'code', text: 'a*b' },
          { kind: 'text', text: ' ' },
          { kind: 'del', children: [{ kind: 'text', text: 'gone' }] },
        ],
      },
    ]);
  });

  it('has emphasis in Chinese, which sets no spaces, whatever punctuation stands in it', () => {
    expect(all('请先**重启：**再试，然后*检查*日志').flatMap(({ kind }) => (kind === 'text' ? [] : [kind]))).toEqual([
      'strong',
      'em',
    ]);
  });

  it('has lists, tasks and numbers that go on', () => {
    const [list] = parseMarkdown('- [ ] open\n- [x] done\n- plain\n  1. inner');
    expect(list).toMatchObject({
      kind: 'list',
      start: null,
      tight: true,
      items: [{ checked: false }, { checked: true }, { checked: null, children: [{}, { kind: 'list', start: 1 }] }],
    });
    expect(parseMarkdown('3. third\n4. fourth')).toMatchObject([{ kind: 'list', start: 3, items: [{}, {}] }]);
  });

  it('ends lists and quotations where the lines below do not belong to them', () => {
    expect(parseMarkdown('> as you wrote\nMy answer').map(({ kind }) => kind)).toEqual(['quote', 'lines']);
    expect(parseMarkdown('Tried:\n- cable\n- port\nNothing helped').map(({ kind }) => kind)).toEqual([
      'lines',
      'list',
      'lines',
    ]);
  });

  it('has tables, fenced code, headings and rules', () => {
    expect(parseMarkdown('| a | n |\n|---|--:|\n| x | 1 |')).toMatchObject([
      { kind: 'table', head: [{ align: null }, { align: 'right' }], rows: [[{}, {}]] },
    ]);
    expect(parseMarkdown('```sh\n# not a heading\n*x*\n```')).toEqual([
      { kind: 'code', language: 'sh', text: '# not a heading\n*x*' },
    ]);
    expect(parseMarkdown('## Steps\nfirst\n\n---\n\ntext').map(({ kind }) => kind)).toEqual([
      'heading',
      'lines',
      'rule',
      'lines',
    ]);
  });
});

describe('a text as people paste it', () => {
  it.each([
    'rm /tmp/*.a /tmp/*.b',
    '2*3*4 and a * b * c',
    '\\\\srv01\\share\\*.log, C:\\Temp\\_old\\*.*',
    'call __init__ or my_own_name',
    'a &amp; b &lt;c&gt;',
    '<b>not bold</b> <script>alert(1)</script>',
    '# systemctl restart cups\nJob for cups.service failed',
    'First line\n  second, indented\n\tthird, by a tab',
    'Dear desk,\n---\nsignature',
    'ports 80/tcp\n==========\n443/tcp',
    '100% sure, ~5 minutes, ~/.ssh/config',
    '用 `` 两个反引号',
  ])('stays as it is: %j', (text) => {
    expect(parseMarkdown(text)).toEqual([asTyped(text.trimEnd())]);
  });

  const log = [
    '2026-10-15 09:12:01,113 ERROR [main] * boom *x* __y__',
    '# comment of the script',
    '- retry 1',
    '> queue full',
    'java.lang.IllegalStateException: [a](b)',
    '    at com.example.Main.run(Main.java:12)',
    '    at com.example.Main.main(Main.java:4)',
  ].join('\n');
  const shell = 'root@print01:~# lpstat -p\nprinter hp_2 disabled since *today*\n# cancel -a\n$ ls *.conf';
  const curl =
    '* Connected to 10.0.0.7 port 443\n> GET / HTTP/1.1\n> Host: x\n>\n< HTTP/1.1 503 Busy\n* Closing connection';
  const psql = ' id | name\n----+------\n  1 | *a*\n  2 | _b_';
  it.each([log, shell, curl, psql])('a log or a shell stays as it is', (text) => {
    expect(parseMarkdown(text)).toEqual([asTyped(text)]);
    const [first, second, third] = parseMarkdown(`**Seen:**\n\n${text}\n\n- then`);
    expect([first?.kind, third?.kind]).toEqual(['lines', 'list']);
    expect(second).toEqual(asTyped(text));
  });
});

describe('links', () => {
  it('lead to the web, mail and telephone only', () => {
    expect(hrefs('[a](https://a.example/x) [b](mailto:it@a.example) [c](tel:+8621555)')).toEqual([
      'https://a.example/x',
      'mailto:it@a.example',
      'tel:+8621555',
    ]);
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](<javascript:alert(1)>)',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox)',
    '[x](file:///etc/passwd)',
    '[x](\\\\srv\\share)',
    '[x](//evil.example/a)',
    '[x](/audit)',
    '[x](#/users)',
    '[x](app://console/)',
    '[x](https://bank.example@evil.example/)',
    '[x](https:evil.example)',
    '[x][1]\n\n[1]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '![x](javascript:alert(1))',
    '![x](data:image/svg+xml,<svg onload=alert(1)>)',
    '<a href="https://evil.example">x</a>'.replace('https://evil.example', 'javascript:1'),
    '<img src=x onerror=alert(1)>',
  ])('%s is none', (text) => {
    expect(hrefs(text)).toEqual([]);
  });

  it('say where they lead when their words do not', () => {
    const [link] = all('[your bank](https://evil.example/login)');
    expect(link).toMatchObject({ kind: 'link', host: 'evil.example' });
    expect(all('[evil.example/login](https://evil.example/login)')[0]).toMatchObject({ host: null });
    // Letters that look like others are shown as what they are.
    expect(all('[a](https://аpple.example/)')[0]).toMatchObject({ host: 'xn--pple-43d.example' });
  });

  it('are found in plain text and leave the sentence its punctuation', () => {
    expect(hrefs('见https://wiki.example/a_(b)。另见 http://x.example/?q=1, 或 (https://y.example/z).')).toEqual([
      'https://wiki.example/a_(b)',
      'http://x.example/?q=1',
      'https://y.example/z',
    ]);
    expect(hrefs('mail it-desk@a.example. Not: user@host, a@b')).toEqual(['mailto:it-desk@a.example']);
  });

  it('never fetch a picture: it is named, and a link', () => {
    expect(all('![Screen](https://a.example/s.png)')).toEqual([
      { kind: 'picture', href: 'https://a.example/s.png', alt: 'Screen' },
    ]);
  });

  it('hold no other link', () => {
    const [link] = all('[see https://a.example and INC-7K3Q-1](https://b.example/)');
    expect(link).toMatchObject({ kind: 'link', children: [{ kind: 'text' }, { kind: 'text' }, { kind: 'text' }, {}] });
  });
});

describe('names within a text', () => {
  it('record numbers, with and without zeros', () => {
    expect(all('wie INC-7K3Q-142, inc-7k3q-000142; not INC-7K3Q-1x or XINC-7K3Q-1')).toEqual(
      expect.arrayContaining([
        { kind: 'record', text: 'INC-7K3Q-142', number: 'INC-7K3Q-000142' },
        { kind: 'record', text: 'inc-7k3q-000142', number: 'INC-7K3Q-000142' },
      ]),
    );
    expect(all('INC-7K3Q-1x XINC-7K3Q-1').map(({ kind }) => kind)).toEqual(['text']);
  });

  it('the people it mentions, the longer name first', () => {
    const people = [
      { id: 'user:1', name: 'Ada' },
      { id: 'user:2', name: 'Ada Marsh' },
      { id: 'user:3', name: '林悦' },
    ];
    const blocks = parseMarkdown('@Ada Marsh and @Ada, 请@林悦看 @Bob', people);
    expect(blocks.flatMap(inlinesOf).flatMap((inline) => (inline.kind === 'mention' ? [inline.id] : []))).toEqual([
      'user:2',
      'user:1',
      'user:3',
    ]);
  });
});

describe('whatever is written', () => {
  const marks = [
    '*',
    '**',
    '~~',
    '`',
    '```',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '1. ',
    '# ',
    '|',
    '|-|',
    '[',
    '](',
    ')',
    '![',
    '<',
    '>',
  ];
  const words = [
    'javascript:',
    'data:',
    'https://a.example',
    '\\',
    '&#106;',
    '@',
    'INC-7K3Q-1',
    '汉',
    ' ',
    '\t',
    '\u0000',
    'x',
  ];
  const piece = fc.constantFrom(...marks, ...words);
  const hostile = fc.oneof(
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
  );

  it('is read without failing, and no address in it is dangerous', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const href of hrefs(text)) expect(href).toMatch(/^(?:https?:\/\/[^/?#@\\]+(?:[/?#]|$)|mailto:|tel:)/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('loses no letter', () => {
    const letters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
    const told = (blocks: readonly Block[]): string =>
      blocks
        .map((block) =>
          block.kind === 'code'
            ? `${block.language ?? ''}${block.text}`
            : block.kind === 'rule'
              ? ''
              : deep(inlinesOf(block))
                  .map((inline) => ('text' in inline ? inline.text : ''))
                  .join(''),
        )
        .join('');
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('word', '汉字', ' ', '\n', '\n\n', '*', '**', '> ', '- ', '  ', '# ', '~~', '_', '\\'),
          {
            maxLength: 60,
          },
        ),
        (pieces) => {
          expect(letters(told(parseMarkdown(pieces.join(''))))).toBe(letters(pieces.join('')));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is drawn as typed once it is nested beyond measure', () => {
    const deepQuote = `${'> '.repeat(60)}x`;
    expect(parseMarkdown(deepQuote)).toEqual([asTyped(deepQuote)]);
    expect(parseMarkdown('*a* '.repeat(20_000))).toHaveLength(1);
  });

  it.each([
    ['stars', '*a '],
    ['brackets', '['],
    ['open links', '[a]('],
    ['quotes', '> '],
    ['lists', '- '],
    ['mail signs', 'a@'],
    ['addresses', 'http://'],
    ['emphasis between Han', '汉*'],
    ['backticks', '`a`` '],
    ['table cells', '|a'],
    ['tags', '<a '],
  ])('takes steps that grow with its length, not with its square: %s', (_name, unit) => {
    // Compared by work, not by time: what the parser looks at is counted through the characters that it reads.
    const reads = (length: number): number => {
      let count = 0;
      const { charCodeAt } = String.prototype;
      // oxlint-disable-next-line no-extend-native -- the one way to count what the parser reads
      String.prototype.charCodeAt = function (this: string, at: number) {
        count++;
        return charCodeAt.call(this, at);
      };
      try {
        parseMarkdown(unit.repeat(Math.floor(length / unit.length)));
      } finally {
        // oxlint-disable-next-line no-extend-native
        String.prototype.charCodeAt = charCodeAt;
      }
      return count;
    };
    expect(reads(24_000)).toBeLessThan(reads(6_000) * 6 + 10_000);
  });
});

import { describe, expect, it } from 'vitest';
import { readFile } from '#core/knowledge/exchange/read-file.ts';
import type { FileReading, ReadArticle } from '#shared/knowledge/exchange/read-article.ts';
import { MAX_ARTICLE } from '#shared/knowledge/operations.ts';

const read = (
  text: string | Buffer,
  place = 'kb/page.md',
  others: readonly string[] = [],
  pictures: readonly string[] = [],
): FileReading =>
  readFile({
    bytes: Buffer.from(text),
    place,
    kind: place.endsWith('.md') ? 'markdown' : 'html',
    articles: new Map(others.map((other, at) => [other.toLowerCase(), at])),
    pictures: new Map(pictures.map((picture) => [`kb/${picture}`, { address: `attachment:${picture}`, bytes: 1 }])),
    mark: 'm4rk',
  });
const article = (...file: Parameters<typeof read>): ReadArticle => {
  const reading = read(...file);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.article;
};
const body = (...file: Parameters<typeof read>): string => article(...file).body;
const refusal = (...file: Parameters<typeof read>): string | undefined => {
  const reading = read(...file);
  return reading.ok ? undefined : reading.problems[0]?.code;
};
const problems = (...file: Parameters<typeof read>): readonly string[] =>
  article(...file).problems.map(({ code, count }) => `${code} ${count}`);

describe('front matter', () => {
  it('gives title, tags, language, category, kind and origin, and is no text', () => {
    const text = `--- 
title: "Reset a dock"
tags: [dock, usb-c, dock]
keywords: screen, power
lang: zh-cn
category: Hardware
kind: faq
author: Microsoft
license: CC BY 4.0
canonical_url: https://learn.example/dock
ms.date: 02/29/2024
ms.topic: article
ms:assetid: '936a'
---
Hold the button.
`;
    expect(article(text)).toEqual({
      title: 'Reset a dock',
      body: 'Hold the button.',
      quiz: null,
      tags: ['dock', 'usb-c', 'screen', 'power'],
      language: 'zh-CN',
      category: 'Hardware',
      kind: 'faq',
      url: 'https://learn.example/dock',
      attribution: 'Microsoft',
      licence: 'CC BY 4.0',
      date: '2024-02-29',
      problems: [],
    });
  });

  it.each([
    ['date: 2024-05-01', '2024-05-01'],
    ['date: 2024-5-1 10:00:00 +0800', '2024-05-01'],
    ['lastmod: "2023-12-31T23:59:59Z"', '2023-12-31'],
    ['ms.date: 12/31/2023', '2023-12-31'],
    ['ms.date: 2023-12-31', '2023-12-31'],
    ['date: 31/12/2023', null],
    ['date: 2023-02-30', null],
    ['date: soon', null],
    ['title: none', null],
  ])('dates it: %s', (line, date) => {
    expect(article(`---\n${line}\n---\nwords`).date).toBe(date);
  });

  it('that is broken is named, and the text kept', () => {
    const broken = '---\ntitle: [unclosed\nname: : x\n---\n# Reset a dock\n\nHold the button.';
    expect(article(broken)).toMatchObject({ title: 'Reset a dock', body: 'Hold the button.' });
    expect(problems(broken)).toEqual(['front-matter 1']);
  });

  it('that unfolds without end is named', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(',')}]`),
    ];
    expect(problems(`---\n${bomb.join('\n')}\n---\n# A title\n\ntext`)).toEqual(['front-matter 1']);
  });

  it('says a summary that the text does not open with', () => {
    const front = '---\ntitle: Reset a dock\ndescription: What to do when screens stay dark.\n---\n';
    expect(body(`${front}Hold the button.`)).toBe('What to do when screens stay dark.\n\nHold the button.');
    expect(body(`${front}What to do when the screens stay dark: hold it.`)).not.toContain('\n');
    expect(body(front)).toBe('What to do when screens stay dark.');
  });

  it('is not a line of dashes', () => {
    expect(body('---\nHold the button.\n---\nDone.', 'kb/a.md')).toContain('Hold the button.');
  });
});

describe('a title', () => {
  it.each([
    ['---\ntitle: From front matter\n---\n# From a heading\n\ntext', 'kb/name.md', 'From front matter'],
    ['# From a *heading* `x_y`\n\ntext', 'kb/name.md', 'From a heading x_y'],
    ['text', 'kb/reset-a_dock.zh-CN.md', 'Reset a dock'],
    ['text', 'kb/2024-05-01-reset-a-dock.md', 'Reset a dock'],
    ['text', 'kb/printers/index.md', 'Printers'],
    ['<title>From a page</title><p>text', 'kb/name.html', 'From a page'],
    ['# Bug check 0x1: APC\\_INDEX\\_MISMATCH\n\ntext', 'kb/name.md', 'Bug check 0x1: APC_INDEX_MISMATCH'],
  ])('comes from front matter, then a heading, then the page, then the name: %j in %s', (text, place, title) => {
    expect(article(text, place).title).toBe(title);
  });

  it('does not stand twice, unless the heading says more', () => {
    expect(body('# Reset a dock\n\ntext')).toBe('text');
    expect(body('---\ntitle: Reset a dock\n---\n# Reset a dock!\n\ntext')).toBe('text');
    expect(body('---\ntitle: PsExec\n---\n# PsExec v2.43\n\ntext')).toBe('# PsExec v2.43\n\ntext');
    expect(body('# Alone')).toBe('# Alone');
  });
});

describe('Markdown of DocFX and Jekyll', () => {
  it('loses its anchors, zones, includes and classes, but never words', () => {
    const text = `# <a name="reset"></a>Reset
::: zone pivot="windows"
See <xref:System.String> and [the guide](<#reset>).
:::
> [!NOTE]
> Power first.

[!INCLUDE [short](../inc.md)]
{% include note.html %}
{: .table}
:::image type="content" source="media/dock.png" alt-text="The [dock]":::

\`\`\`yaml
::: zone stays
{{ site.name }}
\`\`\`
`;
    expect(body(text)).toBe(
      [
        'See `System.String` and [the guide](#reset).',
        '> [!NOTE]\n> Power first.',
        'short',
        '(Picture not imported: The dock, media/dock.png)',
        '```yaml\n::: zone stays\n{{ site.name }}\n```',
      ].join('\n\n'),
    );
  });

  it('keeps the lines that its writer broke: in Chinese a space would be one too many', () => {
    expect(body('打开\n设置')).toBe('打开\n设置');
  });

  it('is read with Windows line ends', () => {
    expect(body('# Reset\r\n\r\n- one\r\n- two\r\n')).toBe('- one\n- two');
  });
});

describe('a table', () => {
  const table = (cells: string): string =>
    body(`<table><tr><th>Key</th><th>Meaning</th></tr><tr><td>1</td><td>${cells}</td></tr></table>`, 'kb/t.html');
  const row = (cells: string): string => table(cells).split('\n').at(-1) ?? '';

  it('has lists, paragraphs and breaks in its cells as one line', () => {
    expect(row('<ul><li>read</li><li>write</li></ul>')).toBe('| 1 | read; write |');
    expect(row('<p>First.</p><p>Second</p>')).toBe('| 1 | First. Second |');
    expect(row('one<br>two')).toBe('| 1 | one; two |');
    expect(row('<ul><li>读取</li><li>写入</li></ul>')).toBe('| 1 | 读取；写入 |');
    expect(row('a|b <code>x|y</code>')).toBe(String.raw`| 1 | a\|b ${'`x\\|y`'} |`);
  });

  it('with code, headings or a table within becomes what it holds', () => {
    expect(table('<pre><code>a\nb</code></pre>')).toBe('**Key**\n\n1\n\n**Meaning**\n\n```\na\nb\n```');
    expect(body('<table><tr><td><h2>Part</h2><p>text</p></td></tr></table>', 'kb/t.html')).toBe('## Part\n\ntext');
  });

  it('of thousands of rows is read', () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => `| ${at} | ${'x'.repeat(at % 40)} |`);
    const text = body(`| a | b |\n| - | - |\n${rows.join('\n')}`);
    expect(text.split('\n')).toHaveLength(2_002);
    expect(text).toContain('| 1999 |');
  });
});

describe('links and pictures', () => {
  const others = ['kb/page.md', 'kb/en/Other Page.md', 'kb/en/guide/index.md', 'kb/plain.html'];
  const link = (address: string, place = 'kb/en/from.md'): string => body(`[there](<${address}>) x`, place, others);

  it.each([
    ['Other%20Page.md', 'article:m4rk.1'],
    ['other page.md#part', 'article:m4rk.1'],
    ['../page.md?view=1', 'article:m4rk.0'],
    ['../page', 'article:m4rk.0'],
    ['guide/', 'article:m4rk.2'],
    ['/plain', 'article:m4rk.3'],
    ['~/en/guide', 'article:m4rk.2'],
    ['#part', '#part'],
    ['https://learn.example/a', 'https://learn.example/a'],
    ['//learn.example/a', 'https://learn.example/a'],
    ['mailto:desk@example.org', 'mailto:desk@example.org'],
  ])('%s leads to %s', (address, target) => {
    expect(link(address)).toBe(`[there](${target}) x`);
  });

  it.each([
    'nowhere.md',
    '../../../etc/passwd',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://bank@evil.example/',
  ])('%s is its words only', (address) => {
    expect(link(address)).toBe('there x');
  });

  it('around a picture keep their words, and are never empty', () => {
    expect(body('[![Download](b.png)](https://x.example/) [](https://x.example/) <a name="a"></a>end')).toBe(
      '[Download](https://x.example/) end',
    );
  });

  it('show pictures of the folder, wherever from, and keep a link around them', () => {
    const bring = (text: string) => body(text, 'kb/docs/page.md', ['kb/other.md'], ['media/a.png', 'b.png']);
    expect(bring('![A](../media/a.png)')).toBe('![A](attachment:media/a.png)');
    expect(bring('![A](..\\media\\A.PNG?raw=1)')).toBe('![A](attachment:media/a.png)');
    expect(bring('![A](/b.png) <img src="../b.png" width="9" onerror="x()">')).toBe(
      '![A](attachment:b.png) ![](attachment:b.png)',
    );
    expect(bring(':::image type="content" source="../media/a.png" alt-text="A window":::')).toBe(
      '![A window](attachment:media/a.png)',
    );
    expect(bring('[![A](../b.png)](../media/a.png)')).toBe('![A](attachment:b.png)');
    expect(bring('[![A](../b.png)](../other.md)')).toBe('![A](attachment:b.png) [A](article:m4rk.0)');
    expect(bring('![A](../../b.png) ![B](attachment:b.png)')).not.toContain('](attachment:');
  });

  it('names pictures that are not in the folder, and links those elsewhere', () => {
    const text = '![A dock](media/dock.png) ![](https://x.example/a.png) ![gone](data:image/png;base64,AAAA) end';
    expect(body(text)).toBe(
      '(Picture not imported: A dock, media/dock.png) [Picture](https://x.example/a.png) gone end',
    );
    expect(problems(text)).toEqual(['pictures-missing 1', 'pictures-remote 1']);
    expect(body('这是一张图片 ![](图.png)')).toBe('这是一张图片 （未导入的图片：图.png）');
  });
});

describe('what could run or send something', () => {
  it.each([
    '<script>alert(1)</script>safe',
    '<style>body{background:url(https://x.example)}</style>safe',
    '<iframe src="https://x.example"></iframe>safe',
    '<form action="https://x.example"><input name="a"><button>go</button></form>safe',
    '<b onclick="alert(1)" style="position:fixed">safe</b>',
    '<svg onload="alert(1)"><script>alert(1)</script></svg>safe',
    '<object data="x"></object><embed src="x">safe',
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>safe',
    '<img src=x onerror="alert(1)" alt="">safe',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">safe</p></noscript>safe',
    '<base href="https://x.example"><meta http-equiv="refresh" content="0;url=https://x.example">safe',
    '<a href="java&#10;script:alert(1)">safe</a>',
    '<template><script>alert(1)</script></template>safe',
  ])('goes: %s', (text) => {
    for (const place of ['kb/page.md', 'kb/page.html']) {
      const plain = body(`${text}\n\nmore`, place);
      expect(plain).toContain('safe');
      expect(plain).toContain('more');
      expect(plain).not.toMatch(/<[a-z!/]|alert|javascript|onerror|onclick|style|x\.example(?!\.png)/i);
    }
  });

  it('is counted', () => {
    expect(problems('<b onclick="x">safe</b><script>1</script>')).toEqual(['unsafe-removed 2']);
  });

  it('written as words stays words', () => {
    expect(body('Type `<script>` or &lt;script&gt;.')).toBe('Type `<script>` or \\<script>.');
  });
});

describe('emphasis', () => {
  it('has its marks where they mean something, and every letter as it is', () => {
    expect(body('<p>使用<strong> ln (列出) </strong>命令<strong>！池</strong>查看</p>', 'kb/a.html')).toBe(
      '使用 **ln (列出)** 命令 **！池**查看',
    );
    expect(body('<p><b>a</b><b>b</b><i> </i>c</p>', 'kb/a.html')).toBe('**ab** c');
  });
});

describe('bytes', () => {
  const gbk = Buffer.from('c8e7bacec9e8d6c3b4f2d3a1bbfaa3bab4f2bfaacfb5cdb3c9e8d6c3a1a3', 'hex');

  it.each([
    ['UTF-8', Buffer.from('如何设置打印机：打开系统设置。')],
    ['UTF-8 with a mark', Buffer.from('\uFEFF如何设置打印机：打开系统设置。')],
    ['GB18030', gbk],
    ['UTF-16 LE', Buffer.from('\uFEFF如何设置打印机：打开系统设置。', 'utf16le')],
    ['UTF-16 BE', Buffer.from('\uFEFF如何设置打印机：打开系统设置。', 'utf16le').swap16()],
  ])('of %s are read', (_name, bytes) => {
    expect(article(bytes)).toMatchObject({ body: '如何设置打印机：打开系统设置。', language: 'zh-CN' });
  });

  it('that are no text are refused', () => {
    expect(refusal(Buffer.from([0x89, 0x50, 0, 0, 0, 1, 0, 2, 0, 0, 0]))).toBe('binary');
  });
});

describe('a language', () => {
  it.each([
    ['---\nlang: en-US\n---\n打开系统设置', 'kb/zh-cn/a.md', 'en'],
    ['Open the settings', 'kb/zh-cn/a.md', 'zh-CN'],
    ['Open the settings', 'kb/a.zh_TW.md', 'zh-TW'],
    ['打开 Windows Device Manager 设置，找到设备', 'kb/a.md', 'zh-CN'],
    ['Open the settings (设置) of the device and choose it there', 'kb/a.md', 'en'],
    ['デバイスの設定を開く', 'kb/a.md', 'ja'],
  ])('of %j in %s is %s', (text, place, language) => {
    expect(article(text, place).language).toBe(language);
  });
});

describe('kind and category', () => {
  it.each([
    ['How to reset a dock', 'kb/a.md', 'howto'],
    ['Bug 检查 0x1 APC_INDEX_MISMATCH', 'kb/a.md', 'known_error'],
    ['打印机常见问题', 'kb/a.md', 'faq'],
    ['Passwords', 'kb/policies/a.md', 'policy'],
    ['PsExec', 'kb/downloads/a.md', 'manual'],
  ])('of %s in %s: %s', (title, place, kind) => {
    expect(article(`# ${title}\n\ntext`, place).kind).toBe(kind);
  });

  it('take the folders below the top', () => {
    expect(article('text', 'kb/net-work/vpn/a.md').category).toBe('net work / vpn');
    expect(article('text', 'kb/a.md').category).toBeNull();
    expect(article('# Dock\n\n1. one\n2. two\n3. three', 'kb/a.md').kind).toBe('howto');
  });
});

describe('measure', () => {
  it('refuses what is empty, too long or too deep, and says which', () => {
    expect(refusal('')).toBe('empty');
    expect(refusal('<script>1</script>', 'kb/a.html')).toBe('empty');
    expect(refusal(`# A\n\n${'words '.repeat(MAX_ARTICLE / 5)}`)).toBe('too-long');
    expect(refusal(`${'> '.repeat(2_000)}deep`)).toBe('too-deep');
    expect(refusal(`${'<div>'.repeat(20_000)}deep`, 'kb/a.html')).toBe('too-deep');
  });

  it('takes the text of a page, not what stands around it', () => {
    const page =
      '<html><head><title>Dock</title></head><body><nav>menu</nav><main><h1>Dock</h1><p>Hold it.</p></main><footer>©</footer></body></html>';
    expect(article(page, 'kb/a.html')).toMatchObject({ title: 'Dock', body: 'Hold it.' });
  });
});

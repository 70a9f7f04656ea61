import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import type { ExportedArticle } from '#shared/knowledge/exchange/exported.ts';
import { renderBody } from '#core/knowledge/exchange/site/render-body.ts';
import { succeed } from '#shared/base/result.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../../support/desk-folder.ts';
import { failureOf, valueOf } from '../../imports/importing.ts';
import { quiz } from '../../../shared/training/sample-quiz.ts';
import { articlesOn, articleTitled, exchanger } from './exchanging.ts';

const ambient = testAmbient('2026-10-01T09:00:00.000Z');
let folder: DeskFolder;
let exchange: ReturnType<typeof exchanger>;

beforeEach(async () => {
  folder = await deskFolder(ambient);
  exchange = exchanger(folder.desk);
});
afterEach(() => folder.remove());

const wish = { articleIds: null, audience: 'internal', language: 'en' } as const;

const make = async (format: 'site' | 'markdown', more = {}): Promise<Buffer> => {
  const made = valueOf(await exchange.exports['knowledgeExport.make']({ ...wish, ...more, format }, exchange.context));
  return exchange.fetch(made.exportId, made.bytes);
};

/** All that is fetched to be printed, and in how many answers. */
const printed = async (more = {}) => {
  const wanted = { ...wish, ...more, format: 'print' as const };
  const { exportId, articles } = valueOf(await exchange.exports['knowledgeExport.print'](wanted, exchange.context));
  const pages: ExportedArticle[] = [];
  let answers = 0;
  for (; pages.length < articles; answers++) {
    const asked = { exportId, from: pages.length };
    pages.push(...valueOf(await exchange.exports['knowledgeExport.pages'](asked, exchange.context)).pages);
  }
  return { pages, answers, exportId };
};

const bringBoth = async (): Promise<void> => {
  await exchange.bringIn({ 'kb/open.md': '# Open to all\n\nwords' }, { audience: 'requester' });
  await exchange.bringIn({ 'kb/inner.md': '# For staff\n\nsecret words' }, { licence: 'CC BY 4.0', attribution: 'Ex' });
};

it('leaves internal articles out of what requesters get, and says how many', async () => {
  await bringBoth();
  const forThem = { ...wish, audience: 'requester', format: 'site' } as const;
  const count = await exchange.exports['knowledgeExport.count'](forThem, exchange.context);
  expect(valueOf(count)).toEqual({ articles: 1, internal: 1, unpublished: 0 });
  for (const format of ['site', 'markdown'] as const)
    expect((await make(format, { audience: 'requester' })).toString('latin1')).not.toContain('For staff');
  expect((await make('site', { audience: 'requester' })).toString()).not.toContain('secret words');
  const { pages } = await printed({ audience: 'requester' });
  expect(pages.map(({ title }) => title)).toEqual(['Open to all']);
});

it('holds the list that was asked for, and refuses to be empty', async () => {
  await bringBoth();
  const { id } = articleTitled(folder.desk, 'For staff');
  expect((await make('site', { articleIds: [id] })).toString()).not.toContain('Open to all');
  const none = { ...wish, articleIds: [id], audience: 'requester' as const, format: 'site' as const };
  const refused = await exchange.exports['knowledgeExport.make'](none, exchange.context);
  expect(failureOf(refused).code).toBe('knowledge.nothing-to-export');
});

it('lets others have a turn while it reads what it is to hold', async () => {
  await bringBoth();
  const mono = vi.spyOn(ambient, 'mono');
  let now = 0;
  mono.mockImplementation(() => (now += 10));
  const turns: string[] = [];
  setImmediate(() => turns.push('another'));
  const print = exchange.exports['knowledgeExport.print']({ ...wish, format: 'print' }, exchange.context);
  expect(valueOf(await print).articles).toBe(2);
  turns.push('answered');
  expect(turns).toEqual(['another', 'answered']);
  mono.mockRestore();
});

it('is handed over in parts to be printed, to whoever asked and as long as it is theirs', async () => {
  const long = `${'many words '.repeat(10_000)}\n`;
  const texts = Array.from({ length: 7 }, (_, at) => [`kb/${at}.md`, `# Article ${at}\n\n${long}`] as const);
  await exchange.bringIn(Object.fromEntries(texts));
  const { pages, answers, exportId } = await printed();
  expect(new Set(pages.map(({ title }) => title)).size).toBe(7);
  expect(answers).toBe(3);
  const ask = { exportId, from: 0 };
  const other = { ...exchange.context, session: { ...exchange.context.session, userId: 'user:other' } };
  expect(failureOf(await exchange.exports['knowledgeExport.pages'](ask, other)).code).toBe('record.not-found');
  await exchange.exports['knowledgeExport.discard']({ exportId }, exchange.context);
  expect(failureOf(await exchange.exports['knowledgeExport.pages'](ask, exchange.context)).code).toBe(
    'record.not-found',
  );
});

it('is in the trail', async () => {
  await bringBoth();
  await make('markdown');
  const [line = ''] = await folder.desk.readAudit(folder.desk.auditHead.seq, folder.desk.auditHead.seq);
  expect(JSON.parse(line)).toMatchObject({
    action: 'knowledge.export',
    after: { format: 'markdown', audience: 'internal', articles: 2, all: true },
  });
});

describe('the site', () => {
  it('runs its one script and fetches nothing', async () => {
    await bringBoth();
    const page = (await make('site')).toString();
    expect(page).toContain("default-src 'none'; script-src 'sha256-");
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<[^>]+\s(?:style|on\w+|src)=/);
    expect(page).toContain('Licence</span><span data-of="zh-CN" lang="zh-CN">许可</span>: CC BY 4.0');
  });

  it('has no HTML of an article, and no address that runs', () => {
    const place = { numbers: new Set(['KB-7K3Q-000001']), language: 'en', pictureOf: () => undefined };
    const body = [
      '<script>alert(1)</script> <b onclick="x">b</b>',
      '[a](javascript:alert(1)) [b](data:text/html,x) [c](article:KB-7K3Q-000001) [d](article:KB-7K3Q-000002)',
      '![pic](https://x.example/a.png)',
      '> [!WARNING]\n> Hot.',
      '| a |\n| -: |\n| 1 |',
      '# Part\n\n### Below',
    ].join('\n\n');
    const html = renderBody(body, place);
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toMatch(/<(?:script|b|img)\b|href="(?:javascript|data|article)/);
    expect(html).toContain('<a href="#KB-7K3Q-000001">c</a> d');
    expect(html).toContain('<strong>Warning</strong>');
    expect(html).toContain('<td class="right">1</td>');
    expect(html).toContain('<h3>Part</h3>\n<h4>Below</h4>');
    expect(html).not.toContain('style=');
  });
});

it('as Markdown comes in again without loss', async () => {
  const texts = {
    'kb/zh-cn/网络/dock.md':
      '---\ntags: [扩展坞, USB-C]\n---\n# 扩展坞：重启\n\n打开\n设置，见 [电源](../../power.md)。\n\n> [!NOTE]\n> 先断电。',
    'kb/power.md': `# Power: "the" dock
      
Use **it**, \`<b>\` and \\<i>. Line\\
break. ~~old~~ https://learn.example/a_b

- [ ] task
  - nested

| a | b |
| :- | -: |
| x\\|y | 2 |

\`\`\`liquid
{% include x %}
\`\`\`

1. one

   two
2. three

Final ::: line`,
  };
  await exchange.bringIn(texts, {
    licence: 'CC BY 4.0',
    attribution: 'Example',
    url: 'https://learn.example/',
    kind: 'faq',
  });
  const archive = await make('markdown');
  const other = await deskFolder(ambient);
  try {
    const again = exchanger(other.desk);
    const preview = valueOf(await again.lookIn(archive));
    expect(preview.counts).toMatchObject({ create: 2, refuse: 0 });
    expect(preview.problems).toEqual([]);
    valueOf(await again.run(preview));
    const plain = (desk: typeof other.desk) =>
      articlesOn(desk)
        .map(({ number: _number, ...article }) => ({
          content: article.published,
          language: article.language,
          kind: article.kind,
          licence: article.origin?.licence,
          attribution: article.origin?.attribution,
          url: article.origin?.url,
        }))
        .toSorted((left, right) => (left.content?.title ?? '').localeCompare(right.content?.title ?? ''));
    // Numbers are the desk's own: the one link is to the same article under another of them.
    const bare = (value: unknown) => JSON.stringify(value, null, 1).replaceAll(/KB-7K3Q-\d+/g, 'KB');
    expect(bare(plain(other.desk))).toBe(bare(plain(folder.desk)));
  } finally {
    await other.remove();
  }
});

describe('a quiz', () => {
  const withQuiz = (asked: unknown) =>
    `---\nquiz:\n${stringify(asked, { lineWidth: 0, aliasDuplicateObjects: false }).replaceAll(/^/gm, '  ')}\n---\n# Dock basics\n\nwords`;
  const questions = (desk: DeskFolder['desk']) => articleTitled(desk, 'Dock basics').published?.quiz;

  it('stands in the front matter of the Markdown, and comes in again as it went', async () => {
    await exchange.bringIn({ 'kb/docks.md': withQuiz(quiz) });
    expect(questions(folder.desk)).toEqual(quiz);
    const archive = await make('markdown');
    const other = await deskFolder(ambient);
    try {
      const again = exchanger(other.desk);
      const preview = valueOf(await again.lookIn(archive));
      expect(preview.problems).toEqual([]);
      valueOf(await again.run(preview));
      expect(questions(other.desk)).toEqual(quiz);
      // The same file again is the same article.
      expect(valueOf(await again.lookIn(archive)).counts).toMatchObject({ unchanged: 1, create: 0, update: 0 });
    } finally {
      await other.remove();
    }
  });

  it('at its largest stands there still', async () => {
    const one = quiz.questions[1];
    const choices = Array.from({ length: 8 }, (_, place) => ({ id: `c${place}`, text: `${place}${'选'.repeat(299)}` }));
    const largest = {
      ...quiz,
      questions: Array.from({ length: 60 }, (_, place) => ({
        ...one,
        id: `q${place}`,
        prompt: '问'.repeat(1_000),
        explanation: '因'.repeat(2_000),
        choices,
        right: choices.map(({ id }) => id),
      })),
    };
    const preview = valueOf(await exchange.lookAt({ 'kb/docks.md': withQuiz(largest) }));
    expect(preview.problems).toEqual([]);
    valueOf(await exchange.run(preview));
    const kept = questions(folder.desk)?.questions ?? [];
    expect(kept).toHaveLength(60);
    // One after the other: a difference of all of them fills pages.
    expect(kept.filter((each, place) => !isDeepStrictEqual(each, largest.questions[place]))).toHaveLength(0);
  });

  it('that is broken is named and left out, and the text is kept', async () => {
    const preview = valueOf(
      await exchange.lookAt({
        'kb/docks.md': withQuiz({ ...quiz, questions: [{ ...quiz.questions[0], right: ['z'] }] }),
      }),
    );
    expect(preview.problems).toMatchObject([{ code: 'quiz-left-out' }]);
    valueOf(await exchange.run(preview));
    expect(articleTitled(folder.desk, 'Dock basics').published).toMatchObject({ body: 'words' });
    expect(questions(folder.desk)).toBeUndefined();
  });

  it('that was written here is not lost to the file that knows none', async () => {
    const files = { 'kb/docks.md': '# Dock basics\n\nwords' };
    await exchange.bringIn(files);
    const article = articleTitled(folder.desk, 'Dock basics');
    await folder.desk.commit(folder.desk.deviceActor, (unit) => {
      if (article.published)
        unit.write('knowledge.edit', { ...article, published: { ...article.published, quiz } } as never);
      return succeed(null);
    });
    const changed = { 'kb/docks.md': '# Dock basics\n\nother words' };
    expect(valueOf(await exchange.lookAt(changed)).counts).toMatchObject({ kept: 1, update: 0 });
  });
});

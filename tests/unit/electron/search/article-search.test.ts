import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArticleSearch } from '#core/search/article-search.ts';
import { SynonymBook } from '#core/search/synonym-book.ts';
import { synonymHandlers } from '#core/search/synonym-handlers.ts';
import type { ArticleContent } from '#shared/knowledge/article.ts';
import { MAX_MISSES } from '#shared/knowledge/miss.ts';
import type { ArticleList } from '#shared/knowledge/operations.ts';
import type { ArticleView } from '#shared/knowledge/search.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { knowledgeOn, type Knowledge } from '../../../support/knowledge-on.ts';
import { contextOf } from '../../../support/session-context.ts';
import { text } from '../../shared/knowledge/sample-article.ts';
import { failureOf, valueOf } from '../imports/importing.ts';

const lin = contextOf('Lin Yue');
const sam = contextOf('Sam Okafor', ['team-lead'], 'user:01J0000000000000000000000B');
const ada = contextOf('Ada Admin', ['administrator'], 'user:01J0000000000000000000000C');

const ambient = testAmbient('2026-10-01T09:00:00.000Z');
let folder: DeskFolder;
let articles: ArticleSearch;
let knowledge: Knowledge;
let synonyms: ReturnType<typeof synonymHandlers>;

beforeEach(async () => {
  folder = await deskFolder(ambient);
  const book = new SynonymBook(folder.desk);
  articles = new ArticleSearch(folder.desk, { lexicon: book, onRead: () => undefined });
  knowledge = knowledgeOn(folder.desk, { texts: articles });
  synonyms = synonymHandlers(folder.desk, book);
});
afterEach(() => folder.remove());

const write = async (title: string, more: Partial<ArticleContent> = {}, kind: 'howto' | 'faq' = 'howto') => {
  const content = { ...text(title), body: '', tags: [], ...more };
  const language = /\p{Script=Han}/u.test(title) ? 'zh-CN' : 'en';
  return valueOf(await knowledge['knowledge.begin']({ kind, language, content, translates: null }, lin)).articleId;
};

const move = async (articleId: string, action: 'submit' | 'publish' | 'revise', by = lin) => {
  const { article } = valueOf(await knowledge['knowledge.get']({ articleId }, by));
  valueOf(await knowledge['knowledge.move']({ articleId, seen: article.revision, move: { action } }, by));
};

const publish = async (title: string, more: Partial<ArticleContent> = {}, kind: 'howto' | 'faq' = 'howto') => {
  const articleId = await write(title, more, kind);
  await move(articleId, 'submit');
  await move(articleId, 'publish', sam);
  return articleId;
};

const list = async (words: string, view: ArticleView = 'published'): Promise<ArticleList> =>
  valueOf(await knowledge['knowledge.list']({ view, kind: null, language: null, text: words }, lin));

const titles = async (words: string, view?: ArticleView) => (await list(words, view)).rows.map(({ title }) => title);

describe('a search of articles', () => {
  it('puts what says it in its title first, then tags, then the text', async () => {
    await publish('Mouse', { body: 'A docking station may need a reset.' });
    await publish('Screens', { tags: ['docking'] });
    await publish('Docking station');
    expect(await titles('docking')).toEqual(['Docking station', 'Screens', 'Mouse']);
  });

  it('finds beginnings, slips, phrases, and leaves out what it is told to', async () => {
    await publish('Replace the toner', { body: 'Open the front cover of the printer.' });
    await publish('Printer offline', { body: 'Restart the spooler.' });
    expect(await titles('spool')).toEqual(['Printer offline']);
    expect(await titles('spoolre')).toEqual(['Printer offline']);
    expect(await titles('"front cover"')).toEqual(['Replace the toner']);
    expect(await titles('"cover front"')).toEqual([]);
    expect(await titles('printer -toner')).toEqual(['Printer offline']);
  });

  it('finds by number, and says so', async () => {
    await publish('Mouse');
    await publish('Keyboard');
    expect((await list('KB-7K3Q-2')).rows).toMatchObject([
      { title: 'Keyboard', why: [{ in: 'number', as: 'typed', typed: 'KB-7K3Q-2', word: 'KB-7K3Q-000002' }] },
    ]);
  });

  it('understands its operators', async () => {
    await publish('Mouse', { tags: ['usb', 'input'], category: 'Hardware' });
    await publish('打印机卡纸', { category: '打印' }, 'faq');
    await write('Draft of a keyboard', { tags: ['usb'] });
    expect(await titles('tag:usb')).toEqual(['Mouse']);
    expect(await titles('category:"hardware" mou')).toEqual(['Mouse']);
    expect(await titles('类别:打印')).toEqual(['打印机卡纸']);
    expect(await titles('kind:faq')).toEqual(['打印机卡纸']);
    expect(await titles('lang:zh')).toEqual(['打印机卡纸']);
    expect(await titles('-语言:中文')).toEqual(['Mouse']);
    expect(await titles('state:draft')).toEqual(['Draft of a keyboard']);
    expect(await titles('tag:none')).toEqual(['打印机卡纸']);
    const values = valueOf(await knowledge['knowledge.values']({ operator: 'tag', beginning: '', count: 8 }, lin));
    expect(values).toEqual([
      { value: 'usb', count: 2 },
      { value: 'input', count: 1 },
    ]);
  });

  it('reads what is published where that is listed, and what is being written where that is', async () => {
    const articleId = await publish('Mouse', { body: 'Press the button.' });
    await move(articleId, 'revise');
    const { article } = valueOf(await knowledge['knowledge.get']({ articleId }, lin));
    const content = { ...text('Mouse'), body: 'Turn the wheel.' };
    valueOf(
      await knowledge['knowledge.move'](
        { articleId, seen: article.revision, move: { action: 'edit', content, note: '' } },
        lin,
      ),
    );
    expect(await titles('button')).toEqual(['Mouse']);
    expect(await titles('wheel')).toEqual([]);
    expect(await titles('wheel', 'writing')).toEqual(['Mouse']);
    expect(await titles('button', 'writing')).toEqual([]);
  });

  it('shows the words around the hit without the marks of Markdown, and why it was found', async () => {
    await publish('Graphics driver', {
      body: '## Cause\n\nThe **driver** [stopped](https://example.org/x): `0x00000116`.',
    });
    const { rows, search } = await list('VIDEO_TDR_FAILURE (116)');
    expect(rows).toMatchObject([{ snippet: '… 0x00000116.', why: [{ in: 'text', as: 'code', word: '0x00000116' }] }]);
    expect(search?.words.map((word) => word.text)).toContain('0x116');
    expect(await titles('0x116')).toEqual(['Graphics driver']);
  });

  it('takes a run of Chinese that stands nowhere for its words', async () => {
    await publish('电脑频繁重启', { body: '先看是否蓝屏。' });
    await publish('打印机卡纸');
    const { rows, search } = await list('电脑蓝屏重启');
    expect(rows.map(({ title }) => title)).toEqual(['电脑频繁重启']);
    expect(search?.takenFor[0]?.typed).toBe('电脑蓝屏重启');
  });

  it('follows what is taken away', async () => {
    const articleId = await publish('Mouse');
    await folder.desk.commit(folder.desk.deviceActor, (unit) => {
      unit.remove(articleId);
      unit.audit({ action: 'test.remove', object: null });
      return { ok: true, value: null };
    });
    expect(await titles('mouse')).toEqual([]);
  });
});

describe('words of one meaning', () => {
  const groupOf = async (word: string) =>
    valueOf(await synonyms['search.synonyms']({}, ada)).groups.find(({ words }) => words.includes(word));

  it('find each other in both languages, the word that was typed first', async () => {
    await publish('蓝屏后如何收集转储');
    await publish('After a BSOD');
    await publish('Recover from a blue screen');
    const found = await titles('bsod');
    expect(found[0]).toBe('After a BSOD');
    expect(found.toSorted()).toEqual(['After a BSOD', 'Recover from a blue screen', '蓝屏后如何收集转储'].toSorted());
    expect((await titles('blue screen'))[0]).toBe('Recover from a blue screen');
    expect(await titles('蓝屏')).toHaveLength(3);
    expect((await list('bsod')).rows.map(({ why }) => why[0]?.as)).toEqual(['typed', 'synonym', 'synonym']);
  });

  it('do not stand for one another in quotes, or where they are left out', async () => {
    await publish('After a BSOD');
    await publish('Recover from a blue screen');
    expect(await titles('"bsod"')).toEqual(['After a BSOD']);
    expect(await titles('recover -bsod')).toEqual(['Recover from a blue screen']);
  });

  it('are added, changed, removed and put back, and count at once', async () => {
    await publish('Repair the coffee machine');
    expect(await titles('espresso')).toEqual([]);
    valueOf(await synonyms['search.setSynonyms']({ id: null, seen: 0, words: ['espresso', 'coffee machine'] }, ada));
    expect(await titles('espresso')).toEqual(['Repair the coffee machine']);
    const added = await groupOf('espresso');
    expect(added).toMatchObject({ origin: 'added', revision: 1 });
    valueOf(await synonyms['search.setSynonyms']({ id: added?.id ?? '', seen: 1, words: ['espresso', 'mocha'] }, ada));
    expect(await titles('espresso')).toEqual([]);
    const late = await synonyms['search.removeSynonyms']({ id: added?.id ?? '', seen: 1 }, ada);
    expect(failureOf(late).code).toBe('record.stale');
    valueOf(await synonyms['search.removeSynonyms']({ id: added?.id ?? '', seen: 2 }, ada));
    expect(await groupOf('espresso')).toBeUndefined();
  });

  it('of a shipped group are taken out and come back as they were', async () => {
    const shipped = await groupOf('BSOD');
    expect(shipped).toMatchObject({ origin: 'shipped', revision: 0 });
    const id = shipped?.id ?? '';
    const { removed } = valueOf(await synonyms['search.removeSynonyms']({ id, seen: 0 }, ada));
    expect(removed).toMatchObject([{ id, words: shipped?.words }]);
    await publish('Recover from a blue screen');
    expect(await titles('bsod')).toEqual([]);
    valueOf(await synonyms['search.resetSynonyms']({ id }, ada));
    expect(await groupOf('BSOD')).toEqual({ ...shipped, revision: 2 });
    expect(await titles('bsod')).toHaveLength(1);
  });

  it('stand in one group only', async () => {
    const conflict = await synonyms['search.setSynonyms'](
      { id: null, seen: 0, words: ['Espresso', 'b-s-o-d', 'bsod'] },
      ada,
    );
    expect(failureOf(conflict)).toMatchObject({ code: 'synonyms.conflict', details: { word: 'bsod' } });
    const few = await synonyms['search.setSynonyms']({ id: null, seen: 0, words: ['Wi Fi', 'wi-fi'] }, ada);
    expect(failureOf(few).code).toBe('synonyms.too-few');
    const id = (await groupOf('BSOD'))?.id ?? '';
    valueOf(await synonyms['search.removeSynonyms']({ id, seen: 0 }, ada));
    valueOf(await synonyms['search.setSynonyms']({ id: null, seen: 0, words: ['bsod', 'crash screen'] }, ada));
    expect(failureOf(await synonyms['search.resetSynonyms']({ id }, ada)).code).toBe('synonyms.conflict');
    valueOf(await synonyms['search.resetSynonyms']({ id: null }, ada));
    expect(await groupOf('crash screen')).toBeUndefined();
    expect(await groupOf('BSOD')).toMatchObject({ id });
  });

  it('do not lead on to words of another group', async () => {
    valueOf(await synonyms['search.setSynonyms']({ id: null, seen: 0, words: ['alpha', 'beta'] }, ada));
    await publish('Gamma ray');
    await publish('Beta ray');
    expect(await titles('alpha')).toEqual(['Beta ray']);
    expect(await titles('gamma')).toEqual(['Gamma ray']);
  });
});

describe('searches that found nothing', () => {
  const misses = async () =>
    valueOf(await knowledge['knowledge.misses']({}, lin)).map(({ text: words, times }) => ({ words, times }));
  const miss = async (words: string) => valueOf(await knowledge['knowledge.miss']({ text: words }, sam));

  it('are kept once however they are written, most wanted first, without their operators', async () => {
    await miss('espresso machine');
    await miss('Kaffeemaschine');
    await miss('Espresso  Machine kind:faq');
    await miss('kind:faq');
    expect(await misses()).toEqual([
      { words: 'Espresso Machine', times: 2 },
      { words: 'Kaffeemaschine', times: 1 },
    ]);
  });

  it('are not kept where something published holds the words', async () => {
    await publish('Espresso machine');
    await miss('espresso');
    expect(await misses()).toEqual([]);
  });

  it('name the article that was begun for them, and go when nothing is missing', async () => {
    await miss('espresso');
    const [kept] = valueOf(await knowledge['knowledge.misses']({}, lin));
    const articleId = await write('Espresso machine');
    const begun = await knowledge['knowledge.missBegun']({ missId: kept?.id ?? '', articleId }, lin);
    expect(valueOf(begun)[0]?.article).toMatchObject({ id: articleId, title: 'Espresso machine' });
    expect(valueOf(await knowledge['knowledge.dropMiss']({ missId: kept?.id ?? '' }, lin))).toEqual([]);
  });

  it('are kept up to a number: of those looked for least the oldest gives way', async () => {
    await miss('wanted often');
    await miss('wanted often');
    for (let count = 0; count < MAX_MISSES; count++) await miss(`wanted ${count} times`);
    const kept = await misses();
    expect(kept).toHaveLength(MAX_MISSES);
    expect(kept[0]).toEqual({ words: 'wanted often', times: 2 });
  });
});

it('finds a withdrawn article by the text that is left of it', async () => {
  const articleId = await publish('Docking station', { body: 'Hold the button.' });
  const decide = async (wanted: 'retire' | 'restore' | 'discard') => {
    const { article } = valueOf(await knowledge['knowledge.get']({ articleId }, sam));
    const made = wanted === 'retire' ? ({ action: wanted, reason: 'old' } as const) : { action: wanted };
    valueOf(await knowledge['knowledge.move']({ articleId, seen: article.revision, move: made }, sam));
  };
  await decide('retire');
  expect(await titles('button', 'retired')).toEqual(['Docking station']);
  await decide('restore');
  await decide('discard');
  expect(await titles('button', 'retired')).toEqual(['Docking station']);
});

it('is not said to find nothing while what is here is still being read', async () => {
  const open = (words: string) => {
    const query = articles.open(words);
    return { ...query, news: { ...query.news, reading: { done: 0, total: 400 } } };
  };
  const early = knowledgeOn(folder.desk, { texts: { settle: () => undefined, open } });
  valueOf(await early['knowledge.miss']({ text: 'espresso machine' }, sam));
  expect(valueOf(await knowledge['knowledge.misses']({}, lin))).toEqual([]);
});

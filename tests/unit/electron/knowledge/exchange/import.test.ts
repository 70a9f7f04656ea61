import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeArchive } from '#core/knowledge/exchange/make-archive.ts';
import type { ArticleBatch } from '#shared/knowledge/exchange/batch.ts';
import type { Article } from '#shared/knowledge/article.ts';
import type { TrainingAttempt } from '#shared/training/attempt.ts';
import { knowledgeOn } from '../../../../support/knowledge-on.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../../support/desk-folder.ts';
import { failureOf, valueOf } from '../../imports/importing.ts';
import { articlesOn, articleTitled, exchanger, type Folder } from './exchanging.ts';

let folder: DeskFolder;
let exchange: ReturnType<typeof exchanger>;

beforeEach(async () => {
  folder = await deskFolder(testAmbient('2026-10-01T09:00:00.000Z'));
  exchange = exchanger(folder.desk);
});
afterEach(() => folder.remove());

const kb: Folder = {
  'kb/LICENSE': 'Attribution 4.0 International\n\n',
  'kb/ORIGIN.md': 'Source: github.com/example/docks @ 1. CC BY 4.0. USE with attribution to Example Docks.',
  'kb/docks/reset.md': '# Reset a dock\n\nSee [power](power.md) and [nothing](gone.md).',
  'kb/docks/power.md': '# Power a dock\n\nBack to [reset](./reset.md#steps).',
  'kb/docks/empty.md': '',
  'kb/打印机.md': '# 打印机常见问题\n\n打开设置。',
};

const edit = async (article: Article, body: string): Promise<void> => {
  const { desk } = folder;
  await desk.commit({ id: 'user:01J0000000000000000000000A', name: 'Lin Yue', roles: [], session: null }, (unit) => {
    const published = article.published && { ...article.published, body };
    unit.write('knowledge.publish', { ...article, revision: article.revision + 1, published } as Article);
    return { ok: true, value: null };
  });
};

it('is looked at before anything is written', async () => {
  const preview = valueOf(await exchange.lookAt(kb));
  expect(preview).toMatchObject({
    counts: { create: 3, update: 0, unchanged: 0, kept: 0, refuse: 1 },
    about: { licence: 'CC BY 4.0', attribution: 'Example Docks', url: 'https://github.com/example/docks' },
    languages: [
      { language: 'en', count: 2 },
      { language: 'zh-CN', count: 1 },
    ],
    problems: [
      { code: 'empty', files: 1 },
      { code: 'links-lost', files: 1 },
    ],
  });
  const { importId } = preview;
  const files = valueOf(
    await exchange.imports['knowledgeImport.files'](
      { importId, outcome: null, problemsOnly: true, from: 0, count: 10 },
      exchange.context,
    ),
  );
  expect(files.rows.map(({ place, outcome }) => `${place} ${outcome}`)).toEqual([
    'kb/docks/empty.md refuse',
    'kb/docks/reset.md create',
  ]);
  const sample = await exchange.imports['knowledgeImport.sample'](
    { importId, place: 'kb/docks/power.md' },
    exchange.context,
  );
  expect(valueOf(sample)).toMatchObject({ title: 'Power a dock', category: 'docks' });
  expect(articlesOn(folder.desk)).toEqual([]);
});

it('publishes articles that link to each other, with where they come from', async () => {
  const batch = await exchange.bringIn(kb, {
    licence: 'CC BY 4.0',
    attribution: 'Example Docks',
    audience: 'requester',
  });
  expect(batch).toMatchObject({ state: 'done', undoable: true, counts: { create: 3, refuse: 1 } });
  const reset = articleTitled(folder.desk, 'Reset a dock');
  const power = articleTitled(folder.desk, 'Power a dock');
  expect(reset).toMatchObject({
    version: 1,
    reviewer: null,
    next: null,
    language: 'en',
    published: { audience: 'requester', category: 'docks', body: `See [power](article:${power.number}) and nothing.` },
    origin: { path: 'kb/docks/reset.md', licence: 'CC BY 4.0', attribution: 'Example Docks', batch: batch.id },
  });
  expect(power.published?.body).toBe(`Back to [reset](article:${reset.number}).`);
  expect(articleTitled(folder.desk, '打印机常见问题')).toMatchObject({ kind: 'faq', language: 'zh-CN' });
});

describe('the same folder again', () => {
  it('writes nothing where nothing changed', async () => {
    await exchange.bringIn(kb);
    const before = articlesOn(folder.desk);
    const again = valueOf(await exchange.lookAt(kb));
    expect(again.counts).toEqual({ create: 0, update: 0, unchanged: 3, kept: 0, refuse: 1 });
    valueOf(await exchange.run(again));
    expect(articlesOn(folder.desk)).toEqual(before);
  });

  it('updates what is unchanged here, adds what is new, and leaves what people edited', async () => {
    await exchange.bringIn(kb);
    const power = articleTitled(folder.desk, 'Power a dock');
    await edit(power, 'Ours now.');
    const batch = await exchange.bringIn({
      ...kb,
      'kb/docks/reset.md': '# Reset a dock\n\nHold the button.',
      'kb/docks/power.md': '# Power a dock\n\nAnother text.',
      'kb/new.md': '# New\n\nSee [reset](docks/reset.md).',
    });
    expect(batch.counts).toEqual({ create: 1, update: 1, unchanged: 1, kept: 1, refuse: 1 });
    const reset = articleTitled(folder.desk, 'Reset a dock');
    expect(reset).toMatchObject({ version: 2, published: { body: 'Hold the button.' } });
    expect(articleTitled(folder.desk, 'Power a dock').published?.body).toBe('Ours now.');
    expect(articleTitled(folder.desk, 'New').published?.body).toBe(`See [reset](article:${reset.number}).`);
  });

  it('is the same folder when it comes packed', async () => {
    await exchange.bringIn(kb);
    const texts = Object.entries(kb).map(([path, content]) => ({ path, content: content.toString() }));
    const packed = valueOf(await exchange.lookIn(Buffer.from(makeArchive(texts)), 'anything.zip'));
    expect(packed.counts).toMatchObject({ create: 0, unchanged: 3 });
    const bare = makeArchive(texts.map(({ path, content }) => ({ path: path.replace(/^kb\//, ''), content })));
    expect(valueOf(await exchange.lookIn(Buffer.from(bare), 'kb.zip')).counts).toMatchObject({ unchanged: 3 });
  });
});

describe('taking back', () => {
  it('removes what was made and restores what was changed', async () => {
    const first = await exchange.bringIn(kb);
    const before = articleTitled(folder.desk, 'Reset a dock');
    const second = await exchange.bringIn({ 'kb/docks/reset.md': '# Reset a dock\n\nOther.' });
    expect(valueOf(await exchange.undo(second.id))).toMatchObject({ state: 'undone', keptCount: 0 });
    expect(articleTitled(folder.desk, 'Reset a dock')).toEqual({ ...before, revision: before.revision + 2 });
    valueOf(await exchange.undo(first.id));
    // The second import was at one of them: it is as the first left it, but no longer untouched.
    expect(articlesOn(folder.desk).map(({ number }) => number)).toEqual([before.number]);
  });

  it('leaves no trace of what nobody touched', async () => {
    const { id } = await exchange.bringIn(kb);
    valueOf(await exchange.undo(id));
    for (const type of ['article', 'articleVersion', 'articleUse', 'articleBatchPart'])
      expect([...folder.desk.records.ids(type)]).toEqual([]);
    expect(failureOf(await exchange.undo(id)).code).toBe('record.not-found');
  });

  it('keeps and names what somebody changed, and what a ticket names', async () => {
    const { id } = await exchange.bringIn(kb);
    const power = articleTitled(folder.desk, 'Power a dock');
    const reset = articleTitled(folder.desk, 'Reset a dock');
    await edit(power, 'Ours now.');
    await folder.desk.commit(folder.desk.deviceActor, (unit) => {
      const use = {
        ...unit.stamp('articleUse', unit.newChildId('articleUse', reset.id)),
        articleId: reset.id,
        version: 1,
        kind: 'linked',
        at: unit.at,
        by: { id: null, name: 'Lin' },
        ticketId: 'ticket:01J00000000000000000000001',
        note: '',
      };
      unit.put(use);
      unit.audit({ action: 'knowledge.use', object: null });
      return { ok: true, value: null };
    });
    const undone = valueOf(await exchange.undo(id));
    expect([...undone.kept].toSorted()).toEqual([power.number, reset.number].toSorted());
    expect(articlesOn(folder.desk)).toHaveLength(2);
  });
});

it('keeps a version whose questions somebody answered: the next one would pass for what they were asked', async () => {
  const { desk } = folder;
  await exchange.bringIn({ 'kb/dock.md': '# Dock\n\nOnce.' });
  const { id } = await exchange.bringIn({ 'kb/dock.md': '# Dock\n\nTwice.' });
  const dock = articleTitled(desk, 'Dock');
  await desk.commit(desk.deviceActor, (unit) => {
    const attempt: TrainingAttempt = {
      ...unit.stamp('trainingAttempt', unit.newChildId('trainingAttempt', dock.id)),
      articleId: dock.id,
      version: dock.version,
      person: { id: null, name: 'Lin' },
      seed: 1,
      answers: [],
      right: 0,
      total: 1,
      passed: false,
      at: unit.at,
      validUntil: null,
    };
    unit.put(attempt);
    unit.audit({ action: 'training.handIn', object: null });
    return { ok: true, value: null };
  });
  expect(valueOf(await exchange.undo(id)).kept).toEqual([dock.number]);
  expect(articleTitled(desk, 'Dock')).toMatchObject({ version: 2, published: { body: 'Twice.' } });
});

it('keeps what others are translations of', async () => {
  const { id } = await exchange.bringIn(kb);
  const reset = articleTitled(folder.desk, 'Reset a dock');
  const { desk } = folder;
  const knowledge = knowledgeOn(desk);
  const content = { title: '重置扩展坞', body: '按住按钮。', category: null, tags: [], audience: 'internal' } as const;
  const beginning = { kind: 'howto', language: 'zh-CN', content, translates: reset.id } as const;
  valueOf(await knowledge['knowledge.begin'](beginning, exchange.context));
  expect(valueOf(await exchange.undo(id)).kept).toEqual([reset.number]);
  expect(articlesOn(desk).map(({ family }) => family)).toEqual([reset.id, reset.id]);
});

describe('an import that does not end', () => {
  const many: Folder = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`kb/${at}.md`, `# Article ${at}\n\ntext`]),
  );

  it('leaves nothing when it is cancelled', async () => {
    const preview = valueOf(await exchange.lookAt(many));
    exchange.onProgress(({ phase }) => {
      if (phase === 'writing')
        void exchange.imports['knowledgeImport.cancel']({ importId: preview.importId }, exchange.context);
    });
    expect(failureOf(await exchange.run(preview)).code).toBe('request.cancelled');
    expect(articlesOn(folder.desk)).toEqual([]);
    expect(valueOf(await exchange.imports['knowledgeImport.batches']({}, exchange.context))).toMatchObject([
      { state: 'cancelled', undoable: false },
    ]);
  });

  it('is taken back on the next opening when the console was killed', async () => {
    const { id } = await exchange.bringIn(many);
    // What the disk holds when the power goes before the last commit.
    await folder.desk.commit(folder.desk.deviceActor, (unit) => {
      const batch = unit.get<ArticleBatch>('articleBatch', id);
      if (!batch) throw new Error('no batch');
      unit.write('test', { ...batch, state: 'running', finishedAt: null } as ArticleBatch);
      return { ok: true, value: null };
    });
    const desk = await folder.reopen();
    const next = exchanger(desk);
    expect(valueOf(await next.imports['knowledgeImport.batches']({}, next.context))).toMatchObject([
      { state: 'interrupted' },
    ]);
    expect(articlesOn(desk)).toEqual([]);
  });
});

it('is what it was when it is looked at again, and asked for anew where its bytes are gone', async () => {
  const preview = valueOf(await exchange.lookAt(kb));
  const { importId } = preview;
  const again = () => exchange.imports['knowledgeImport.inspect']({ importId }, exchange.context);
  expect(valueOf(await again())).toEqual(preview);

  const begun = await exchange.imports['knowledgeImport.begin'](
    { from: 'folder', name: 'kb', files: [{ path: 'kb/a.md', size: 4 }], tooLarge: [], leftOut: 0 },
    exchange.context,
  );
  const other = valueOf(begun).importId;
  const base64 = Buffer.from('# Aa').toString('base64');
  valueOf(await exchange.imports['knowledgeImport.chunk']({ importId: other, offset: 0, base64 }, exchange.context));
  const look = () => exchange.imports['knowledgeImport.inspect']({ importId: other }, exchange.context);
  const [first, second] = await Promise.all([look(), look()]);
  expect(failureOf(first).code).toBe('request.cancelled');
  expect(failureOf(second)).toMatchObject({ code: 'knowledge.unreadable', details: { problem: 'incomplete' } });
});

it('refuses what no folder holds, and goes on with the rest', async () => {
  const preview = valueOf(
    await exchange.lookAt({
      '../outside.md': 'x',
      '/etc/absolute.md': 'x',
      'kb/binary.md': Buffer.from([0, 1, 2, 3, 0, 0, 0, 255]),
      'kb/deep.html': `${'<div>'.repeat(5_000)}x`,
      'kb/good.md': '# Good\n\ntext',
    }),
  );
  expect(preview.counts).toMatchObject({ create: 1, refuse: 4 });
  expect(preview.problems.map(({ code }) => code).toSorted()).toEqual(['binary', 'outside', 'too-deep']);
});

it.each([
  ['no archive', Buffer.from('PK but no zip'), 'no-archive'],
  ['an archive without texts', Buffer.from(makeArchive([{ path: 'a.txt', content: 'x' }])), 'no-articles'],
])('refuses %s', async (_name, bytes, problem) => {
  expect(failureOf(await exchange.lookIn(bytes))).toMatchObject({ code: 'knowledge.unreadable', details: { problem } });
});

it('belongs to whoever began it', async () => {
  const preview = valueOf(await exchange.lookAt(kb));
  const other = { ...exchange.context, session: { ...exchange.context.session, userId: 'user:other' } };
  const answer = await exchange.imports['knowledgeImport.inspect']({ importId: preview.importId }, other);
  expect(failureOf(answer).code).toBe('record.not-found');
});

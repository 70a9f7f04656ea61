import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UseCounts } from '#core/knowledge/use-counts.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { succeed } from '#shared/base/result.ts';
import type { ArticleDetail } from '#shared/knowledge/operations.ts';
import type { ArticleMove } from '#shared/knowledge/plan.ts';
import { knowledgeOn, type Knowledge } from '../../../support/knowledge-on.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { text } from '../../shared/knowledge/sample-article.ts';
import { failureOf, valueOf } from '../imports/importing.ts';

const ambient = testAmbient('2026-10-01T09:00:00.000Z');
const lin = contextOf('Lin Yue');
const sam = contextOf('Sam Okafor', ['team-lead'], 'user:01J0000000000000000000000B');
const lead = contextOf('Ines Roth', ['team-lead'], 'user:01J0000000000000000000000D');
const ada = contextOf('Ada Auditor', ['auditor'], 'user:01J0000000000000000000000C');

let folder: DeskFolder;
let knowledge: Knowledge;

beforeEach(async () => {
  folder = await deskFolder(ambient);
  knowledge = knowledgeOn(folder.desk);
});
afterEach(() => folder.remove());

type Input = Parameters<(typeof knowledge)['knowledge.begin']>[0];
const begin = async (title: string, more: Partial<Input> = {}, by = lin): Promise<string> =>
  valueOf(
    await knowledge['knowledge.begin'](
      { kind: 'howto', language: 'en', content: { ...text(title), tags: ['dock', 'dock'] }, translates: null, ...more },
      by,
    ),
  ).articleId;

const read = async (articleId: string, by = lin): Promise<ArticleDetail> =>
  valueOf(await knowledge['knowledge.get']({ articleId }, by));

const move = async (articleId: string, wanted: ArticleMove, by = lin) => {
  const { article } = await read(articleId);
  return knowledge['knowledge.move']({ articleId, seen: article.revision, move: wanted }, by);
};

const publish = async (articleId: string): Promise<void> => {
  valueOf(await move(articleId, { action: 'submit' }));
  valueOf(await move(articleId, { action: 'publish' }, sam));
};

const titles = async (view: 'published' | 'review' | 'writing' | 'outdated' | 'faq', words = '', by = lin) =>
  valueOf(await knowledge['knowledge.list']({ view, kind: null, language: null, text: words }, by)).rows.map(
    ({ title }) => title,
  );

it('is numbered, written, reviewed by somebody else and kept in each of its versions', async () => {
  const articleId = await begin('Reset a dock');
  expect((await read(articleId)).article).toMatchObject({ number: 'KB-7K3Q-000001', next: { tags: ['dock'] } });
  expect(await titles('writing')).toEqual(['Reset a dock']);
  valueOf(await move(articleId, { action: 'submit' }));
  expect(await titles('review')).toEqual([]);
  expect(await titles('review', '', sam)).toEqual(['Reset a dock']);
  expect(valueOf(await knowledge['knowledge.counts']({}, sam))).toEqual({ review: 1, outdated: 0 });
  expect(valueOf(await knowledge['knowledge.counts']({}, lin))).toEqual({ review: 0, outdated: 0 });
  valueOf(await move(articleId, { action: 'publish' }, sam));

  valueOf(await move(articleId, { action: 'revise' }));
  valueOf(await move(articleId, { action: 'edit', content: text('Reset any dock'), note: 'all models' }));
  expect(await titles('published')).toEqual(['Reset a dock']);
  await publish(articleId);
  const detail = await read(articleId);
  expect(detail.versions.map(({ version, title, note }) => ({ version, title, note }))).toEqual([
    { version: 2, title: 'Reset any dock', note: 'all models' },
    { version: 1, title: 'Reset a dock', note: '' },
  ]);
  const first = valueOf(await knowledge['knowledge.version']({ articleId, version: 1 }, lin));
  expect(first).toMatchObject({ content: { title: 'Reset a dock' }, reviewer: { name: 'Sam Okafor' } });
  expect(failureOf(await knowledge['knowledge.version']({ articleId, version: 3 }, lin)).code).toBe('record.not-found');
});

it('keeps the decision from who may not take it, and from authors', async () => {
  const articleId = await begin('Reset a dock', {}, sam);
  valueOf(await move(articleId, { action: 'submit' }, sam));
  expect(failureOf(await move(articleId, { action: 'publish' }, lin))).toMatchObject({
    code: 'auth.denied',
    details: { permission: 'knowledge.review' },
  });
  expect(failureOf(await move(articleId, { action: 'publish' }, sam)).code).toBe('article.own-review');
  expect((await read(articleId, ada)).actions).toEqual([]);
});

it('refuses to write over what a colleague wrote meanwhile', async () => {
  const articleId = await begin('Reset a dock');
  const { article } = await read(articleId);
  const edit = (title: string) => ({ action: 'edit', content: text(title), note: '' }) as const;
  const seen = article.revision;
  valueOf(await knowledge['knowledge.move']({ articleId, seen, move: edit('first') }, lin));
  const late = await knowledge['knowledge.move']({ articleId, seen, move: edit('second') }, sam);
  expect(failureOf(late).code).toBe('record.stale');
  expect((await read(articleId)).article.next?.title).toBe('first');
});

it('finds words of title, text, tags and number in both languages, and lists what is asked for most first', async () => {
  const dock = await begin('Reset a dock');
  const print = await begin('打印预览卡死', {
    language: 'zh-CN',
    content: { ...text('打印预览卡死'), body: '先结束 spoolsv 进程。' },
  });
  await publish(dock);
  await publish(print);
  expect(await titles('published', 'power button')).toEqual(['Reset a dock']);
  expect(await titles('published', '预览')).toEqual(['打印预览卡死']);
  expect(await titles('published', 'KB-7K3Q-2')).toEqual(['打印预览卡死']);
  expect(await titles('published')).toEqual(['打印预览卡死', 'Reset a dock']);
  const report = {
    kind: 'incident',
    channel: 'phone',
    impact: 2,
    urgency: 2,
    category: null,
    requester: null,
  } as const;
  const { ticketId } = valueOf(
    await ticketHandlers(folder.desk, plainRules)['tickets.create'](
      { ...report, title: 'Dock', description: '', draftId: null },
      lin,
    ),
  );
  const use = (kind: 'linked' | 'helped', on: string | null) =>
    knowledge['knowledge.use']({ articleId: dock, kind, ticketId: on, note: '' }, lin);
  expect(failureOf(await use('linked', null)).code).toBe('request.invalid');
  expect(failureOf(await use('helped', 'ticket:01J00000000000000000000009')).code).toBe('record.not-found');
  valueOf(await use('linked', ticketId));
  const used = await use('linked', ticketId);
  expect(valueOf(used)).toEqual({ uses: 1, opened: 0, helped: 0, notHelped: 0, outdated: 0 });
  expect(await titles('published')).toEqual(['Reset a dock', '打印预览卡死']);
  const inChinese = valueOf(
    await knowledge['knowledge.list']({ view: 'published', kind: null, language: 'zh-CN', text: '' }, lin),
  );
  expect(inChinese.total).toBe(1);
});

it('knows its translations, and what is past its day', async () => {
  const english = await begin('Reset a dock');
  await publish(english);
  const chinese = await begin('重置扩展坞', { language: 'zh-CN', translates: english });
  expect((await read(chinese)).article).toMatchObject({
    family: english,
    translates: { articleId: english, version: 1 },
  });
  expect((await read(english)).translations.map(({ title }) => title)).toEqual(['重置扩展坞']);
  valueOf(await move(english, { action: 'confirm', validUntil: '2026-10-31' }, sam));
  expect(await titles('outdated')).toEqual([]);
  ambient.set('2026-11-01T09:00:00.000Z');
  expect(await titles('outdated')).toEqual(['Reset a dock']);
  ambient.set('2026-10-01T09:00:00.000Z');
});

it('whose day an author puts off is not reviewed by them', async () => {
  const articleId = await begin('Reset a dock', {}, lead);
  valueOf(await move(articleId, { action: 'submit' }, lead));
  valueOf(await move(articleId, { action: 'publish' }, sam));
  valueOf(await move(articleId, { action: 'confirm', validUntil: '2027-01-01' }, lead));
  expect((await read(articleId)).article).toMatchObject({
    validUntil: '2027-01-01',
    reviewer: { name: sam.session.displayName },
  });
});

it('is not discarded by a colleague who does not review', async () => {
  const articleId = await begin('Reset a dock', {}, lead);
  const refused = failureOf(await move(articleId, { action: 'discard' }, lin));
  expect(refused.code).toBe('article.not-author');
  expect((await read(articleId, lin)).actions).not.toContain('discard');
  expect((await read(articleId, sam)).actions).toContain('discard');
  valueOf(await move(articleId, { action: 'discard' }, lead));
  const other = await begin('Reset a lamp');
  valueOf(await move(other, { action: 'discard' }, sam));
});

it('is listed in an order that is kept until an article, a use or the day is another', async () => {
  const uses = new UseCounts(folder.desk);
  const counted = vi.spyOn(uses, 'of');
  knowledge = knowledgeOn(folder.desk, { uses });
  const [first, second] = [await begin('A dock'), await begin('B dock')];
  await publish(first);
  await publish(second);
  const countedFor = async (expected: readonly string[]): Promise<number> => {
    counted.mockClear();
    expect(await titles('published')).toEqual(expected);
    return counted.mock.calls.length;
  };
  expect(await countedFor(['A dock', 'B dock'])).toBe(2);
  expect(await countedFor(['A dock', 'B dock'])).toBe(0);
  const report = {
    kind: 'incident',
    channel: 'phone',
    impact: 2,
    urgency: 2,
    category: null,
    requester: null,
  } as const;
  const typed = { ...report, title: 'Dock', description: '', draftId: null };
  const { ticketId } = valueOf(await ticketHandlers(folder.desk, plainRules)['tickets.create'](typed, lin));
  valueOf(await knowledge['knowledge.use']({ articleId: second, kind: 'linked', ticketId, note: '' }, lin));
  expect(await countedFor(['B dock', 'A dock'])).toBe(2);
  ambient.set('2027-03-01T09:00:00.000Z');
  expect(await countedFor(['A dock', 'B dock'])).toBe(2);
  ambient.set('2026-10-01T09:00:00.000Z');
});

it('is opened once a day by each person, and names the tickets it was used on', async () => {
  const articleId = await begin('Reset a dock');
  await publish(articleId);
  const say = async (kind: 'opened' | 'helped' | 'not_helped', by = lin) =>
    valueOf(await knowledge['knowledge.use']({ articleId, kind, ticketId: null, note: '' }, by));
  await say('opened');
  expect(await say('opened')).toMatchObject({ opened: 1, uses: 0 });
  expect(await say('opened', sam)).toMatchObject({ opened: 2 });
  ambient.set('2026-10-02T09:00:00.000Z');
  expect(await say('opened')).toMatchObject({ opened: 3 });

  await say('helped');
  expect(await say('not_helped')).toMatchObject({ helped: 0, notHelped: 1 });
  expect((await read(articleId)).own).toEqual({ answer: 'not_helped', outdated: false });
  expect((await read(articleId, sam)).own).toEqual({ answer: null, outdated: false });

  const gone = 'ticket:01J00000000000000000000009';
  const missing = await knowledge['knowledge.use']({ articleId, kind: 'linked', ticketId: gone, note: '' }, lin);
  expect(failureOf(missing)).toMatchObject({ code: 'record.not-found', details: { type: 'ticket' } });
  expect((await read(articleId)).linked).toEqual([]);
  ambient.set('2026-10-01T09:00:00.000Z');
});

it('is not used before it was ever published', async () => {
  const articleId = await begin('Reset a dock');
  const used = await knowledge['knowledge.use']({ articleId, kind: 'helped', ticketId: null, note: '' }, lin);
  expect(failureOf(used).code).toBe('record.not-found');
});

it('says nothing in the trail that somebody wrote', async () => {
  const articleId = await begin('Call 王芳 at 1207');
  await publish(articleId);
  valueOf(await move(articleId, { action: 'retire', reason: 'Wang Fang left' }, sam));
  const lines = await folder.desk.readAudit(1, folder.desk.auditHead.seq);
  expect(lines.join('\n')).not.toMatch(/王芳|1207|Wang Fang/);
  expect(lines.some((line) => line.includes('"knowledge.retire"'))).toBe(true);
});

it('belongs to somebody who is here, under the name they have here', async () => {
  const user = (id: string, displayName: string, disabled: boolean) =>
    folder.desk.commit(folder.desk.deviceActor, (unit) => {
      unit.write('test', { ...unit.stamp('user', id), displayName, disabled, roles: ['technician'] } as StoredRecord);
      return succeed(null);
    });
  const [here, gone] = ['user:01J0000000000000000000000E', 'user:01J0000000000000000000000F'];
  await user(here, 'Kim Park', false);
  await user(gone, 'Old Hand', true);
  const articleId = await begin('Reset a dock');
  const give = (id: string, name: string) =>
    move(articleId, { action: 'describe', kind: 'howto', owner: { id, name }, validUntil: null });
  expect(failureOf(await give('user:nobody', 'Lin Yue')).code).toBe('record.not-found');
  expect(failureOf(await give(gone, 'Old Hand')).code).toBe('auth.user-disabled');
  expect(valueOf(await give(here, 'Somebody else')).article.owner).toEqual({ id: here, name: 'Kim Park' });
  await user(here, 'Kim Park', true);
  expect(valueOf(await give(here, 'Kim Park')).article.owner).toEqual({ id: here, name: 'Kim Park' });
});

it('offers values of an operator by the beginning of any of their words', async () => {
  await begin('Reset a dock', { content: { ...text('Reset a dock'), tags: ['reprint print'] } });
  const values = await knowledge['knowledge.values']({ operator: 'tag', beginning: 'print', count: 5 }, lin);
  expect(valueOf(values)).toEqual([{ value: 'reprint print', count: 1 }]);
});

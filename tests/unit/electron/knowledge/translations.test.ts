import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Article } from '#shared/knowledge/article.ts';
import { knowledgeOn, type Knowledge } from '../../../support/knowledge-on.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { text } from '../../shared/knowledge/sample-article.ts';
import { failureOf, valueOf } from '../imports/importing.ts';

const ambient = testAmbient('2026-10-01T09:00:00.000Z');
const lin = contextOf('Lin Yue');
const sam = contextOf('Sam Okafor', ['team-lead'], 'user:01J0000000000000000000000B');

let folder: DeskFolder;
let knowledge: Knowledge;

beforeEach(async () => {
  folder = await deskFolder(ambient);
  knowledge = knowledgeOn(folder.desk);
});
afterEach(() => folder.remove());

const beginOne = (title: string, language: string, translates: string | null = null) =>
  knowledge['knowledge.begin']({ kind: 'howto', language, content: text(title), translates }, lin);
const begin = async (title: string, language: string, translates: string | null = null): Promise<string> =>
  valueOf(await beginOne(title, language, translates)).articleId;
const read = async (articleId: string) => valueOf(await knowledge['knowledge.get']({ articleId }, lin));
const article = async (articleId: string): Promise<Article> => (await read(articleId)).article;
const link = async (articleId: string, originalId: string | null) =>
  knowledge['knowledge.link']({ articleId, seen: (await article(articleId)).revision, originalId }, lin);
const publish = async (articleId: string): Promise<void> => {
  const moves = [
    { move: { action: 'submit' }, by: lin },
    { move: { action: 'publish' }, by: sam },
  ] as const;
  for (const { move, by } of moves)
    valueOf(await knowledge['knowledge.move']({ articleId, seen: (await article(articleId)).revision, move }, by));
};
const trail = async (): Promise<readonly { readonly action: string; readonly object: { readonly id: string } }[]> => {
  const { desk } = folder;
  const lines = await desk.readAudit(1, desk.auditHead.seq);
  return lines.map((line) => JSON.parse(line) as { readonly action: string; readonly object: { readonly id: string } });
};

it('an article that was there becomes a translation, which the trail of both says', async () => {
  const [english, chinese] = [await begin('Reset a dock', 'en'), await begin('重置扩展坞', 'zh-CN')];
  await publish(english);
  const linked = valueOf(await link(chinese, english));
  expect(linked.article).toMatchObject({ family: english, translates: { articleId: english, version: 1 } });
  expect((await read(english)).translations.map(({ id }) => id)).toEqual([chinese]);
  const said = (await trail()).filter(({ action }) => action.startsWith('knowledge.link'));
  expect(said.map(({ action, object }) => [action, object.id])).toEqual([
    ['knowledge.link', chinese],
    ['knowledge.linked', english],
  ]);

  const alone = valueOf(await link(chinese, null));
  expect(alone.article).toMatchObject({ family: chinese, translates: null });
  expect((await read(english)).translations).toEqual([]);
  expect(failureOf(await link(chinese, null)).code).toBe('article.not-translation');
});

it('one article a language: a second one is neither linked nor begun', async () => {
  const english = await begin('Reset a dock', 'en');
  await begin('重置扩展坞', 'zh-CN', english);
  const second = await begin('扩展坞复位', 'zh-CN');
  const refused = failureOf(await link(second, english));
  expect(refused).toMatchObject({ code: 'article.language-taken', details: { number: 'KB-7K3Q-000002' } });
  expect(failureOf(await beginOne('再一篇', 'zh-CN', english)).code).toBe('article.language-taken');
  expect(failureOf(await beginOne('Again', 'en', english)).code).toBe('article.language-taken');
});

it('an original with translations stays one, and nothing translates itself', async () => {
  const [english, german] = [await begin('Reset a dock', 'en'), await begin('Dock zurücksetzen', 'de')];
  await begin('重置扩展坞', 'zh-CN', english);
  expect(failureOf(await link(english, german)).code).toBe('article.is-original');
  expect(failureOf(await link(german, german)).code).toBe('article.own-translation');
});

it('follows its original by being brought up to it, never back and never ahead', async () => {
  const english = await begin('Reset a dock', 'en');
  const chinese = await begin('重置扩展坞', 'zh-CN', english);
  await publish(english);
  const follow = async (version: number, seen?: number) =>
    knowledge['knowledge.follow'](
      { articleId: chinese, seen: seen ?? (await article(chinese)).revision, version },
      lin,
    );
  expect(failureOf(await follow(2)).code).toBe('request.invalid');
  expect(valueOf(await follow(1)).article.translates).toEqual({ articleId: english, version: 1 });
  expect(failureOf(await follow(0)).code).toBe('request.invalid');
  expect(failureOf(await follow(1, 1)).code).toBe('record.stale');
});

it('a retired article comes back only while no other is that article in its language', async () => {
  const english = await begin('Reset a dock', 'en');
  const first = await begin('重置扩展坞', 'zh-CN', english);
  const move = async (articleId: string, action: 'discard' | 'restore') => {
    const seen = (await article(articleId)).revision;
    return knowledge['knowledge.move']({ articleId, seen, move: { action } }, sam);
  };
  valueOf(await move(first, 'discard'));
  const second = await begin('扩展坞复位', 'zh-CN', english);
  expect(failureOf(await move(first, 'restore'))).toMatchObject({
    code: 'article.language-taken',
    details: { number: (await article(second)).number, language: 'zh-CN' },
  });
  valueOf(await move(second, 'discard'));
  valueOf(await move(first, 'restore'));
});

it('nothing translates what follows it, however many lie between', async () => {
  const english = await begin('Reset a dock', 'en');
  const chinese = await begin('重置扩展坞', 'zh-CN', english);
  const german = await begin('Dock zurücksetzen', 'de', chinese);
  const french = await begin('Réinitialiser un dock', 'fr', german);
  expect(failureOf(await link(chinese, german)).code).toBe('article.is-original');
  expect(failureOf(await link(chinese, french)).code).toBe('article.is-original');
  expect(valueOf(await link(french, english)).article.translates?.articleId).toBe(english);
});

/** Pictures in articles: who may read which, and how long they stay. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sweepFiles } from '#core/attachments/sweep-files.ts';
import { BlobDamage } from '#core/storage/blobs/blob-reader.ts';
import type { ArticleMove } from '#shared/knowledge/plan.ts';
import { pictureAddress } from '#shared/knowledge/pictures.ts';
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

const store = async (content: Buffer): Promise<string> => {
  const upload = await folder.desk.blobs.begin();
  await upload.append(content);
  const { sha256, letGo } = await upload.finish();
  letGo();
  return sha256;
};
const png = (words: string): Promise<string> => store(Buffer.from(`\x89PNG\r\n\x1a\n${words}`, 'latin1'));
const isKept = (sha256: string): Promise<boolean> =>
  folder.desk.blobs
    .read(sha256, () => Promise.resolve(true))
    .catch((error: unknown) => {
      if (error instanceof BlobDamage) return false;
      throw error;
    });
const sweep = () => sweepFiles(folder.desk, { onlyUnfinished: false, isStopped: () => false });

const showing = (...pictures: readonly string[]) => ({
  ...text('Reset a dock'),
  body: pictures.map((sha256) => `![Dock](${pictureAddress({ sha256, size: null })})`).join('\n'),
});
const begin = async (...pictures: readonly string[]): Promise<string> =>
  valueOf(
    await knowledge['knowledge.begin'](
      { kind: 'howto', language: 'en', content: showing(...pictures), translates: null },
      lin,
    ),
  ).articleId;
const move = async (articleId: string, wanted: ArticleMove, by = lin): Promise<void> => {
  const { article } = valueOf(await knowledge['knowledge.get']({ articleId }, by));
  valueOf(await knowledge['knowledge.move']({ articleId, seen: article.revision, move: wanted }, by));
};
const read = (articleId: string, sha256: string) => knowledge['knowledge.picture']({ articleId, sha256, from: 0 }, lin);

it('is read through the article that names it, and only through that', async () => {
  const [dock, other] = [await png('dock'), await png('other')];
  const articleId = await begin(dock);
  const elsewhere = await begin(other);
  const piece = valueOf(await read(articleId, dock));
  expect(piece).toMatchObject({ mediaType: 'image/png', bytes: 12 });
  expect(Buffer.from(piece.base64, 'base64').toString('latin1')).toBe('\x89PNG\r\n\x1a\ndock');
  expect(failureOf(await read(articleId, other)).code).toBe('record.not-found');
  expect(valueOf(await read(elsewhere, other)).bytes).toBe(13);
});

it('a text cannot make another file readable by naming its hash', async () => {
  const secret = await store(Buffer.from('passwords of the client'));
  expect(failureOf(await read(await begin(secret), secret)).code).toBe('record.not-found');
});

it('stays as long as any text names it: the one being written, the one that is read, a version that was kept', async () => {
  const [first, second] = [await png('first'), await png('second')];
  const articleId = await begin(first);
  expect(await sweep()).toBe(1);
  expect([await isKept(first), await isKept(second)]).toEqual([true, false]);

  await move(articleId, { action: 'submit' });
  await move(articleId, { action: 'publish' }, sam);
  const later = await png('later');
  await move(articleId, { action: 'revise' });
  await move(articleId, { action: 'edit', content: showing(later), note: '' });
  await move(articleId, { action: 'submit' });
  await move(articleId, { action: 'publish' }, sam);
  await sweep();
  expect([await isKept(first), await isKept(later)]).toEqual([true, true]);
  expect(valueOf(await read(articleId, first)).bytes).toBe(13);
});

it('goes once the text being written no longer names it', async () => {
  const first = await png('first');
  const articleId = await begin(first);
  await move(articleId, { action: 'edit', content: showing(), note: '' });
  expect(await sweep()).toBe(1);
  expect(await isKept(first)).toBe(false);
});

it('stays for an article that came without its note of use', async () => {
  const first = await png('first');
  await begin(first);
  const { desk } = folder;
  const [use = ''] = desk.records.idsWithPrefix('blobUse:');
  await desk.commit(desk.deviceActor, (unit) => {
    unit.removeLocal(use);
    return { ok: true, value: null };
  });
  expect(desk.records.idsWithPrefix('blobUse:')).toEqual([]);
  await sweep();
  expect(await isKept(first)).toBe(true);
});

it('a picture that is not on this laptop is named, and said to be missing when it is looked at', async () => {
  const absent = 'f'.repeat(64);
  expect(failureOf(await read(await begin(absent), absent)).code).toBe('attachment.damaged');
});

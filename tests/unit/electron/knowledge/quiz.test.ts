import { afterEach, beforeEach, expect, it } from 'vitest';
import { knowledgeOn, type Knowledge } from '../../../support/knowledge-on.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { text } from '../../shared/knowledge/sample-article.ts';
import { quiz } from '../../shared/training/sample-quiz.ts';
import { failureOf, valueOf } from '../imports/importing.ts';

const ambient = testAmbient('2026-10-01T09:00:00.000Z');
const lin = contextOf('Lin Yue');
const sam = contextOf('Sam Okafor', ['team-lead'], 'user:01J0000000000000000000000B');

let folder: DeskFolder;
let knowledge: Knowledge;
let articleId: string;

beforeEach(async () => {
  folder = await deskFolder(ambient);
  knowledge = knowledgeOn(folder.desk);
  const content = { ...text('Dock basics'), quiz };
  const begun = await knowledge['knowledge.begin'](
    { kind: 'training', language: 'en', content, translates: null },
    sam,
  );
  ({ articleId } = valueOf(begun));
});
afterEach(() => folder.remove());

const read = async (by = sam) => valueOf(await knowledge['knowledge.get']({ articleId }, by)).article;
const edit = async (content: object, by = lin) =>
  knowledge['knowledge.move'](
    {
      articleId,
      seen: (await read()).revision,
      move: { action: 'edit', content: { ...text('Dock basics'), ...content }, note: '' },
    },
    by,
  );

it('is written by who may know what is right, and by nobody else', async () => {
  expect(failureOf(await edit({ quiz: { ...quiz, passMark: 1 } }))).toMatchObject({
    code: 'auth.denied',
    details: { permission: 'training.manage' },
  });
  expect(failureOf(await edit({ quiz: null })).code).toBe('auth.denied');
  const content = { ...text('Mine'), quiz };
  const begun = knowledge['knowledge.begin']({ kind: 'howto', language: 'en', content, translates: null }, lin);
  expect(failureOf(await begun).code).toBe('auth.denied');
  expect((await read()).next?.quiz).toEqual(quiz);
});

it('stays as it is while somebody who may not see it writes on the text', async () => {
  const { article } = valueOf(await edit({ body: 'More about docks.' }));
  expect(article.next?.quiz?.questions.every(({ right }) => right === null)).toBe(true);
  expect((await read()).next).toMatchObject({ body: 'More about docks.', quiz });
});

it('goes with the version, and can be taken out again', async () => {
  const step = async (action: 'submit' | 'publish' | 'revise', by: typeof sam) =>
    valueOf(await knowledge['knowledge.move']({ articleId, seen: (await read()).revision, move: { action } }, by));
  const ana = contextOf('Ana Ruiz', ['administrator'], 'user:01J0000000000000000000000C');
  await step('submit', sam);
  await step('publish', ana);
  await step('revise', sam);
  valueOf(await edit({ quiz: null }, sam));
  expect(await read()).toMatchObject({ published: { quiz }, next: { quiz: null } });
  await step('submit', sam);
  await step('publish', ana);
  expect((await read()).published).not.toHaveProperty('quiz');
  const version = (number: number, by: typeof sam) =>
    knowledge['knowledge.version']({ articleId, version: number }, by);
  expect(valueOf(await version(1, sam)).content.quiz).toEqual(quiz);
  expect(valueOf(await version(1, lin)).content.quiz?.questions[0]?.right).toBeNull();
});

/** What is right in a quiz reaches nobody who may yet have to answer it, whatever they ask the console for, before they hand in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '#core/app.ts';
import { createClient, type Client } from '#renderer/api/client.ts';
import type { Role } from '#shared/accounts/roles.ts';
import type { Result } from '#shared/base/result.ts';
import type { ArticleMove } from '#shared/knowledge/plan.ts';
import { createInProcessTransport } from '../support/in-process-transport.ts';
import { contractPerson } from './cases.ts';
import { wholeApp } from '../support/whole-app.ts';

const KEY = 'the-key-that-nobody-may-read';
const WHY = 'the-reason-that-nobody-may-read';
const NEXT = 'the-key-of-the-next-version';

const valueOf = <T>(reply: Result<T>): T => {
  if (!reply.ok) throw new Error(`${reply.failure.code}: ${reply.failure.message}`);
  return reply.value;
};

let folder: string;
let app: App;
let articleId: string;
const clients: (Client & { close(): void })[] = [];

const open = (): Client => {
  const transport = createInProcessTransport(app);
  const client = Object.assign(createClient(transport), { close: () => transport.close() });
  clients.push(client);
  return client;
};

const passphrase = 'a second quiet harbour 77';
const signIn = async (userId: string): Promise<Client> => {
  const client = open();
  valueOf(await client.call('accounts.signIn', { userId, passphrase }));
  return client;
};

const contentWith = (right: string, body: string) => ({
  title: 'Dock basics',
  body,
  category: null,
  tags: [],
  audience: 'requester' as const,
  quiz: {
    passMark: 100,
    attempts: null,
    shuffle: true,
    validMonths: null,
    reopens: false,
    questions: [
      { id: 'q1', kind: 'short' as const, prompt: 'Which word?', choices: [], right: [right], explanation: WHY },
    ],
  },
});

const moveOf = async (client: Client, move: ArticleMove) => {
  const { article } = valueOf(await client.call('knowledge.get', { articleId }));
  return client.call('knowledge.move', { articleId, seen: article.revision, move });
};

let reader: Client;
let auditor: Client;
let trainer: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskside-quiz-'));
  app = await wholeApp(join(folder, 'profile'));
  trainer = open();
  valueOf(await trainer.call('accounts.setUp', { ...contractPerson, sample: false }));
  const add = async (name: string, roles: readonly Role[]): Promise<string> =>
    valueOf(await trainer.call('accounts.addUser', { name, displayName: name, roles: [...roles], passphrase })).id;
  const [tom, sam, zoe] = [
    await add('tom', ['technician']),
    await add('sam', ['team-lead']),
    await add('zoe', ['auditor']),
  ];
  const lead = await signIn(sam);
  const begun = await trainer.call('knowledge.begin', {
    kind: 'training',
    language: 'en',
    content: contentWith(KEY, 'Docks, once more.'),
    translates: null,
  });
  ({ articleId } = valueOf(begun));
  const step = async (client: Client, move: ArticleMove) => valueOf(await moveOf(client, move));
  await step(trainer, { action: 'submit' });
  await step(lead, { action: 'publish' });
  await step(trainer, { action: 'revise' });
  await step(trainer, { action: 'edit', content: contentWith(NEXT, 'Docks, thrice.'), note: '' });
  reader = await signIn(tom);
  auditor = await signIn(zoe);
});

afterAll(async () => {
  for (const client of clients) client.close();
  await app.close();
  await rm(folder, { recursive: true });
});

/** All that a client is told: what each of these answers, as text. */
const toldTo = async (client: Client): Promise<string> => {
  const wish = { articleIds: null, audience: 'internal', language: 'en' } as const;
  const answers: unknown[] = [
    await client.call('knowledge.get', { articleId }),
    await client.call('knowledge.version', { articleId, version: 1 }),
    await client.call('knowledge.list', { view: 'published', kind: null, language: null, text: '' }),
    await client.call('knowledge.values', { operator: 'category', beginning: '', count: 50 }),
    await client.call('training.mine', {}),
    await client.call('training.open', { articleId }),
  ];
  for (const format of ['print', 'markdown'] as const) {
    const { exportId } = valueOf(await client.call('knowledgeExport.print', { ...wish, format }));
    const { pages } = valueOf(await client.call('knowledgeExport.pages', { exportId, from: 0 }));
    if (pages.length === 0) throw new Error('the article is on paper');
    answers.push(pages);
  }
  for (const audience of ['internal', 'requester'] as const)
    for (const format of ['site', 'markdown'] as const)
      answers.push(await exportedTo(client, { ...wish, audience, format }));
  return JSON.stringify(answers);
};

type Wish = Parameters<typeof exportOf>[1];

const exportOf = (
  client: Client,
  wish: {
    readonly articleIds: null;
    readonly audience: 'internal' | 'requester';
    readonly format: 'site' | 'markdown';
    readonly language: 'en';
  },
) => client.call('knowledgeExport.make', wish);

/** The text of an export, unpacked where it is packed. */
const exportedTo = async (client: Client, wish: Wish): Promise<string> => {
  const { exportId } = valueOf(await exportOf(client, wish));
  const { base64 } = valueOf(await client.call('knowledgeExport.chunk', { exportId, from: 0 }));
  const bytes = Buffer.from(base64, 'base64');
  return wish.format === 'site'
    ? bytes.toString('utf8')
    : Object.values(unzipSync(bytes))
        .map((file) => Buffer.from(file).toString('utf8'))
        .join('\n');
};

it('is told to who writes quizzes, in full: what follows would find it', async () => {
  const told = await toldTo(trainer);
  for (const secret of [KEY, WHY, NEXT]) expect(told).toContain(secret);
});

it('is told to no technician and no auditor', async () => {
  for (const client of [reader, auditor]) {
    const told = await toldTo(client);
    expect(told).toContain('Which word?');
    for (const secret of [KEY, WHY, NEXT]) expect(told).not.toContain(secret);
  }
});

it('is told to nobody in what leaves for requesters', async () => {
  for (const client of [trainer, reader])
    for (const format of ['site', 'markdown'] as const) {
      const file = await exportedTo(client, { articleIds: null, audience: 'requester', format, language: 'en' });
      expect(file).toContain('Docks, once more.');
      expect(file).not.toMatch(/nobody-may-read|Which word/);
    }
});

it('comes with a move of somebody who only writes the text as little as with the article', async () => {
  const { quiz: _quiz, ...content } = contentWith('', 'Docks, four times.');
  const moved = valueOf(await moveOf(reader, { action: 'edit', content, note: '' }));
  expect(moved.article.next?.body).toBe('Docks, four times.');
  expect(JSON.stringify(moved)).not.toMatch(/nobody-may-read|next-version/);
});

it('is found by no search', async () => {
  for (const text of [KEY, WHY]) {
    const asked = { view: 'published', kind: null, language: null, text } as const;
    expect(valueOf(await reader.call('knowledge.list', asked)).total).toBe(0);
  }
});

it('is told with the result, to whoever handed in', async () => {
  const handIn = { articleId, version: 1, seed: 1, answers: [{ questionId: 'q1', given: ['a guess'] }] };
  const { attempt, quiz } = valueOf(await reader.call('training.handIn', handIn));
  expect(attempt.passed).toBe(false);
  expect(quiz?.questions[0]).toMatchObject({ right: [KEY], explanation: WHY });
  const record = valueOf(await auditor.call('training.attempt', { attemptId: attempt.id }));
  expect(record.attempt).toMatchObject({ right: 0, total: 1 });
  expect(JSON.stringify(record)).not.toMatch(/nobody-may-read|a guess/);
  expect(valueOf(await trainer.call('training.attempt', { attemptId: attempt.id })).quiz).toEqual(quiz);
  const asked = await open().call('training.attempt', { attemptId: attempt.id });
  expect(asked.ok).toBe(false);
});

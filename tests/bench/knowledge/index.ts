/**
 * Group `knowledge`: 540 real articles imported into a working desk by the whole of core, read in a thread of their own, written in groups,
 * and taken back. The peer reads and writes the same Markdown in the same run and does nothing else: no HTML, no links, no store.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { doRuleTask } from '#core/alerts/rule-tasks.ts';
import { createApp, type Connection } from '#core/app.ts';
import type { AppStatus } from '#shared/accounts/operations.ts';
import { EXCHANGE_CHUNK_BYTES } from '#shared/knowledge/exchange/limits.ts';
import type { ArticleBatchView, FolderPreview } from '#shared/knowledge/exchange/operations.ts';
import { ambient, makeDesk, PASSPHRASE, platform } from '../desk-of-tickets.ts';
import { median, printFigure, printSkipped } from '../figure.ts';
import { parseMail } from '#core/mail/parse-mail.ts';
import { logRoom } from '../../support/log-room.ts';

const GROUP = 'knowledge';
const ROUNDS = 3;
const TICKETS = 1_000;
const FRAME_MS = 16;
const SETS = ['kb-zh-windows-bugcheck-ccby', 'kb-en-sysinternals-ccby'] as const;

const data = path.resolve('..', 'shared', 'data');
const scratch = mkdtempSync(path.join(tmpdir(), 'deskside-bench-knowledge-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const ask = async <Answer>(connection: Connection, name: string, input: unknown): Promise<Answer> => {
  const reply = await connection.request(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.failure.code} ${reply.failure.message}`);
  return reply.value as Answer;
};

interface SourceFile {
  readonly path: string;
  readonly bytes: Buffer;
}

const sourceFiles = (set: string): readonly SourceFile[] =>
  readdirSync(path.join(data, set), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ path: path.relative(data, file), bytes: readFileSync(file) }));

const peer = unified().use(remarkParse).use(remarkGfm).use(remarkStringify).freeze();

const peerTime = (files: readonly SourceFile[]): number => {
  const texts = files.filter((file) => file.path.endsWith('.md')).map(({ bytes }) => bytes.toString('utf8'));
  const from = performance.now();
  for (const text of texts) peer.processSync(text);
  return performance.now() - from;
};

const preview = async (connection: Connection, files: readonly SourceFile[]): Promise<FolderPreview> => {
  const { importId } = await ask<{ importId: string }>(connection, 'knowledgeImport.begin', {
    from: 'folder',
    name: 'bench',
    files: files.map((file) => ({ path: file.path, size: file.bytes.length })),
    tooLarge: [],
    leftOut: 0,
  });
  const bytes = Buffer.concat(files.map((file) => file.bytes));
  for (let offset = 0; offset < bytes.length; offset += EXCHANGE_CHUNK_BYTES) {
    const base64 = bytes.subarray(offset, offset + EXCHANGE_CHUNK_BYTES).toString('base64');
    await ask(connection, 'knowledgeImport.chunk', { importId, offset, base64 });
  }
  return ask<FolderPreview>(connection, 'knowledgeImport.inspect', { importId });
};

const settings = {
  licence: 'CC BY 4.0',
  attribution: 'Microsoft',
  url: '',
  audience: 'internal',
  kind: null,
  category: null,
};

const openDesk = async (): Promise<Connection> => {
  const profileFolder = path.join(scratch, 'profile');
  await makeDesk(profileFolder, TICKETS);
  const app = await createApp({
    platform,
    profileFolder,
    ambient,
    appVersion: '0.0.0',
    storeWorker: new URL('desk.worker.cjs', import.meta.url),
    mailWorker: parseMail,
    articleWorker: new URL('article.worker.cjs', import.meta.url),
    logWorker: logRoom,
    alertWorker: doRuleTask,
    samplePassphrase: null,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const connection = app.connect(() => undefined);
  const status = await ask<AppStatus>(connection, 'app.status', {});
  const [person] = status.state === 'locked' ? status.people : [];
  await ask(connection, 'accounts.signIn', { userId: person?.userId, passphrase: PASSPHRASE });
  return connection;
};

const measure = async (): Promise<void> => {
  const files = SETS.flatMap(sourceFiles);
  const connection = await openDesk();
  const rounds: { peer: number; whole: number; write: number; undo: number; stall: number }[] = [];
  let articles = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const alone = peerTime(files);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const from = performance.now();
    const { importId, counts } = await preview(connection, files);
    const read = performance.now();
    const batch = await ask<ArticleBatchView>(connection, 'knowledgeImport.run', { importId, settings });
    const written = performance.now();
    delay.disable();
    articles = batch.counts.create;
    if (articles !== counts.create || articles < 500) throw new Error(`${articles} articles were imported`);
    const undone = await ask<ArticleBatchView>(connection, 'knowledgeImport.undo', { batchId: batch.id });
    if (undone.keptCount > 0) throw new Error(`${undone.keptCount} articles stayed`);
    rounds.push({
      peer: alone,
      whole: written - from,
      write: written - read,
      undo: performance.now() - written,
      stall: delay.max / 1e6,
    });
  }
  const of = (part: keyof (typeof rounds)[number]): number => median(rounds.map((round) => round[part]));
  printFigure({
    group: GROUP,
    name: `import of ${articles} articles: read, convert, write`,
    value: of('whole'),
    unit: 'ms',
    baseline: 'remark-parse and remark-stringify of the same files alone',
    baselineValue: of('peer'),
    goal: { atMost: 4 },
  });
  const shown = { group: GROUP, unit: 'ms', baseline: null, baselineValue: null, goal: null } as const;
  printFigure({ ...shown, name: `of it, writing ${articles} articles`, value: of('write') });
  printFigure({ ...shown, name: `taking ${articles} articles back`, value: of('undo') });
  printFigure({
    ...shown,
    name: 'longest event-loop stall while it runs',
    value: of('stall'),
    goal: { atMost: FRAME_MS },
  });
  process.exit(0);
};

if (SETS.every((set) => existsSync(path.join(data, set)))) await measure();
else printSkipped(GROUP, 'import of real articles', 'the articles are not on this machine');

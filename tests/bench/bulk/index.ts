/**
 * Group `bulk`: every open ticket of a generated desk edited at once, by the whole of core over a store with its own thread, at 1×, 2× and
 * 4× the size. The peer is the same edit made ticket by ticket in the same run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { doRuleTask } from '#core/alerts/rule-tasks.ts';
import { createApp, type Connection } from '#core/app.ts';
import type { AppStatus } from '#shared/accounts/operations.ts';
import type { BulkPreview, BulkReport, BulkUndoReport } from '#shared/bulk/operations.ts';
import { emptyFilter } from '#shared/queue/filter.ts';
import type { QueuePage } from '#shared/queue/operations.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { ticketStates } from '#shared/tickets/ticket.ts';
import { ambient, makeDesk, PASSPHRASE, platform } from '../desk-of-tickets.ts';
import { median, printFigure } from '../figure.ts';
import { parseMail } from '#core/mail/parse-mail.ts';
import { doTask } from '#core/knowledge/exchange/tasks.ts';
import { logRoom } from '../../support/log-room.ts';

const GROUP = 'bulk';
const FULL_SIZE = 50_000;
const ROUNDS = 3;
/** Edited one by one for comparison. */
const SINGLE = 500;
const FRAME_MS = 16;

const scratch = mkdtempSync(path.join(tmpdir(), 'deskside-bench-bulk-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const ask = async <Answer>(connection: Connection, name: string, input: unknown): Promise<Answer> => {
  const reply = await connection.request(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.failure.code} ${reply.failure.message}`);
  return reply.value as Answer;
};

interface Timed<Answer> {
  readonly answer: Answer;
  readonly ms: number;
  /** Longest time that the event loop was held up meanwhile, ms. */
  readonly stall: number;
}

const timed = async <Answer>(work: () => Promise<Answer>): Promise<Timed<Answer>> => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const from = performance.now();
  const answer = await work();
  const ms = performance.now() - from;
  delay.disable();
  return { answer, ms, stall: delay.max / 1e6 };
};

const filter = { ...emptyFilter, states: ticketStates.filter(isOpen) };

const measure = async (tickets: number): Promise<number> => {
  const isFullSize = tickets === FULL_SIZE;
  const profileFolder = path.join(scratch, `profile-${tickets}`);
  await makeDesk(profileFolder, tickets);
  const allRead = { resolve: (): void => undefined };
  const read = new Promise<void>((resolve) => (allRead.resolve = resolve));
  const app = await createApp({
    platform,
    profileFolder,
    ambient,
    appVersion: '0.0.0',
    storeWorker: new URL('desk.worker.cjs', import.meta.url),
    mailWorker: parseMail,
    articleWorker: doTask,
    logWorker: logRoom,
    alertWorker: doRuleTask,
    samplePassphrase: null,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const connection = app.connect((notice) => {
    if (notice.name === 'search.read' && notice.done === notice.total) allRead.resolve();
  });
  const status = await ask<AppStatus>(connection, 'app.status', {});
  const [person] = status.state === 'locked' ? status.people : [];
  await ask(connection, 'accounts.signIn', { userId: person?.userId, passphrase: PASSPHRASE });
  const page = await ask<QueuePage>(connection, 'queue.page', {
    filter,
    order: { by: 'number', descending: false },
    from: 0,
    count: SINGLE,
  });
  await read;

  const rounds: {
    preview: Timed<BulkPreview>;
    apply: Timed<BulkReport>;
    undo: Timed<BulkUndoReport>;
    single: number;
  }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const change = { category: `Round ${round}`, addTags: ['bench'] };
    const preview = await timed(() => ask<BulkPreview>(connection, 'bulk.preview', { selection: { filter }, change }));
    const { previewId } = preview.answer;
    const apply = await timed(() => ask<BulkReport>(connection, 'bulk.apply', { previewId }));
    const { bulkId, changed } = apply.answer;
    if (changed !== page.total) throw new Error(`${changed} of ${page.total} were changed`);
    const undo = await timed(() => ask<BulkUndoReport>(connection, 'bulk.undo', { bulkId }));
    if (undo.answer.restored !== page.total) throw new Error(`${undo.answer.restored} of ${page.total} were put back`);
    const from = performance.now();
    for (const { id, category } of page.rows)
      await ask(connection, 'tickets.edit', {
        ticketId: id,
        seen: { category },
        category: `Single ${round}`,
      });
    for (const { id, category } of page.rows)
      await ask(connection, 'tickets.edit', { ticketId: id, seen: { category: `Single ${round}` }, category });
    rounds.push({ preview, apply, undo, single: (performance.now() - from) / (2 * page.rows.length) });
  }
  connection.close();
  await app.close();

  const each = (of: 'preview' | 'apply' | 'undo'): number => median(rounds.map((round) => round[of].ms)) / page.total;
  const size = `${page.total.toLocaleString('en')} open of ${tickets.toLocaleString('en')} tickets`;
  const shown = { group: GROUP, unit: 'ms', baseline: null, baselineValue: null } as const;
  printFigure({
    ...shown,
    name: `preview, ${size}`,
    value: median(rounds.map(({ preview }) => preview.ms)),
    goal: null,
  });
  for (const step of ['apply', 'undo'] as const) {
    printFigure({
      group: GROUP,
      name: `${step}, each of ${size}`,
      value: each(step),
      unit: 'ms',
      baseline: 'the same edit of one ticket after another',
      baselineValue: median(rounds.map(({ single }) => single)),
      goal: isFullSize ? { atMost: 1 } : null,
    });
    printFigure({
      ...shown,
      name: `longest event-loop stall while it runs, ${step}, ${size}`,
      value: median(rounds.map((round) => round[step].stall)),
      goal: isFullSize ? { atMost: FRAME_MS } : null,
    });
  }
  return each('apply');
};

const full = await measure(FULL_SIZE);
await measure(FULL_SIZE / 2);
const quarter = await measure(FULL_SIZE / 4);
printFigure({
  group: GROUP,
  name: 'apply: a ticket of 4 × the tickets ÷ a ticket of them',
  value: full / quarter,
  unit: '×',
  baseline: null,
  baselineValue: null,
  goal: { atMost: 1.2 },
});

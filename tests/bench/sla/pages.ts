/** What the clocks cost a real desk: time until all are known after opening, and pages of the queue in the order of due times. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { DeskKeeper } from '#core/desk-keeper.ts';
import type { Desk } from '#core/desk.ts';
import type { SessionContext } from '#core/dispatch.ts';
import type { Ambient } from '#core/ports.ts';
import { queueHandlers } from '#core/queue/handlers.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { openSla, type Sla } from '#core/sla/open-sla.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { succeed } from '#shared/base/result.ts';
import { emptyFilter } from '#shared/queue/filter.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { printFigure, quantile } from '../figure.ts';
import type { History } from './histories.ts';

const GROUP = 'sla';
const TICKETS_PER_COMMIT = 500;
const PAGES = 80;
/** Pages before it counts: a desk at work, not a program being compiled. */
const WARM_UP = 20;
/** BENCHMARKS has no figure for it; the queue repaints within 50 ms of a key, of which a page may take a fifth. */
const PAGE_MS = 10;

const ambientAt = (now: number): Ambient => ({
  now: () => new Date(now),
  mono: () => performance.now(),
  randomBytes: (length) => Uint8Array.from(randomBytes(length)),
});

const session: SessionContext = {
  connection: 'bench',
  session: {
    id: 'bench',
    connection: 'bench',
    userId: 'user:01J0000000000000000000000A',
    displayName: 'Bench',
    roles: ['administrator'],
    signedInAt: '2026-01-01T00:00:00.000Z',
  },
};

const store = async (desk: Desk, records: readonly History[]): Promise<void> => {
  for (let from = 0; from < records.length; from += TICKETS_PER_COMMIT) {
    const stored = await desk.commit(desk.deviceActor, (unit) => {
      for (const { ticket, timeline } of records.slice(from, from + TICKETS_PER_COMMIT)) {
        unit.putLocal(ticket);
        for (const entry of timeline) unit.putLocal(entry);
      }
      return succeed(null);
    });
    if (!stored.ok) throw new Error(stored.failure.message);
  }
};

const settled = (sla: Sla): Promise<void> =>
  sla.index.isSettled ? Promise.resolve() : new Promise((resolve) => sla.index.onSettled(() => resolve()));

/** Half of the desk is closed, as desks are at their busiest. */
export const measurePages = async (histories: readonly History[], now: number, isFullSize: boolean): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskside-bench-sla-'));
  const key = Uint8Array.from(randomBytes(32));
  const ambient = ambientAt(now);
  const keeper = new DeskKeeper({ profileFolder: folder, ambient, host: 'bench', appVersion: '0', storeWorker: null });
  try {
    const made = await keeper.create(key, {
      desk: 'Bench',
      device: { id: 'device:01HKZ5B3C4D5E6F7G8H9JAKBMC', code: '7K3Q' },
    });
    if (!made.ok) throw new Error(made.failure.message);
    await store(
      made.value,
      histories.map(({ ticket, timeline }, place) => ({
        timeline,
        ticket: place % 2 === 0 ? ticket : ({ ...ticket, state: 'closed' } satisfies Ticket),
      })),
    );
    await keeper.close();
    const opened = await keeper.open(key);
    if (opened.state !== 'open') throw new Error(opened.state);
    const { desk } = opened;

    const index = openTicketIndex(desk);
    const started = performance.now();
    const sla = openSla(desk, {
      rows: () => index.rows(),
      readTimeline: (ticketId) => readTimeline(desk.records, ticketId),
      notify: () => undefined,
      zone: 'Asia/Shanghai',
      after: () => () => undefined,
    });
    const queue = queueHandlers(desk, index, sla.times);
    await settled(sla);
    const known = performance.now() - started;
    const size = histories.length;
    const figure = { group: GROUP, unit: 'ms', baseline: null, baselineValue: null } as const;
    printFigure({
      ...figure,
      name: `opened → all due times known, in slices, ${size} tickets, half open`,
      value: known,
      goal: null,
    });

    const [changed] = histories;
    if (!changed) throw new Error('no tickets');
    const turns: number[] = [];
    for (let turn = 0; turn < PAGES; turn++) {
      const touched = await desk.commit(desk.deviceActor, (unit) => {
        unit.putLocal({ ...changed.ticket, updatedAt: new Date(now + turn).toISOString() } satisfies Ticket);
        return succeed(null);
      });
      if (!touched.ok) throw new Error(touched.failure.message);
      const before = performance.now();
      const reply = queue['queue.page'](
        {
          filter: { ...emptyFilter, due: turn % 2 === 0 ? null : { withinMinutes: 480 } },
          order: { by: 'due', descending: false },
          from: 0,
          count: 300,
        },
        session,
      );
      await reply;
      if (turn >= WARM_UP) turns.push(performance.now() - before);
    }
    for (const [share, word] of [
      [0.5, 'p50'],
      [0.95, 'p95'],
    ] as const)
      printFigure({
        ...figure,
        name: `300 rows by due time after a change, ${size} tickets, ${word}`,
        value: quantile(turns, share),
        goal: isFullSize ? { atMost: PAGE_MS } : null,
      });
  } finally {
    await keeper.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

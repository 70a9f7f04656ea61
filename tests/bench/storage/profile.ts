/** Stores of a given size, made once per run and copied or opened as each figure needs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deskSchema } from '#core/desk-schema.ts';
import { createStore, openStore } from '#core/storage/index.ts';
import type { Store } from '#core/storage/store.ts';
import { generateTickets } from '../generate-tickets.ts';
import { SEED, updatesOf } from './workload.ts';

/** On the disk that holds temporary files, not in memory: what is measured waits for it. */
export const scratch = mkdtempSync(path.join(tmpdir(), 'deskside-bench-store-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** The worker thread's script, bundled next to this group. */
const worker = new URL('bench.worker.cjs', import.meta.url);

type Host = Parameters<typeof openStore>[0];

export const hostOf = (folder: string): Host => ({
  folder,
  key: new Uint8Array(32).fill(7),
  now: () => new Date(),
  schema: deskSchema,
  worker,
});

const TICKETS_PER_COMMIT = 500;

/** A store with `tickets` tickets and an audit line for each thousandth, compacted and sealed. */
export const buildProfile = async (folder: string, tickets: number): Promise<void> => {
  const store = await createStore(hostOf(folder));
  const nextUpdate = updatesOf(tickets, 1);
  let batch = [];
  for (const ticket of generateTickets(tickets, SEED)) {
    batch.push(ticket);
    if (batch.length < TICKETS_PER_COMMIT) continue;
    await store.commit({ puts: batch, removes: [], appends: nextUpdate().appends });
    batch = [];
  }
  if (batch.length > 0) await store.commit({ puts: batch, removes: [], appends: nextUpdate().appends });
  await store.compact();
  await store.close();
};

export const openProfile = async (folder: string): Promise<Store> => {
  const opening = await openStore(hostOf(folder));
  if (opening.state !== 'open') throw new Error(`the measured store did not open: ${JSON.stringify(opening)}`);
  return opening.store;
};

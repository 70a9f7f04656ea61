/** Many commands at once: durable records per second against SQLite transactions of as many rows. */
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { generateTicket } from '../generate-tickets.ts';
import { interleave, median, printFigure, printSkipped } from '../figure.ts';
import { findSqlite, openSqlite } from './peers.ts';
import { openProfile, scratch } from './profile.ts';
import { SEED } from './workload.ts';

const WRITERS = 64;
const ROUNDS = 5;
const RECORDS = 12_800;

export const measureWriters = async (folder: string, tickets: number, isFullSize: boolean): Promise<void> => {
  const name = `${WRITERS} concurrent writers, durable records/s, ${tickets.toLocaleString('en')} tickets`;
  const changed = (index: number): Ticket => ({
    ...generateTicket(SEED, (index * 31) % tickets),
    state: 'in_progress',
  });
  const rounds = Array.from({ length: ROUNDS }, (_, round) =>
    Array.from({ length: RECORDS }, (_unused, index) => changed(round * RECORDS + index)),
  );
  const store = await openProfile(folder);
  const ours = async (round: number): Promise<number> => {
    const records = rounds[round] ?? [];
    let taken = 0;
    const write = async (): Promise<void> => {
      for (let record = records[taken++]; record !== undefined; record = records[taken++]) {
        await store.commit({ puts: [record], removes: [], appends: [] });
      }
    };
    const from = performance.now();
    await Promise.all(Array.from({ length: WRITERS }, write));
    return (records.length / (performance.now() - from)) * 1_000;
  };
  await ours(0);

  const sqlite = findSqlite();
  if (!sqlite) {
    const rates: number[] = [];
    for (let round = 0; round < ROUNDS; round++) rates.push(await ours(round));
    await store.close();
    printFigure({
      group: 'storage',
      name,
      value: median(rates),
      unit: 'records/s',
      baseline: null,
      baselineValue: null,
      goal: null,
    });
    printSkipped(
      'storage',
      `${name}, against SQLite`,
      'neither better-sqlite3 nor node:sqlite is here (Node 22.13 and later have it)',
    );
    return;
  }
  const peer = openSqlite(sqlite.open, path.join(scratch, `sqlite-${tickets}.db`), tickets);
  const { own, theirs } = await interleave<'own' | 'theirs', number>(ROUNDS, {
    own: ours,
    theirs: (round) => {
      const records = rounds[round] ?? [];
      const from = performance.now();
      for (let start = 0; start < records.length; start += WRITERS) peer.putAll(records.slice(start, start + WRITERS));
      return (records.length / (performance.now() - from)) * 1_000;
    },
  });
  peer.close();
  await store.close();
  printFigure({
    group: 'storage',
    name,
    value: median(own),
    unit: 'records/s',
    baseline: `${sqlite.name} WAL FULL, ${WRITERS}-row transactions`,
    baselineValue: median(theirs),
    goal: isFullSize ? { atLeast: 1 } : null,
  });
};

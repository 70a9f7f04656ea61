/** What the store is held against, doing the same work on the same disk. */
import { closeSync, fdatasyncSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { StoredRecord } from '#shared/base/record.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { generateTickets } from '../generate-tickets.ts';
import { SEED } from './workload.ts';

/** The physical limit: one write and one fdatasync at the end of a file, no thread, no format. */
export const openAppender = (file: string): { append(bytes: Uint8Array): void; close(): void } => {
  const descriptor = openSync(file, 'a', 0o600);
  return {
    append: (bytes) => {
      writeSync(descriptor, bytes);
      fdatasyncSync(descriptor);
    },
    close: () => closeSync(descriptor),
  };
};

/** The same behind a thread of its own, as the store has to be so that no sync holds up the window: both hops and nothing else. */
export const openDistantAppender = (
  file: string,
): { append(bytes: Uint8Array): Promise<void>; close(): Promise<unknown> } => {
  const worker = new Worker(new URL('append.worker.cjs', import.meta.url), { workerData: { file } });
  return {
    append: (bytes) =>
      new Promise((resolve) => {
        worker.once('message', () => resolve());
        worker.postMessage(bytes);
      }),
    close: () => worker.terminate(),
  };
};

interface Tables {
  tickets: Ticket[];
  lines: string[];
}

/** lowdb as it comes, plus the fsync that makes its write as durable as ours: of the file after the rename, then of the folder. */
export const openLowdb = async (
  file: string,
  tickets: number,
): Promise<(ticket: Ticket, line: string) => Promise<void>> => {
  const low = new Low<Tables>(new JSONFile<Tables>(file), { tickets: [...generateTickets(tickets, SEED)], lines: [] });
  const positions = new Map(low.data.tickets.map((ticket, position) => [ticket.id, position]));
  const sync = (target: string): void => {
    const descriptor = openSync(target, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  };
  return async (ticket, line) => {
    await low.update(({ tickets: all, lines }) => {
      const position = positions.get(ticket.id);
      if (position === undefined) all.push(ticket);
      else all[position] = ticket;
      lines.push(line);
    });
    sync(file);
    sync(path.dirname(file));
  };
};

interface SqliteStatement {
  run(...values: readonly (string | number)[]): unknown;
}
interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): void;
}
type SqliteConstructor = new (file: string) => SqliteDatabase;

/** better-sqlite3 where it is installed, else Node's own (22.13 and later), else undefined. */
export const findSqlite = (): { readonly name: string; readonly open: SqliteConstructor } | undefined => {
  const load = createRequire(path.join(process.env['DESKSIDE_ROOT'] ?? process.cwd(), 'package.json'));
  try {
    return { name: 'better-sqlite3', open: load('better-sqlite3') as SqliteConstructor };
  } catch {
    try {
      return { name: 'node:sqlite', open: (load('node:sqlite') as { DatabaseSync: SqliteConstructor }).DatabaseSync };
    } catch {
      return undefined;
    }
  }
};

/** WAL with synchronous=FULL: each transaction is synced before `putAll` returns. */
export const openSqlite = (
  open: SqliteConstructor,
  file: string,
  tickets: number,
): { putAll(records: readonly StoredRecord[]): void; close(): void } => {
  const database = new open(file);
  database.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE records (id TEXT PRIMARY KEY, body TEXT NOT NULL)',
  );
  const put = database.prepare(
    'INSERT INTO records (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  );
  const putAll = (records: readonly StoredRecord[]): void => {
    database.exec('BEGIN IMMEDIATE');
    for (const record of records) put.run(record.id, JSON.stringify(record));
    database.exec('COMMIT');
  };
  putAll([...generateTickets(tickets, SEED)]);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return { putAll, close: () => database.close() };
};

/** A small schema, records and folders for the storage tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openStore, createStore, type StoreHost } from '#core/storage/index.ts';
import type { ChangeSet, Opening, Store } from '#core/storage/store.ts';
import { sampleSchema, type Note } from './sample-schema.ts';

export const sampleKey = new Uint8Array(32).fill(7);

const at = '2025-11-03T08:00:00.000Z';

export const note = (id: string, text: string): Note => ({
  id: `note:${id}`,
  type: 'note',
  schema: 1,
  createdAt: at,
  updatedAt: at,
  createdBy: 'user:1',
  device: 'device:1',
  text,
});

/** One command's worth: a record and the line that tells of it. */
export const noting = (id: string, text: string): ChangeSet => ({
  puts: [note(id, text)],
  removes: [],
  appends: [{ log: 'audit', line: `${id} ${text}` }],
});

const cleanUps: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

export const tempFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'deskside-store-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'store');
};

export const hostOf = (folder: string, other: Partial<StoreHost> = {}): StoreHost => ({
  folder,
  key: sampleKey,
  now: () => new Date(at),
  schema: sampleSchema,
  worker: null,
  ...other,
});

/** Closed after the test, if not before. */
export const keep = <Kept extends { close(): Promise<void> }>(store: Kept): Kept => {
  cleanUps.push(() => store.close());
  return store;
};

export const create = async (folder: string, other: Partial<StoreHost> = {}): Promise<Store> =>
  keep(await createStore(hostOf(folder, other)));

export const open = async (folder: string, other: Partial<StoreHost> = {}): Promise<Opening> => {
  const opening = await openStore(hostOf(folder, other));
  if (opening.state === 'open' || opening.state === 'damaged') keep(opening.store);
  return opening;
};

/** Opens what must open. */
export const reopen = async (
  folder: string,
  other: Partial<StoreHost> = {},
): Promise<Extract<Opening, { state: 'open' }>> => {
  const opening = await open(folder, other);
  if (opening.state !== 'open') throw new Error(`the store is ${JSON.stringify(opening, undefined, 1)}`);
  return opening;
};

export const texts = (store: Store): readonly string[] =>
  [...store.records.ids('note')].map((id) => store.records.get<Note>('note', id)?.text ?? '(absent)');

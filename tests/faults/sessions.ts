/** What the store is doing while faults hit it: creating, working and compacting, opening after a crash, migrating. Same steps every time. */
import path from 'node:path';
import { createStore, openStore } from '#core/storage/index.ts';
import type { Opening, Store } from '#core/storage/store.ts';
import { runCrashChild } from './crash-child.ts';
import { readImage, writeImage } from './disk-history.ts';
import type { DiskImage } from './disk-history.ts';
import { hostOf } from './host.ts';
import type { StoreHost } from './host.ts';
import { AUDIT, changeSetOf, Model, usualScale } from './model.ts';
import { dropFolder, scratchFolder } from './scenario.ts';

export interface Session {
  readonly name: string;
  /** What lies on disk when it begins. */
  readonly start: DiskImage;
  /** The model of `start`, as the session's schema shows it; −1 acknowledged means there is no store yet. */
  readonly model: Model;
  readonly acknowledged: number;
  readonly schema: number;
  /** Goes through its steps, telling each acknowledged serial. Rejects as soon as anything is refused. */
  readonly run: (host: StoreHost, acknowledged: (serial: number) => void) => Promise<void>;
}

/** An opening that a session cannot go on with. */
export class NotOpened extends Error {
  readonly opening: Opening;
  constructor(opening: Opening) {
    super(`opened as ${opening.state}`);
    this.opening = opening;
  }
}

class Writer {
  private readonly store: Store;
  private readonly acknowledged: (serial: number) => void;
  private serial: number;
  private line: string | undefined;

  constructor(store: Store, acknowledged: (serial: number) => void) {
    this.store = store;
    this.acknowledged = acknowledged;
    this.serial = store.logLength(AUDIT);
    this.line = store.lastLine(AUDIT);
  }

  async commit(): Promise<void> {
    const serial = ++this.serial;
    const changes = changeSetOf(usualScale, serial, this.line);
    this.line = changes.appends[0]?.line;
    await this.store.commit(changes);
    this.acknowledged(serial);
  }

  async oneByOne(count: number): Promise<void> {
    for (let done = 0; done < count; done++) await this.commit();
  }

  async together(count: number): Promise<void> {
    await settleAll(Array.from({ length: count }, () => this.commit()));
  }
}

/** Waits for all of them, then throws what the first that failed threw: nothing is left running behind. */
const settleAll = async (promises: readonly Promise<void>[]): Promise<void> => {
  const results = await Promise.allSettled(promises);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
};

const openForWork = async (host: StoreHost): Promise<Store> => {
  const opening = await openStore(host);
  if (opening.state === 'open') return opening.store;
  if (opening.state === 'damaged') await opening.store.close();
  throw new NotOpened(opening);
};

/** Closes the store whatever came of `work`, and shows the first thing that went wrong. */
const within = async (store: Store, work: (store: Store) => Promise<void>): Promise<void> => {
  try {
    await work(store);
  } finally {
    await store.close();
  }
};

const create: Session['run'] = async (host, acknowledged) => {
  const store = await createStore(host);
  acknowledged(0);
  await within(store, () => new Writer(store, acknowledged).oneByOne(4));
};

const work: Session['run'] = async (host, acknowledged) => {
  const store = await openForWork(host);
  await within(store, async () => {
    const writer = new Writer(store, acknowledged);
    await writer.oneByOne(4);
    await writer.together(6);
    const compaction = store.compact();
    await settleAll([compaction, writer.together(3)]);
    await writer.oneByOne(2);
  });
};

const reopen: Session['run'] = async (host, acknowledged) => {
  const store = await openForWork(host);
  await within(store, () => new Writer(store, acknowledged).oneByOne(3));
};

const modelOf = async (image: DiskImage): Promise<Model> => {
  const folder = path.join(scratchFolder('memory'), 'store');
  writeImage(folder, image);
  const store = await openForWork(hostOf(folder));
  const model = new Model(usualScale).advanceTo(store.logLength(AUDIT));
  await store.close();
  dropFolder(path.dirname(folder));
  return model;
};

/** A sealed store with a snapshot, log segments, and commits in the journal after it. */
export const sealedImage = async (): Promise<DiskImage> => {
  const folder = path.join(scratchFolder('memory'), 'store');
  const host = hostOf(folder);
  await (await createStore(host)).close();
  const store = await openForWork(host);
  await within(store, async () => {
    const writer = new Writer(store, () => {});
    await writer.oneByOne(20);
    await store.compact();
    await writer.oneByOne(5);
  });
  const image = readImage(folder);
  dropFolder(path.dirname(folder));
  return image;
};

/** As a killed process leaves it: commits that no seal covers, and half of a write at the end. */
export const tornImage = async (start: DiskImage): Promise<DiskImage> => {
  const folder = path.join(scratchFolder('disk'), 'store');
  writeImage(folder, start);
  const outcome = await runCrashChild({
    folder,
    mode: 'load',
    seed: usualScale.seed,
    depth: 1,
    commits: 30,
    isThreaded: false,
    kill: { kind: 'write', nth: 12, moment: 'middle' },
    isTraced: false,
  });
  if (outcome.end !== 'killed')
    throw new Error(`the child that was to tear a write ${outcome.end} ${outcome.complaint}`);
  const image = readImage(folder);
  dropFolder(path.dirname(folder));
  return image;
};

export const makeSessions = async (): Promise<readonly Session[]> => {
  const sealed = await sealedImage();
  const torn = await tornImage(sealed);
  const sealedModel = await modelOf(sealed);
  const tornModel = await modelOf(torn);
  const migrated = sealedModel.copy().migrate([2]);
  const none: DiskImage = new Map();
  return [
    { name: 'create', start: none, model: new Model(usualScale), acknowledged: -1, schema: 1, run: create },
    { name: 'work', start: sealed, model: sealedModel, acknowledged: sealedModel.serial, schema: 1, run: work },
    { name: 'reopen', start: torn, model: tornModel, acknowledged: tornModel.serial, schema: 1, run: reopen },
    { name: 'migrate', start: sealed, model: migrated, acknowledged: migrated.serial, schema: 2, run: reopen },
  ];
};

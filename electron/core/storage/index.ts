/**
 * The encrypted store of one profile: opens it, creates it, sets damage aside. Nothing here knows tickets or users;
 * callers see `store.ts`, and hosts only the worker entry that names the schema.
 */
import { Engine } from './engine.ts';
import { nodeFiles, type StoreFiles } from './files.ts';
import { LowStore } from './low-store.ts';
import type { EngineEvent, EngineLink, EngineOpening } from './protocol.ts';
import { StoreError, type Opening, type Store, type StoreOptions, type StoreSchema } from './store.ts';
import { WorkerLink } from './worker-link.ts';

export interface StoreHost extends StoreOptions {
  readonly schema: StoreSchema;
  /** Path of the compiled worker script; null runs the writer in this thread, which then blocks on every write. */
  readonly worker: string | URL | null;
  /** Only with `worker: null`: a port cannot cross threads. */
  readonly files?: StoreFiles;
}

/** Makes the folder and an empty store in it. Rejects with `StoreError`, and touches nothing, if a store is there. */
export const createStore = async (host: StoreHost): Promise<Store> => {
  const { opening } = await settle(host, async (engine) => ({ opening: await engine.create() }));
  if (opening.state === 'open') return opening.store;
  if (opening.state === 'damaged') await opening.store.close();
  throw new StoreError('storage.failed', `no store could be made in ${host.folder}: ${opening.state}`);
};

/** Never creates anything. Rejects only if a migration throws, or fails for want of space. */
export const openStore = async (host: StoreHost): Promise<Opening> =>
  (await settle(host, async (engine) => ({ opening: await engine.open() }))).opening;

/**
 * Moves the files of a damaged store, untouched, into `damaged-<UTC>` inside its folder, and opens a new generation of what is
 * intact: whole records and whole log lines, in order; lines that are lost leave no gap in the count. The damaged store must be closed.
 * `folder` is empty where there was no damage to set aside.
 */
export const setAside = (host: StoreHost): Promise<{ readonly folder: string; readonly opening: Opening }> =>
  settle(host, (engine) => engine.setAside(host.now()));

const startEngine = (host: StoreHost, listen: (event: EngineEvent) => void): EngineLink => {
  const { folder, key, schema, worker, files } = host;
  if (key.length !== 32) throw new TypeError('the key of a store is 32 bytes');
  if (worker === null) return new Engine({ files: files ?? nodeFiles, folder, key, schema }, listen);
  if (files) throw new TypeError('a file port cannot cross to the storage thread');
  return new WorkerLink(worker, { folder, key }, listen);
};

/** Runs the question; ends the engine unless a store came of it. */
const settle = async <Answer extends { readonly opening: EngineOpening }>(
  host: StoreHost,
  ask: (engine: EngineLink) => Promise<Answer>,
): Promise<Omit<Answer, 'opening'> & { readonly opening: Opening }> => {
  let store: LowStore | undefined;
  const early: EngineEvent[] = [];
  const engine = startEngine(host, (event) => (store ? store.hear(event) : early.push(event)));
  try {
    const { opening, ...rest } = await ask(engine);
    if (opening.state !== 'open' && opening.state !== 'damaged') {
      await engine.close();
      return { ...rest, opening };
    }
    const readOnly = opening.state === 'open' ? opening.readOnly : { cause: 'damaged' as const, errno: null };
    store = await LowStore.load(engine, opening.image, host.schema, readOnly, host.now);
    for (const event of early) store.hear(event);
    return { ...rest, opening: describe(opening, store, host.now) };
  } catch (error) {
    await engine.close();
    throw error;
  }
};

const describe = (
  opening: Extract<EngineOpening, { state: 'open' | 'damaged' }>,
  store: LowStore,
  now: () => Date,
): Opening => {
  if (opening.state === 'open') {
    const { tornBytes, repaired, migratedFrom } = opening;
    return { state: 'open', store, tornBytes, repaired, migratedFrom };
  }
  const counts = Object.values(store.records.countsByType());
  return {
    state: 'damaged',
    store,
    report: {
      foundAt: now().toISOString(),
      findings: opening.findings,
      recordsIntact: counts.reduce((sum, count) => sum + count, 0),
      recordsLost: opening.recordsLost,
    },
  };
};

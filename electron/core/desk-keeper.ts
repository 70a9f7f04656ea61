/** Holds the one desk of this profile: opens, creates, closes it, and says in which state it is. Owns the key while it is open. */
import { join } from 'node:path';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { DamageReport } from '#shared/storage/status.ts';
import { auditRules, deskSchema } from './desk-schema.ts';
import { encodeDeviceCode, encodeUlid } from '#shared/base/ulid.ts';
import { Desk, type DeskOptions, type DevicePlan } from './desk.ts';
import type { Ambient } from './ports.ts';
import type { Actor } from './session.ts';
import { createStore, openStore, setAside } from './storage/index.ts';
import { StoreError, type Opening, type Store } from './storage/store.ts';

export type KeeperState =
  | { readonly state: 'closed' }
  /** `damage` is set while a person looks at what is intact, read-only. */
  | { readonly state: 'open'; readonly desk: Desk; readonly damage: DamageReport | null }
  /** Opened by its key, and not whole: nothing was changed on disk, a person decides. `desk` is read-only, absent if its own identity is lost. */
  | { readonly state: 'damaged'; readonly desk: Desk | null; readonly report: DamageReport }
  | Exclude<Opening, { state: 'open' } | { state: 'damaged' }>;

export interface KeeperOptions {
  readonly profileFolder: string;
  readonly ambient: Ambient;
  readonly host: string;
  readonly appVersion: string;
  /** Path of the compiled storage worker; null runs the writer in this thread. */
  readonly storeWorker: string | URL | null;
}

export class DeskKeeper {
  readonly #options: KeeperOptions;
  readonly #listeners = new Set<(state: KeeperState) => void>();
  #state: KeeperState = { state: 'closed' };
  #store: Store | undefined;
  #key: Uint8Array | undefined;
  #holds = 0;
  #wanted = false;
  #closing: Promise<void> | undefined;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  get state(): KeeperState {
    return this.#state;
  }

  /** The desk if features may run on it. */
  get desk(): Desk | undefined {
    return this.#state.state === 'open' ? this.#state.desk : undefined;
  }

  onChange(listener: (state: KeeperState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** First-run set-up. Refuses with `record.exists` if a store is there already. The key is copied. */
  async create(key: Uint8Array, plan: DevicePlan): Promise<Result<Desk>> {
    this.#wanted = true;
    await this.#closing;
    try {
      const store = await createStore(this.#storeOptions(key));
      this.#take(store, key);
      const desk = await Desk.create(this.#deskOptions(store), plan);
      this.#become({ state: 'open', desk, damage: null });
      return succeed(desk);
    } catch (error) {
      if (error instanceof StoreError) return refuse(error.code, error.message, { errno: error.errno });
      throw error;
    }
  }

  /** Opens with a key that a slot gave. Already open: keeps what is open. The key is copied. */
  async open(key: Uint8Array): Promise<KeeperState> {
    this.#wanted = true;
    // The store lets go of its lock last: opening before that would find it in use.
    await this.#closing;
    if (this.#state.state === 'open' || this.#state.state === 'damaged') return this.#state;
    return this.#settle(await openStore(this.#storeOptions(key)), key);
  }

  /** After damage: features run read-only on what is intact. False if there is nothing to show. */
  acceptDamage(): boolean {
    if (this.#state.state !== 'damaged' || !this.#state.desk) return false;
    this.#become({ state: 'open', desk: this.#state.desk, damage: this.#state.report });
    return true;
  }

  /**
   * After damage: moves the damaged files aside untouched and goes on with what is intact, under a new device identity.
   * `deskName` counts where the store has lost its own. Resolves to the folder that the damaged files lie in.
   */
  async setAside(actor: Actor, deskName: string): Promise<Result<{ readonly folder: string }>> {
    const before = this.#state;
    const isDamaged = before.state === 'damaged' || (before.state === 'open' && before.damage !== null);
    const key = this.#key;
    if (!isDamaged || !key) return refuse('record.not-found', 'there is no damage to set aside');
    await before.desk?.close();
    await this.#store?.close();
    this.#store = undefined;
    const known = before.desk?.device.desk ?? deskName;
    const { folder, opening } = await setAside(this.#storeOptions(key));
    if (opening.state !== 'open') {
      this.#settle(opening, key);
      return refuse('storage.corrupt', `after setting aside the store is ${opening.state}`);
    }
    this.#take(opening.store, key);
    const { ambient } = this.#options;
    const device = {
      id: `device:${encodeUlid(ambient.now().getTime(), ambient.randomBytes(10))}`,
      code: encodeDeviceCode(ambient.randomBytes(4)),
    };
    const note = { action: 'store.setAside', folder };
    try {
      const desk = await Desk.renew(this.#deskOptions(opening.store), { desk: known, device }, actor, note);
      this.#become({ state: 'open', desk, damage: null });
      return succeed({ folder });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      await this.close();
      return refuse(error.code, error.message, { errno: error.errno });
    }
  }

  /** Keeps the desk open for a job that outlives its session, e.g. an import. Returns the function that lets go. */
  hold(): () => void {
    this.#holds++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#holds--;
      if (!this.#wanted) void this.release();
    };
  }

  /** Nobody is signed in any more: closes, and wipes the key, as soon as no job holds the desk. */
  async release(): Promise<void> {
    this.#wanted = false;
    if (this.#holds === 0) await this.close();
  }

  close(): Promise<void> {
    this.#closing ??= this.#closeNow().finally(() => (this.#closing = undefined));
    return this.#closing;
  }

  async #closeNow(): Promise<void> {
    const state = this.#state;
    const store = this.#store;
    this.#store = undefined;
    if (state.state === 'open') this.#become({ state: 'closed' });
    else this.#state = { state: 'closed' };
    if ((state.state === 'open' || state.state === 'damaged') && state.desk) await state.desk.close();
    await store?.close();
    this.#key?.fill(0);
    this.#key = undefined;
  }

  #settle(opening: Opening, key: Uint8Array): KeeperState {
    if (opening.state === 'open') {
      this.#take(opening.store, key);
      const desk = Desk.open(this.#deskOptions(opening.store));
      if (!desk) {
        const report: DamageReport = {
          foundAt: this.#options.ambient.now().toISOString(),
          findings: [
            {
              file: 'store',
              offset: 0,
              problem: 'missing-bytes',
              note: 'the device identity is not among the records',
            },
          ],
          recordsIntact: Object.values(opening.store.records.countsByType()).reduce((sum, count) => sum + count, 0),
          recordsLost: null,
        };
        return this.#become({ state: 'damaged', desk: null, report });
      }
      return this.#become({ state: 'open', desk, damage: null });
    }
    if (opening.state === 'damaged') {
      this.#take(opening.store, key);
      return this.#become({
        state: 'damaged',
        desk: Desk.open(this.#deskOptions(opening.store)) ?? null,
        report: opening.report,
      });
    }
    return this.#become(opening);
  }

  #take(store: Store, key: Uint8Array): void {
    this.#store = store;
    if (this.#key !== key) this.#key = Uint8Array.from(key);
  }

  #become(state: KeeperState): KeeperState {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
    return state;
  }

  #storeOptions(key: Uint8Array): Parameters<typeof openStore>[0] {
    const { profileFolder, ambient, storeWorker } = this.#options;
    return {
      folder: join(profileFolder, 'store'),
      key,
      now: () => ambient.now(),
      schema: deskSchema,
      worker: storeWorker,
    };
  }

  #deskOptions(store: Store): DeskOptions {
    const { ambient, host, appVersion } = this.#options;
    return { store, ambient, host, appVersion, auditRules };
  }
}

/** Holds the one desk of this profile: opens, creates, closes it, and says in which state it is. Owns the key while it is open. */
import { hkdfSync } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DeviceRenewal } from '#shared/accounts/renewal.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { DamageReport } from '#shared/storage/status.ts';
import { emptyChain } from './audit/chain.ts';
import { auditRules, deskSchema } from './desk-schema.ts';
import { Desk, type DeskOptions } from './desk.ts';
import type { DevicePlan } from './device-identity.ts';
import { DeviceMark } from './device-mark.ts';
import { isOwn, lostIdentity, ownDesk, renewAfterDamage, type OwnDesk } from './own-identity.ts';
import type { Ambient } from './ports.ts';
import type { Actor } from './session.ts';
import { Blobs } from './storage/blobs/blobs.ts';
import { createStore, openStore, setAside } from './storage/index.ts';
import { StoreError, type Opening, type Store } from './storage/store.ts';

export type KeeperState =
  | { readonly state: 'closed' }
  /** `damage` is set while a person looks at what is intact, read-only; `renewal` if this opening gave the laptop a new identity. */
  | {
      readonly state: 'open';
      readonly desk: Desk;
      readonly damage: DamageReport | null;
      readonly renewal: DeviceRenewal | null;
    }
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
  /** Which machine this is, null if it does not say; what the system says where nothing is given. */
  readonly machineId?: () => Promise<string | null>;
}

export class DeskKeeper {
  readonly #options: KeeperOptions;
  readonly #listeners = new Set<(state: KeeperState) => void>();
  #state: KeeperState = { state: 'closed' };
  #store: Store | undefined;
  /** There as long as the store is. */
  #blobs: Blobs | undefined;
  #key: Uint8Array | undefined;
  /** What the key slots say of the desk that is open. */
  #isPractice = false;
  /** There while the store is open for writing under an identity that is this laptop's. */
  #mark: DeviceMark | undefined;
  #holds = 0;
  #wanted = false;
  /** Whatever opens, closes or rebuilds the store runs one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

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
  create(key: Uint8Array, plan: DevicePlan): Promise<Result<Desk>> {
    this.#wanted = true;
    return this.#withCopy(key, async (copy) => {
      this.#isPractice = plan.isPractice ?? false;
      try {
        const store = await createStore(this.#storeOptions(copy));
        const blobs = this.#take(store, copy);
        // Before the identity: no store ever holds one without its mark.
        const mark = this.#markWith(copy);
        await mark.write(plan.device.id, emptyChain);
        const desk = await Desk.create(this.#deskOptions(store, blobs), plan);
        this.#becomeOwn(mark, { desk, renewal: null });
        return succeed(desk);
      } catch (error) {
        return refusalOf(error);
      }
    });
  }

  /** Opens with a key that a slot gave. Already open: keeps what is open. The key is copied. `isPractice`: what its slot says. */
  open(key: Uint8Array, isPractice = false): Promise<KeeperState> {
    this.#wanted = true;
    return this.#withCopy(key, async (copy) => {
      if (this.#state.state === 'open' || this.#state.state === 'damaged') return this.#state;
      this.#isPractice = isPractice;
      return this.#settle(await openStore(this.#storeOptions(copy)), copy);
    });
  }

  /** After damage: features run read-only on what is intact. False if there is nothing to show. */
  acceptDamage(): boolean {
    if (this.#state.state !== 'damaged' || !this.#state.desk) return false;
    this.#become({ state: 'open', desk: this.#state.desk, damage: this.#state.report, renewal: null });
    return true;
  }

  /**
   * After damage: moves the damaged files aside untouched and goes on with what is intact, under a new device identity.
   * `deskName` counts where the store has lost its own. Resolves to the folder that the damaged files lie in. Goes on to its end when
   * everybody locks meanwhile, and closes then.
   */
  async setAside(actor: Actor, deskName: string): Promise<Result<{ readonly folder: string }>> {
    const letGo = this.hold();
    try {
      return await this.#inTurn(() => this.#setAside(actor, deskName));
    } finally {
      letGo();
    }
  }

  /** Whether damaged files of this profile lie beside its store. */
  async hasSetAside(): Promise<boolean> {
    const names = await readdir(join(this.#options.profileFolder, 'store'));
    return names.some((name) => name.startsWith('damaged-'));
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

  /** Whether a job is at work on it. */
  get isHeld(): boolean {
    return this.#holds > 0;
  }

  /** Nobody is signed in any more: closes, and wipes the key, as soon as no job holds the desk. */
  async release(): Promise<void> {
    this.#wanted = false;
    if (this.#holds === 0) await this.close();
  }

  /** Idempotent. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#closeNow());
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** The caller may wipe its key at once, before its turn has come. */
  #withCopy<T>(key: Uint8Array, work: (copy: Uint8Array) => Promise<T>): Promise<T> {
    const copy = Uint8Array.from(key);
    return this.#inTurn(() => work(copy)).finally(() => copy.fill(0));
  }

  async #closeNow(): Promise<void> {
    const state = this.#state;
    const store = this.#store;
    const mark = this.#mark;
    const blobs = this.#blobs;
    const desk = state.state === 'open' || state.state === 'damaged' ? state.desk : null;
    this.#store = undefined;
    this.#mark = undefined;
    this.#blobs = undefined;
    if (state.state === 'open') this.#become({ state: 'closed' });
    else this.#state = { state: 'closed' };
    await blobs?.close();
    await desk?.close();
    await store?.close();
    if (desk) await mark?.raise(desk.device.id, desk.auditHeadOnDisk);
    mark?.wipe();
    this.#key?.fill(0);
    this.#key = undefined;
  }

  /** What is open of the profile; the key stays. */
  async #closeFiles(desk: Desk | null): Promise<void> {
    await this.#blobs?.close();
    this.#blobs = undefined;
    await desk?.close();
    await this.#store?.close();
    this.#store = undefined;
  }

  async #setAside(actor: Actor, deskName: string): Promise<Result<{ readonly folder: string }>> {
    const before = this.#state;
    const isDamaged = before.state === 'damaged' || (before.state === 'open' && before.damage !== null);
    if (!isDamaged || !this.#key) return refuse('record.not-found', 'there is no damage to set aside');
    const key = Uint8Array.from(this.#key);
    try {
      await this.#closeFiles(before.desk);
      const { folder, opening } = await setAside(this.#storeOptions(key));
      if (opening.state !== 'open') {
        await this.#settle(opening, key);
        return refuse('storage.corrupt', `after setting aside the store is ${opening.state}`);
      }
      const blobs = this.#take(opening.store, key);
      const mark = this.#markWith(key);
      // Its name only: the path to it may name a person.
      const wanted = { actor, deskName, folder: basename(folder) };
      this.#becomeOwn(mark, await renewAfterDamage(this.#deskOptions(opening.store, blobs), mark, wanted));
      return succeed({ folder });
    } catch (error) {
      await this.#closeNow();
      return refusalOf(error);
    } finally {
      key.fill(0);
    }
  }

  async #settle(opening: Opening, key: Uint8Array): Promise<KeeperState> {
    if (opening.state === 'open') {
      const options = this.#deskOptions(opening.store, this.#take(opening.store, key));
      const desk = Desk.open(options);
      if (!desk)
        return this.#become({
          state: 'damaged',
          desk: null,
          report: lostIdentity(opening.store, this.#options.ambient.now()),
        });
      return this.#openUnderOwnIdentity(desk, options, key);
    }
    if (opening.state === 'damaged') {
      const desk = Desk.open(this.#deskOptions(opening.store, this.#take(opening.store, key))) ?? null;
      return this.#become({ state: 'damaged', desk, report: opening.report });
    }
    return this.#become(opening);
  }

  async #openUnderOwnIdentity(desk: Desk, options: DeskOptions, key: Uint8Array): Promise<KeeperState> {
    const { store } = options;
    const { status } = store;
    const asItIs = { state: 'open', desk, damage: null, renewal: null } as const;
    // What takes nothing repeats no number and lengthens no chain; whose it is can wait until it does.
    if (status.state === 'read-only' && status.cause !== 'disk-full') return this.#become(asItIs);
    const mark = this.#markWith(key);
    try {
      if (status.state === 'read-only' && (await isOwn(desk, mark)))
        return this.#becomeOwn(mark, { desk, renewal: null });
      // Finding out may take longer than the disk was full.
      if (store.status.state === 'read-only') {
        desk.disown();
        mark.wipe();
        store.onStatus(({ state }) => {
          if (state === 'ok') void this.#inTurn(() => this.#openAnew(desk, store));
        });
        return this.#become(asItIs);
      }
      return this.#becomeOwn(mark, await ownDesk(options, desk, mark));
    } catch (error) {
      await this.#closeNow();
      if (!(error instanceof StoreError)) throw error;
      const path = this.#storeOptions(key).folder;
      return this.#become({ state: 'unreadable', path, errno: error.errno ?? error.code });
    }
  }

  /** What was opened on a full disk under an identity that is not this laptop's: now that there is room, it is given one. */
  async #openAnew(desk: Desk, store: Store): Promise<void> {
    if (this.#store !== store || !this.#key) return;
    const key = Uint8Array.from(this.#key);
    try {
      await this.#closeFiles(desk);
      await this.#settle(await openStore(this.#storeOptions(key)), key);
    } catch (error) {
      await this.#closeNow();
      if (!(error instanceof StoreError)) throw error;
    } finally {
      key.fill(0);
    }
  }

  #markWith(key: Uint8Array): DeviceMark {
    return new DeviceMark(this.#options.profileFolder, key, this.#options.ambient, this.#options.machineId);
  }

  /** The mark moves up with every checkpoint, and on closing. */
  #becomeOwn(mark: DeviceMark, { desk, renewal }: OwnDesk): KeeperState {
    this.#mark = mark;
    desk.onDurable(({ puts }) => {
      if (this.#mark === mark && puts.some(({ type }) => type === 'checkpoint'))
        void mark.raise(desk.device.id, desk.auditHeadOnDisk);
    });
    return this.#become({ state: 'open', desk, damage: null, renewal });
  }

  #take(store: Store, key: Uint8Array): Blobs {
    this.#store = store;
    this.#key?.fill(0);
    this.#key = Uint8Array.from(key);
    this.#blobs = new Blobs(join(this.#options.profileFolder, 'blobs'), key);
    return this.#blobs;
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

  #deskOptions(store: Store, blobs: Blobs): DeskOptions {
    const { ambient, host, appVersion } = this.#options;
    const keyFor = (purpose: string): Uint8Array => {
      if (!this.#key) throw new Error('the desk is closed');
      return Buffer.from(hkdfSync('sha256', this.#key, new Uint8Array(), `deskside ${purpose}`, 32));
    };
    return { store, blobs, ambient, host, appVersion, auditRules, keyFor, isPractice: this.#isPractice };
  }
}

const refusalOf = (error: unknown): Result<never> => {
  if (error instanceof StoreError) return refuse(error.code, error.message, { errno: error.errno });
  throw error;
};

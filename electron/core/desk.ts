/**
 * An open desk: the store, this device's identity and its audit chain behind one door. Every change goes through `commit`;
 * nothing else in core writes. Knows no feature.
 */
import { refuse, succeed, type Json, type Result } from '#shared/base/result.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import type { AuditRules } from '#shared/audit/changed-fields.ts';
import type { StoreStatus } from '#shared/storage/status.ts';
import type { ChainHead } from './audit/chain.ts';
import {
  deviceKeyId,
  newIdentity,
  type DeviceKeyRecord,
  type DevicePlan,
  type DeviceRecord,
} from './device-identity.ts';
import { growingUlids, hybridClock } from './identifiers.ts';
import { newestStamp } from './outbox.ts';
import { OwnChain } from './own-chain.ts';
import type { Ambient } from './ports.ts';
import type { Actor } from './session.ts';
import type { Blobs } from './storage/blobs/blobs.ts';
import { StoreError, type ChangeSet, type Records, type Store, type TakenBack } from './storage/store.ts';
import { Unit } from './unit.ts';

export interface DeskOptions {
  readonly store: Store;
  /** Files that its records refer to. */
  readonly blobs: Blobs;
  readonly ambient: Ambient;
  readonly host: string;
  readonly appVersion: string;
  readonly auditRules: Readonly<Record<string, AuditRules>>;
  /** 32 bytes made of the store's key, the same each time for one purpose. Absent where nothing is kept beside the store. */
  readonly keyFor?: (purpose: string) => Uint8Array;
  /** What the key slots say: counts where the store has lost its own word for it. */
  readonly isPractice?: boolean;
}

/** What one commit changed, for those who keep something derived from the records. */
export interface Change {
  readonly puts: readonly StoredRecord[];
  readonly removes: readonly string[];
  /** Sequence number of the newest audit entry. */
  readonly auditSeq: number;
  /** What its audit entries say was done. */
  readonly actions: readonly string[];
}

type ChangeListener = (change: Change) => void;

/** What the first entry of a renewed identity says besides the old head. */
export interface RenewalNote {
  readonly action: 'device.renew' | 'store.setAside';
  readonly reason: string | null;
  /** Where a chain of this laptop is known to have come, if the store's does not bear it out. */
  readonly known: { readonly device: string; readonly head: ChainHead } | null;
  readonly after: { readonly [key: string]: Json };
}

export class Desk {
  readonly device: DeviceRecord;
  readonly ambient: Ambient;
  readonly host: string;
  readonly #store: Store;
  readonly #options: DeskOptions;
  readonly #chain: OwnChain;
  readonly #nextHlc: (now: Date) => string;
  readonly #nextUlid: (now: Date) => string;
  readonly #appliedListeners = new Set<ChangeListener>();
  readonly #durableListeners = new Set<ChangeListener>();
  readonly #closingListeners = new Set<() => void | Promise<void>>();
  #closing: Promise<void> | undefined;
  /** What the disk made of the newest commit: null once it is there. Those before it are there by then, or refused with it. */
  #newest: Promise<StoreError | null> = Promise.resolve(null);
  #isDisowned = false;

  private constructor(options: DeskOptions, device: DeviceRecord) {
    this.device = device;
    this.ambient = options.ambient;
    this.host = options.host;
    this.#store = options.store;
    this.#options = options;
    this.#nextHlc = hybridClock(newestStamp(options.store.records));
    this.#nextUlid = growingUlids(options.ambient);
    this.#chain = new OwnChain(options.store, device.id);
    options.store.onTakenBack((change) => this.#takeBack(change));
  }

  /** Gives an empty store its device identity; the first audit entry names it. Rejects with `StoreError`. */
  static async create(options: DeskOptions, plan: DevicePlan): Promise<Desk> {
    const { device, key } = newIdentity(options.ambient, plan, []);
    const desk = new Desk(options, device);
    const made = await desk.commit(desk.deviceActor, (unit) => {
      unit.putLocal(key);
      unit.write('desk.create', device);
      return succeed(null);
    });
    if (!made.ok) throw new StoreError('storage.failed', made.failure.message);
    return desk;
  }

  /**
   * A new device identity on a store whose own is not, or may not be, this laptop's alone: what was numbered, chained and signed under the
   * old one can be elsewhere already, so its code, chain and key are never used again here (FORMATS.md §2). The first entry of the new
   * chain names the old head as far as it is known. `actor`: null for this device itself. Rejects with `StoreError`.
   */
  static async renew(options: DeskOptions, plan: DevicePlan, actor: Actor | null, note: RenewalNote): Promise<Desk> {
    const { records } = options.store;
    const former = Desk.open(options);
    const keys = [...records.ids('deviceKey')].flatMap((id) => records.get<DeviceKeyRecord>('deviceKey', id) ?? []);
    const ids = [...(former?.device.former ?? []), ...keys.map((key) => key.device)];
    if (note.known) ids.push(note.known.device);
    const { device, key } = newIdentity(options.ambient, plan, [...new Set(ids)]);
    const before = {
      ...(former ? { device: former.device.id, code: former.device.code, ...former.auditHead } : {}),
      ...(note.known ? { known: { device: note.known.device, ...note.known.head } } : {}),
    };
    const desk = new Desk(options, device);
    const made = await desk.commit(actor ?? desk.deviceActor, (unit) => {
      for (const { id } of keys) unit.removeLocal(id);
      unit.putLocal(key);
      unit.put(device);
      unit.audit({
        action: note.action,
        object: { type: 'device', id: device.id, number: null },
        before: Object.keys(before).length > 0 ? before : null,
        after: { code: device.code, ...note.after },
        reason: note.reason,
      });
      return succeed(null);
    });
    if (!made.ok) throw new StoreError('storage.failed', made.failure.message);
    return desk;
  }

  /** Undefined if the store holds no device identity, which only a damaged store does. */
  static open(options: DeskOptions): Desk | undefined {
    for (const id of options.store.records.ids('device')) {
      // Other consoles' devices arrive by sync; the one with a private key here is this one.
      if (!options.store.records.has(deviceKeyId(id))) continue;
      const device = options.store.records.get<DeviceRecord>('device', id);
      if (device) return new Desk(options, device);
    }
    return undefined;
  }

  get records(): Records {
    return this.#store.records;
  }

  get blobs(): Blobs {
    return this.#options.blobs;
  }

  /** A training desk, by the word of its sealed store or of its key slots. Nothing takes it off: no operation writes either anew. */
  get isPractice(): boolean {
    return this.device.practice === true || this.#options.isPractice === true;
  }

  get status(): StoreStatus {
    return this.#store.status;
  }

  get auditHead(): ChainHead {
    return this.#chain.head;
  }

  /** The head up to which the chain survives power loss. */
  get auditHeadOnDisk(): ChainHead {
    return this.#chain.headOnDisk;
  }

  /** The ids of this laptop, its present one first, then those it had before, the latest first. */
  get ownDevices(): readonly string[] {
    return [this.device.id, ...(this.device.former ?? []).toReversed()];
  }

  /** The actor of what no person did: timers, rules, start and stop. */
  get deviceActor(): Actor {
    return { id: this.device.id, name: this.device.code, roles: [], session: null };
  }

  /** PKCS #8 PEM of this device's Ed25519 key, for signing checkpoints. */
  get signingKey(): string | undefined {
    return this.records.get<DeviceKeyRecord>('deviceKey', deviceKeyId(this.device.id))?.privateKey;
  }

  /** Seals what this console keeps beside its store; the same each time for one purpose, and nothing without the store's key. */
  keyFor(purpose: string): Uint8Array {
    const { keyFor } = this.#options;
    if (!keyFor) throw new Error('nothing is kept beside this store');
    return keyFor(purpose);
  }

  /** Its identity is not this laptop's to go on with: from here on nothing is taken under it, whatever the disk would take. */
  disown(): void {
    this.#isDisowned = true;
  }

  /** Why nothing can be written now; undefined while it can. */
  writeRefusal(): Result<never> | undefined {
    const status = this.#store.status;
    if (status.state !== 'read-only')
      return this.#isDisowned
        ? refuse('storage.read-only', 'the identity of the desk is not this laptop’s', { cause: null, errno: null })
        : undefined;
    const code = status.cause === 'disk-full' ? 'storage.full' : 'storage.read-only';
    return refuse(code, `the store is read-only: ${status.cause}`, { cause: status.cause, errno: status.errno });
  }

  /**
   * Runs `change` against the current records; what it staged is applied at once and the promise resolves when it is on disk.
   * A refusal or a throw of `change` changes nothing. `change` is synchronous, so commits never interleave.
   * Resolves to `storage.*` failures when the disk refuses: it is taken back and the desk is read-only; what the disk holds of it is unknown.
   */
  async commit<T>(actor: Actor, change: (unit: Unit) => Result<T>): Promise<Result<T>> {
    const refused = this.writeRefusal();
    if (refused) return refused;
    const unit = this.#newUnit(actor);
    const outcome = change(unit);
    if (!outcome.ok) return outcome;
    const changes = unit.changeSet();
    if (isEmpty(changes)) {
      // What is there already may be on its way to the disk still.
      const settled = await this.settled();
      return settled.ok ? outcome : settled;
    }
    try {
      const durable = this.#store.commit(changes);
      this.#newest = durable.then(
        () => null,
        (error: unknown) => (error instanceof StoreError ? error : null),
      );
      this.#chain.lengthen(unit.head);
      const { puts, removes } = changes;
      const news: Change = { puts, removes, auditSeq: unit.head.seq, actions: unit.actions };
      for (const listener of this.#appliedListeners) listener(news);
      await durable;
      this.#chain.noteOnDisk(unit.head);
      for (const listener of this.#durableListeners) listener(news);
      return outcome;
    } catch (error) {
      this.#chain.takeBack();
      if (error instanceof StoreError) return refusalOf(error);
      throw error;
    }
  }

  /** Resolves when everything applied so far is on disk, or to how the disk refused it. */
  async settled(): Promise<Result<null>> {
    const error = await this.#newest;
    return error ? refusalOf(error) : succeed(null);
  }

  /** What `commit` would come to now, as far as that depends on the records; nothing changes. */
  rehearse<T>(actor: Actor, change: (unit: Unit) => Result<T>): Result<T> {
    return this.writeRefusal() ?? change(this.#newUnit(actor));
  }

  #newUnit(actor: Actor): Unit {
    return new Unit({
      actor,
      ambient: this.ambient,
      records: this.#store.records,
      device: this.device,
      host: this.host,
      appVersion: this.#options.appVersion,
      head: this.#chain.head,
      auditRules: this.#options.auditRules,
      nextHlc: this.#nextHlc,
      nextUlid: this.#nextUlid,
    });
  }

  /** For indexes and screens it is a change like any other: records as they were before. */
  #takeBack({ puts, removes }: TakenBack): void {
    this.#chain.takeBack();
    const news: Change = { puts, removes, auditSeq: this.auditHead.seq, actions: [] };
    for (const listener of [...this.#appliedListeners, ...this.#durableListeners]) listener(news);
  }

  /** Called synchronously as a commit is applied, before it is on disk: for indexes that queries read. */
  onApplied(listener: ChangeListener): () => void {
    this.#appliedListeners.add(listener);
    return () => this.#appliedListeners.delete(listener);
  }

  /** Called once a commit is on disk, or taken back: for telling the renderer. */
  onDurable(listener: ChangeListener): () => void {
    this.#durableListeners.add(listener);
    return () => this.#durableListeners.delete(listener);
  }

  onStatus(listener: (status: StoreStatus) => void): () => void {
    return this.#store.onStatus(listener);
  }

  /** Lines of an audit chain by their place in it, inclusive (`OwnChain.read`). Rejects with `StoreError` if a byte is not as written. */
  readAudit(from: number, to: number, deviceId = this.device.id): Promise<readonly string[]> {
    return this.#chain.read(from, to, deviceId);
  }

  /** How many lines of a device's chain lie here, and where it stands. */
  chainOf(deviceId: string): ReturnType<OwnChain['of']> {
    return this.#chain.of(deviceId);
  }

  /** Whether this device's chain came as far as `head`, and that way. */
  hasReached(head: ChainHead): Promise<boolean> {
    return this.#chain.hasReached(head);
  }

  compact(): Promise<void> {
    return this.#store.compact();
  }

  figures(): ReturnType<Store['figures']> {
    return this.#store.figures();
  }

  /** Called before the store closes, which waits for what is promised: for timers and other work that must not outlive it. */
  onClosing(listener: () => void | Promise<void>): () => void {
    this.#closingListeners.add(listener);
    return () => this.#closingListeners.delete(listener);
  }

  /** Seals and releases the store. Idempotent. */
  close(): Promise<void> {
    return (this.#closing ??= this.#closeNow());
  }

  async #closeNow(): Promise<void> {
    const endings = [...this.#closingListeners].map((listener) => Promise.resolve(listener()));
    this.#closingListeners.clear();
    await Promise.allSettled(endings);
    await this.#store.close();
  }
}

const refusalOf = ({ code, message, errno }: StoreError): Result<never> => refuse(code, message, { errno });

const isEmpty = (changes: ChangeSet): boolean =>
  changes.puts.length === 0 && changes.removes.length === 0 && changes.appends.length === 0;

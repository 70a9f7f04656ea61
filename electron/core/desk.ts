/**
 * An open desk: the store, this device's identity and its audit chain behind one door. Every change goes through `commit`;
 * nothing else in core writes. Knows no feature.
 */
import { generateKeyPairSync } from 'node:crypto';
import type { StoredRecord } from '#shared/base/record.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { AuditRules } from '#shared/audit/changed-fields.ts';
import type { StoreStatus } from '#shared/storage/status.ts';
import { auditLog, emptyChain, lineHash, type ChainHead } from './audit/chain.ts';
import { growingUlids, hybridClock } from './identifiers.ts';
import type { Ambient } from './ports.ts';
import type { Actor } from './session.ts';
import { StoreError, type ChangeSet, type Records, type Store } from './storage/store.ts';
import { Unit } from './unit.ts';

/** The desk this profile belongs to, and the laptop it is on. Written once, when the profile is made. */
export interface DeviceRecord extends StoredRecord {
  readonly type: 'device';
  readonly code: string;
  readonly desk: string;
  /** Ed25519, SPKI PEM: verifies the checkpoints that this device signs. */
  readonly publicKey: string;
}

/** Never leaves the encrypted store. */
interface DeviceKeyRecord extends StoredRecord {
  readonly type: 'deviceKey';
  readonly privateKey: string;
}

export interface DeskOptions {
  readonly store: Store;
  readonly ambient: Ambient;
  readonly host: string;
  readonly appVersion: string;
  readonly auditRules: Readonly<Record<string, AuditRules>>;
}

/** What one commit changed, for those who keep something derived from the records. */
export interface Change {
  readonly puts: readonly StoredRecord[];
  readonly removes: readonly string[];
  /** Sequence number of the newest audit entry. */
  readonly auditSeq: number;
}

type ChangeListener = (change: Change) => void;

/** `id` is `device:<ULID>`, `code` four characters of Crockford base32. */
export interface DevicePlan {
  readonly desk: string;
  readonly device: { readonly id: string; readonly code: string };
}

const newIdentity = (
  ambient: Ambient,
  plan: DevicePlan,
): { readonly device: DeviceRecord; readonly key: DeviceKeyRecord } => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const at = ambient.now().toISOString();
  const { id, code } = plan.device;
  const stamp = { schema: 1, createdAt: at, updatedAt: at, createdBy: id, device: id } as const;
  return {
    device: {
      ...stamp,
      id,
      type: 'device',
      code,
      desk: plan.desk,
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    },
    key: {
      ...stamp,
      id: `deviceKey:${id}`,
      type: 'deviceKey',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  };
};

export class Desk {
  readonly device: DeviceRecord;
  readonly ambient: Ambient;
  readonly host: string;
  readonly #store: Store;
  readonly #options: DeskOptions;
  readonly #nextHlc = hybridClock();
  readonly #nextUlid: (now: Date) => string;
  readonly #appliedListeners = new Set<ChangeListener>();
  readonly #durableListeners = new Set<ChangeListener>();
  readonly #closingListeners = new Set<() => void>();
  #head: ChainHead;

  private constructor(options: DeskOptions, device: DeviceRecord) {
    this.device = device;
    this.ambient = options.ambient;
    this.host = options.host;
    this.#store = options.store;
    this.#options = options;
    this.#nextUlid = growingUlids(options.ambient);
    const log = auditLog(device.id);
    const last = options.store.lastLine(log);
    this.#head = last === undefined ? emptyChain : { seq: options.store.logLength(log), hash: lineHash(last) };
  }

  /** Gives an empty store its device identity; the first audit entry names it. Rejects with `StoreError`. */
  static async create(options: DeskOptions, plan: DevicePlan): Promise<Desk> {
    const { device, key } = newIdentity(options.ambient, plan);
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
   * A new device identity on a store whose newest bytes may be lost: what was numbered, chained and signed under the old one can be
   * elsewhere already, so its code, chain and key are never used again (FORMATS.md §2). The first entry of the new chain names the old
   * head as far as it is known, and where the damaged files lie. Rejects with `StoreError`.
   */
  static async renew(
    options: DeskOptions,
    plan: DevicePlan,
    actor: Actor,
    note: { readonly action: string; readonly folder: string },
  ): Promise<Desk> {
    const former = Desk.open(options);
    const { device, key } = newIdentity(options.ambient, plan);
    const desk = new Desk(options, device);
    const made = await desk.commit(actor, (unit) => {
      unit.putLocal(key);
      if (former) unit.removeLocal(`deviceKey:${former.device.id}`);
      unit.put(device);
      unit.audit({
        action: note.action,
        object: { type: 'device', id: device.id, number: null },
        before: former ? { device: former.device.id, code: former.device.code, ...former.auditHead } : null,
        after: { code: device.code, folder: note.folder },
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
      if (!options.store.records.has(`deviceKey:${id}`)) continue;
      const device = options.store.records.get<DeviceRecord>('device', id);
      if (device) return new Desk(options, device);
    }
    return undefined;
  }

  get records(): Records {
    return this.#store.records;
  }

  get status(): StoreStatus {
    return this.#store.status;
  }

  get auditHead(): ChainHead {
    return this.#head;
  }

  /** The actor of what no person did: timers, rules, start and stop. */
  get deviceActor(): Actor {
    return { id: this.device.id, name: this.device.code, roles: [], session: null };
  }

  /** PKCS #8 PEM of this device's Ed25519 key, for signing checkpoints. */
  get signingKey(): string | undefined {
    return this.records.get<DeviceKeyRecord>('deviceKey', `deviceKey:${this.device.id}`)?.privateKey;
  }

  /**
   * Runs `change` against the current records; what it staged is applied at once and the promise resolves when it is on disk.
   * A refusal or a throw of `change` changes nothing. `change` is synchronous, so commits never interleave.
   * Resolves to `storage.*` failures when the disk refuses: the outcome is then unknown and the desk is read-only.
   */
  async commit<T>(actor: Actor, change: (unit: Unit) => Result<T>): Promise<Result<T>> {
    const status = this.#store.status;
    if (status.state === 'read-only') {
      const code = status.cause === 'disk-full' ? 'storage.full' : 'storage.read-only';
      return refuse(code, `the store is read-only: ${status.cause}`, { cause: status.cause, errno: status.errno });
    }
    const unit = new Unit({
      actor,
      ambient: this.ambient,
      records: this.#store.records,
      device: this.device,
      host: this.host,
      appVersion: this.#options.appVersion,
      head: this.#head,
      auditRules: this.#options.auditRules,
      nextHlc: this.#nextHlc,
      nextUlid: this.#nextUlid,
    });
    const outcome = change(unit);
    if (!outcome.ok) return outcome;
    const changes = unit.changeSet();
    if (isEmpty(changes)) return outcome;
    try {
      const durable = this.#store.commit(changes);
      this.#head = unit.head;
      const news: Change = { puts: changes.puts, removes: changes.removes, auditSeq: unit.head.seq };
      for (const listener of this.#appliedListeners) listener(news);
      await durable;
      for (const listener of this.#durableListeners) listener(news);
      return outcome;
    } catch (error) {
      if (error instanceof StoreError) return refuse(error.code, error.message, { errno: error.errno });
      throw error;
    }
  }

  /** Called synchronously as a commit is applied, before it is on disk: for indexes that queries read. */
  onApplied(listener: ChangeListener): () => void {
    this.#appliedListeners.add(listener);
    return () => this.#appliedListeners.delete(listener);
  }

  /** Called once a commit is on disk: for telling the renderer. */
  onDurable(listener: ChangeListener): () => void {
    this.#durableListeners.add(listener);
    return () => this.#durableListeners.delete(listener);
  }

  onStatus(listener: (status: StoreStatus) => void): () => void {
    return this.#store.onStatus(listener);
  }

  /** Lines of the audit chain by sequence number, inclusive. Rejects with `StoreError` if a byte is not as written. */
  readAudit(from: number, to: number): Promise<readonly string[]> {
    return this.#store.readLog(auditLog(this.device.id), from, to);
  }

  compact(): Promise<void> {
    return this.#store.compact();
  }

  figures(): ReturnType<Store['figures']> {
    return this.#store.figures();
  }

  /** Called before the store closes: for timers and other work that must not outlive it. */
  onClosing(listener: () => void): () => void {
    this.#closingListeners.add(listener);
    return () => this.#closingListeners.delete(listener);
  }

  /** Seals and releases the store. Idempotent. */
  close(): Promise<void> {
    for (const listener of this.#closingListeners) listener();
    this.#closingListeners.clear();
    return this.#store.close();
  }
}

const isEmpty = (changes: ChangeSet): boolean =>
  changes.puts.length === 0 && changes.removes.length === 0 && changes.appends.length === 0;

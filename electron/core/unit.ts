import type { NumberPrefix } from '#shared/tickets/number.ts';
import type { Json } from '#shared/base/result.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { changedFields, type AuditRules } from '#shared/audit/changed-fields.ts';
import { auditLog, chainEntry, type ChainHead } from './audit/chain.ts';
import { commitment, saltId, textHash, type Salt } from './audit/concealment.ts';
import { CLOCK_ID, type ClockRecord, type OutboxMark } from './outbox.ts';
import type { Ambient } from './ports.ts';
import type { Actor } from './session.ts';
import type { ChangeSet, Records } from './storage/store.ts';

/** What the trail says about a change. Fields not given are null. */
export interface AuditNote {
  readonly action: string;
  readonly object: { readonly type: string; readonly id: string; readonly number: string | null } | null;
  readonly before?: Json;
  readonly after?: Json;
  readonly reason?: string | null;
  readonly result?: 'ok' | 'denied' | 'error';
  /** Ties entries of one long job together, e.g. the id of an import batch. */
  readonly correlation?: string | null;
}

interface Counter extends StoredRecord {
  readonly type: 'counter';
  readonly value: number;
}

export interface UnitSetting {
  readonly actor: Actor;
  readonly ambient: Ambient;
  readonly records: Records;
  readonly device: { readonly id: string; readonly code: string };
  readonly host: string;
  readonly appVersion: string;
  readonly head: ChainHead;
  readonly auditRules: Readonly<Record<string, AuditRules>>;
  readonly nextHlc: (now: Date) => string;
  /** Strictly growing within this process, so that entries of one commit keep their order. */
  readonly nextUlid: (now: Date) => string;
}

const noRules: AuditRules = { open: [], personal: [] };

/**
 * One unit of work: stages records, outbox marks and audit entries that reach the disk together or not at all.
 * Reads see what was staged. A change of a record that is not local must leave an audit entry, else `changeSet` throws.
 */
export class Unit {
  readonly now: Date;
  /** `now` as stored in records. */
  readonly at: string;
  readonly actor: Actor;
  readonly device: { readonly id: string; readonly code: string };
  readonly #setting: UnitSetting;
  readonly #staged = new Map<string, StoredRecord | null>();
  readonly #marks = new Map<string, OutboxMark>();
  readonly #lines: string[] = [];
  readonly #actions: string[] = [];
  #head: ChainHead;
  /** The newest stamp given to a mark. */
  #hlc: string | null = null;
  #unaudited: string | null = null;

  constructor(setting: UnitSetting) {
    this.#setting = setting;
    this.now = setting.ambient.now();
    this.at = this.now.toISOString();
    this.actor = setting.actor;
    this.device = setting.device;
    this.#head = setting.head;
  }

  get head(): ChainHead {
    return this.#head;
  }

  /** What the trail says was done, in order. */
  get actions(): readonly string[] {
    return this.#actions;
  }

  get<R extends StoredRecord>(type: R['type'], id: string): R | undefined {
    const staged = this.#staged.get(id);
    if (staged === null) return undefined;
    if (staged) return staged.type === type ? (staged as R) : undefined;
    return this.#setting.records.get<R>(type, id);
  }

  /** Stores a record and marks it for sending. Audit it with `audit` or use `write`. */
  put(record: StoredRecord): void {
    this.#staged.set(record.id, record);
    this.#unaudited ??= record.id;
    this.#mark(record.id);
  }

  /** Stores what never leaves this laptop (drafts, preferences, counters). Needs no audit entry. */
  putLocal(record: StoredRecord): void {
    this.#staged.set(record.id, record);
  }

  remove(id: string): void {
    this.#staged.set(id, null);
    this.#unaudited ??= id;
    this.#mark(id);
  }

  removeLocal(id: string): void {
    this.#staged.set(id, null);
  }

  /** Stores `after` and audits what differs from the stored version in one step. */
  write(
    action: string,
    after: StoredRecord & { readonly number?: string },
    extra: Pick<AuditNote, 'reason' | 'correlation'> = {},
  ): void {
    const before = this.get(after.type, after.id);
    this.put(after);
    const difference = this.difference(after.type, after.id, before, after);
    this.audit({
      action,
      object: { type: after.type, id: after.id, number: after.number ?? null },
      ...difference,
      ...extra,
    });
  }

  /** Changed fields of one record as they may be logged; for notes that `write` does not fit. */
  difference(
    type: string,
    id: string,
    before: object | undefined,
    after: object | undefined,
  ): { before: Json; after: Json } {
    return changedFields(before, after, this.#setting.auditRules[type] ?? noRules, {
      hash: textHash,
      commit: (canonical) => commitment(this.#salt(id), canonical),
    });
  }

  /**
   * Adds an entry to the chain. Call it once per thing done; it covers everything staged so far. The note stands in the trail as it is:
   * what a person typed goes through `difference`.
   */
  audit(note: AuditNote): void {
    const { ambient, host, appVersion } = this.#setting;
    const { line, head } = chainEntry(this.#head, {
      action: note.action,
      actor: this.actor.id,
      after: note.after ?? null,
      appVersion,
      at: this.at,
      before: note.before ?? null,
      correlation: note.correlation ?? null,
      device: this.device.id,
      host,
      mono: Math.floor(ambient.mono()),
      object: note.object,
      reason: note.reason ?? null,
      result: note.result ?? 'ok',
      role: this.actor.roles.length > 0 ? this.actor.roles.join(' ') : null,
      session: this.actor.session,
    });
    this.#lines.push(line);
    this.#actions.push(note.action);
    this.#head = head;
    this.#unaudited = null;
  }

  /** `<type>:<ULID>`, new on this device. */
  newId(type: string): string {
    return `${type}:${this.#ulid()}`;
  }

  /** `<type>:<ULID of the parent>:<ULID>`: found by the parent's prefix, ordered by time. */
  newChildId(type: string, parentId: string): string {
    return `${type}:${parentId.slice(parentId.indexOf(':') + 1)}:${this.#ulid()}`;
  }

  /** `INC-7K3Q-000142`: counted per device and prefix in the same commit, so no number is given twice or lost. */
  nextNumber(prefix: NumberPrefix): string {
    const id = `counter:${prefix}`;
    const counter = this.get<Counter>('counter', id);
    const value = (counter?.value ?? 0) + 1;
    this.putLocal({ ...this.stamp('counter', id), createdAt: counter?.createdAt ?? this.at, value } as Counter);
    return `${prefix}-${this.device.code}-${String(value).padStart(6, '0')}`;
  }

  /** The members that every new record starts with. */
  stamp<T extends string>(
    type: T,
    id: string,
  ): Omit<StoredRecord, 'type' | 'schema'> & { readonly type: T; readonly schema: 1 } {
    return {
      id,
      type,
      schema: 1,
      createdAt: this.at,
      updatedAt: this.at,
      createdBy: this.actor.id,
      device: this.device.id,
    };
  }

  /** What goes to the store. Throws if a record was changed without a word in the trail. */
  changeSet(): ChangeSet {
    if (this.#unaudited) throw new Error(`change of ${this.#unaudited} without an audit entry`);
    const puts: StoredRecord[] = [];
    const removes: string[] = [];
    for (const [id, record] of this.#staged) {
      if (record) puts.push(record);
      else if (this.#setting.records.has(id)) removes.push(id);
    }
    for (const mark of this.#marks.values()) puts.push(mark);
    if (this.#hlc !== null) puts.push({ ...this.stamp('clock', CLOCK_ID), hlc: this.#hlc } as ClockRecord);
    const log = auditLog(this.device.id);
    return { puts, removes, appends: this.#lines.map((line) => ({ log, line })) };
  }

  #mark(recordId: string): void {
    const id = `outbox:${recordId}`;
    this.#hlc = this.#setting.nextHlc(this.now);
    const mark: OutboxMark = { ...this.stamp('outbox', id), mid: this.#ulid(), hlc: this.#hlc };
    this.#marks.set(id, mark);
  }

  #salt(recordId: string): string {
    const id = saltId(recordId);
    const known = this.get<Salt>('salt', id);
    if (known) return known.value;
    const value = Buffer.from(this.#setting.ambient.randomBytes(16)).toString('hex');
    this.putLocal({ ...this.stamp('salt', id), value } as Salt);
    return value;
  }

  #ulid(): string {
    return this.#setting.nextUlid(this.now);
  }
}

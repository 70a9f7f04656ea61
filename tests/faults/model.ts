/**
 * What a store must hold. Every commit of the suite is a pure function of its serial number, so that after any crash
 * the number of audit lines on disk tells which commits are there, and the whole state can be compared, record by record.
 */
import { createHash } from 'node:crypto';
import type { ChangeSet, Store } from '#core/storage/store.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import { encodeUlid } from '#shared/base/ulid.ts';
import { seededRandom } from '../bench/random.ts';
import type { Random } from '../bench/random.ts';

/** `type` is `ticket`, `entry` or `outbox`; `serial` is the commit that wrote it; all of one commit say the same. */
export interface FaultRecord extends StoredRecord {
  readonly serial: number;
  readonly text: string;
  /** Schemas that migrated it, in order. */
  readonly migratedTo?: readonly number[];
}

export const AUDIT = 'audit';
/** A second log, written by some commits only. */
export const NOTES = 'notes';
const NOTE_EVERY = 3;
const BIG_EVERY = 23;
/** An outbox mark is removed this many commits after it was made. */
const OUTBOX_LIFE = 12;

const DAY_ONE = Date.UTC(2025, 2, 1);
const DEVICE = 'device:01HKZ5B3C4D5E6F7G8H9JAKBMC';
const scraps = [
  'printer',
  ' VPN ',
  '打印预览卡死',
  '"\\',
  '\u2028',
  '🖨️',
  'ERP 登录失败',
  '\u0000',
  'ü',
  '\t',
  ' leaver ',
];

/** The size of one workload: how many tickets its commits touch, and how long their texts get. */
export interface Scale {
  readonly seed: number;
  readonly tickets: number;
  readonly textLength: number;
  readonly bigTextLength: number;
}

export const usualScale: Scale = { seed: 41, tickets: 40, textLength: 60, bigTextLength: 9_000 };
/** For suites that try every byte. */
export const smallScale: Scale = { seed: 43, tickets: 3, textLength: 2, bigTextLength: 4 };

const stamp = (serial: number): Omit<StoredRecord, 'id' | 'type'> => {
  const at = new Date(DAY_ONE + serial * 60_000).toISOString();
  return { schema: 1, createdAt: at, updatedAt: at, createdBy: 'user:01HKZ5B3C4D5E6F7G8H9JAKBMD', device: DEVICE };
};

const text = (random: Random, length: number): string => {
  let made = '';
  for (let left = random.below(length + 1); left > 0; left--) made += random.pick(scraps);
  return made;
};

const ulid = (scale: Scale, name: string, index: number): string =>
  encodeUlid(DAY_ONE + index, seededRandom(scale.seed, index * 16 + name.length).bytes(10));

const outboxId = (scale: Scale, serial: number): string => `outbox:${ulid(scale, 'outbox', serial)}`;

export const ticketId = (scale: Scale, index: number): string => `ticket:${ulid(scale, 'ticket', index)}`;

/** The lines of commit `serial`; `previous` is the audit line before it. */
export const auditLine = (serial: number, previous: string | undefined): string =>
  JSON.stringify({
    prev: previous === undefined ? '0'.repeat(64) : createHash('sha256').update(previous).digest('hex'),
    seq: serial,
  });

/** Commit number `serial` (from 1) of a workload, following on the audit line `previous`. */
export const changeSetOf = (scale: Scale, serial: number, previous: string | undefined): ChangeSet => {
  const random = seededRandom(scale.seed, serial);
  const index = random.below(scale.tickets);
  const length = serial % BIG_EVERY === 0 ? scale.bigTextLength : scale.textLength;
  const ticket: FaultRecord = {
    ...stamp(serial),
    id: ticketId(scale, index),
    type: 'ticket',
    serial,
    text: text(random, length),
  };
  const entry: FaultRecord = {
    ...stamp(serial),
    id: `entry:${ulid(scale, 'ticket', index)}:${ulid(scale, 'entry', serial)}`,
    type: 'entry',
    serial,
    text: text(random, scale.textLength),
  };
  const mark: FaultRecord = { ...stamp(serial), id: outboxId(scale, serial), type: 'outbox', serial, text: '' };
  const appends = [{ log: AUDIT, line: auditLine(serial, previous) }];
  if (serial % NOTE_EVERY === 0) appends.push({ log: NOTES, line: `note ${serial} ${text(random, 4)}` });
  return {
    puts: [ticket, entry, mark],
    removes: serial > OUTBOX_LIFE ? [outboxId(scale, serial - OUTBOX_LIFE)] : [],
    appends,
  };
};

const MOST_PROBLEMS = 5;

const differingFields = (found: FaultRecord, expected: FaultRecord): string =>
  [...new Set([...Object.keys(expected), ...Object.keys(found)])]
    .filter((field) => JSON.stringify(Reflect.get(found, field)) !== JSON.stringify(Reflect.get(expected, field)))
    .join(', ') || 'order of fields';

/** The state after the first `serial` commits, kept as the store should show it. */
export class Model {
  readonly records = new Map<string, FaultRecord>();
  readonly audit: string[] = [];
  readonly notes: string[] = [];
  private readonly scale: Scale;
  private migrations: readonly number[] = [];

  constructor(scale: Scale) {
    this.scale = scale;
  }

  get serial(): number {
    return this.audit.length;
  }

  /** The change set that comes next; apply it with `advanceTo` once it is known to be on disk. */
  next(): ChangeSet {
    return changeSetOf(this.scale, this.serial + 1, this.audit.at(-1));
  }

  advanceTo(serial: number): this {
    while (this.serial < serial) {
      const changes = this.next();
      for (const record of changes.puts) this.records.set(record.id, record as FaultRecord);
      for (const id of changes.removes) this.records.delete(id);
      for (const { log, line } of changes.appends) (log === AUDIT ? this.audit : this.notes).push(line);
    }
    return this;
  }

  /** What migrations to `schemas` make of every record held now; later commits are not touched by them. */
  migrate(schemas: readonly number[]): this {
    for (const to of schemas) {
      for (const [id, record] of this.records) this.records.set(id, migrateRecord(record, to));
    }
    this.migrations = [...this.migrations, ...schemas];
    return this;
  }

  copy(): Model {
    const copy = new Model(this.scale);
    for (const [id, record] of this.records) copy.records.set(id, record);
    copy.audit.push(...this.audit);
    copy.notes.push(...this.notes);
    copy.migrations = this.migrations;
    return copy;
  }

  /**
   * Everything in which `store` differs from this model: records, counts, prefixes, rows and both logs. Empty if nothing.
   * Reading a log may throw `StoreError`; callers decide whether that is allowed.
   */
  async differences(store: Store): Promise<readonly string[]> {
    const problems: string[] = [];
    const { records } = store;
    const byType = new Map<string, string[]>();
    for (const [id, expected] of this.records) {
      const ids = byType.get(expected.type);
      if (ids) ids.push(id);
      else byType.set(expected.type, [id]);
      const found = records.get<FaultRecord>(expected.type, id);
      if (found === undefined) problems.push(`${id} of commit ${expected.serial} is missing`);
      else if (JSON.stringify(found) !== JSON.stringify(expected)) {
        problems.push(
          found.serial === expected.serial
            ? `${id} of commit ${found.serial} differs: ${differingFields(found, expected)}`
            : `${id} should be of commit ${expected.serial} and says ${found.serial}`,
        );
      }
      if (problems.length >= MOST_PROBLEMS) return problems;
    }
    for (const type of ['ticket', 'entry', 'outbox']) {
      const expected = (byType.get(type) ?? []).toSorted();
      const found = [...records.ids(type)];
      if (found.join() !== expected.join()) problems.push(`${type}: ${found.length} ids instead of ${expected.length}`);
      if (records.count(type) !== expected.length) problems.push(`${type}: counts ${records.count(type)} records`);
    }
    const prefix = `entry:${ticketId(this.scale, 0).slice('ticket:'.length)}:`;
    const timeline = [...this.records.keys()].filter((id) => id.startsWith(prefix)).toSorted();
    if (records.idsWithPrefix(prefix).join() !== timeline.join()) problems.push(`timeline of ${prefix} differs`);
    problems.push(...this.rowDifferences(store));
    for (const [log, expected] of [
      [AUDIT, this.audit],
      [NOTES, this.notes],
    ] as const) {
      if (store.logLength(log) !== expected.length) {
        problems.push(`${log} has ${store.logLength(log)} lines instead of ${expected.length}`);
      } else if (expected.length > 0) {
        const lines = await store.readLog(log, 1, expected.length);
        const wrong = expected.findIndex((line, index) => line !== lines[index]);
        if (wrong >= 0 || lines.length !== expected.length) problems.push(`${log} differs from line ${wrong + 1}`);
        if (store.lastLine(log) !== expected.at(-1)) problems.push(`${log} shows another last line`);
      }
    }
    return problems.slice(0, MOST_PROBLEMS);
  }

  /** Every version of every record that was ever written up to here, as JSON. */
  everWritten(): ReadonlySet<string> {
    const written = new Set<string>();
    const past = new Model(this.scale);
    while (past.serial < this.serial) {
      for (const record of past.next().puts) written.add(JSON.stringify(record));
      past.advanceTo(past.serial + 1);
    }
    for (const record of this.records.values()) written.add(JSON.stringify(record));
    return written;
  }

  private rowDifferences(store: Store): readonly string[] {
    const found = new Map<string, string>();
    for (const row of store.records.rows<{ readonly id: string }>('ticket')) {
      if (found.has(row.id)) return [`row of ${row.id} appears twice`];
      found.set(row.id, JSON.stringify(row));
    }
    const tickets = [...this.records.values()].filter(({ type }) => type === 'ticket');
    if (found.size !== tickets.length) return [`${found.size} rows instead of ${tickets.length}`];
    return tickets
      .filter((ticket) => found.get(ticket.id) !== JSON.stringify(projectTicket(ticket)))
      .map(({ id }) => `row of ${id} differs`);
  }
}

/** Of a store opened after damage: it may hold less or older than it did, never something that was not written. */
export const inventions = (store: Store, everWritten: ReadonlySet<string>): readonly string[] => {
  const problems: string[] = [];
  for (const type of ['ticket', 'entry', 'outbox']) {
    for (const id of store.records.ids(type)) {
      const found = store.records.get(type, id);
      if (found !== undefined && !everWritten.has(JSON.stringify(found))) {
        problems.push(`${id} was never written like that`);
      }
    }
  }
  return problems.slice(0, MOST_PROBLEMS);
};

export const projectTicket = (ticket: FaultRecord): { readonly id: string; readonly serial: number } => ({
  id: ticket.id,
  serial: ticket.serial,
});

/** The suite's migration to any schema: marks the record, so that one that was skipped or done twice shows. */
export const migrateRecord = (record: FaultRecord, to: number): FaultRecord => ({
  ...record,
  migratedTo: [...(record.migratedTo ?? []), to],
});

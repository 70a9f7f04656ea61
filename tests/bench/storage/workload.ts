/** What one durable update is, for every side of the comparison: a changed ticket, its audit entry, its outbox mark. */
import { createHash } from 'node:crypto';
import type { ChangeSet } from '#core/storage/store.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import type { AuditEntry } from '#shared/audit/entry.ts';
import { encodeUlid } from '#shared/base/ulid.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { generateTicket } from '../generate-tickets.ts';
import { seededRandom } from '../random.ts';

export const SEED = 20_260_101;

interface OutboxMark extends StoredRecord {
  readonly type: 'outbox';
  readonly recordId: string;
}

const auditLine = (seq: number, ticket: Ticket, prev: string): string => {
  const entry: AuditEntry = {
    action: 'ticket.update',
    actor: ticket.createdBy,
    after: { assignmentGroup: ticket.assignmentGroup, state: ticket.state, updatedAt: ticket.updatedAt },
    appVersion: '0.1.0',
    at: ticket.updatedAt,
    before: { assignmentGroup: 'Service desk', state: 'assigned', updatedAt: ticket.createdAt },
    correlation: null,
    device: ticket.device,
    host: 'desk-017',
    mono: seq * 40,
    object: { type: 'ticket', id: ticket.id, number: ticket.number },
    prev,
    reason: null,
    result: 'ok',
    role: 'technician',
    seq,
    session: 'session:01HKZ5B3C4D5E6F7G8H9JAKBMD',
    v: 1,
  };
  return JSON.stringify(entry);
};

/** Makes updates one after another, each to another of `tickets`, so that the audit chain links. */
export const updatesOf = (tickets: number, firstSeq: number): (() => ChangeSet) => {
  let seq = firstSeq;
  let prev = '0'.repeat(64);
  return () => {
    const random = seededRandom(SEED, seq);
    const before = generateTicket(SEED, random.below(tickets));
    const now = new Date(Date.UTC(2026, 0, 5) + seq * 1_000);
    const ticket: Ticket = { ...before, state: 'in_progress', updatedAt: now.toISOString() };
    const line = auditLine(seq, ticket, prev);
    prev = createHash('sha256').update(line).digest('hex');
    const mark: OutboxMark = {
      id: `outbox:${encodeUlid(now.getTime(), random.bytes(10))}`,
      type: 'outbox',
      schema: 1,
      createdAt: ticket.updatedAt,
      updatedAt: ticket.updatedAt,
      createdBy: ticket.createdBy,
      device: ticket.device,
      recordId: ticket.id,
    };
    seq++;
    return { puts: [ticket, mark], removes: [], appends: [{ log: 'audit', line }] };
  };
};

/** Bytes that a change set says, written as plainly as possible: its records and lines as JSON, nothing around them. */
export const payloadBytes = (changes: ChangeSet): number =>
  changes.puts.reduce((sum, record) => sum + Buffer.byteLength(JSON.stringify(record)), 0) +
  changes.removes.reduce((sum, id) => sum + id.length, 0) +
  changes.appends.reduce((sum, { line }) => sum + Buffer.byteLength(line), 0);

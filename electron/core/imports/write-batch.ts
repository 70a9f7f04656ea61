import { createHash } from 'node:crypto';
import type { PersonRef } from '#shared/base/record.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { BatchTicket, ImportBatch, ImportPart } from '#shared/imports/batch.ts';
import { partPrefix } from '#shared/imports/batch.ts';
import { entryRecord, ticketRecord, type RecordFrame } from '#shared/imports/ticket-record.ts';
import { revisionOf } from '#shared/tickets/revision.ts';
import { timelinePrefix, type Ticket, type TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import type { Unit } from '../unit.ts';
import type { Job } from '../job.ts';
import type { Verdict } from './verdicts.ts';

type Acceptance = Extract<Verdict, { reading: unknown }>;

/** Records in one commit at first, and the bounds within which the size follows how long a commit takes. */
const FIRST_SIZE = 60;
const SIZES = { least: 50, most: 400 };
/** What one commit may take of the event loop. */
const COMMIT_MS = 6;
/** Commits on their way to the disk at a time. */
const MAX_UNDERWAY = 12;

/** Proves which records a part made without naming each: SHA-256 of their ids, sorted, one a line without a last line break. */
const idsHash = (ids: readonly string[]): { readonly count: number; readonly sha256: string } => ({
  count: ids.length,
  sha256: createHash('sha256').update(ids.toSorted().join('\n'), 'utf8').digest('hex'),
});

/** Somebody or something here added to the ticket since it was imported. */
const isWorkedOn = (unit: Unit, timeline: readonly string[]): boolean =>
  timeline.some((id) => unit.get<TimelineEntry>('entry', id)?.imported === null);

/**
 * Writes what a batch accepts in commits of bounded size, each with the `ImportPart` that undoes it and its audit entries: one for what it
 * made, one for each ticket that it changed. Commits follow each other without waiting for the disk; `finish` waits for all of them.
 */
export class BatchWriter {
  readonly #desk: Desk;
  readonly #actor: Actor;
  readonly #batch: ImportBatch;
  readonly #frame: Omit<RecordFrame, 'imported'>;
  readonly #job: Job;
  readonly #underway = new Set<Promise<void>>();
  #waiting: Acceptance[] = [];
  #size = FIRST_SIZE;
  #parts = 0;
  #failure: Result<never> | undefined;

  constructor(desk: Desk, actor: Actor, batch: ImportBatch, holdUntil: string, job: Job) {
    this.#desk = desk;
    this.#actor = actor;
    this.#batch = batch;
    this.#job = job;
    const importer: PersonRef = { id: actor.id, name: actor.name };
    this.#frame = { createdBy: actor.id, importer, device: desk.device.id, at: batch.createdAt, holdUntil };
  }

  /** Resolves when there is room for more; to a refusal as soon as one commit was refused. */
  async add(verdict: Acceptance): Promise<Result<null>> {
    this.#waiting.push(verdict);
    return this.#waiting.length < this.#size ? succeed(null) : this.#flush();
  }

  /** Resolves when everything is on disk. */
  async finish(): Promise<Result<null>> {
    if (this.#waiting.length > 0 && !this.#failure) await this.#flush();
    await Promise.all(this.#underway);
    return this.#failure ?? succeed(null);
  }

  async #flush(): Promise<Result<null>> {
    const accepted = this.#waiting;
    this.#waiting = [];
    const started = this.#desk.ambient.mono();
    const commit = this.#desk
      .commit(this.#actor, (unit) => {
        this.#stage(unit, accepted);
        return succeed(null);
      })
      .then((result) => {
        if (!result.ok) this.#failure ??= result;
      });
    this.#adapt(this.#desk.ambient.mono() - started);
    const tracked = commit.finally(() => this.#underway.delete(tracked));
    this.#underway.add(tracked);
    await this.#job.rest();
    while (this.#underway.size >= MAX_UNDERWAY) await Promise.race(this.#underway);
    return this.#failure ?? succeed(null);
  }

  #adapt(tookMs: number): void {
    const factor = tookMs > COMMIT_MS ? 0.7 : tookMs < COMMIT_MS / 2 ? 1.3 : 1;
    this.#size = Math.round(Math.min(SIZES.most, Math.max(SIZES.least, this.#size * factor)));
  }

  #stage(unit: Unit, accepted: readonly Acceptance[]): void {
    const tickets = accepted.map((verdict) =>
      verdict.existingId === null ? this.#create(unit, verdict) : this.#update(unit, verdict, verdict.existingId),
    );
    const part: ImportPart = {
      ...unit.stamp('importPart', `${partPrefix(this.#batch.id)}${String(++this.#parts).padStart(6, '0')}`),
      tickets,
    };
    unit.putLocal(part);
    const made = tickets.flatMap(({ id, entries, before }) => (before ? entries : [id, ...entries]));
    unit.audit({
      action: 'import.write',
      object: { type: 'importBatch', id: this.#batch.id, number: null },
      after: {
        tickets: tickets.length,
        entries: tickets.reduce((sum, { entries }) => sum + entries.length, 0),
        part: this.#parts,
        made: idsHash(made),
      },
      correlation: this.#batch.id,
    });
  }

  #create(unit: Unit, verdict: Acceptance): BatchTicket {
    const id = unit.newId('ticket');
    const frame = this.#frameOf(verdict);
    const number = unit.nextNumber(verdict.reading.kind === 'incident' ? 'INC' : 'REQ');
    const ticket = ticketRecord(verdict.reading, { id, number }, frame);
    unit.put(ticket);
    return { id, revision: revisionOf(ticket), entries: this.#addEntries(unit, id, verdict, frame), before: null };
  }

  /** A ticket that somebody works on keeps its fields, and gets the news as history; one that nobody touched follows its source. */
  #update(unit: Unit, verdict: Acceptance, id: string): BatchTicket {
    const before = unit.get<Ticket>('ticket', id);
    if (!before?.imported) return this.#create(unit, verdict);
    const frame = this.#frameOf(verdict);
    const imported = { ...before.imported, digest: verdict.digest };
    const revision = revisionOf(before) + 1;
    const after: Ticket = isWorkedOn(unit, this.#desk.records.idsWithPrefix(timelinePrefix(id)))
      ? { ...before, imported, revision }
      : {
          ...ticketRecord(verdict.reading, before, { ...frame, imported }),
          createdBy: before.createdBy,
          createdAt: before.createdAt,
          revision,
          // No source knows who watches here.
          ...(before.watchers ? { watchers: before.watchers } : {}),
        };
    unit.put(after);
    unit.audit({
      action: 'import.update',
      object: { type: 'ticket', id, number: after.number },
      ...unit.difference('ticket', id, before, after),
      correlation: this.#batch.id,
    });
    return { id, revision: revisionOf(after), entries: this.#addEntries(unit, id, verdict, frame), before };
  }

  #frameOf({ externalId, digest }: Acceptance): RecordFrame {
    return { ...this.#frame, imported: { batch: this.#batch.id, system: this.#batch.sourceName, externalId, digest } };
  }

  #addEntries(unit: Unit, ticketId: string, verdict: Acceptance, frame: RecordFrame): readonly string[] {
    return verdict.entries.map((entry) => {
      const id = unit.newChildId('entry', ticketId);
      unit.put(entryRecord(entry, { id, ticketId }, frame));
      return id;
    });
  }
}

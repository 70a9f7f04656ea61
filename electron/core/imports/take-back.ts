import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { partPrefix, type BatchTicket, type ImportBatch, type ImportPart } from '#shared/imports/batch.ts';
import { revisionOf } from '#shared/tickets/revision.ts';
import { timelinePrefix, type Ticket, type TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import type { Unit } from '../unit.ts';
import type { Job } from '../job.ts';

type Get = Unit['get'];

/** Tickets named in a refusal. */
const MAX_NAMED = 50;
/** Tickets taken back in one commit. */
const CHUNK = 80;

/**
 * Whether somebody worked on the ticket after the batch wrote it: it changed, and more often than rules account for, whatever the clock
 * said. A rule's work alone (the end of a hold) goes with the ticket; a person's never does.
 */
const isTouched = (get: Get, timeline: readonly string[], made: BatchTicket): boolean => {
  const { id, entries } = made;
  const ticket = get<Ticket>('ticket', id);
  if (!ticket) return false;
  const own = new Set(entries);
  const last = entries.at(-1) ?? '';
  const writtenAt = get<TimelineEntry>('entry', last)?.createdAt ?? '';
  const others = timeline
    .filter((entryId) => !own.has(entryId))
    .flatMap((entryId) => get<TimelineEntry>('entry', entryId) ?? []);
  // Ids of what people write grow; those that rules give tell when it was due.
  if (others.some((entry) => entry.createdBy.startsWith('user:') && entry.id > last)) return true;
  const byRule = others.filter((entry) => !entry.createdBy.startsWith('user:') && entry.createdAt >= writtenAt);
  return revisionOf(ticket) - revisionOf(made) > byRule.length;
};

/** Numbers of the tickets that an undo would have to leave. */
export const touchedSince = async (desk: Desk, batchId: string, job: Job): Promise<readonly string[]> => {
  const numbers: string[] = [];
  const get: Get = (type, id) => desk.records.get(type, id);
  for (const partId of desk.records.idsWithPrefix(partPrefix(batchId))) {
    for (const made of desk.records.get<ImportPart>('importPart', partId)?.tickets ?? []) {
      if (isTouched(get, desk.records.idsWithPrefix(timelinePrefix(made.id)), made))
        numbers.push(desk.records.get<Ticket>('ticket', made.id)?.number ?? made.id);
      if (job.due) await job.rest();
    }
  }
  return numbers;
};

export const refuseTouched = (numbers: readonly string[]): Result<never> =>
  refuse('import.touched-since', 'some tickets were worked on since', {
    count: numbers.length,
    numbers: numbers.slice(0, MAX_NAMED),
  });

interface TakingBack {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly batchId: string;
  readonly endsAs: NonNullable<ImportBatch['endsAs']>;
  readonly job: Job;
}

/** One chunk of a part, newest first; the trail says of each ticket what went or came back. Returns how many tickets stay. */
const takeBackChunk = (
  unit: Unit,
  desk: Desk,
  batchId: string,
  partId: string,
): { removed: number; kept: number; rest: number } => {
  const part = unit.get<ImportPart>('importPart', partId);
  const chunk = part?.tickets.slice(-CHUNK) ?? [];
  let kept = 0;
  for (const made of chunk.toReversed()) {
    const timeline = desk.records.idsWithPrefix(timelinePrefix(made.id));
    if (isTouched((type, id) => unit.get(type, id), timeline, made)) {
      kept++;
      continue;
    }
    for (const id of made.before ? made.entries : timeline) unit.remove(id);
    const ticket = unit.get<Ticket>('ticket', made.id);
    if (!ticket) continue;
    const before = made.before ? ({ ...made.before, revision: revisionOf(ticket) + 1 } as Ticket) : undefined;
    if (before) unit.put(before);
    else unit.remove(ticket.id);
    unit.audit({
      action: before ? 'import.restore' : 'import.remove',
      object: { type: 'ticket', id: ticket.id, number: ticket.number },
      ...unit.difference('ticket', ticket.id, ticket, before),
      correlation: batchId,
    });
  }
  const rest = part?.tickets.slice(0, -CHUNK) ?? [];
  if (part && rest.length > 0) unit.putLocal({ ...part, tickets: rest } as ImportPart);
  else unit.removeLocal(partId);
  const batch = unit.get<ImportBatch>('importBatch', batchId);
  if (batch && kept > 0) unit.put({ ...batch, kept: batch.kept + kept, updatedAt: unit.at } as ImportBatch);
  unit.audit({
    action: 'import.takeBack',
    object: { type: 'importBatch', id: batchId, number: null },
    after: { removed: chunk.length - kept, kept },
    correlation: batchId,
  });
  return { removed: chunk.length - kept, kept, rest: rest.length };
};

/**
 * Removes what a batch made and puts back what it changed, in commits of bounded size; tickets that a person worked on since stay.
 * Marked `undoing` first, so that a crash midway is finished on the next opening.
 */
export const takeBack = async ({ desk, actor, batchId, endsAs, job }: TakingBack): Promise<Result<ImportBatch>> => {
  const marked = await desk.commit(actor, (unit) => {
    const batch = unit.get<ImportBatch>('importBatch', batchId);
    if (!batch) return refuse('record.not-found', 'there is no such import');
    const next: ImportBatch = { ...batch, state: 'undoing', endsAs, updatedAt: unit.at };
    unit.write('import.takeBackBegin', next, { correlation: batchId });
    return succeed(next);
  });
  if (!marked.ok) return marked;
  const total = marked.value.tickets.create + marked.value.tickets.update;
  let done = 0;
  for (const partId of desk.records.idsWithPrefix(partPrefix(batchId)).toReversed()) {
    for (let rest = 1; rest > 0;) {
      const taken = await desk.commit(actor, (unit) => succeed(takeBackChunk(unit, desk, batchId, partId)));
      if (!taken.ok) return taken;
      done += taken.value.removed + taken.value.kept;
      rest = taken.value.rest;
      job.progress('undoing', done, Math.max(done, total));
      if (job.due) await job.rest();
    }
  }
  return desk.commit(actor, (unit) => {
    const batch = unit.get<ImportBatch>('importBatch', batchId) ?? marked.value;
    const ended: ImportBatch = { ...batch, state: endsAs, updatedAt: unit.at, finishedAt: unit.at };
    unit.write('import.takeBackEnd', ended, { correlation: batchId });
    return succeed(ended);
  });
};

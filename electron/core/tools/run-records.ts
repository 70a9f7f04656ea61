/** What a run leaves behind: in the trail before it starts and when it has ended, on the timeline of its ticket once, and its output as a file. */
import { planAttach } from '#shared/attachments/plan-attach.ts';
import { notFound } from '#shared/base/not-found.ts';
import { succeed, type Json, type Result } from '#shared/base/result.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import { revise } from '#shared/tickets/revision.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { RunningTool, RunOutcome, SeenProcess, ToolRunEvent } from '#shared/tools/run.ts';
import type { ToolMode } from '#shared/tools/tool.ts';
import { attachFiles } from '../attach-files.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { storeFile, withStoredFiles } from '../stored-files.ts';
import { addToTimeline, auditObject, sayingTarget, ticketFor } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';

export interface RunFile {
  readonly name: string;
  readonly content: Uint8Array;
}

type Ending = Omit<ToolRunEvent, keyof RunningTool['event'] | 'kind' | 'outputSha256'>;

/** Commands and what they hold may name people and places: in the trail they are hashes, and the ticket has the words. */
const noted = (unit: Unit, ticketId: string, event: object): { before: Json; after: Json } =>
  unit.difference('entry', ticketId, undefined, event);

/**
 * In the trail, and so that it can be told of later, before anything is started. Refuses as a note on the ticket would be, and as `mayStart` does, which
 * is asked when no other change can come between.
 */
export const recordStart = (
  desk: Desk,
  actor: Actor,
  ticketId: string,
  start: Omit<RunningTool['event'], 'runId' | 'startedAt'>,
  mode: ToolMode,
  mayStart: () => Result<null>,
): Promise<Result<RunningTool>> =>
  desk.commit(actor, (unit) => {
    const allowed = mayStart();
    if (!allowed.ok) return allowed;
    const found = ticketFor(unit, ticketId, 'workNote');
    if (!found.ok) return found;
    const id = unit.newId('toolRun');
    const event = { ...start, runId: id, startedAt: unit.at };
    const running: RunningTool = { ...unit.stamp('toolRun', id), ticketId, mode, event };
    unit.putLocal(running);
    const object = auditObject(found.value);
    unit.audit({ action: 'tool.start', object, ...noted(unit, ticketId, event), correlation: id });
    return succeed(running);
  });

/** Which process it is, so that a console that comes later can find it. Not for the trail. One that has been told of is not brought back. */
export const recordProcess = (desk: Desk, { id }: RunningTool, process: SeenProcess): Promise<Result<null>> =>
  desk.commit(desk.deviceActor, (unit) => {
    const running = unit.get<RunningTool>('toolRun', id);
    if (!running) return succeed(null);
    const found: RunningTool = { ...running, process };
    unit.putLocal(found);
    return succeed(null);
  });

/** Who ended it: the entry of its end is by whoever started it. */
export const recordCancel = (desk: Desk, actor: Actor, { id, ticketId }: RunningTool): Promise<Result<null>> =>
  desk.commit(actor, (unit) => {
    const ticket = unit.get<Ticket>('ticket', ticketId);
    unit.audit({ action: 'tool.cancel', object: ticket ? auditObject(ticket) : null, correlation: id });
    return succeed(null);
  });

const good: ReadonlySet<RunOutcome> = new Set<RunOutcome>(['finished', 'launched', 'closed']);

const stageEnd = (
  unit: Unit,
  { id, ticketId }: RunningTool,
  event: ToolRunEvent,
  files: Parameters<typeof attachFiles>[2],
): Result<null> => {
  const named = unit.get<Ticket>('ticket', ticketId);
  if (!named) return notFound('ticket', ticketId);
  const ticket = sayingTarget(named, unit);
  const at = momentAfter(ticket.updatedAt, unit.at);
  const next = revise(ticket, at);
  unit.put(next);
  attachFiles(unit, next, files, at);
  addToTimeline(unit, next, [event], at);
  // A window goes on: its end is an entry of its own, if it is seen.
  if (event.outcome !== 'launched') unit.removeLocal(id);
  unit.audit({
    action: 'tool.end',
    object: auditObject(ticket),
    ...noted(unit, ticket.id, event),
    result: good.has(event.outcome) ? 'ok' : 'error',
    correlation: event.runId,
  });
  return succeed(null);
};

/**
 * One commit with the entry, the file and the trail. A ticket that cannot take the file any more is told of the run without it. What the disk
 * refuses now is told of when the desk opens again.
 */
export const recordEnd = async (
  desk: Desk,
  actor: Actor,
  running: RunningTool,
  ending: Ending,
  output: RunFile | null,
  timelineOf: (ticketId: string) => readonly TimelineEntry[],
): Promise<Result<null>> => {
  const event = (outputSha256: string | null): ToolRunEvent => ({
    kind: 'toolRun',
    ...running.event,
    ...ending,
    outputSha256,
  });
  const plain = () => desk.commit(actor, (unit) => stageEnd(unit, running, event(null), []));
  if (!output) return plain();
  const stored = await storeFile(desk, output.content);
  if (!stored.ok) return plain();
  const { sha256, letGo } = stored.value;
  try {
    return await withStoredFiles(desk, [{ sha256, name: output.name }], (files) =>
      desk.commit(actor, (unit) => {
        const named = unit.get<Ticket>('ticket', running.ticketId);
        if (!named) return notFound('ticket', running.ticketId);
        const planned = planAttach(timelineOf(sayingTarget(named, unit).id), files);
        return planned.ok
          ? stageEnd(unit, running, event(sha256), planned.value)
          : stageEnd(unit, running, event(null), []);
      }),
    );
  } finally {
    letGo();
  }
};

/** An end that this console did not see as it came, or not to its end. Never rejects: what cannot be told of now is told of at the next opening. */
export const recordLateEnd = async (
  desk: Desk,
  actor: Actor,
  running: RunningTool,
  outcome: RunOutcome,
  known: Pick<ToolRunEvent, 'exitCode' | 'durationMs'>,
): Promise<void> => {
  const unknown = { ...known, signal: null, outputSha256: null, outputBytes: 0 };
  await desk
    .commit(actor, (unit) => stageEnd(unit, running, { kind: 'toolRun', ...running.event, outcome, ...unknown }, []))
    .catch(() => null);
};

/** A window of which nothing more will be known: it handed over to another process, or ended while no console was there to see it. */
export const forgetRun = async (desk: Desk, { id }: RunningTool): Promise<void> => {
  await desk
    .commit(desk.deviceActor, (unit) => {
      unit.removeLocal(id);
      return succeed(null);
    })
    .catch(() => null);
};

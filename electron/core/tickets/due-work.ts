/** What becomes due without anyone asking: holds that end, resolved tickets that close. Runs as the device, on a timer. */
import { createHash } from 'node:crypto';
import { encodeUlid } from '#shared/base/ulid.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { causeOf, dueMoves, planDueMove, type DueMove, type DuePolicy } from '#shared/tickets/due.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import { timelinePrefix, type Ticket, type TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import type { Unit } from '../unit.ts';
import type { ClockWatch } from './clock-watch.ts';
import { personOf } from './timeline.ts';

const auditActions = { holdReached: 'ticket.hold-reached', autoClose: 'ticket.auto-close' } as const;

/** The same for every device that sees the same cause, so that two of them add one entry. */
const entryIdOf = (move: DueMove, ticket: Ticket): string =>
  timelinePrefix(ticket.id) + encodeUlid(move.at, createHash('sha256').update(causeOf(move, ticket), 'utf8').digest());

/** False if the ticket has moved on since the move fell due. */
const carryOut = (unit: Unit, move: DueMove): boolean => {
  const ticket = unit.get<Ticket>('ticket', move.ticketId);
  const planned = ticket && planDueMove(ticket, move, momentAfter(ticket.updatedAt, unit.at));
  if (!planned) return false;
  const at = new Date(move.at).toISOString();
  for (const event of planned.events) {
    const entry: TimelineEntry = {
      ...unit.stamp('entry', entryIdOf(move, ticket)),
      ticketId: ticket.id,
      at,
      by: personOf(unit.actor),
      event,
      imported: null,
    };
    unit.put(entry);
  }
  unit.write(auditActions[move.action], planned.ticket);
  return true;
};

/** Moves made in one commit: after a month away thousands are due, and nobody's keys wait for thousands of syncs. */
const MOVES_PER_COMMIT = 100;

/** Does everything due now in commits of bounded size; resolves to how many. Stops at the first failure of the disk. */
export const runDueWork = async (
  desk: Desk,
  rows: () => Iterable<TicketRow>,
  policy: DuePolicy,
  isStopped = (): boolean => false,
): Promise<Result<number>> => {
  let done = 0;
  const moves = [...dueMoves(rows(), desk.ambient.now().getTime(), policy)];
  for (let from = 0; from < moves.length && !isStopped(); from += MOVES_PER_COMMIT) {
    const outcome = await desk.commit(desk.deviceActor, (unit) => {
      const made = moves.slice(from, from + MOVES_PER_COMMIT).filter((move) => carryOut(unit, move));
      return succeed(made.length);
    });
    if (!outcome.ok) return outcome;
    done += outcome.value;
  }
  return succeed(done);
};

const EVERY_MS = 20_000;

/**
 * Runs due work now and then every 20 s; rounds never overlap. A refusal of the disk is left to the storage status, which every
 * screen shows; the next round tries again. While the clock is in doubt nothing is done. Returns what stops it: no commit begins after that.
 */
export const startDueWork = (
  desk: Desk,
  rows: () => Iterable<TicketRow>,
  policy: () => DuePolicy,
  clock: ClockWatch,
  begin: Begin = setImmediate,
): (() => void) => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async (): Promise<void> => {
    await clock.ready;
    if (!stopped && desk.status.state === 'ok' && clock.isTrusted())
      await runDueWork(desk, rows, policy(), () => stopped || !clock.isTrusted());
    if (!stopped) timer = setTimeout(() => void round(), EVERY_MS).unref();
  };
  begin(() => void round());
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
};

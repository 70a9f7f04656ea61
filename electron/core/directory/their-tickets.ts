import { foldName } from '#shared/directory/likeness.ts';
import { MAX_TICKETS_SHOWN, type TheirSatisfaction, type TheirTickets } from '#shared/directory/operations.ts';
import { surveysOf } from '#shared/survey/standing.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';

const newest = (left: TicketRow, right: TicketRow): number => right.updatedAt - left.updatedAt;
const urgent = (left: TicketRow, right: TicketRow): number =>
  left.priority - right.priority || left.createdAt - right.createdAt;

/** A row as screens get it: no more than what lists show. */
const plain = ({ dueAt: _dueAt, ...row }: TicketRow & { readonly dueAt?: number | null }): TicketRow => row;

/** Tickets whose requester is one of these people. */
export const ticketsOf = (rows: Iterable<TicketRow>, isTheirs: (requesterId: string) => boolean): TheirTickets => {
  const open: TicketRow[] = [];
  const over: TicketRow[] = [];
  for (const row of rows)
    if (row.requesterId !== undefined && isTheirs(row.requesterId)) (isOpen(row.state) ? open : over).push(row);
  return {
    open: open.toSorted(urgent).slice(0, MAX_TICKETS_SHOWN).map(plain),
    over: over.toSorted(newest).slice(0, MAX_TICKETS_SHOWN).map(plain),
    openCount: open.length,
    overCount: over.length,
  };
};

/** Tickets whose requester is only a name, one of these. */
export const namesakeTickets = (rows: Iterable<TicketRow>, names: readonly (string | null)[]): readonly TicketRow[] => {
  const wanted = new Set(names.flatMap((name) => (name === null ? [] : [foldName(name)])));
  const found: TicketRow[] = [];
  for (const row of rows)
    if (row.requesterId === undefined && row.requester !== null && wanted.has(foldName(row.requester))) found.push(row);
  return found.toSorted(newest).slice(0, MAX_TICKETS_SHOWN).map(plain);
};

/** What was said at hand-over of all tickets of theirs. */
export const satisfactionOf = (
  rows: Iterable<TicketRow>,
  isTheirs: (requesterId: string) => boolean,
  timelineOf: (ticketId: string) => readonly TimelineEntry[],
): TheirSatisfaction => {
  let n = 0;
  let sum = 0;
  const low: TheirSatisfaction['low'][number][] = [];
  for (const row of rows) {
    if (row.requesterId === undefined || !isTheirs(row.requesterId)) continue;
    for (const { answer, at } of surveysOf(timelineOf(row.id))) {
      if (!answer) continue;
      n++;
      sum += answer.score;
      if (answer.score <= 2)
        low.push({ ticketId: row.id, number: row.number, score: answer.score, comment: answer.comment, at });
    }
  }
  return {
    n,
    average: n === 0 ? null : sum / n,
    low: low.toSorted((left, right) => (left.at < right.at ? 1 : -1)),
  };
};

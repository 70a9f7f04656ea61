import { foldName } from '#shared/directory/likeness.ts';
import { MAX_TICKETS_SHOWN, type TheirSatisfaction, type TheirTickets } from '#shared/directory/operations.ts';
import { surveysOf } from '#shared/survey/standing.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Turns } from '../turns.ts';

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

interface Story {
  readonly isTheirs: (requesterId: string) => boolean;
  /** Names that they go by. */
  readonly names: readonly (string | null)[];
  readonly timelineOf: (ticketId: string) => readonly TimelineEntry[];
}

/**
 * All that tickets know of one person, in turns that nobody notices: a desk has tens of thousands, and of somebody who writes on behalf of a
 * machine many are theirs. `unclaimed`: the requester is only a name, one of theirs.
 */
export const storyOf = async (
  rows: readonly TicketRow[],
  { isTheirs, names, timelineOf }: Story,
  turns: Turns,
): Promise<{
  readonly tickets: TheirTickets;
  readonly satisfaction: TheirSatisfaction;
  readonly unclaimed: readonly TicketRow[];
}> => {
  const wanted = new Set(names.flatMap((name) => (name === null ? [] : [foldName(name)])));
  const theirs: TicketRow[] = [];
  const namesakes: TicketRow[] = [];
  for (const row of rows) {
    if (turns.due) await turns.rest();
    if (row.requesterId !== undefined) {
      if (isTheirs(row.requesterId)) theirs.push(row);
    } else if (row.requester !== null && wanted.has(foldName(row.requester))) namesakes.push(row);
  }
  return {
    tickets: ticketsOf(theirs, isTheirs),
    satisfaction: await satisfactionOf(theirs, timelineOf, turns),
    unclaimed: namesakes.toSorted(newest).slice(0, MAX_TICKETS_SHOWN).map(plain),
  };
};

/** What was said at hand-over of these tickets. */
const satisfactionOf = async (
  rows: readonly TicketRow[],
  timelineOf: Story['timelineOf'],
  turns: Turns,
): Promise<TheirSatisfaction> => {
  let n = 0;
  let sum = 0;
  const low: TheirSatisfaction['low'][number][] = [];
  for (const row of rows) {
    if (turns.due) await turns.rest();
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

import type { PersonRef } from '../base/record.ts';
import { nextState, ticketActions, type TicketAction } from '../tickets/actions.ts';
import { cancelReasons, type Ticket, type TicketState, type TimelineEntry } from '../tickets/ticket.ts';
import type { TimelineEvent } from '../tickets/timeline-event.ts';
import type { MovedField } from './fields.ts';

type Standing = Pick<Ticket, MovedField>;
type Move = Extract<TimelineEvent, { readonly kind: 'transition' }>;

/** A move that somebody made apart and that has no place in the replayed order: a person decides what becomes of it. */
export interface MisplacedMove {
  readonly entryId: string;
  readonly action: string;
  /** Where the ticket stood when its turn came. */
  readonly from: TicketState;
  readonly to: TicketState;
  readonly by: PersonRef;
  readonly at: string;
}

export interface Replay {
  readonly standing: Standing;
  readonly misplaced: readonly MisplacedMove[];
}

const byTime = (left: TimelineEntry, right: TimelineEntry): number => {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  return left.id < right.id ? -1 : Number(left.id > right.id);
};

/** What rules do by themselves, as the action of the table that it amounts to. */
const byRule: Readonly<Record<string, TicketAction>> = { holdReached: 'resume', autoClose: 'close' };

const actionOf = ({ action }: Move): TicketAction | undefined =>
  byRule[action] ?? ticketActions.find((each) => each === action);

/** Imported moves are taken as given; the others have to be in the table. */
const isLegal = (state: TicketState, move: Move, isImported: boolean): boolean => {
  if (isImported) return true;
  const action = actionOf(move);
  return action !== undefined && nextState(state, action) === move.to;
};

const after = (standing: Standing, move: Move, at: string, mergedInto: string | null): Standing => {
  const next = { ...standing, state: move.to, hold: move.hold ?? null };
  switch (move.to) {
    case 'resolved':
      return { ...next, resolution: move.resolution ?? standing.resolution };
    case 'closed':
      return { ...next, closedAt: at };
    case 'cancelled':
      return { ...next, cancelReason: cancelReasons.find((reason) => reason === move.reason) ?? null };
    case 'merged':
      return { ...next, mergedInto };
    default:
      return actionOf(move) === 'reopen'
        ? { ...next, resolution: null, reopenCount: standing.reopenCount + 1, cycle: standing.cycle + 1 }
        : next;
  }
};

/** What a move brought along besides the state, without its time and author: two people may mean the same. */
const meaning = ({ state, hold, resolution, cancelReason, mergedInto }: Standing): string =>
  JSON.stringify([
    state,
    hold && [hold.reason, hold.until],
    resolution && [resolution.code, resolution.text, resolution.articleId, resolution.noArticleReason],
    cancelReason,
    mergedInto,
  ]);

/**
 * What changes nothing where the ticket stands, though nobody has to settle it: reassigning keeps a hold that the console that did it did not
 * know of, and a rule ends only the hold whose end it saw.
 */
const isWithoutEffect = ({ state, hold }: Standing, { action }: Move, at: string): boolean =>
  (action === 'assign' && state === 'on_hold') ||
  (action === 'holdReached' && (hold === null || Date.parse(hold.until) !== Date.parse(at)));

/**
 * The moves that were made since the last common version, in the order of time, each where the table allows it (DOMAIN.md §1). One that
 * leads to where the ticket stands already, meaning the same, changes nothing; any other without a place is named. Depends on the set of
 * entries alone, not on who brought them.
 */
export const replayMoves = (base: Ticket, entries: readonly TimelineEntry[]): Replay => {
  const { state, hold, resolution, cancelReason, closedAt, reopenCount, cycle, mergedInto } = base;
  let standing: Standing = { state, hold, resolution, cancelReason, closedAt, reopenCount, cycle, mergedInto };
  const misplaced: MisplacedMove[] = [];
  const inOrder = entries.toSorted(byTime);
  inOrder.forEach(({ id, at, by, event, imported }, place) => {
    if (event.kind !== 'transition' || (imported === null && isWithoutEffect(standing, event, at))) return;
    const link = inOrder
      .slice(place + 1)
      .find((other) => other.at === at && other.event.kind === 'link' && other.event.relation === 'merged_into');
    const target = link?.event.kind === 'link' ? link.event.ticketId : null;
    const next = after(standing, event, at, target);
    if (isLegal(standing.state, event, imported !== null)) standing = next;
    else if (meaning({ ...next, resolution: event.resolution ?? standing.resolution }) !== meaning(standing))
      misplaced.push({ entryId: id, action: event.action, from: standing.state, to: event.to, by, at });
  });
  return { standing, misplaced };
};

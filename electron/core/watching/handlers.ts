/** Who watches what, who was named where, and what of it each person has seen. */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { revise } from '#shared/tickets/revision.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import { timelinePrefix, type Ticket, type TimelineEntry } from '#shared/tickets/ticket.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import {
  mentionPrefix,
  readMarkId,
  withWatchers,
  type MentionRecord,
  type ReadMark,
} from '#shared/watching/mentions.ts';
import type { MentionView } from '#shared/watching/operations.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { actorOf } from '../session.ts';

type WatchingOperation = 'watching.inbox' | 'watching.watch' | 'watching.seen';

export interface WatchingDoors {
  readonly rows: () => Iterable<TicketRow>;
  /** The ticket as its panel shows it. */
  readonly detail: (ticketId: string, context: SessionContext) => Result<TicketDetail>;
}

/** Mentions that a list shows; older ones are found by search. */
const SHOWN = 200;
/** Of a text, as much as a list has room for. */
const EXCERPT = 280;

export const watchingHandlers = (desk: Desk, { rows, detail }: WatchingDoors): FeatureHandlers<WatchingOperation> => {
  const { records } = desk;

  /** When this person last saw the ticket; the beginning of time for one that they never opened. */
  const seenAt = (userId: string, ticketId: string): string =>
    records.get<ReadMark>('readMark', readMarkId(userId, ticketId))?.at ?? '';

  const mentionView = (mention: MentionRecord, userId: string): MentionView[] => {
    const ticket = records.get<Ticket>('ticket', mention.ticketId);
    const entry = records.get<TimelineEntry>('entry', mention.entryId);
    if (!ticket || !entry || !('text' in entry.event)) return [];
    const { id, number, title, state } = ticket;
    return [
      {
        id: mention.id,
        ticketId: id,
        number,
        title,
        state,
        by: entry.by.name,
        at: entry.at,
        text: entry.event.text.slice(0, EXCERPT),
        isUnread: entry.at > seenAt(userId, id),
      },
    ];
  };

  /** Whether somebody else did something since this person last saw it: looked for from the newest entry back. */
  const hasNews = (ticketId: string, userId: string): boolean => {
    const seen = seenAt(userId, ticketId);
    for (const id of [...records.idsWithPrefix(timelinePrefix(ticketId))].toReversed()) {
      const entry = records.get<TimelineEntry>('entry', id);
      if (!entry) continue;
      if (entry.createdAt <= seen) return false;
      if (entry.createdBy !== userId) return true;
    }
    return false;
  };

  return {
    'watching.inbox': (_input, { session }) => {
      const { userId } = session;
      const mentions = records
        .idsWithPrefix(mentionPrefix(userId))
        .toReversed()
        .flatMap((id) => records.get<MentionRecord>('mention', id) ?? [])
        .flatMap((mention) => mentionView(mention, userId));
      const unreadWatched: string[] = [];
      for (const { id, watcherIds } of rows())
        if (watcherIds?.includes(userId) === true && hasNews(id, userId)) unreadWatched.push(id);
      return succeed({
        mentions: mentions.slice(0, SHOWN),
        unreadMentions: mentions.filter(({ isUnread }) => isUnread).length,
        unreadWatched,
      });
    },

    'watching.watch': async ({ ticketId, watches }, context) => {
      const { userId } = context.session;
      const done = await desk.commit(actorOf(context.session), (unit) => {
        const ticket = unit.get<Ticket>('ticket', ticketId);
        if (!ticket)
          return refuse('record.not-found', `there is no ticket ${ticketId}`, { type: 'ticket', id: ticketId });
        const before = ticket.watchers ?? [];
        if (before.includes(userId) === watches) return succeed(null);
        const watchers = watches ? withWatchers(before, [userId]) : before.filter((id) => id !== userId);
        const at = momentAfter(ticket.updatedAt, unit.at);
        const after: Ticket = { ...revise(ticket, at), watchers };
        unit.write(watches ? 'ticket.watch' : 'ticket.unwatch', after);
        return succeed(null);
      });
      return done.ok ? detail(ticketId, context) : done;
    },

    'watching.seen': ({ ticketId }, { session }) => {
      const ticket = records.get<Ticket>('ticket', ticketId);
      const isNew = ticket && ticket.updatedAt > seenAt(session.userId, ticketId);
      // Nobody's news: a mark for every ticket that was ever opened would be kept for nothing.
      const concerns =
        ticket?.watchers?.includes(session.userId) === true ||
        records.idsWithPrefix(mentionPrefix(session.userId)).length > 0;
      if (!isNew || !concerns) return succeed(null);
      return desk.commit(actorOf(session), (unit) => {
        const mark: ReadMark = {
          ...unit.stamp('readMark', readMarkId(session.userId, ticketId)),
          at: ticket.updatedAt,
        };
        unit.putLocal(mark);
        return succeed(null);
      });
    },
  };
};

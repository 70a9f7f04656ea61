/** Who watches what, who was named where, and what of it each person has seen. */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { cutText } from '#shared/base/well-formed.ts';
import { revise, revisionOf } from '#shared/tickets/revision.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import { readMarkId, withWatchers, type MentionRecord, type ReadMark } from '#shared/watching/mentions.ts';
import type { MentionView } from '#shared/watching/operations.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import { NewsIndex } from './news-index.ts';

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
  const news = new NewsIndex(desk, rows);

  const markOf = (userId: string, ticketId: string): ReadMark | undefined =>
    records.get<ReadMark>('readMark', readMarkId(userId, ticketId));

  const isUnread = ({ revision, at }: MentionRecord, mark: ReadMark | undefined): boolean =>
    mark?.revision === undefined || revision === undefined ? at > (mark?.at ?? '') : revision > mark.revision;

  const mentionView = (mention: MentionRecord, isNew: boolean): MentionView[] => {
    const ticket = records.get<Ticket>('ticket', mention.ticketId);
    const entry = records.get<TimelineEntry>('entry', mention.entryId);
    if (!ticket || !entry || !('text' in entry.event)) return [];
    const { id, number, title, state } = ticket;
    const { text } = entry.event;
    return [
      {
        id: mention.id,
        ticketId: id,
        number,
        title,
        state,
        by: entry.by.name,
        at: entry.at,
        text: cutText(text, EXCERPT),
        isUnread: isNew,
      },
    ];
  };

  /** Whether somebody else did something since this person last saw it. */
  const hasNews = (ticketId: string, userId: string): boolean => {
    const ticket = records.get<Ticket>('ticket', ticketId);
    const mark = markOf(userId, ticketId);
    if (!ticket || mark?.revision === revisionOf(ticket)) return false;
    // A mark stored before marks had counts goes by when the ticket was last changed.
    if (mark && mark.others === undefined) return ticket.updatedAt > mark.at;
    return news.othersEntries(ticket, userId) > (mark?.others ?? 0);
  };

  return {
    'watching.inbox': (_input, { session }) => {
      const { userId } = session;
      const marks = new Map<string, ReadMark | undefined>();
      const mentions: MentionView[] = [];
      let unreadMentions = 0;
      for (const mention of news.mentionsOf(userId)) {
        const { ticketId, entryId } = mention;
        if (!records.has(ticketId) || !records.has(entryId)) continue;
        if (!marks.has(ticketId)) marks.set(ticketId, markOf(userId, ticketId));
        const isNew = isUnread(mention, marks.get(ticketId));
        if (isNew) unreadMentions++;
        if (mentions.length < SHOWN) mentions.push(...mentionView(mention, isNew));
      }
      const unreadWatched = news.watched(userId).filter((ticketId) => hasNews(ticketId, userId));
      return succeed({ mentions, unreadMentions, unreadWatched });
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
      const { userId } = session;
      const ticket = records.get<Ticket>('ticket', ticketId);
      // Nobody's news: a mark for every ticket that was ever opened would be kept for nothing.
      const concerns = ticket?.watchers?.includes(userId) === true || news.isMentioned(userId, ticketId);
      if (!ticket || !concerns || markOf(userId, ticketId)?.revision === revisionOf(ticket)) return succeed(null);
      return desk.commit(actorOf(session), (unit) => {
        const mark: ReadMark = {
          ...unit.stamp('readMark', readMarkId(userId, ticketId)),
          at: ticket.updatedAt,
          revision: revisionOf(ticket),
          others: news.othersEntries(ticket, userId),
        };
        unit.putLocal(mark);
        return succeed(null);
      });
    },
  };
};

/** What requesters say at hand-over: an entry of the timeline, and the closing of a ticket that they call solved, in one commit. */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { planSurvey, type SurveyOutcome } from '#shared/survey/plan.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import { addToTimeline, auditObject } from '../ticket-door.ts';

type SurveyOperation = 'survey.answer' | 'survey.decline' | 'survey.correct';

const standing = ({ state, closedAt }: Ticket): Pick<Ticket, 'state' | 'closedAt'> => ({ state, closedAt });

export const surveyHandlers = (
  desk: Desk,
  readTimeline: (ticketId: string) => readonly TimelineEntry[],
): FeatureHandlers<SurveyOperation> => {
  const write = (
    action: string,
    ticketId: string,
    outcome: SurveyOutcome,
    { session }: SessionContext,
  ): Promise<Result<{ readonly closed: boolean }>> =>
    desk.commit(actorOf(session), (unit) => {
      const ticket = unit.get<Ticket>('ticket', ticketId);
      if (!ticket)
        return refuse('record.not-found', `there is no ticket ${ticketId}`, { type: 'ticket', id: ticketId });
      const at = momentAfter(ticket.updatedAt, unit.at);
      const by = { id: unit.actor.id, name: unit.actor.name };
      const planned = planSurvey(ticket, readTimeline(ticketId), outcome, { by, at });
      if (!planned.ok) return planned;
      const { ticket: after, events } = planned.value;
      addToTimeline(unit, after, events, at);
      unit.put(after);
      const closed = after.state !== ticket.state;
      const [said] = events;
      unit.audit({
        action,
        object: auditObject(ticket),
        ...unit.difference(
          'survey',
          ticketId,
          closed ? standing(ticket) : undefined,
          closed ? { ...said, ...standing(after) } : said,
        ),
      });
      return succeed({ closed });
    });

  return {
    'survey.answer': ({ ticketId, ...answered }, context) =>
      write('survey.answer', ticketId, { ...answered, replaces: null }, context),

    'survey.decline': async ({ ticketId, cycle }, context) => {
      const declined = await write('survey.decline', ticketId, { cycle, answer: null, replaces: null }, context);
      return declined.ok ? succeed(null) : declined;
    },

    'survey.correct': ({ ticketId, ...corrected }, context) => write('survey.correct', ticketId, corrected, context),
  };
};

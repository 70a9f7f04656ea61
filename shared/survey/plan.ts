import type { PersonRef } from '../base/record.ts';
import { refuse, succeed, type Result } from '../base/result.ts';
import { nextState } from '../tickets/actions.ts';
import { revise } from '../tickets/revision.ts';
import type { Ticket, TimelineEntry } from '../tickets/ticket.ts';
import { planTransition, refuseAction, type PlannedChange } from '../tickets/transition.ts';
import type { SurveyAnswer } from './answer.ts';
import { surveyOf } from './standing.ts';

/** What came of asking. `answer` null: declined. */
export interface SurveyOutcome {
  /** The cycle that was asked about, as the asker saw it. */
  readonly cycle: number;
  readonly answer: SurveyAnswer | null;
  /** The entry whose answer this one takes the place of, and why. */
  readonly replaces: { readonly entryId: string; readonly reason: string } | null;
}

interface Asker {
  readonly by: PersonRef;
  /** RFC 3339. */
  readonly at: string;
}

/**
 * Writes down what the requester said of the cycle that is over. One answer a cycle: a second is refused as `survey.answered`
 * { name }, a second refusal as `survey.declined`; a correction names the answer that counts (else `record.stale`) and says why (else
 * `ticket.fields-missing`). Who says that it is solved closes a resolved ticket with it. A ticket that was reopened since, or is in no
 * state to be handed over, is refused as `record.stale` or `ticket.illegal-transition`.
 */
export const planSurvey = (
  ticket: Ticket,
  timeline: readonly TimelineEntry[],
  { cycle, answer, replaces }: SurveyOutcome,
  { by, at }: Asker,
): Result<PlannedChange> => {
  if (nextState(ticket.state, 'survey') === undefined) return refuseAction(ticket.state, 'survey');
  if (cycle !== ticket.cycle)
    return refuse('record.stale', `asked about cycle ${cycle}, now it is ${ticket.cycle}`, { fields: [] });
  const standing = surveyOf(timeline, cycle);
  if (replaces) {
    if (!standing?.answer || standing.entryId !== replaces.entryId)
      return refuse('record.stale', `${replaces.entryId} is not the answer that counts`, { fields: [] });
    if (replaces.reason.trim() === '')
      return refuse('ticket.fields-missing', 'corrected, but why', { fields: ['reason'] });
  } else if (standing?.answer) {
    return refuse('survey.answered', `cycle ${cycle} has its answer`, { name: standing.answer.answeredBy });
  } else if (standing && answer === null) return refuse('survey.declined', `cycle ${cycle} was declined before`);

  const event = { kind: 'survey', cycle, answer, replaces } as const;
  if (answer?.solved !== true || nextState(ticket.state, 'close') === undefined)
    return succeed({ ticket: revise(ticket, at), events: [event] });
  const closed = planTransition(ticket, { action: 'close' }, { by, at });
  return closed.ok ? succeed({ ...closed.value, events: [event, ...closed.value.events] }) : closed;
};

import { succeed, type Failure, type Result } from '#shared/base/result.ts';
import type { PersonRef } from '#shared/base/record.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { planTransition } from '#shared/tickets/transition.ts';
import { stageArticleUse } from '../article-door.ts';
import { addToTimeline } from '../ticket-door.ts';
import type { TicketResolution } from '../ticket-port.ts';
import type { Unit } from '../unit.ts';
import { personOf } from './timeline.ts';

/** Stages a resolution, alone or with others: whatever stands against resolving a ticket is asked here. The article that solved it is used on it. */
export const resolveTicket = (
  unit: Unit,
  ticket: Ticket,
  resolution: TicketResolution,
  at: string,
  requiredTasks: readonly string[],
  correlation: string | null = null,
): Result<Ticket> => {
  const { articleId } = resolution;
  const used = articleId === null ? succeed([]) : stageArticleUse(unit, ticket.id, articleId, 'linked');
  if (!used.ok) return used;
  const planned = planTransition(
    ticket,
    { action: 'resolve', ...resolution },
    { by: personOf(unit.actor), at },
    requiredTasks,
  );
  if (!planned.ok) return planned;
  addToTimeline(unit, planned.value.ticket, [...used.value, ...planned.value.events], at);
  unit.write('ticket.resolve', planned.value.ticket, { correlation });
  return succeed(planned.value.ticket);
};

/** What is not asked of a person here: only the ticket is judged. */
const anyResolution = { code: 'other', text: '–', articleId: null, noArticleReason: '–' } as const;

/** Why this ticket cannot be resolved now, whatever it were resolved with; null if it can. */
export const whyNotResolved = (
  ticket: Ticket,
  by: PersonRef,
  at: string,
  requiredTasks: readonly string[],
): Failure | null => {
  const planned = planTransition(ticket, { action: 'resolve', ...anyResolution }, { by, at }, requiredTasks);
  return planned.ok ? null : planned.failure;
};

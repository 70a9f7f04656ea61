/** What becomes of lines that somebody chose: a ticket by the rule that they fit, tied to the alert of the same problem, or more of what its ticket knows. */
import { isAllowed } from '#shared/accounts/roles.ts';
import type { Alert } from '#shared/alerts/alert.ts';
import type { FittingRule } from '#shared/alerts/operations.ts';
import { severities } from '#shared/alerts/rule.ts';
import { planAttach } from '#shared/attachments/plan-attach.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import type { Article } from '#shared/knowledge/article.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import { attachFiles } from '../attach-files.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import { withStoredFiles } from '../stored-files.ts';
import { tell, ticketFor } from '../ticket-door.ts';
import { tieTicket, withoutTicket } from './alert-tie.ts';
import { isOver, ticketBehind, type AlertIndex } from './alert-index.ts';
import type { RuleAsides } from './rule-asides.ts';
import type { RuleBook } from './rule-book.ts';
import type { RuleThread } from './rule-thread.ts';

type ChosenLinesOperation = 'alerts.fittingRule' | 'alerts.tie' | 'alerts.addLines';

export interface ChosenLinesDeps {
  readonly rules: RuleBook;
  readonly asides: Pick<RuleAsides, 'tried'>;
  readonly thread: RuleThread;
  readonly index: AlertIndex;
  /** What happened on a ticket, oldest first. */
  readonly timelineOf: (ticketId: string) => readonly TimelineEntry[];
}

/** How often each, most often first. */
const byCount = (names: readonly string[]): readonly (readonly [name: string, count: number])[] => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([, left], [, right]) => right - left);
};

export const chosenLinesHandlers = (
  desk: Desk,
  { rules, asides, thread, index, timelineOf }: ChosenLinesDeps,
): FeatureHandlers<ChosenLinesOperation> => {
  const { records } = desk;

  const openOf = (alertId: string | undefined): Alert | undefined => {
    const alert = alertId === undefined ? undefined : records.get<Alert>('alert', alertId);
    return alert && !isOver(records, alert) ? alert : undefined;
  };

  /** Another key is another problem; one without an alert of its own may be in that of many. */
  const alertFor = (code: string, sourceId: string, key: string): Alert | undefined => {
    const own = openOf(index.of({ code, sourceId, key, moreKeys: null }));
    if (own) return own;
    const many = openOf(index.of({ code, sourceId, key: '', moreKeys: [] }));
    return many?.moreKeys?.includes(key) ? many : undefined;
  };

  const shown = (alert: Alert): FittingRule['alert'] => {
    const ticket = ticketBehind(records, alert);
    return {
      alertId: alert.id,
      ticket: ticket ? { ticketId: ticket.id, number: ticket.number, title: ticket.title } : null,
    };
  };

  return {
    'alerts.fittingRule': async ({ text, sourceId }) => {
      const hits = ((await thread.do({ do: 'try', rules: asides.tried, text })) ?? []).flatMap((line) => line.hits);
      const [rule] = byCount(hits.map(({ code }) => code))
        .flatMap(([code]) => rules.find(code) ?? [])
        .toSorted((left, right) => severities.indexOf(left.severity) - severities.indexOf(right.severity));
      if (!rule) return succeed(null);
      const { code, name, category, impact, urgency } = rule;
      const articleIds = rule.articleIds.filter((id) => records.get<Article>('article', id)?.retired === null);
      const keys = byCount(hits.flatMap((hit) => (hit.code === code ? [hit.key] : [])));
      const [alert] = keys.flatMap(([key]) => alertFor(code, sourceId, key) ?? []);
      return succeed({ code, name, category, impact, urgency, articleIds, alert: alert ? shown(alert) : null });
    },

    'alerts.tie': ({ alertId, ticketId, language }, { session }) => {
      const actor = actorOf(session);
      return desk.commit(actor, (unit) => {
        const alert = unit.get<Alert>('alert', alertId);
        if (!alert) return notFound('alert', alertId);
        const found = ticketFor(unit, ticketId, 'workNote');
        if (!found.ok) return found;
        const { number, state, createdBy } = found.value;
        if (createdBy !== actor.id && !isAllowed(session.roles, 'tickets.assign'))
          return refuse('auth.denied', 'the ticket of somebody else is tied by who may assign', {
            operation: 'alerts.tie',
            permission: 'tickets.assign',
          });
        const told = { ticketId, number, isOpen: isOpen(state) };
        if (ticketBehind(unit, alert)?.id === ticketId) return succeed(told);
        const free = withoutTicket(unit, alert);
        if (!free.ok) return free;
        tieTicket(unit, alert, ticketId, language, actor);
        return succeed(told);
      });
    },

    'alerts.addLines': ({ alertId, text, files }, { session }) =>
      withStoredFiles(desk, files, (stored) =>
        desk.commit(actorOf(session), (unit) => {
          const alert = unit.get<Alert>('alert', alertId);
          if (!alert) return notFound('alert', alertId);
          const found = ticketFor(unit, ticketBehind(unit, alert)?.id ?? '', 'workNote');
          if (!found.ok) return found;
          const planned = planAttach(timelineOf(found.value.id), stored);
          if (!planned.ok) return planned;
          const told = tell(unit, found.value, [{ kind: 'workNote', text }], 'ticket.work-note', alertId);
          attachFiles(unit, told, planned.value, told.updatedAt);
          return succeed({ ticketId: told.id, number: told.number, isOpen: isOpen(told.state) });
        }),
      ),
  };
};

/** Known problems in logs: rules, the alerts they raise, and tickets of them. Lines are read by logs; what they come to is handed to `book`. */
import type { Alert } from '#shared/alerts/alert.ts';
import type { AlertDetail, AlertRow, AlertTicket } from '#shared/alerts/operations.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, personOf } from '../session.ts';
import { AlertBook, type AlertDoors } from './alert-book.ts';
import { isOver } from './alert-index.ts';
import { RuleBook } from './rule-book.ts';
import { ruleHandlers } from './rule-handlers.ts';
import { openRuleThread, type RuleThreadOptions } from './rule-thread.ts';

type AlertOperation = 'alerts.list' | 'alerts.get' | 'alerts.move' | 'alerts.ticket';

export interface AlertDeps extends AlertDoors {
  readonly worker: RuleThreadOptions['worker'];
  readonly log: (line: string) => void;
}

/** Closed ones stay in the list so long. */
const CLOSED_MS = 30 * 24 * 3_600_000;
const MS_PER_HOUR = 3_600_000;

const alertHandlers = (desk: Desk, book: AlertBook, rules: RuleBook): FeatureHandlers<AlertOperation> => {
  const ticketOf = ({ ticketId }: Alert): AlertTicket | null => {
    const ticket = ticketId === null ? undefined : desk.records.get<Ticket>('ticket', ticketId);
    return ticket ? { ticketId: ticket.id, number: ticket.number, isOpen: isOpen(ticket.state) } : null;
  };

  /** As it is now: with what was counted since, without a mute that is over, closed with its ticket. */
  const standing = (alert: Alert): Alert & { readonly ticket: AlertTicket | null } => {
    const now = desk.ambient.now().toISOString();
    const isNewest = book.index.of(alert) === alert.id;
    const waiting = isNewest
      ? book.waitingOf(alert.sourceId).find(({ code, key }) => code === alert.code && key === alert.key)
      : undefined;
    const isMuteOver = alert.state === 'muted' && (alert.mutedUntil ?? '') <= now;
    const state = isOver(desk.records, alert) ? 'closed' : isMuteOver ? 'new' : alert.state;
    return {
      ...alert,
      state,
      mutedUntil: isMuteOver ? null : alert.mutedUntil,
      count: alert.count + (waiting?.waiting ?? 0),
      lastAt: waiting && waiting.waiting > 0 && waiting.lastAt > alert.lastAt ? waiting.lastAt : alert.lastAt,
      ticket: ticketOf(alert),
    };
  };

  const row = (alert: Alert): AlertRow => {
    const { excerpt, ...rest } = standing(alert);
    const { file, generation, line } = excerpt;
    return { ...rest, raisedBy: { ...(file === undefined ? {} : { file }), generation, line } };
  };

  return {
    'alerts.list': () => {
      const since = new Date(desk.ambient.now().getTime() - CLOSED_MS).toISOString();
      const rows: AlertRow[] = [];
      for (const id of desk.records.ids('alert')) {
        const alert = desk.records.get<Alert>('alert', id);
        const shown = alert && row(alert);
        if (shown && (shown.state !== 'closed' || shown.updatedAt >= since)) rows.push(shown);
      }
      const isClosed = ({ state }: AlertRow): number => Number(state === 'closed');
      return succeed(
        rows.toSorted(
          (left, right) =>
            isClosed(left) - isClosed(right) ||
            Date.parse(right.lastAt) - Date.parse(left.lastAt) ||
            (left.id < right.id ? 1 : -1),
        ),
      );
    },

    'alerts.get': ({ alertId }) => {
      const alert = desk.records.get<Alert>('alert', alertId);
      if (!alert) return notFound('alert', alertId);
      const detail: AlertDetail = { ...standing(alert), rule: rules.find(alert.code) ?? null };
      return succeed(detail);
    },

    'alerts.move': async ({ alertId, seen, to }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const alert = unit.get<Alert>('alert', alertId);
        if (!alert) return notFound('alert', alertId);
        if (alert.revision !== seen)
          return refuse('record.stale', `revision ${seen} is not the newest`, { seen, current: alert.revision });
        const mutedUntil =
          to.state === 'muted' ? new Date(unit.now.getTime() + to.hours * MS_PER_HOUR).toISOString() : null;
        const moved: Alert = {
          ...alert,
          updatedAt: unit.at,
          revision: alert.revision + 1,
          state: to.state,
          mutedUntil,
          by: personOf(session),
        };
        unit.write(`alert.${to.state === 'new' ? 'reopen' : to.state}`, moved);
        return succeed(moved);
      });
      return done.ok ? succeed(row(done.value)) : done;
    },

    'alerts.ticket': ({ alertId, language }, { session }) => book.ticketFor(alertId, language, actorOf(session)),
  };
};

export const openAlerts = (desk: Desk, deps: AlertDeps) => {
  const rules = new RuleBook(desk);
  const book = new AlertBook(desk, rules, deps);
  const thread = openRuleThread({ worker: deps.worker, log: deps.log });
  desk.onClosing(() => thread.close());
  const openByCode = (): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const id of desk.records.ids('alert')) {
      const alert = desk.records.get<Alert>('alert', id);
      if (alert && !isOver(desk.records, alert)) counts.set(alert.code, (counts.get(alert.code) ?? 0) + 1);
    }
    return counts;
  };
  return {
    handlers: { ...alertHandlers(desk, book, rules), ...ruleHandlers(desk, { rules, thread, openByCode }) },
    book,
    rules,
  };
};

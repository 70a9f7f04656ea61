/** What people see of alerts and do with them. */
import { ALERT_SETTINGS_ID, type Alert, type AlertSettingsRecord } from '#shared/alerts/alert.ts';
import type { AlertDetail, AlertRow, AlertTicket } from '#shared/alerts/operations.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import type { Platform } from '../ports.ts';
import { actorOf, personOf, type Session } from '../session.ts';
import type { Unit } from '../unit.ts';
import type { AlertBook } from './alert-book.ts';
import { isOver, overSince, ticketBehind } from './alert-index.ts';
import { noticeTexts } from './alert-texts.ts';
import type { Diagnoses } from './diagnoses.ts';
import { alertWithoutText, mayReadLogs } from './log-text.ts';
import { alertSettings } from './retention.ts';
import type { RuleAsides } from './rule-asides.ts';
import type { RuleBook } from './rule-book.ts';

type AlertOperation =
  | 'alerts.list'
  | 'alerts.get'
  | 'alerts.counts'
  | 'alerts.move'
  | 'alerts.moveAll'
  | 'alerts.diagnose'
  | 'alerts.ticket'
  | 'alerts.tellOutside'
  | 'alerts.settings'
  | 'alerts.saveSettings';

type Target = InputOf<'alerts.move'>['to'];

/** Closed ones stay in the list so long. */
const CLOSED_MS = 30 * 24 * 3_600_000;
const MS_PER_HOUR = 3_600_000;

const isClosed = ({ state }: Pick<Alert, 'state'>): boolean => state === 'closed';

/** Stages what a person made of an alert. */
const move = (unit: Unit, alert: Alert, to: Target, session: Session): Alert => {
  const mutedUntil = to.state === 'muted' ? new Date(unit.now.getTime() + to.hours * MS_PER_HOUR).toISOString() : null;
  const moved: Alert = {
    ...alert,
    updatedAt: unit.at,
    revision: alert.revision + 1,
    state: to.state,
    mutedUntil,
    by: personOf(session),
  };
  unit.write(`alert.${to.state === 'new' ? 'reopen' : to.state}`, moved);
  return moved;
};

export interface OutsideDoors {
  /** Of the host; undefined where it gives no notices of the system. */
  readonly tellOutside: Platform['notify'];
  readonly notify: (notice: Notice) => void;
}

export const alertHandlers = (
  desk: Desk,
  book: AlertBook,
  rules: RuleBook,
  asides: Pick<RuleAsides, 'count'>,
  diagnoses: Diagnoses,
  outside: OutsideDoors,
): FeatureHandlers<AlertOperation> => {
  const alertOf = (alertId: string): Alert | undefined => desk.records.get<Alert>('alert', alertId);

  const ticketOf = (alert: Alert): AlertTicket | null => {
    const ticket = ticketBehind(desk.records, alert);
    return ticket ? { ticketId: ticket.id, number: ticket.number, isOpen: isOpen(ticket.state) } : null;
  };

  /** Without a mute that is over, closed with its ticket. */
  const stateNow = (alert: Pick<Alert, 'state' | 'mutedUntil' | 'ticketId'>): Alert['state'] => {
    if (isOver(desk.records, alert)) return 'closed';
    const isMuteOver = alert.state === 'muted' && (alert.mutedUntil ?? '') <= desk.ambient.now().toISOString();
    return isMuteOver ? 'new' : alert.state;
  };

  /** As it is now, with what was counted since. */
  const standing = (alert: Alert): Alert & Pick<AlertRow, 'ticket' | 'waiting'> => {
    const isNewest = book.index.of(alert) === alert.id;
    const waiting = isNewest && !alert.moreKeys ? book.waitingFor(alert) : undefined;
    const state = stateNow(alert);
    return {
      ...alert,
      state,
      mutedUntil: state === 'muted' ? alert.mutedUntil : null,
      count: alert.count + (waiting?.waiting ?? 0),
      waiting: waiting?.waiting ?? 0,
      lastAt: waiting && waiting.waiting > 0 && waiting.lastAt > alert.lastAt ? waiting.lastAt : alert.lastAt,
      ticket: ticketOf(alert),
    };
  };

  const row = (alert: Alert, session: Session): AlertRow => {
    const isWithheld = !mayReadLogs(session);
    const shown = standing(alert);
    const { excerpt, finding: _finding, ...rest } = isWithheld ? alertWithoutText(shown) : shown;
    const { file, generation, line, firstLine, lines } = excerpt;
    return {
      ...rest,
      isWithheld,
      raisedBy: { ...(file === undefined ? {} : { file }), generation, line },
      keptLines: [firstLine, firstLine + lines.length - 1],
    };
  };

  const beforeOf = ({ follows }: Alert): AlertDetail['before'] => {
    const before = follows ? alertOf(follows) : undefined;
    return before ? { alertId: before.id, lastAt: before.lastAt, ticket: ticketOf(before) } : null;
  };

  return {
    'alerts.list': (_input, { session }) => {
      const since = new Date(desk.ambient.now().getTime() - CLOSED_MS).toISOString();
      const rows: AlertRow[] = [];
      for (const id of desk.records.ids('alert')) {
        const alert = alertOf(id);
        const shown = alert && row(alert, session);
        if (shown && (!isClosed(shown) || (overSince(desk.records, alert) ?? '') >= since)) rows.push(shown);
      }
      return succeed(
        rows.toSorted(
          (left, right) =>
            Number(isClosed(left)) - Number(isClosed(right)) ||
            Date.parse(right.lastAt) - Date.parse(left.lastAt) ||
            (left.id < right.id ? 1 : -1),
        ),
      );
    },

    'alerts.get': ({ alertId }, { session }) => {
      const alert = alertOf(alertId);
      if (!alert) return notFound('alert', alertId);
      const rule = rules.find(alert.code) ?? null;
      const isWithheld = !mayReadLogs(session);
      const shown = standing(alert);
      const detail: AlertDetail = {
        ...(isWithheld ? alertWithoutText(shown) : shown),
        isWithheld,
        rule,
        diagnosis:
          rule?.diagnostic && !isWithheld
            ? {
                isRunning: diagnoses.isRunning(alertId),
                runsHere: rules.runsHere(rule),
                isMissed: diagnoses.isMissed(alertId),
              }
            : null,
        before: beforeOf(alert),
      };
      return succeed(detail);
    },

    'alerts.counts': () => {
      const count = { open: 0, unseen: 0, aside: asides.count };
      for (const alert of book.index.open(desk.records)) {
        const state = stateNow(alert);
        if (state === 'new' || state === 'acknowledged') count.open++;
        if (state === 'new') count.unseen++;
      }
      return succeed(count);
    },

    'alerts.move': async ({ alertId, seen, to }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const alert = unit.get<Alert>('alert', alertId);
        if (!alert) return notFound('alert', alertId);
        if (alert.revision !== seen)
          return refuse('record.stale', `revision ${seen} is not the newest`, { seen, current: alert.revision });
        return succeed(move(unit, alert, to, session));
      });
      return done.ok ? succeed(row(done.value, session)) : done;
    },

    'alerts.moveAll': ({ alerts, to }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const count = { moved: 0, left: 0 };
        for (const { alertId, seen } of alerts) {
          const alert = unit.get<Alert>('alert', alertId);
          if (!alert || alert.revision !== seen || alert.state === to.state) count.left++;
          else {
            move(unit, alert, to, session);
            count.moved++;
          }
        }
        return succeed(count);
      }),

    'alerts.diagnose': ({ alertId }, { session }) => diagnoses.now(alertId, actorOf(session)),

    'alerts.tellOutside': ({ alertId, ...news }) => {
      const alert = alertId === null ? null : alertOf(alertId);
      if (alert === undefined) return notFound('alert', alertId ?? '');
      const said = noticeTexts(alert, news);
      outside.tellOutside?.(said, () => outside.notify({ name: 'alerts.show', alertId }));
      return succeed({ ...said, isSaid: outside.tellOutside !== undefined });
    },

    'alerts.settings': () => succeed(alertSettings(desk.records)),

    'alerts.saveSettings': async ({ seen, keepClosedDays }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const before = unit.get<AlertSettingsRecord>('alertSettings', ALERT_SETTINGS_ID);
        const current = before?.revision ?? null;
        if (current !== seen) return refuse('record.stale', `revision ${seen} is not the newest`, { seen, current });
        const after: AlertSettingsRecord = {
          ...unit.stamp('alertSettings', ALERT_SETTINGS_ID),
          createdAt: before?.createdAt ?? unit.at,
          createdBy: before?.createdBy ?? unit.actor.id,
          revision: (current ?? 0) + 1,
          keepClosedDays,
        };
        unit.write('alert-settings.save', after);
        return succeed(null);
      });
      return done.ok ? succeed(alertSettings(desk.records)) : done;
    },

    'alerts.ticket': ({ alertId, language }, { session }) => book.ticketFor(alertId, language, actorOf(session)),
  };
};

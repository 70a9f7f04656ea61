/** Working time: what was written down stands in the timeline, what still runs in a timer of this laptop that survives restarts. */
import { isAllowed } from '#shared/accounts/roles.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { TimerView } from '#shared/time/operations.ts';
import { pauseTimer, startTimer, timerId, timerPrefix, type Timer } from '#shared/time/timer.ts';
import { totalMinutes, workTimesOf } from '#shared/time/work-time.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { actorOf, type Session } from '../session.ts';
import { auditObject, stageEvents, ticketFor } from '../ticket-door.ts';
import type { TicketPort } from '../ticket-port.ts';
import type { Unit } from '../unit.ts';
import { TimeTickets } from './time-tickets.ts';

type TimeOperation = 'time.today' | 'time.timers' | 'time.start' | 'time.pause' | 'time.discard' | 'time.log';

const timerView = ({ ticketId, number, beganAt, runningSince, seconds }: Timer): TimerView => ({
  ticketId,
  number,
  beganAt,
  runningSince,
  seconds,
});

const byUse = (left: Timer, right: Timer): number =>
  Number(left.runningSince === null) - Number(right.runningSince === null) ||
  (left.beganAt < right.beganAt ? -1 : Number(left.beganAt > right.beganAt));

export const timeHandlers = (
  desk: Desk,
  tickets: Pick<TicketPort, 'detail' | 'timelineOf'>,
  rows: () => readonly Pick<TicketRow, 'id' | 'updatedAt'>[],
): FeatureHandlers<TimeOperation> => {
  const timeTickets = new TimeTickets(desk, rows);
  const timersOf = ({ userId }: Session): readonly Timer[] =>
    desk.records.idsWithPrefix(timerPrefix(userId)).flatMap((id) => desk.records.get<Timer>('timer', id) ?? []);
  const views = (session: Session): readonly TimerView[] => timersOf(session).toSorted(byUse).map(timerView);

  /** A change of timers is no deed yet: it is not in the trail, like a draft. */
  const changeTimers = async (
    { session }: SessionContext,
    change: (unit: Unit) => Result<null>,
  ): Promise<Result<readonly TimerView[]>> => {
    const done = await desk.commit(actorOf(session), change);
    return done.ok ? succeed(views(session)) : done;
  };

  return {
    'time.today': async (_input, { session }) => {
      const from = desk.ambient.now().setHours(0, 0, 0, 0);
      const to = new Date(from).setDate(new Date(from).getDate() + 1);
      const worked = (await timeTickets.since(from)).flatMap((ticketId) => {
        const ticket = desk.records.get<Ticket>('ticket', ticketId);
        const times = workTimesOf(tickets.timelineOf(ticketId)).filter(({ by, startedAt }) => {
          const at = Date.parse(startedAt);
          return by.id === session.userId && at >= from && at < to;
        });
        const last = times
          .map(({ startedAt }) => startedAt)
          .toSorted()
          .at(-1);
        if (!ticket || last === undefined) return [];
        const { number, title } = ticket;
        return [{ last, worked: { ticketId, number, title, minutes: totalMinutes(times) } }];
      });
      return succeed({
        minutes: worked.reduce((sum, each) => sum + each.worked.minutes, 0),
        tickets: worked.toSorted((one, other) => (one.last < other.last ? 1 : -1)).map((each) => each.worked),
      });
    },

    'time.timers': (_input, { session }) => succeed(views(session)),

    'time.start': ({ ticketId }, context) =>
      changeTimers(context, (unit) => {
        const ticket = ticketFor(unit, ticketId, 'workNote');
        if (!ticket.ok) return ticket;
        const { session } = context;
        const id = timerId(session.userId, ticketId);
        for (const other of timersOf(session)) if (other.id !== id) unit.putLocal(pauseTimer(other, unit.at));
        const known = unit.get<Timer>('timer', id);
        const timer: Timer = known ?? {
          ...unit.stamp('timer', id),
          ticketId,
          number: ticket.value.number,
          beganAt: unit.at,
          runningSince: null,
          seconds: 0,
        };
        unit.putLocal(startTimer(timer, unit.at));
        return succeed(null);
      }),

    'time.pause': ({ ticketId }, context) =>
      changeTimers(context, (unit) => {
        const timer = unit.get<Timer>('timer', timerId(context.session.userId, ticketId));
        if (timer) unit.putLocal(pauseTimer(timer, unit.at));
        return succeed(null);
      }),

    'time.discard': ({ ticketId }, context) =>
      changeTimers(context, (unit) => {
        unit.removeLocal(timerId(context.session.userId, ticketId));
        return succeed(null);
      }),

    'time.log': async ({ ticketId, endTimer, ...worked }, context) => {
      const { session } = context;
      const done = await desk.commit(actorOf(session), (unit) => {
        const ticket = ticketFor(unit, ticketId, 'workNote');
        if (!ticket.ok) return ticket;
        const { corrects } = worked;
        if (corrects !== null) {
          const corrected = workTimesOf(tickets.timelineOf(ticketId)).find(({ entryId }) => entryId === corrects);
          if (!corrected)
            return refuse('record.stale', `${corrects} does not count any more`, { seen: corrects, current: null });
          if (corrected.by.id !== session.userId && !isAllowed(session.roles, 'tickets.assign'))
            return refuse('time.not-yours', `worked by ${corrected.by.name}`, { name: corrected.by.name });
        } else if (worked.minutes === 0) {
          return refuse('request.invalid', 'no time was worked', { field: 'minutes' });
        }
        const event: TimelineEvent = {
          kind: 'time',
          ...worked,
          startedAt: new Date(worked.startedAt).toISOString(),
          note: worked.note || null,
        };
        stageEvents(unit, ticket.value, [event]);
        if (endTimer) unit.removeLocal(timerId(session.userId, ticketId));
        unit.audit({
          action: corrects === null ? 'time.log' : 'time.correct',
          object: auditObject(ticket.value),
          ...unit.difference('entry', ticketId, undefined, event),
        });
        return succeed(null);
      });
      return done.ok ? tickets.detail(ticketId, context) : done;
    },
  };
};

/** Who has what: load of the team and the day of one person, counted in one pass over the rows of open tickets. Nothing is changed here. */
import { succeed } from '#shared/base/result.ts';
import type { QueueDue } from '#shared/sla/due.ts';
import type { DueFilter, QueueRow } from '#shared/queue/operations.ts';
import { compareRows, type TimedRow } from '#shared/queue/order.ts';
import { isDueToday, isOverdue, LoadCount, SOON_MINUTES, type Day } from '#shared/team/load.ts';
import type { DayTask, TeamList } from '#shared/team/operations.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { compareNames } from '#shared/base/name-order.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { FirstRows } from './first-rows.ts';
import { OpenTasks } from './open-tasks.ts';

type TeamOperation = 'team.load' | 'team.myDay';

export interface TeamDeps {
  /** Of open tickets. */
  readonly openRows: () => readonly TimedRow[];
  /** Who can sign in and work on tickets. */
  readonly workers: () => readonly { readonly id: string; readonly name: string }[];
  readonly times: {
    settle(): void;
    dueOf(ticketId: string): QueueDue | null;
    test(filter: DueFilter, idOf: (slot: number) => string): (dueAt: number, slot: number) => boolean;
  };
}

const byPriority = (left: TimedRow, right: TimedRow): number => compareRows('priority', left, right);
const byDue = (left: TimedRow, right: TimedRow): number => compareRows('due', left, right);

export const teamHandlers = (desk: Desk, { openRows, workers, times }: TeamDeps): FeatureHandlers<TeamOperation> => {
  const openTasks = new OpenTasks(desk);
  const today = (): Day => {
    const now = desk.ambient.now();
    return { now: now.getTime(), endOfDay: new Date(now).setHours(23, 59, 59, 999) };
  };
  const shown = ({ dueAt: _dueAt, ...row }: TimedRow): QueueRow => ({ ...row, due: times.dueOf(row.id) });
  const listOf = (found: FirstRows): TeamList => ({ total: found.total, rows: found.sorted().map(shown) });

  return {
    'team.load': () => {
      times.settle();
      const open = openRows();
      const count = new LoadCount(today(), workers());
      const isLate = times.test({ withinMinutes: SOON_MINUTES }, (place) => open[place]?.id ?? '');
      const unassigned = new FirstRows(byPriority);
      const late = new FirstRows(byDue);
      open.forEach((row, place) => {
        count.add(row);
        if (row.assignee === null) unassigned.add(row);
        if (row.dueAt !== null && isLate(row.dueAt, place)) late.add(row);
      });
      return succeed({
        at: desk.ambient.now().toISOString(),
        open: count.open,
        people: count.loads(compareNames),
        unassigned: listOf(unassigned),
        late: listOf(late),
      });
    },

    'team.myDay': (_input, { session }) => {
      times.settle();
      const day = today();
      const overdue = new FirstRows(byDue);
      const dueToday = new FirstRows(byDue);
      const holdsEnding = new FirstRows((left, right) => (left.holdUntil ?? 0) - (right.holdUntil ?? 0));
      for (const row of openRows()) {
        if (row.assigneeId !== session.userId) continue;
        if (isOverdue(row, day)) overdue.add(row);
        else if (isDueToday(row, day)) dueToday.add(row);
        if (row.holdUntil !== null && row.holdUntil <= day.endOfDay) holdsEnding.add(row);
      }
      const tasks: DayTask[] = [];
      for (const task of openTasks.of(session.userId)) {
        const ticket = desk.records.get<Ticket>('ticket', task.subjectId);
        if (ticket && isOpen(ticket.state)) tasks.push({ task, number: ticket.number, title: ticket.title });
      }
      return succeed({
        at: desk.ambient.now().toISOString(),
        overdue: listOf(overdue),
        dueToday: listOf(dueToday),
        holdsEnding: listOf(holdsEnding),
        tasks,
      });
    },
  };
};

import * as z from 'zod';
import { query } from '../contract/operation.ts';
import type { QueueRow } from '../queue/operations.ts';
import type { Task } from '../tasks/task.ts';

/** What one person has on the desk now. Each count is that of the queue's filter behind it. */
export interface Load {
  /** As `QueueFilter.assignee` names them. */
  readonly key: string;
  readonly id: string | null;
  readonly name: string;
  readonly open: number;
  /** Of the open ones, P1 … P4. */
  readonly byPriority: readonly [number, number, number, number];
  readonly onHold: number;
  readonly dueToday: number;
  readonly overdue: number;
}

export interface TeamList {
  readonly total: number;
  readonly rows: readonly QueueRow[];
}

export interface TeamLoad {
  /** When this was so, RFC 3339. */
  readonly at: string;
  /** Open tickets. */
  readonly open: number;
  /** Everybody who can be given work here, and whoever has some; by name. */
  readonly people: readonly Load[];
  /** Most pressing first. */
  readonly unassigned: TeamList;
  /** Overdue, or due within two hours of its clock's own time; the latest first. */
  readonly late: TeamList;
}

/** A task of somebody's, with the ticket it is for. */
export interface DayTask {
  readonly task: Task;
  readonly number: string;
  readonly title: string;
}

export interface MyDay {
  readonly at: string;
  readonly overdue: TeamList;
  /** Due before the day is over, and not yet. */
  readonly dueToday: TeamList;
  /** On hold until some time today. */
  readonly holdsEnding: TeamList;
  readonly tasks: readonly DayTask[];
}

export const teamOperations = {
  'team.load': query('tickets.read', z.strictObject({})).returns<TeamLoad>(),
  /** Of who asks. */
  'team.myDay': query('tickets.read', z.strictObject({})).returns<MyDay>(),
};

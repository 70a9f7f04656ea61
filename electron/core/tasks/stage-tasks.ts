import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { PersonRef } from '#shared/base/record.ts';
import { MAX_TASKS } from '#shared/tasks/operations.ts';
import type { Task } from '#shared/tasks/task.ts';
import type { TaskChange } from '#shared/tickets/timeline-event.ts';
import { auditObject, stageEvents, ticketFor } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';

/** Stages tasks as they were and will be (null: gone) with what timeline and trail say of it. */
export const stageTasks = (
  unit: Unit,
  subjectId: string,
  change: TaskChange,
  pairs: readonly { readonly before: Task | undefined; readonly after: Task | null }[],
): Result<null> => {
  const ticket = ticketFor(unit, subjectId, 'edit');
  if (!ticket.ok) return ticket;
  const named = pairs.flatMap(({ before, after }) => after ?? before ?? []);
  stageEvents(unit, ticket.value, [
    {
      kind: 'task',
      change,
      tasks: named.map(({ id, title }) => ({ id, title })),
      reason: change === 'not_needed' ? (named[0]?.reason ?? null) : null,
    },
  ]);
  for (const { before, after } of pairs) {
    const id = after?.id ?? before?.id ?? '';
    if (after === null) unit.remove(id);
    else unit.put(after);
    unit.audit({
      action: `task.${change.replace('_', '-')}`,
      object: auditObject(ticket.value),
      ...unit.difference('task', id, before, after ?? undefined),
    });
  }
  return succeed(null);
};

export interface NewTask {
  readonly title: string;
  readonly required: boolean;
  readonly assignee: PersonRef | null;
}

/** Adds tasks to a record that holds `held` of them; refused as `task.too-many` { most }. */
export const addTasks = (
  unit: Unit,
  held: number,
  subjectId: string,
  tasks: readonly NewTask[],
): Result<readonly Task[]> => {
  if (held + tasks.length > MAX_TASKS)
    return refuse('task.too-many', `at most ${MAX_TASKS} tasks`, { most: MAX_TASKS });
  const made = tasks.map((task): Task => ({
    ...unit.stamp('task', unit.newChildId('task', subjectId)),
    ...task,
    subjectId,
    state: 'open',
    reason: null,
    settled: null,
  }));
  const pairs = made.map((after) => ({ before: undefined, after }));
  const staged = stageTasks(unit, subjectId, 'added', pairs);
  return staged.ok ? succeed(made) : staged;
};

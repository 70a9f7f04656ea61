/** Tasks of a record: each is a record of its own, and the ticket's timeline says what became of it, in the same commit. */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { MAX_TASKS } from '#shared/tasks/operations.ts';
import { planTaskEdit, planTaskState } from '#shared/tasks/plan.ts';
import { countTasks, taskPrefix, type Task } from '#shared/tasks/task.ts';
import type { TaskChange } from '#shared/tickets/timeline-event.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Records } from '../storage/store.ts';
import { auditObject, stageEvents, ticketFor } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';

type TaskOperation = 'tasks.list' | 'tasks.add' | 'tasks.set' | 'tasks.edit' | 'tasks.remove';

/** In the order they were added. */
export const tasksOf = (records: Records, subjectId: string): readonly Task[] =>
  records.idsWithPrefix(taskPrefix(subjectId)).flatMap((id) => records.get<Task>('task', id) ?? []);

/** Titles of what has to be settled before this record can be resolved. */
export const requiredTasks = (records: Records, subjectId: string): readonly string[] =>
  countTasks(tasksOf(records, subjectId)).missing;

const changes = { open: 'reopened', done: 'done', not_needed: 'not_needed' } as const satisfies Record<
  Task['state'],
  TaskChange
>;

const notFound = (id: string): Result<never> =>
  refuse('record.not-found', `there is no task ${id}`, { type: 'task', id });

export const taskHandlers = (desk: Desk): FeatureHandlers<TaskOperation> => {
  /** Stages tasks as they were and will be (null: gone) with what timeline and trail say of it. */
  const stage = (
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

  const change = (
    context: Parameters<FeatureHandlers<TaskOperation>['tasks.set']>[1],
    taskId: string,
    plan: (task: Task, unit: Unit) => Result<Task>,
    changeOf: (after: Task) => TaskChange,
  ): Promise<Result<Task>> =>
    desk.commit(actorOf(context.session), (unit) => {
      const before = unit.get<Task>('task', taskId);
      if (!before) return notFound(taskId);
      const planned = plan(before, unit);
      if (!planned.ok || planned.value === before) return planned;
      const staged = stage(unit, before.subjectId, changeOf(planned.value), [{ before, after: planned.value }]);
      return staged.ok ? planned : staged;
    });

  return {
    'tasks.list': ({ subjectId }) => succeed(tasksOf(desk.records, subjectId)),

    'tasks.add': ({ subjectId, tasks }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        if (tasksOf(desk.records, subjectId).length + tasks.length > MAX_TASKS)
          return refuse('task.too-many', `at most ${MAX_TASKS} tasks`, { most: MAX_TASKS });
        const made = tasks.map((task): Task => ({
          ...unit.stamp('task', unit.newChildId('task', subjectId)),
          ...task,
          subjectId,
          state: 'open',
          reason: null,
          settled: null,
        }));
        const staged = stage(
          unit,
          subjectId,
          'added',
          made.map((after) => ({ before: undefined, after })),
        );
        return staged.ok ? succeed(made) : staged;
      }),

    'tasks.set': ({ taskId, ...wanted }, context) =>
      change(
        context,
        taskId,
        (task, unit) => planTaskState(task, wanted, { by: { id: unit.actor.id, name: unit.actor.name }, at: unit.at }),
        ({ state }) => changes[state],
      ),

    'tasks.edit': ({ taskId, seen, ...edit }, context) =>
      change(
        context,
        taskId,
        (task, unit) => planTaskEdit(task, edit, { seen, at: unit.at }),
        () => 'edited',
      ),

    'tasks.remove': ({ taskId }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const before = unit.get<Task>('task', taskId);
        return before ? stage(unit, before.subjectId, 'removed', [{ before, after: null }]) : notFound(taskId);
      }),
  };
};

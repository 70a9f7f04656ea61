/** Tasks of a record: each is a record of its own, and the ticket's timeline says what became of it, in the same commit. */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { planTaskEdit, planTaskState } from '#shared/tasks/plan.ts';
import { countTasks, taskPrefix, type Task } from '#shared/tasks/task.ts';
import type { TaskChange } from '#shared/tickets/timeline-event.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { knownPerson } from '../known-person.ts';
import { actorOf } from '../session.ts';
import type { Records } from '../storage/store.ts';
import type { Unit } from '../unit.ts';
import { addTasks, stageTasks, type NewTask } from './stage-tasks.ts';

type TaskOperation = 'tasks.list' | 'tasks.add' | 'tasks.set' | 'tasks.edit' | 'tasks.remove';

/** In the order they were added. */
export const tasksOf = (records: Records, subjectId: string): readonly Task[] =>
  records.idsWithPrefix(taskPrefix(subjectId)).flatMap((id) => records.get<Task>('task', id) ?? []);

/** Titles of what has to be settled before this record can be resolved. */
export const requiredTasks = (records: Records, subjectId: string): readonly string[] =>
  countTasks(tasksOf(records, subjectId)).missing;

/** Adds tasks without anybody to do them yet, as part of a commit of another feature. */
export const addPlainTasks = (
  records: Records,
  unit: Unit,
  subjectId: string,
  tasks: readonly { readonly title: string; readonly required: boolean }[],
): Result<unknown> =>
  addTasks(
    unit,
    tasksOf(records, subjectId).length,
    subjectId,
    tasks.map((task) => ({ ...task, assignee: null })),
  );

const changes = { open: 'reopened', done: 'done', not_needed: 'not_needed' } as const satisfies Record<
  Task['state'],
  TaskChange
>;

const notFound = (id: string): Result<never> =>
  refuse('record.not-found', `there is no task ${id}`, { type: 'task', id });

export const taskHandlers = (desk: Desk): FeatureHandlers<TaskOperation> => {
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
      const staged = stageTasks(unit, before.subjectId, changeOf(planned.value), [{ before, after: planned.value }]);
      return staged.ok ? planned : staged;
    });

  /** Who is to do each, as this desk knows them; refused for who is not known or cannot sign in any more. */
  const withKnown = (tasks: readonly NewTask[], unit: Unit): Result<readonly NewTask[]> => {
    const known: NewTask[] = [];
    for (const task of tasks) {
      const person = task.assignee === null ? succeed(null) : knownPerson(task.assignee, unit);
      if (!person.ok) return person;
      known.push({ ...task, assignee: person.value });
    }
    return succeed(known);
  };

  return {
    'tasks.list': ({ subjectId }) => succeed(tasksOf(desk.records, subjectId)),

    'tasks.add': ({ subjectId, tasks }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const known = withKnown(tasks, unit);
        return known.ok ? addTasks(unit, tasksOf(desk.records, subjectId).length, subjectId, known.value) : known;
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
        (task, unit) => {
          const { assignee } = edit;
          if (!assignee) return planTaskEdit(task, edit, { seen, at: unit.at });
          const person = knownPerson(assignee, unit);
          // Whose it was before keeps it, gone or not.
          if (!person.ok && assignee.id !== task.assignee?.id) return person;
          const known = person.ok ? person.value : task.assignee;
          return planTaskEdit(task, { ...edit, assignee: known }, { seen, at: unit.at });
        },
        () => 'edited',
      ),

    'tasks.remove': ({ taskId }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const before = unit.get<Task>('task', taskId);
        return before ? stageTasks(unit, before.subjectId, 'removed', [{ before, after: null }]) : notFound(taskId);
      }),
  };
};

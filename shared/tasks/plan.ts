import type { PersonRef } from '../base/record.ts';
import { refuse, succeed, type Result } from '../base/result.ts';
import type { Task, TaskState } from './task.ts';

export interface TaskEdit {
  readonly title?: string | undefined;
  readonly required?: boolean | undefined;
  readonly assignee?: PersonRef | null | undefined;
}

const fields = ['title', 'required', 'assignee'] as const satisfies readonly (keyof TaskEdit)[];

const isSame = (left: Task[keyof TaskEdit], right: Task[keyof TaskEdit]): boolean =>
  typeof left === 'object' && typeof right === 'object'
    ? left?.id === right?.id && left?.name === right?.name
    : left === right;

const shown = (value: Task[keyof TaskEdit]): string | null =>
  value === null ? null : typeof value === 'object' ? value.name : String(value);

/**
 * The task with what differs. A field that is no longer as the person saw it, nor what they want, is refused: `record.stale`
 * { fields: [{ field, seen, current, wanted }] }, as for tickets. The same task: nothing differs.
 */
export const planTaskEdit = (
  task: Task,
  edit: TaskEdit,
  { seen, at }: { readonly seen: TaskEdit; readonly at: string },
): Result<Task> => {
  const wanted = fields.flatMap((field) => {
    const value = edit[field];
    return value === undefined || isSame(task[field], value) ? [] : [{ field, value }];
  });
  const stale = wanted.filter(({ field }) => {
    const before = seen[field];
    return before === undefined || !isSame(task[field], before);
  });
  if (stale.length > 0)
    return refuse('record.stale', `changed since it was read: ${stale.map(({ field }) => field).join(', ')}`, {
      fields: stale.map(({ field, value }) => {
        const before = seen[field];
        return {
          field,
          seen: before === undefined ? null : shown(before),
          current: shown(task[field]),
          wanted: shown(value),
        };
      }),
    });
  if (wanted.length === 0) return succeed(task);
  const values = Object.fromEntries(wanted.map(({ field, value }) => [field, value]));
  return succeed({ ...task, ...values, updatedAt: at });
};

/**
 * The task in another state; the same task where it is in that state already. What is not needed says why:
 * `ticket.fields-missing` { fields: ['reason'] }.
 */
export const planTaskState = (
  task: Task,
  { state, reason }: { readonly state: TaskState; readonly reason: string | null },
  { by, at }: { readonly by: PersonRef; readonly at: string },
): Result<Task> => {
  if (task.state === state) return succeed(task);
  const why = state === 'not_needed' ? (reason?.trim() ?? '') : null;
  if (why === '') return refuse('ticket.fields-missing', 'not needed, but why', { fields: ['reason'] });
  return succeed({ ...task, state, reason: why, settled: state === 'open' ? null : { by, at }, updatedAt: at });
};

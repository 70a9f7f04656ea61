import * as z from 'zod';
import { isVisible } from '../base/visible.ts';
import { command, query } from '../contract/operation.ts';
import { taskStates, type Task } from './task.ts';

export const MAX_TASK_TITLE = 300;
/** Tasks of one record. */
export const MAX_TASKS = 200;

const subjectId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const taskId = z.string().regex(/^task:[0-9A-HJKMNP-TV-Z]{26}:[0-9A-HJKMNP-TV-Z]{26}$/);
const title = z.string().trim().min(1).max(MAX_TASK_TITLE).refine(isVisible);
const person = z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) });

export const taskOperations = {
  /** In the order they were added. */
  'tasks.list': query('tickets.read', z.strictObject({ subjectId })).returns<readonly Task[]>(),
  /** Refused as `task.too-many` { most } when the record would hold more than `MAX_TASKS`. */
  'tasks.add': command(
    'tickets.work',
    z.strictObject({
      subjectId,
      tasks: z
        .array(z.strictObject({ title, required: z.boolean(), assignee: person.nullable() }))
        .min(1)
        .max(MAX_TASKS),
    }),
  ).returns<readonly Task[]>(),
  'tasks.set': command(
    'tickets.work',
    z.strictObject({ taskId, state: z.enum(taskStates), reason: z.string().trim().max(500).nullable() }),
  ).returns<Task>(),
  /** `seen`: the fields that are edited, as the person saw them. */
  'tasks.edit': command(
    'tickets.work',
    z.strictObject({
      taskId,
      seen: z.strictObject({
        title: z.string().max(MAX_TASK_TITLE).optional(),
        required: z.boolean().optional(),
        assignee: z
          .strictObject({ id: z.string().max(64).nullable(), name: z.string().max(200) })
          .nullable()
          .optional(),
      }),
      title: title.optional(),
      required: z.boolean().optional(),
      assignee: person.nullable().optional(),
    }),
  ).returns<Task>(),
  /** The timeline keeps what it was. */
  'tasks.remove': command('tickets.work', z.strictObject({ taskId })).returns<null>(),
};

import type { PersonRef, StoredRecord } from '../base/record.ts';

export const taskStates = ['open', 'done', 'not_needed'] as const;
export type TaskState = (typeof taskStates)[number];

/**
 * One thing to be done for a record. Its id is `task:<ULID of the record>:<ULID>`: what two people add offline stands side by side, in
 * the order it was added.
 */
export interface Task extends StoredRecord {
  readonly type: 'task';
  readonly schema: 1;
  /** What it has to be done for: `ticket:<ULID>`. */
  readonly subjectId: string;
  readonly title: string;
  /** Has to be settled before the record can be resolved. */
  readonly required: boolean;
  readonly assignee: PersonRef | null;
  readonly state: TaskState;
  /** Why it is not needed; null in the other states. */
  readonly reason: string | null;
  /** Who settled it and when, RFC 3339; null while it is open. */
  readonly settled: { readonly by: PersonRef; readonly at: string } | null;
}

/** `task:<ULID>:` finds all tasks of a record. */
export const taskPrefix = (subjectId: string): string => `task:${subjectId.slice(subjectId.indexOf(':') + 1)}:`;

export interface TaskCount {
  readonly total: number;
  /** Done or not needed. */
  readonly settled: number;
  /** Titles of what is required and still open, in order. */
  readonly missing: readonly string[];
}

export const countTasks = (tasks: readonly Task[]): TaskCount => ({
  total: tasks.length,
  settled: tasks.filter(({ state }) => state !== 'open').length,
  missing: tasks.filter(({ state, required }) => state === 'open' && required).map(({ title }) => title),
});

/** The titles in a text of one line each: pasted lists lose their bullets, numbers and check boxes. Empty lines are left out. */
export const titlesIn = (text: string): readonly string[] =>
  text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.replace(/^\s*(?:[-*+•·]\s+|\d{1,3}[.)、]\s*)?(?:\[[ xX]?\]\s*)?/u, '').trim())
    .filter((line) => line !== '');

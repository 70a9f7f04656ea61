import * as z from 'zod';
import type { StoredRecord } from '../base/record.ts';
import { isVisible } from '../base/visible.ts';
import { MAX_FILTER_NAME, MAX_PATTERN } from './limits.ts';

/** `include`: a line is shown if any of these finds something in it, of those for one field; for several fields that holds of each; `exclude`: if none does; `mark`: shown all the same, and marked. */
export const filterKinds = ['include', 'exclude', 'mark'] as const;
export type FilterKind = (typeof filterKinds)[number];

/** What is looked for in one line. An expression is one of JavaScript with the flag `u` where it allows that, never across lines. */
export const search = z.strictObject({
  pattern: z.string().min(1).max(MAX_PATTERN),
  isRegex: z.boolean(),
  matchesCase: z.boolean(),
});
export type Search = z.output<typeof search>;

export const filterContent = search.extend({
  name: z.string().trim().min(1).max(MAX_FILTER_NAME).refine(isVisible),
  kind: z.enum(filterKinds),
  /** Only the value of this field is looked at; null: the whole line. */
  field: z.string().min(1).max(100).nullable(),
});
export type FilterContent = z.output<typeof filterContent>;

/** A filter that was saved: `logFilter:<ULID>`. Whether it is on, each window decides. */
export interface LogFilter extends StoredRecord, FilterContent {
  readonly type: 'logFilter';
  readonly schema: 1;
  readonly revision: number;
}

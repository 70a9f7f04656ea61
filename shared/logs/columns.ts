import * as z from 'zod';

/** Pixels that a column of a field may be wide. */
export const MIN_COLUMN = 48;
export const MAX_COLUMN = 640;
export const NEW_COLUMN = 120;
export const MAX_COLUMNS = 8;

/** A field of lines that stands in a column of its own. */
export const logColumn = z.strictObject({
  field: z.string().min(1).max(100),
  width: z.int().min(MIN_COLUMN).max(MAX_COLUMN),
});
export type LogColumn = z.output<typeof logColumn>;

/** In the order they stand, each field once. */
export const logColumns = z
  .array(logColumn)
  .max(MAX_COLUMNS)
  .refine((columns) => new Set(columns.map(({ field }) => field)).size === columns.length);

/** What can be wrong with one row. */
export const problemCodes = [
  /** The row cannot be cut into cells: a quote in the middle of a quoted cell, or one that never ends. */
  'quote.stray',
  'quote.unclosed',
  'row.too-long',
  /** More or fewer cells than the header; extra text is kept in the description, missing cells count as empty. */
  'row.wider',
  'row.narrower',
  'title.missing',
  'id.missing',
  /** The same external id stands in an earlier row with other cells. */
  'id.repeated',
  'value.unknown',
  'date.invalid',
  'text.too-long',
  /** No title: the number it has there stands in its place. */
  'title.from-id',
  /** Cut to what the field holds; the whole text is in the description. */
  'title.cut',
  /** Another event of the same ticket was refused, and a history with a hole is none. */
  'history.incomplete',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Worth knowing, yet the row is imported. */
const warnings: ReadonlySet<ProblemCode> = new Set(['row.wider', 'row.narrower', 'title.from-id', 'title.cut']);

export const isWarning = (code: ProblemCode): boolean => warnings.has(code);

export interface Problem {
  readonly code: ProblemCode;
  /** From 0; null where the row as a whole is meant. */
  readonly column: number | null;
  /** The cell as it stands in the file, cut to 120 characters. */
  readonly value: string;
}

/**
 * `create`: a new ticket. `update`: the ticket is here, what is new becomes history of it. `duplicate`: all of it is here already.
 * `refuse`: nothing of the row is taken.
 */
export const rowOutcomes = ['create', 'update', 'duplicate', 'refuse'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

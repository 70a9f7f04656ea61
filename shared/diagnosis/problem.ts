/** What can be wrong with the text of a tree. A new code needs its sentence in every language (`renderer/diagnosis/messages.*.ts`). */
export const treeProblemCodes = [
  'syntax',
  'indent',
  'tab',
  'quote',
  'colon',
  'alias',
  'several-documents',
  'duplicate',
  'empty-file',
  'missing',
  'language-missing',
  'unknown-field',
  'not-text',
  'not-list',
  'not-fields',
  'empty',
  'too-long',
  'too-few',
  'too-many',
  'bad-name',
  'bad-version',
  'not-a-code',
  'node-kind',
  'end-without-way',
  'end-both-ways',
  'unknown-target',
  'unreachable',
  'loop',
  'only-retries',
  'same-label',
  'other-tree',
] as const;

export type TreeProblemCode = (typeof treeProblemCodes)[number];

/** One mistake, where it is in the text (both from 1), and what the sentence about it needs. */
export interface TreeProblem {
  readonly code: TreeProblemCode;
  readonly line: number;
  readonly column: number;
  /** The node that it is in; null outside of nodes. */
  readonly node: string | null;
  readonly details: Readonly<Record<string, string | number>>;
}

export type Path = readonly (string | number)[];

/** Where a value stands in the text, or the name of its field. What is not there stands where it should be: at the nearest above. */
export type PlaceOf = (path: Path, part: 'name' | 'value') => { readonly line: number; readonly column: number };

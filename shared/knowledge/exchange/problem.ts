/** What is told of a file. The first ones keep it out; the others say what was left out of its text, or read otherwise than it says. */
export const fileRefusals = [
  'outside',
  'symlink',
  'encrypted',
  'damaged',
  'bomb',
  'too-large',
  'binary',
  'wrong-charset',
  'empty',
  'too-long',
  'too-deep',
  'too-hard',
  'no-title',
] as const;
export type FileRefusal = (typeof fileRefusals)[number];

export const fileWarnings = [
  'path-twice',
  'front-matter',
  'links-lost',
  'pictures-missing',
  'pictures-remote',
  'unsafe-removed',
  'title-cut',
  'tags-left-out',
  'quiz-left-out',
] as const;
export type FileWarning = (typeof fileWarnings)[number];

export type FileProblemCode = FileRefusal | FileWarning;

/** `count`: of what, where it can be counted; `detail`: the first of them, or what a reader of the file said. */
export interface FileProblem {
  readonly code: FileProblemCode;
  readonly count: number;
  readonly detail: string;
}

const refusals: ReadonlySet<string> = new Set(fileRefusals);

export const isRefusal = ({ code }: FileProblem): boolean => refusals.has(code);

import { contentOf, type Article, type ArticleContent } from '../article.ts';

/**
 * What an import makes of a file. `kept`: the article was changed here since it was imported, and stays as it is; `unchanged`: the file says
 * what it said; `refuse`: the file cannot be an article.
 */
export const fileOutcomes = ['create', 'update', 'unchanged', 'kept', 'refuse'] as const;
export type FileOutcome = (typeof fileOutcomes)[number];

/** What of an article comes from its file; kind, category and audience are decided here. */
export type ImportedText = Pick<ArticleContent, 'title' | 'body' | 'tags' | 'quiz'>;

/** `digest` proves what a text said. */
export const outcomeOf = (
  text: ImportedText,
  existing: Article | undefined,
  digest: (text: ImportedText) => string,
): Exclude<FileOutcome, 'refuse'> => {
  if (!existing?.origin) return 'create';
  if (digest(text) === existing.origin.digest) return 'unchanged';
  const isEdited =
    existing.next !== null || existing.retired !== null || digest(contentOf(existing)) !== existing.origin.digest;
  return isEdited ? 'kept' : 'update';
};

import type { Quiz } from '../../training/quiz.ts';
import type { ArticleKind } from '../article.ts';
import type { FileProblem } from './problem.ts';

/** What a file says, read but not yet an article. In `body` a link to another file of the folder is `article:<mark>.<place in the list of files>`. */
export interface ReadArticle {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly language: string;
  readonly kind: ArticleKind;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly quiz: Quiz | null;
  /** Where the original can be read. */
  readonly url: string | null;
  readonly attribution: string | null;
  readonly licence: string | null;
  /** Day that it gives itself, `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly problems: readonly FileProblem[];
  /** A training desk exported it. */
  readonly isTraining?: boolean;
}

export type FileReading =
  | { readonly ok: true; readonly article: ReadArticle }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

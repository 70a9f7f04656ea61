import type { Article } from '#shared/knowledge/article.ts';
import { outcomeOf, type FileOutcome, type ImportedText } from '#shared/knowledge/exchange/outcome.ts';
import type { ReadArticle } from '#shared/knowledge/exchange/read-article.ts';
import type { Desk } from '../../desk.ts';
import type { Job } from '../../job.ts';
import { digestOf } from './digest.ts';
import type { FolderReading, ReadFile } from './open-folder.ts';

/** A file and what becomes of it here. */
export interface JudgedFile extends ReadFile {
  readonly outcome: FileOutcome;
  /** The article that it is here already. */
  readonly existing: Article | undefined;
}

/** Articles that came with imports, by the path of their file; of several the one made last. */
export const importedArticles = async (desk: Desk, job: Job): Promise<ReadonlyMap<string, Article>> => {
  const found = new Map<string, Article>();
  for (const id of desk.records.ids('article')) {
    const article = desk.records.get<Article>('article', id);
    if (article?.origin) found.set(article.origin.path, article);
    if (job.due) await job.rest();
  }
  return found;
};

/** A link to a file that could not be read leads nowhere: its words stay. */
const LINK = String.raw`\[((?:[^\[\]\\]|\\.)*)\]\(article:`;

/** The text with its links leading to articles by number; `numberOf` is undefined for a file that is none. */
export const linkedText = (
  { title, body, tags, quiz }: ReadArticle,
  mark: string,
  numberOf: (place: number) => string | undefined,
): ImportedText => {
  const questions = quiz ? { quiz } : {};
  if (!body.includes(`article:${mark}.`)) return { title, body, tags, ...questions };
  const linked = body
    .replaceAll(new RegExp(`${LINK}${mark}\\.(\\d+)\\)`, 'g'), (link, words: string, at: string) => {
      const number = numberOf(Number(at));
      return number === undefined ? words : link.replace(`article:${mark}.${at}`, `article:${number}`);
    })
    .replaceAll(new RegExp(`article:${mark}\\.(\\d+)`, 'g'), (_address, at: string) => {
      const number = numberOf(Number(at));
      return number === undefined ? '#' : `article:${number}`;
    });
  return { title, body: linked, tags, ...questions };
};

/** A number that no article has: a text that links to a new article is not what it was. */
const TO_COME = 'new';

/** What an import of the folder would do now. */
export const judgeFolder = async (desk: Desk, reading: FolderReading, job: Job): Promise<readonly JudgedFile[]> => {
  const known = await importedArticles(desk, job);
  const { files, mark } = reading;
  const numberOf = (at: number): string | undefined => {
    const file = files[at];
    return file?.article && (known.get(file.place)?.number ?? TO_COME);
  };
  const judged: JudgedFile[] = [];
  for (const file of files) {
    const existing = known.get(file.place);
    const outcome = file.article ? outcomeOf(linkedText(file.article, mark, numberOf), existing, digestOf) : 'refuse';
    judged.push({ ...file, outcome, existing });
    if (job.due) await job.rest();
  }
  return judged;
};

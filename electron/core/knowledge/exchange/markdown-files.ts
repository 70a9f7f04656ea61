import { stringify } from 'yaml';
import type { ExportedArticle } from '#shared/knowledge/exchange/exported.ts';
import { GENERATOR } from './front-matter.ts';
import type { ArchiveFile } from './make-archive.ts';

/** What file systems and shells stumble over. */
const awkward = /[\p{C}\\/:*?"<>|#%[\](){}&^`'~$!;=+,@]+/gu;
const MAX_NAME = 60;

const slug = (text: string): string =>
  [
    ...text
      .replaceAll(awkward, ' ')
      .trim()
      .replaceAll(/[\s.]+/g, '-'),
  ]
    .slice(0, MAX_NAME)
    .join('')
    .replaceAll(/^-+|-+$/g, '');

/** `articles/en/KB-7K3Q-000012-reset-a-dock.md`: one folder for each language, so that links are short and names tell. */
const pathOf = ({ language, number, title }: ExportedArticle): string =>
  `articles/${language}/${number}${slug(title) === '' ? '' : `-${slug(title)}`}.md`;

/** Leaves out what is null. The questions of an article stand here, not in its text, so that other systems show the text alone. */
const frontOf = (article: ExportedArticle): string => {
  const fields = {
    title: article.title,
    lang: article.language,
    kind: article.kind,
    category: article.category,
    tags: article.tags.length > 0 ? article.tags : null,
    audience: article.audience,
    number: article.number,
    version: article.version,
    date: article.publishedAt,
    validUntil: article.validUntil,
    license: article.licence,
    attribution: article.attribution,
    url: article.url,
    quiz: article.quiz,
    generator: GENERATOR,
  };
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  // Written out each time: names for what stands there twice are what a reader counts against bombs.
  return stringify(said, { lineWidth: 0, aliasDuplicateObjects: false });
};

/** `article:KB-…`, as the target of a link. */
const LINK = /\]\(article:(KB-[\w-]+)\)/g;

/** Articles as files of Markdown. Links between them lead from file to file; one to an article that is not there keeps its number. */
export const markdownFiles = (articles: readonly ExportedArticle[]): readonly ArchiveFile[] => {
  const paths = new Map(articles.map((article) => [article.number, pathOf(article)]));
  return articles.map((article) => {
    const body = article.body.replaceAll(LINK, (link, number: string) => {
      const path = paths.get(number);
      return path === undefined ? link : `](../../${path})`;
    });
    return { path: pathOf(article), text: `---\n${frontOf(article)}---\n\n${body.trim()}\n` };
  });
};

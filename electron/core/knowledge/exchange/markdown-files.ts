import { stringify } from 'yaml';
import type { ExportedArticle } from '#shared/knowledge/exchange/exported.ts';
import { TRAINING_MARK } from '#shared/practice/mark.ts';
import { trainingEnvelope } from '#shared/practice/training-file.ts';
import type { ExportedPicture, ExportedPictures } from './export-pictures.ts';
import { GENERATOR, SOURCE_DATE } from './front-matter.ts';
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
const frontOf = (article: ExportedArticle, isPractice: boolean): string => {
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
    [SOURCE_DATE]: article.sourceDate,
    validUntil: article.validUntil,
    license: article.licence,
    attribution: article.attribution,
    url: article.url,
    quiz: article.quiz,
    generator: GENERATOR,
    [trainingEnvelope.articleField]: isPractice ? TRAINING_MARK : null,
  };
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  // Written out each time: names for what stands there twice are what a reader counts against bombs.
  return stringify(said, { lineWidth: 0, aliasDuplicateObjects: false });
};

/** `article:KB-…`, as the target of a link. */
const LINK = /\]\(article:(KB-[\w-]+)\)/g;

/** `attachment:…`, as the address of a picture. */
const PICTURE = /\]\(attachment:([0-9a-f]{64})(?::\d+x\d+)?\)/g;

/** `pictures/4f0c….png`: named by what it is, so that texts which show the same share one. */
const picturePath = (sha256: string, { mediaType }: ExportedPicture): string =>
  `pictures/${sha256.slice(0, 24)}.${mediaType === 'image/jpeg' ? 'jpg' : mediaType.slice('image/'.length)}`;

/**
 * Articles as files of Markdown, and the pictures they show beside them. Links between them lead from file to file; one to an article that is
 * not there keeps its number, and a picture that is not there its hash.
 */
export const markdownFiles = (
  articles: readonly ExportedArticle[],
  pictures: ExportedPictures,
  isPractice: boolean,
): readonly ArchiveFile[] => {
  const paths = new Map(articles.map((article) => [article.number, pathOf(article)]));
  const texts = articles.map((article) => {
    const body = article.body
      .replaceAll(LINK, (link, number: string) => {
        const path = paths.get(number);
        return path === undefined ? link : `](../../${path})`;
      })
      .replaceAll(PICTURE, (link, sha256: string) => {
        const picture = pictures.get(sha256);
        return picture ? `](../../${picturePath(sha256, picture)})` : link;
      });
    return { path: pathOf(article), content: `---\n${frontOf(article, isPractice)}---\n\n${body.trim()}\n` };
  });
  const files = [...pictures].map(([sha256, picture]) => ({
    path: picturePath(sha256, picture),
    content: picture.bytes,
  }));
  return [...texts, ...files];
};

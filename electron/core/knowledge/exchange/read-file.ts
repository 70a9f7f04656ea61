import { articleKinds, type ArticleKind } from '#shared/knowledge/article.ts';
import { languageOfPath, languageOfText } from '#shared/knowledge/exchange/language.ts';
import { folderOf, nameOf } from '#shared/knowledge/exchange/path.ts';
import type { FileProblem, FileProblemCode } from '#shared/knowledge/exchange/problem.ts';
import { proposeKind } from '#shared/knowledge/exchange/propose-kind.ts';
import type { FileReading } from '#shared/knowledge/exchange/read-article.ts';
import { MAX_ARTICLE } from '#shared/knowledge/operations.ts';
import { trainingEnvelope } from '#shared/practice/training-file.ts';
import { MAX_TITLE } from '#shared/tickets/limits.ts';
import { quizInput } from '#shared/training/quiz-input.ts';
import { decodeText } from './decode-text.ts';
import { splitFrontMatter, type FrontMatter } from './front-matter.ts';
import type { Surroundings } from './mend-links.ts';
import { withoutConventions } from './plain-conventions.ts';
import { TooDeep, toMarkdown, type Converted } from './to-markdown.ts';

/** As `knowledge.begin` takes them. */
const MAX_TAGS = 40;
const MAX_TAG = 60;
const MAX_CATEGORY = 200;

export interface FileToRead extends Omit<Surroundings, 'language'> {
  readonly bytes: Buffer;
  readonly kind: 'markdown' | 'html';
}

const TRAINING_PAGE = new RegExp(`<meta name="${trainingEnvelope.articleField}"`);

const problem = (code: FileProblemCode, count = 1, detail = ''): FileProblem => ({
  code,
  count,
  detail: detail.slice(0, 200),
});

const refused = (code: FileProblemCode, detail = ''): FileReading => ({
  ok: false,
  problems: [problem(code, 1, detail)],
});

/** What a heading says, without its marks. */
const plain = (text: string): string =>
  text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/(?<!\\)[*`]|(?<![\\\p{L}\p{N}])_|(?<!\\)_(?![\p{L}\p{N}])/gu, '')
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll(/&(?:#x20|nbsp);/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** `2024-05-01-reset-a-dock.zh-CN.md` is “Reset a dock”. */
const titleOfName = (place: string): string => {
  const name = nameOf(place)
    .replace(/\.[^.]*$/, '')
    .replace(/\.[a-z]{2}(?:-[A-Za-z]{2,4})?$/, '')
    .replace(/^\d{4}-\d{2}-\d{2}-/, '');
  const bare = /^(?:index|readme)$/i.test(name) ? nameOf(folderOf(place)) : name;
  const words = bare.replaceAll(/[-_\s]+/g, ' ').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

const HEADING = /^# +(.+?) *#* *(?:\n+|$)/;

/** The title, and the text without a first heading that says it again. */
const titled = (front: string | null, { pageTitle, markdown }: Converted, place: string) => {
  const heading = HEADING.exec(markdown);
  const said = heading ? plain(heading[1] ?? '') : '';
  const title = front ?? (said === '' ? (pageTitle ?? titleOfName(place)) : said);
  const isSame = said !== '' && (letters(said) === letters(title) || title === said);
  const isAll = heading !== null && markdown.length === heading[0].length;
  return { title: plain(title), body: isSame && heading && !isAll ? markdown.slice(heading[0].length) : markdown };
};

/** Pairs of letters that a text has of another, 0 to 1. */
const shareIn = (part: string, whole: string): number => {
  const pairs = Array.from({ length: Math.max(0, part.length - 1) }, (_, at) => part.slice(at, at + 2));
  return pairs.length === 0 ? 1 : pairs.filter((pair) => whole.includes(pair)).length / pairs.length;
};

/** Looks for a summary where a text opens. */
const OPENING = 1_500;
const SAID = 0.7;

/** A summary comes first unless the text opens by saying it, or it is all there is. */
const withSummary = (body: string, description: string | null, title: string): string => {
  if (description === null) return body;
  const said = letters(title + body.slice(0, OPENING));
  if (shareIn(letters(description), said) >= SAID) return body;
  const summary = description.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#|]/g, String.raw`\$&`);
  return body === '' ? summary : `${summary}\n\n${body}`;
};

const categoryOf = ({ category: front, isOurs }: FrontMatter, place: string): string | null => {
  if (isOurs) return front;
  const folders = folderOf(place).split('/').slice(1);
  const category =
    front ??
    folders
      .map((name) => name.replaceAll(/[-_]+/g, ' ').trim())
      .filter(Boolean)
      .join(' / ');
  return category === '' ? null : category.slice(0, MAX_CATEGORY);
};

const isKind = (kind: string | null): kind is ArticleKind => articleKinds.some((known) => known === kind);

const lost = (code: FileProblemCode, all: readonly string[]): readonly FileProblem[] =>
  all.length === 0 ? [] : [problem(code, all.length, all[0])];

/** One file as an article, or why it is none. Throws nothing that a file could bring about but running out of stack, time or memory. */
export const readFile = ({ bytes, kind, ...around }: FileToRead): FileReading => {
  const { place } = around;
  const decoded = decodeText(bytes);
  if (!decoded.ok) return refused(decoded.problem);
  const text = decoded.text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\0', '').toWellFormed();
  const { front, problem: broken, text: rest } = splitFrontMatter(text);
  const language = front.language ?? languageOfPath(place) ?? languageOfText(rest);
  let converted: Converted;
  try {
    const source = kind === 'html' ? rest : front.isOurs ? rest : withoutConventions(rest);
    converted = toMarkdown(source, kind, { ...around, language });
  } catch (error) {
    // A stack that overflows says the same as a count of levels.
    if (error instanceof TooDeep || error instanceof RangeError) return refused('too-deep');
    throw error;
  }
  const { title, body: said } =
    front.isOurs && front.title !== null
      ? { title: front.title, body: converted.markdown }
      : titled(front.title, converted, place);
  const body = withSummary(said, front.description, title);
  if (body === '') return refused('empty');
  if (body.length > MAX_ARTICLE) return refused('too-long', String(body.length));
  if (title === '') return refused('no-title');
  const quiz = front.quiz === undefined ? null : quizInput.safeParse(front.quiz);
  const tags = front.tags.map((tag) => tag.replaceAll(/\s+/g, ' ')).filter((tag) => tag.length <= MAX_TAG);
  return {
    ok: true,
    article: {
      title: title.slice(0, MAX_TITLE).toWellFormed().trim(),
      body,
      language,
      kind: isKind(front.kind) ? front.kind : proposeKind(place, title, body),
      category: categoryOf(front, place),
      tags: tags.slice(0, MAX_TAGS),
      quiz: quiz?.success ? quiz.data : null,
      url: front.url,
      attribution: front.attribution?.slice(0, 200) ?? null,
      licence: front.licence?.slice(0, 200) ?? null,
      date: front.date,
      ...(front.isTraining || (kind === 'html' && TRAINING_PAGE.test(text)) ? { isTraining: true } : {}),
      problems: [
        ...(broken === null ? [] : [problem('front-matter', 1, broken)]),
        ...(title.length > MAX_TITLE ? [problem('title-cut', title.length)] : []),
        ...(tags.length > MAX_TAGS || tags.length < front.tags.length
          ? [
              problem(
                'tags-left-out',
                front.tags.length - Math.min(tags.length, MAX_TAGS),
                front.tags.find((tag) => tag.length > MAX_TAG),
              ),
            ]
          : []),
        ...(quiz?.success === false ? [problem('quiz-left-out', 1, quiz.error.issues[0]?.path.join('.'))] : []),
        ...lost('links-lost', converted.linksLost),
        ...lost('pictures-missing', converted.picturesMissing),
        ...lost('pictures-remote', converted.picturesRemote),
        ...(converted.unsafe > 0 ? [problem('unsafe-removed', converted.unsafe)] : []),
      ],
    },
  };
};

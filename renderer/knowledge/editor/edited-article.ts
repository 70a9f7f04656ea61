import { filesOfDraft, draftFieldOf, FILES_FIELD } from '#shared/attachments/draft-files.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import type { PersonRef } from '#shared/base/record.ts';
import {
  articleAudiences,
  articleKinds,
  contentOf,
  type Article,
  type ArticleAudience,
  type ArticleContent,
  type ArticleKind,
} from '#shared/knowledge/article.ts';
import { editedQuiz, keptQuiz, quizDraft, quizIn, type QuizEdit } from './quiz/edited-quiz.ts';

/** An article as its form holds it. */
export interface EditedArticle {
  readonly kind: ArticleKind;
  readonly language: string;
  readonly title: string;
  readonly body: string;
  readonly category: string;
  /** As typed, with commas between them. */
  readonly tags: string;
  readonly audience: ArticleAudience;
  /** `YYYY-MM-DD`; empty for no end. */
  readonly validUntil: string;
  readonly owner: PersonRef;
  readonly note: string;
  readonly quiz: QuizEdit;
}

/** What is kept beside the form: the state of the article that it was begun from, and what it is to be. */
export interface KeptArticle {
  readonly edited: EditedArticle;
  /** Revision of the article when writing began; null for one that is new. */
  readonly seen: number | null;
  /** Article that a new one translates. */
  readonly translates: string | null;
  /** Pictures that were handed over while writing. */
  readonly files: readonly StoredFile[];
}

export const blankArticle = (language: string, owner: PersonRef): EditedArticle => ({
  kind: 'howto',
  language,
  title: '',
  body: '',
  category: '',
  tags: '',
  audience: 'internal',
  validUntil: '',
  owner,
  note: '',
  quiz: null,
});

/** What is being written if anything is, else what is read. */
const textOf = (article: Article): ArticleContent => article.next ?? contentOf(article);

export const editedOf = (article: Article): EditedArticle => {
  const { title, body, category, tags, audience, quiz } = textOf(article);
  return {
    kind: article.kind,
    language: article.language,
    title,
    body,
    category: category ?? '',
    tags: tags.join(', '),
    audience,
    validUntil: article.validUntil ?? '',
    owner: article.owner,
    note: article.next?.note ?? '',
    quiz: editedQuiz(quiz),
  };
};

/** `vpn, 打印机，USB` are three; what was typed twice is one. */
const tagsOf = (typed: string): readonly string[] => [
  ...new Set(
    typed
      .split(/[,，、;；\n]/)
      .map((tag) => tag.trim().slice(0, 60))
      .filter((tag) => tag !== ''),
  ),
];

/** A quiz that this person neither sees nor writes is left out: it stays as it is. */
export const contentIn = ({ title, body, category, tags, audience, quiz }: EditedArticle): ArticleContent => ({
  title: title.trim(),
  body,
  category: category.trim() || null,
  tags: tagsOf(tags).slice(0, 40),
  audience,
  ...(quiz === 'sealed' ? {} : { quiz: quiz && quizIn(quiz) }),
});

export const isSameContent = (one: ArticleContent, other: ArticleContent): boolean =>
  one.title === other.title &&
  one.body === other.body &&
  one.category === other.category &&
  one.audience === other.audience &&
  one.tags.join('\n') === other.tags.join('\n') &&
  JSON.stringify(one.quiz ?? null) === JSON.stringify(other.quiz ?? null);

/** Whether saving would change nothing. */
export const isSameEdit = (one: EditedArticle, other: EditedArticle): boolean =>
  isSameContent(contentIn(one), contentIn(other)) &&
  // As typed: a choice that is still empty is there to be written.
  quizDraft(one.quiz) === quizDraft(other.quiz) &&
  one.kind === other.kind &&
  one.language === other.language &&
  one.validUntil === other.validUntil &&
  one.owner.id === other.owner.id &&
  one.owner.name === other.owner.name &&
  one.note.trim() === other.note.trim();

const TEXTS = ['title', 'body', 'category', 'tags', 'validUntil', 'note', 'language', 'kind', 'audience'] as const;

export const draftOf = ({ edited, seen, translates, files }: KeptArticle): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(TEXTS.map((name) => [name, edited[name]])),
  ownerId: edited.owner.id ?? '',
  ownerName: edited.owner.name,
  quiz: quizDraft(edited.quiz),
  seen: seen === null ? '' : String(seen),
  translates: translates ?? '',
  [FILES_FIELD]: draftFieldOf(files),
});

const oneOf = <Value extends string>(values: readonly Value[], text: string | undefined, usual: Value): Value =>
  values.find((value) => value === text) ?? usual;

/** What a draft kept; undefined for none. Fields that are missing are those of `begun`. */
export const keptArticle = (
  fields: Readonly<Record<string, string>>,
  begun: EditedArticle,
): KeptArticle | undefined => {
  if (Object.keys(fields).length === 0) return undefined;
  const text = (name: (typeof TEXTS)[number]): string => fields[name] ?? begun[name];
  const seen = Number(fields['seen']);
  return {
    edited: {
      kind: oneOf(articleKinds, fields['kind'], begun.kind),
      language: text('language'),
      title: text('title'),
      body: text('body'),
      category: text('category'),
      tags: text('tags'),
      audience: oneOf(articleAudiences, fields['audience'], begun.audience),
      validUntil: text('validUntil'),
      owner: fields['ownerName'] ? { id: fields['ownerId'] || null, name: fields['ownerName'] } : begun.owner,
      note: text('note'),
      quiz: keptQuiz(fields['quiz'], begun.quiz),
    },
    seen: Number.isSafeInteger(seen) && seen > 0 ? seen : null,
    translates: fields['translates'] || null,
    files: filesOfDraft(fields),
  };
};

import {
  articleVersionPrefix,
  type Article,
  type ArticleContent,
  type ArticleVersion,
} from '#shared/knowledge/article.ts';
import type { ArticleRow } from '#shared/knowledge/row.ts';
import { compareNames } from '#shared/base/name-order.ts';
import type { Course, CourseVariant } from '#shared/training/operations.ts';
import { quizOf, type Quiz } from '#shared/training/quiz.ts';
import type { Desk } from '../desk.ts';

/** A course in one language, with what a standing needs to know of it. */
interface KnownVariant {
  readonly variant: CourseVariant;
  /** The version from which on a pass counts: the last one that had to be passed again, else the first. */
  readonly since: number;
}

export interface ReadCourse {
  readonly article: Article;
  readonly content: ArticleContent;
  readonly quiz: Quiz;
  readonly variant: CourseVariant;
}

/** What the index of articles tells. */
export interface CourseArticles {
  rows(): Iterable<ArticleRow>;
  row(articleId: string): ArticleRow | undefined;
}

/** Which published articles have a quiz. Read for a version once; lives as long as the desk. */
export class CourseIndex {
  readonly #desk: Desk;
  readonly #articles: CourseArticles;
  /** Null: no course. */
  readonly #known = new Map<string, KnownVariant | null>();

  constructor(desk: Desk, articles: CourseArticles) {
    this.#desk = desk;
    this.#articles = articles;
    desk.onApplied(({ puts, removes }) => {
      for (const { type, id } of puts) if (type === 'article') this.#known.delete(id);
      for (const id of removes) this.#known.delete(id);
    });
  }

  /** By the title of the first language, which is that of the article that the others were translated from. */
  all(): readonly Course[] {
    const families = new Map<string, CourseVariant[]>();
    for (const row of this.#articles.rows()) {
      const known = row.questions > 0 && row.standing.startsWith('published') ? this.#of(row.id) : undefined;
      if (known) families.set(row.family, [...(families.get(row.family) ?? []), known.variant]);
    }
    return [...families]
      .map(([id, variants]) => ({
        id,
        variants: variants.toSorted(
          (left, right) =>
            Number(right.articleId === id) - Number(left.articleId === id) ||
            compareNames(left.language, right.language),
        ),
      }))
      .toSorted((left, right) => compareNames(left.variants[0]?.title ?? '', right.variants[0]?.title ?? ''));
  }

  /** Of an article that is no longer a course, every pass counts: what was known then was known. */
  readonly since = (articleId: string): number => this.#of(articleId)?.since ?? 1;

  /** What an article belongs to in all its languages; one that is gone stands for itself. */
  familyOf(articleId: string): string {
    return this.#articles.row(articleId)?.family ?? articleId;
  }

  /** As it is read now; undefined where it is no course. */
  read(articleId: string): ReadCourse | undefined {
    const article = this.#desk.records.get<Article>('article', articleId);
    const content = article && !article.retired ? article.published : null;
    const quiz = content && quizOf(content);
    const variant = this.#of(articleId)?.variant;
    return article && content && quiz && variant ? { article, content, quiz, variant } : undefined;
  }

  #of(articleId: string): KnownVariant | undefined {
    let known = this.#known.get(articleId);
    if (known === undefined) {
      known = this.#readVariant(articleId);
      this.#known.set(articleId, known);
    }
    return known ?? undefined;
  }

  #readVariant(articleId: string): KnownVariant | null {
    const article = this.#desk.records.get<Article>('article', articleId);
    const quiz = article?.published && quizOf(article.published);
    if (!article?.published || !quiz) return null;
    return {
      variant: {
        articleId,
        number: article.number,
        language: article.language,
        title: article.published.title,
        version: article.version,
        questions: quiz.questions.length,
        passMark: quiz.passMark,
        attempts: quiz.attempts,
        validMonths: quiz.validMonths,
      },
      since: this.#reopenedAt(articleId),
    };
  }

  #reopenedAt(articleId: string): number {
    const { records } = this.#desk;
    const versions = records
      .idsWithPrefix(articleVersionPrefix(articleId))
      .flatMap((id) => records.get<ArticleVersion>('articleVersion', id) ?? [])
      .filter(({ content }) => quizOf(content)?.reopens === true);
    return Math.max(1, ...versions.map(({ version }) => version));
  }
}

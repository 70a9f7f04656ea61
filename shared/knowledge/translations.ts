/** Which article is which in another language, decided without touching anything; core stores it. */
import { refuse, succeed, type Result } from '../base/result.ts';
import type { Mover } from '../tickets/transition.ts';
import type { Article } from './article.ts';
import type { ArticleRow } from './row.ts';

type Relative = Pick<ArticleRow, 'id' | 'number' | 'language' | 'standing'>;
type Moment = Mover & { readonly seen: number };

/** `article.language-taken` { language, number } where the family has a text in that language that is not retired. */
export const mayJoinFamily = (language: string, family: readonly Relative[]): Result<null> => {
  const holder = family.find((each) => each.language === language && each.standing !== 'retired');
  return holder
    ? refuse('article.language-taken', `${holder.number} is that article in ${language}`, {
        language,
        number: holder.number,
      })
    : succeed(null);
};

const isStale = (article: Article, seen: number): Result<never> | undefined =>
  article.revision === seen
    ? undefined
    : refuse('record.stale', `revision ${article.revision} was not seen, but ${seen}`, { fields: [] });

const changed = (article: Article, { at }: Mover, to: Partial<Article>): Article => ({
  ...article,
  ...to,
  updatedAt: at,
  revision: article.revision + 1,
});

/**
 * Makes an article the translation of another one; it follows the version that is read now. `family`: all that belong to that one, itself
 * included; `followed`: ids of those that its text follows, one after the other. An article that others were translated from stays an
 * original: `article.is-original`, and so does one that this original itself goes back to.
 */
export const planLink = (
  article: Article,
  original: Article,
  {
    ownFamily,
    family,
    followed,
  }: {
    readonly ownFamily: readonly Relative[];
    readonly family: readonly Relative[];
    readonly followed: ReadonlySet<string>;
  },
  { seen, ...mover }: Moment,
): Result<Article> => {
  const stale = isStale(article, seen);
  if (stale) return stale;
  if (article.id === original.id) return refuse('article.own-translation', 'an article is no translation of itself');
  const hasTranslations = article.family === article.id && ownFamily.some(({ id }) => id !== article.id);
  if (hasTranslations || followed.has(article.id))
    return refuse('article.is-original', 'others are translations of this one');
  const joins = mayJoinFamily(
    article.language,
    family.filter(({ id }) => id !== article.id),
  );
  if (!joins.ok) return joins;
  const translates = { articleId: original.id, version: original.version };
  return succeed(changed(article, mover, { family: original.family, translates }));
};

/** Makes it an article of its own again. */
export const planUnlink = (article: Article, { seen, ...mover }: Moment): Result<Article> =>
  isStale(article, seen) ??
  (article.translates
    ? succeed(changed(article, mover, { family: article.id, translates: null }))
    : refuse('article.not-translation', 'it is no translation'));

/** Says that the text was brought up to that version of its original; an earlier one than it follows already is none. */
export const planFollow = (
  article: Article,
  original: Pick<Article, 'version'>,
  version: number,
  { seen, ...mover }: Moment,
): Result<Article> => {
  const stale = isStale(article, seen);
  if (stale) return stale;
  const { translates } = article;
  if (!translates) return refuse('article.not-translation', 'it is no translation');
  if (version > original.version || version < translates.version)
    return refuse('request.invalid', `version ${version} of the original is not one to follow`);
  return succeed(changed(article, mover, { translates: { ...translates, version } }));
};

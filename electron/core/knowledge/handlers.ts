/** Articles: lists, writing, review, versions and use. The rules are in `shared/knowledge`. */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { allowedArticleActions, mayDoToArticle } from '#shared/knowledge/actions.ts';
import {
  articleVersionPrefix,
  type Article,
  type ArticleContent,
  type ArticleVersion,
} from '#shared/knowledge/article.ts';
import { beginArticle } from '#shared/knowledge/create.ts';
import type { ArticleHit } from '#shared/knowledge/found.ts';
import {
  MAX_EXPLAINED,
  MAX_LINKED_TICKETS,
  MAX_LISTED_ARTICLES,
  type ArticleDetail,
  type LinkedTicket,
  type ListedVersion,
} from '#shared/knowledge/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { isSamePerson } from '#shared/tickets/transition.ts';
import { planArticleMove, type ArticleMove } from '#shared/knowledge/plan.ts';
import { mayJoinFamily } from '#shared/knowledge/translations.ts';
import { answerOf, type ArticleUse } from '#shared/knowledge/use.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import { notFound } from '#shared/base/not-found.ts';
import { linkArticles } from '../article-door.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { knownPerson } from '../known-person.ts';
import { actorOf, personOf, type Session } from '../session.ts';
import type { Unit } from '../unit.ts';
import { noteArticleFiles, noteVersionFiles, readPicture, withPictures } from './article-files.ts';
import type { ArticleIndex } from './article-index.ts';
import { ArticleOrder } from './article-order.ts';
import { findArticles, type ArticleTexts, type FoundArticle } from './find-articles.ts';
import { missHandlers } from './miss-handlers.ts';
import { mayWriteQuiz, sealArticle, sealFor } from './quiz-door.ts';
import { operatorValues } from './operator-values.ts';
import { translationHandlers } from './translation-handlers.ts';
import type { UseCounts } from './use-counts.ts';

type KnowledgeOperation =
  | 'knowledge.list'
  | 'knowledge.values'
  | 'knowledge.counts'
  | 'knowledge.get'
  | 'knowledge.version'
  | 'knowledge.begin'
  | 'knowledge.move'
  | 'knowledge.link'
  | 'knowledge.follow'
  | 'knowledge.picture'
  | 'knowledge.misses'
  | 'knowledge.miss'
  | 'knowledge.missBegun'
  | 'knowledge.dropMiss'
  | 'knowledge.use';

export interface KnowledgeDeps {
  readonly index: ArticleIndex;
  readonly uses: UseCounts;
  readonly texts: ArticleTexts;
  /** The day of a moment where the desk is, `YYYY-MM-DD`. */
  readonly dayOf: (at: Date) => string;
}

const noHit: ArticleHit = { why: [], snippet: null };

/** A tag written twice is one. */
const tidy = (content: ArticleContent): ArticleContent => ({ ...content, tags: [...new Set(content.tags)] });

const tidyMove = (move: ArticleMove): ArticleMove =>
  move.action === 'edit' ? { ...move, content: tidy(move.content) } : move;

/** Stages the version that was just published: what it says never changes again. */
const keepVersion = (unit: Unit, before: Article, after: Article, at: string): void => {
  const { next } = before;
  if (!next || !after.published) return;
  const version: ArticleVersion = {
    ...unit.stamp('articleVersion', unit.newChildId('articleVersion', after.id)),
    createdAt: at,
    updatedAt: at,
    articleId: after.id,
    version: after.version,
    content: after.published,
    authors: next.authors,
    reviewer: after.reviewer,
    note: next.note,
    at,
  };
  unit.put(version);
  noteVersionFiles(unit, version);
};

export const knowledgeHandlers = (
  desk: Desk,
  { index, uses, texts, dayOf }: KnowledgeDeps,
): FeatureHandlers<KnowledgeOperation> => {
  const { records } = desk;
  const order = new ArticleOrder(desk, index, uses);
  const today = () => dayOf(desk.ambient.now());

  const ticketsOf = (articleId: string): readonly LinkedTicket[] => {
    const ids = uses
      .usesOf(articleId)
      .toReversed()
      .flatMap(({ kind, ticketId }) =>
        (kind === 'linked' || kind === 'inserted') && ticketId !== null ? [ticketId] : [],
      );
    return [...new Set(ids)].slice(0, MAX_LINKED_TICKETS).flatMap((ticketId) => {
      const ticket = records.get<Ticket>('ticket', ticketId);
      return ticket ? [{ id: ticketId, number: ticket.number, title: ticket.title }] : [];
    });
  };

  /** Whether it is on record that this person opened the article today. */
  const wasOpenedToday = (articleId: string, session: Session): boolean =>
    uses
      .usesOf(articleId)
      .some(
        ({ kind, at, by }) =>
          kind === 'opened' && isSamePerson(by, personOf(session)) && dayOf(new Date(at)) === today(),
      );

  const versionsOf = (articleId: string): readonly ArticleVersion[] =>
    records
      .idsWithPrefix(articleVersionPrefix(articleId))
      .flatMap((id) => records.get<ArticleVersion>('articleVersion', id) ?? [])
      .toSorted((left, right) => right.version - left.version);

  const listed = ({ version, authors, reviewer, note, at, content }: ArticleVersion): ListedVersion => ({
    version,
    authors,
    reviewer,
    note,
    at,
    title: content.title,
  });

  const detail = (articleId: string, { session }: SessionContext): Result<ArticleDetail> => {
    const article = records.get<Article>('article', articleId);
    if (!article) return notFound('article', articleId);
    return succeed({
      article: sealArticle(article, session),
      versions: versionsOf(articleId).map(listed),
      translations: index.translations(article),
      use: uses.of(articleId, article.version),
      own: answerOf(uses.usesOf(articleId), article.version, personOf(session)),
      linked: ticketsOf(articleId),
      actions: allowedArticleActions(article, personOf(session), session.roles),
    });
  };

  /** Deciding what everybody reads needs more than writing; `dispatch` puts a try without on record. */
  const mayMove = (move: ArticleMove, session: Session): Result<null> =>
    // A version of one's own is refused by the rule, which says why.
    mayDoToArticle(move.action, { next: null }, personOf(session), session.roles)
      ? succeed(null)
      : refuse('auth.denied', `${move.action} of an article needs knowledge.review`, {
          operation: 'knowledge.move',
          permission: 'knowledge.review',
        });

  /** What the other articles and the people of this desk allow: one article a language and family, and owners who are here. */
  const admit = (article: Article, move: ArticleMove): Result<ArticleMove> => {
    if (move.action === 'restore') {
      const joins = mayJoinFamily(article.language, index.translations(article));
      return joins.ok ? succeed(move) : joins;
    }
    if (move.action !== 'describe') return succeed(move);
    // Whoever owns it already may stay, here or not.
    const owner = isSamePerson(move.owner, article.owner) ? succeed(article.owner) : knownPerson(move.owner, records);
    return owner.ok ? succeed({ ...move, owner: owner.value }) : owner;
  };

  const findsAny = (text: string): boolean => {
    texts.settle();
    const { score, news } = texts.open(text);
    // What was not read yet may hold them: nobody knows that they stand nowhere.
    if (!score || news.reading !== null) return true;
    return [...index.rows()].some((row) => row.standing.startsWith('published') && score(row.id, 'read') > 0);
  };

  return {
    ...missHandlers(desk, findsAny),

    'knowledge.list': ({ view, kind, language, text }, { session }) => {
      texts.settle();
      const query = texts.open(text);
      const asked = { view, kind, language, me: session.userId, today: today() };
      const found = findArticles(order.all(asked.today), query, asked);
      const hitOf = ({ row, side }: FoundArticle): ArticleHit => {
        const article = query.score ? records.get<Article>('article', row.id) : undefined;
        return article ? query.hit(article, side) : noHit;
      };
      return succeed({
        total: found.length,
        rows: found
          .slice(0, MAX_LISTED_ARTICLES)
          .map((each, place) => ({ ...each.row, use: each.use, ...(place < MAX_EXPLAINED ? hitOf(each) : noHit) })),
        search: text.trim() === '' ? null : query.news,
      });
    },

    'knowledge.values': ({ operator, beginning, count }) =>
      succeed(operatorValues(index.rows(), operator, beginning).slice(0, count)),

    'knowledge.counts': (_input, { session }) => {
      const by = { me: session.userId, today: today() };
      const mayReview = mayDoToArticle('publish', { next: null }, personOf(session), session.roles);
      return succeed({
        review: mayReview ? index.inView('review', by).length : 0,
        outdated: index.inView('outdated', by).length,
      });
    },

    'knowledge.get': ({ articleId }, context) => detail(articleId, context),

    'knowledge.version': ({ articleId, version }, { session }) => {
      const found = versionsOf(articleId).find((each) => each.version === version);
      return found
        ? succeed({ ...found, content: sealFor(found.content, session) })
        : notFound('articleVersion', `${articleId} ${version}`);
    },

    'knowledge.begin': ({ translates, content, ...beginning }, { session }) => {
      const allowed = mayWriteQuiz('knowledge.begin', content, null, session);
      if (!allowed.ok) return allowed;
      return withPictures(desk, content.body, () =>
        desk.commit(actorOf(session), (unit) => {
          const original = translates === null ? null : unit.get<Article>('article', translates);
          if (original === undefined) return notFound('article', translates ?? '');
          const joins = mayJoinFamily(beginning.language, original ? index.family(original.family) : []);
          if (!joins.ok) return joins;
          const article = beginArticle(
            { ...beginning, content: tidy(content), translates: original },
            unit.stamp('article', unit.newId('article')),
            unit.nextNumber('KB'),
            personOf(session),
          );
          unit.write('knowledge.begin', article);
          noteArticleFiles(unit, undefined, article);
          return succeed({ articleId: article.id, number: article.number });
        }),
      );
    },

    'knowledge.move': async ({ articleId, seen, move }, context) => {
      const { session } = context;
      const allowed = mayMove(move, session);
      if (!allowed.ok) return allowed;
      const done = await withPictures(desk, move.action === 'edit' ? move.content.body : '', () =>
        desk.commit(actorOf(session), (unit) => {
          const article = unit.get<Article>('article', articleId);
          if (!article) return notFound('article', articleId);
          const at = momentAfter(article.updatedAt, unit.at);
          const admitted = admit(article, move);
          if (!admitted.ok) return admitted;
          const writes =
            move.action === 'edit'
              ? mayWriteQuiz('knowledge.move', move.content, article.next, session)
              : succeed(null);
          if (!writes.ok) return writes;
          const by = personOf(session);
          if (move.action === 'discard' && !mayDoToArticle('discard', article, by, session.roles))
            return refuse('article.not-author', 'it is written by somebody else');
          const wroteIt =
            move.action === 'confirm' &&
            (versionsOf(articleId)[0]?.authors.some((author) => isSamePerson(author, by)) ?? false);
          const planned = planArticleMove(article, tidyMove(admitted.value), { by, at, seen, wroteIt });
          if (!planned.ok) return planned;
          const { article: after, publishes } = planned.value;
          if (publishes) keepVersion(unit, article, after, at);
          unit.write(`knowledge.${move.action}`, after);
          noteArticleFiles(unit, article, after);
          return succeed(null);
        }),
      );
      return done.ok ? detail(articleId, context) : done;
    },

    'knowledge.picture': ({ articleId, sha256, from }) => readPicture(desk, articleId, sha256, from),

    ...translationHandlers(desk, { index, detail }),

    'knowledge.use': async ({ articleId, kind, ticketId, note }, { session }) => {
      if (kind === 'opened' && wasOpenedToday(articleId, session)) {
        const known = records.get<Article>('article', articleId);
        return known ? succeed(uses.of(articleId, known.version)) : notFound('article', articleId);
      }
      const isOnTicket = kind === 'linked' || kind === 'inserted';
      // What counts for the order of articles is a ticket each, so that nobody lifts one by saying it again.
      if (isOnTicket && ticketId === null) return refuse('request.invalid', `${kind} names the ticket`);
      const done = await desk.commit(actorOf(session), (unit) => {
        const article = unit.get<Article>('article', articleId);
        if (!article?.published) return notFound('article', articleId);
        if (ticketId !== null && !unit.get<Ticket>('ticket', ticketId)) return notFound('ticket', ticketId);
        if (isOnTicket && ticketId !== null) {
          const linked = linkArticles(unit, ticketId, [articleId], kind);
          return linked.ok ? succeed(article.version) : linked;
        }
        const use: ArticleUse = {
          ...unit.stamp('articleUse', unit.newChildId('articleUse', articleId)),
          articleId,
          version: article.version,
          kind,
          at: unit.at,
          by: personOf(session),
          ticketId,
          note,
        };
        unit.put(use);
        unit.audit({
          action: 'knowledge.use',
          object: { type: 'article', id: articleId, number: article.number },
          ...unit.difference('articleUse', use.id, undefined, use),
        });
        return succeed(article.version);
      });
      return done.ok ? succeed(uses.of(articleId, done.value)) : done;
    },
  };
};

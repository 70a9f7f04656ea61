/** Searches of the library that found nothing: what is kept of them, and what came of it. */
import { notFound } from '#shared/base/not-found.ts';
import { succeed } from '#shared/base/result.ts';
import { contentOf, type Article } from '#shared/knowledge/article.ts';
import { byTimes, MAX_MISSES, missKey, missText, type SearchMiss } from '#shared/knowledge/miss.ts';
import type { ListedMiss } from '#shared/knowledge/operations.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, personOf } from '../session.ts';
import type { Unit } from '../unit.ts';

type MissOperation = 'knowledge.misses' | 'knowledge.miss' | 'knowledge.missBegun' | 'knowledge.dropMiss';

/** `findsAny`: whether anything that is published holds these words. */
export const missHandlers = (desk: Desk, findsAny: (text: string) => boolean): FeatureHandlers<MissOperation> => {
  const { records } = desk;

  const misses = (): readonly SearchMiss[] =>
    [...records.ids('searchMiss')].flatMap((id) => records.get<SearchMiss>('searchMiss', id) ?? []).toSorted(byTimes);

  const list = (): readonly ListedMiss[] =>
    misses().map(({ id, text, times, lastAt, articleId }) => {
      const article = articleId === null ? undefined : records.get<Article>('article', articleId);
      return {
        id,
        text,
        times,
        lastAt,
        article: article ? { id: article.id, number: article.number, title: contentOf(article).title } : null,
      };
    });

  const drop = (unit: Unit, miss: SearchMiss): void => {
    unit.remove(miss.id);
    unit.audit({
      action: 'knowledge.dropMiss',
      object: { type: 'searchMiss', id: miss.id, number: null },
      ...unit.difference('searchMiss', miss.id, miss, undefined),
    });
  };

  return {
    'knowledge.misses': () => succeed(list()),

    'knowledge.miss': ({ text: typed }, { session }) => {
      const text = missText(typed);
      if (text === '' || findsAny(text)) return Promise.resolve(succeed(null));
      return desk.commit(actorOf(session), (unit) => {
        const known = misses();
        const before = known.find((miss) => missKey(miss.text) === missKey(text));
        const id = before?.id ?? unit.newId('searchMiss');
        const miss: SearchMiss = {
          ...unit.stamp('searchMiss', id),
          createdAt: before?.createdAt ?? unit.at,
          createdBy: before?.createdBy ?? unit.actor.id,
          text,
          times: (before?.times ?? 0) + 1,
          lastAt: unit.at,
          lastBy: personOf(session),
          articleId: before?.articleId ?? null,
        };
        const least = known.at(-1);
        if (!before && known.length >= MAX_MISSES && least) drop(unit, least);
        unit.write('knowledge.miss', miss);
        return succeed(null);
      });
    },

    'knowledge.missBegun': async ({ missId, articleId }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const miss = unit.get<SearchMiss>('searchMiss', missId);
        if (!miss) return notFound('searchMiss', missId);
        if (!unit.get<Article>('article', articleId)) return notFound('article', articleId);
        const begun: SearchMiss = { ...miss, updatedAt: unit.at, articleId };
        unit.write('knowledge.missBegun', begun);
        return succeed(null);
      });
      return done.ok ? succeed(list()) : done;
    },

    'knowledge.dropMiss': async ({ missId }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const miss = unit.get<SearchMiss>('searchMiss', missId);
        if (miss) drop(unit, miss);
        return succeed(null);
      });
      return done.ok ? succeed(list()) : done;
    },
  };
};

/** Words of one meaning, as an administrator edits them. They count from the next search on. */
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { conflictsOf, tidyWords, type SynonymGroup } from '#shared/search/synonyms.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import { shippedSynonyms } from './shipped-synonyms.ts';
import type { SynonymBook } from './synonym-book.ts';

type SynonymOperation = 'search.synonyms' | 'search.setSynonyms' | 'search.removeSynonyms' | 'search.resetSynonyms';

/** Revision of a shipped group that was never changed. */
const AS_SHIPPED = 0;

const stale = (id: string): Result<never> => refuse('record.stale', `${id} has changed since`);

export const synonymHandlers = (desk: Desk, book: SynonymBook): FeatureHandlers<SynonymOperation> => {
  const { records } = desk;

  const list = () => ({ groups: book.groups(), removed: book.removed() });

  const put = (unit: Unit, action: string, id: string, words: SynonymGroup['words']): void => {
    const before = unit.get<SynonymGroup>('synonymGroup', id);
    unit.write(action, {
      ...unit.stamp('synonymGroup', id),
      createdAt: before?.createdAt ?? unit.at,
      createdBy: before?.createdBy ?? unit.actor.id,
      revision: (before?.revision ?? AS_SHIPPED) + 1,
      words,
    } as SynonymGroup);
  };

  const drop = (unit: Unit, action: string, group: SynonymGroup): void => {
    unit.remove(group.id);
    unit.audit({
      action,
      object: { type: 'synonymGroup', id: group.id, number: null },
      ...unit.difference('synonymGroup', group.id, group, undefined),
    });
  };

  /** Refuses what is no group of this desk, and what is not as it was seen. */
  const seenAs = (unit: Unit, id: string, seen: number): Result<null> => {
    const group = unit.get<SynonymGroup>('synonymGroup', id);
    if (!group && !shippedSynonyms.has(id)) return notFound('synonymGroup', id);
    return (group?.revision ?? AS_SHIPPED) === seen ? succeed(null) : stale(id);
  };

  const refuseConflict = (id: string | null, words: readonly string[]): Result<null> => {
    const [conflict] = conflictsOf({ id, words }, book.groups());
    return conflict
      ? refuse('synonyms.conflict', `${conflict.word} is in ${conflict.other.id}`, {
          word: conflict.word,
          others: conflict.other.words.join(', '),
          id: conflict.other.id,
        })
      : succeed(null);
  };

  return {
    'search.synonyms': () => succeed(list()),

    'search.setSynonyms': async ({ id, seen, words: written }, { session }) => {
      const words = tidyWords(written);
      if (words.length < 2) return refuse('synonyms.too-few', 'a group needs two different words');
      const done = await desk.commit(actorOf(session), (unit) => {
        const admitted = id === null ? succeed(null) : seenAs(unit, id, seen);
        if (!admitted.ok) return admitted;
        const apart = refuseConflict(id, words);
        if (!apart.ok) return apart;
        put(unit, id === null ? 'synonyms.add' : 'synonyms.change', id ?? unit.newId('synonymGroup'), words);
        return succeed(null);
      });
      return done.ok ? succeed(list()) : done;
    },

    'search.removeSynonyms': async ({ id, seen }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const admitted = seenAs(unit, id, seen);
        if (!admitted.ok) return admitted;
        const group = unit.get<SynonymGroup>('synonymGroup', id);
        if (shippedSynonyms.has(id)) put(unit, 'synonyms.remove', id, []);
        else if (group) drop(unit, 'synonyms.remove', group);
        return succeed(null);
      });
      return done.ok ? succeed(list()) : done;
    },

    'search.resetSynonyms': async ({ id }, { session }) => {
      const done = await desk.commit(actorOf(session), (unit) => {
        const wanted = id === null ? [...records.ids('synonymGroup')] : [id];
        for (const each of wanted) {
          const group = unit.get<SynonymGroup>('synonymGroup', each);
          const words = shippedSynonyms.get(each);
          if (!group || group.words === null) continue;
          if (words) {
            // What another group took over meanwhile would stand in both.
            const apart = id === null ? succeed(null) : refuseConflict(id, words);
            if (!apart.ok) return apart;
            put(unit, 'synonyms.reset', each, null);
          } else if (id === null) drop(unit, 'synonyms.reset', group);
        }
        return succeed(null);
      });
      return done.ok ? succeed(list()) : done;
    },
  };
};

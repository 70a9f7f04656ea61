import type { Result } from '#shared/base/result.ts';
import { endsOfUse } from '#shared/knowledge/ticket-use.ts';
import { carryArticles } from './article-door.ts';
import type { Desk } from './desk.ts';
import type { Unit } from './unit.ts';

const nothing: ReadonlySet<string> = new Set();

const add = (map: Map<string, Set<string>>, key: string, value: string): void => {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
};

const drop = (map: Map<string, Set<string>>, key: string, value: string): void => {
  const known = map.get(key);
  known?.delete(value);
  if (known?.size === 0) map.delete(key);
};

/** Which articles are named on which tickets, kept up with every commit as it is applied. Lives as long as the desk. */
export class ArticleLinks {
  readonly #articles = new Map<string, Set<string>>();

  constructor(desk: Desk) {
    const { records } = desk;
    const put = (id: string): void => {
      const { articleId, ticketId } = endsOfUse(id);
      if (!records.has(ticketId)) return;
      add(this.#articles, ticketId, articleId);
    };
    for (const id of records.ids('articleUse')) put(id);
    desk.onApplied(({ puts, removes }) => {
      for (const { id, type } of puts) if (type === 'articleUse') put(id);
      for (const id of removes) {
        if (!id.startsWith('articleUse:')) continue;
        const { articleId, ticketId } = endsOfUse(id);
        drop(this.#articles, ticketId, articleId);
      }
    });
  }

  /** Ids of the articles named on a ticket. */
  ofTicket(ticketId: string): ReadonlySet<string> {
    return this.#articles.get(ticketId) ?? nothing;
  }
}

/** What helped on a ticket goes with it: to the one that it was merged into, or to the one that follows it up. */
export const passOnArticles =
  (links: ArticleLinks) =>
  (unit: Unit, from: string, into: string): Result<null> =>
    carryArticles(unit, into, [...links.ofTicket(from)].toSorted());

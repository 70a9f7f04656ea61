import { articleUsePrefix, summariseUse, type ArticleUse, type UseSummary } from '#shared/knowledge/use.ts';
import type { Desk } from '../desk.ts';

const unused: UseSummary = summariseUse([], 0, 0);

/** How often each article was used and what people said of it. Read for an article when somebody first asks; lives as long as the desk. */
export class UseCounts {
  readonly #desk: Desk;
  readonly #uses = new Map<string, readonly ArticleUse[]>();

  constructor(desk: Desk) {
    this.#desk = desk;
    desk.onApplied(({ puts, removes }) => {
      for (const record of puts) if (record.type === 'articleUse') this.#uses.delete((record as ArticleUse).articleId);
      for (const id of removes)
        if (id.startsWith('articleUse:')) this.#uses.delete(`article:${id.split(':')[1] ?? ''}`);
    });
  }

  /** `version`: the one that is read now. */
  of(articleId: string, version: number): UseSummary {
    const uses = this.usesOf(articleId);
    return uses.length === 0 ? unused : summariseUse(uses, version, this.#desk.ambient.now().getTime());
  }

  /** In the order in which they were kept. */
  usesOf(articleId: string): readonly ArticleUse[] {
    const known = this.#uses.get(articleId);
    if (known) return known;
    const { records } = this.#desk;
    const uses = records
      .idsWithPrefix(articleUsePrefix(articleId))
      .flatMap((id) => records.get<ArticleUse>('articleUse', id) ?? []);
    this.#uses.set(articleId, uses);
    return uses;
  }
}

import type { Desk } from '#core/desk.ts';
import { ArticleIndex } from '#core/knowledge/article-index.ts';
import { knowledgeHandlers, type KnowledgeDeps } from '#core/knowledge/handlers.ts';
import { UseCounts } from '#core/knowledge/use-counts.ts';
import { ArticleSearch } from '#core/search/article-search.ts';
import { plainLexicon } from '#core/search/lexicon.ts';

export type Knowledge = ReturnType<typeof knowledgeHandlers>;

/** Knowledge on a desk in UTC, on which every word means itself unless `parts` says otherwise. */
export const knowledgeOn = (desk: Desk, parts: Partial<KnowledgeDeps> = {}): Knowledge =>
  knowledgeHandlers(desk, {
    index: new ArticleIndex(desk),
    uses: new UseCounts(desk),
    texts: parts.texts ?? new ArticleSearch(desk, { lexicon: plainLexicon, onRead: () => undefined }),
    dayOf: (at) => at.toISOString().slice(0, 10),
    ...parts,
  });

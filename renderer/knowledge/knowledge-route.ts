/** Where a person is in the knowledge base. */
export interface KnowledgePlace {
  readonly screen: 'read' | KnowledgeScreenName;
  /** The article that is read or worked on; null for none. */
  readonly articleId: string | null;
  /** What follows in the address: a version, the other translation, the key of a draft. */
  readonly rest: readonly string[];
}

/** What may stand in the place of the reader. */
export const knowledgeScreenNames = ['edit', 'review', 'versions', 'beside', 'new', 'import', 'insight'] as const;
export type KnowledgeScreenName = (typeof knowledgeScreenNames)[number];

const isOf = (names: readonly KnowledgeScreenName[], segment: string | undefined): segment is KnowledgeScreenName =>
  names.some((name) => name === segment);

/**
 * `#/knowledge`, `#/knowledge/<article>`, below it `edit`, `review`, `versions[/<n>]` and `beside/<other>`; `#/knowledge/new`, `import` and `insight`.
 * Never fails: what is none of these is the list.
 */
export const knowledgePlace = (segments: readonly string[]): KnowledgePlace => {
  const [first, second, ...rest] = segments;
  if (isOf(['new', 'import', 'insight'], first)) return { screen: first, articleId: null, rest: segments.slice(1) };
  const articleId = first?.startsWith('article:') === true ? first : null;
  if (articleId !== null && isOf(['edit', 'review', 'versions', 'beside'], second))
    return { screen: second, articleId, rest };
  return { screen: 'read', articleId, rest: [] };
};

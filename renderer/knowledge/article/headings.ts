import { plainText, type Block } from '#renderer/writing/markdown-tree.ts';

/** A heading as the contents list it. */
export interface ArticleHeading {
  readonly id: string;
  /** 1 for the outermost of this text, whatever its writer began with. */
  readonly level: number;
  readonly text: string;
}

/** As GitHub makes them, so that links between headings that were written elsewhere still lead there. */
const slugOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

/** The blocks with an id for each heading, unique in this text, and the levels drawn together to begin at 1. */
export const nameHeadings = (
  blocks: readonly Block[],
): { readonly blocks: readonly Block[]; readonly headings: readonly ArticleHeading[] } => {
  const levels = [...new Set(blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : [])))].toSorted(
    (left, right) => left - right,
  );
  const taken = new Map<string, number>();
  const headings: ArticleHeading[] = [];
  const named = blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    const text = plainText(block.children).trim();
    const slug = slugOf(text);
    let id = slug;
    for (let count = taken.get(slug) ?? 0; id === '' || taken.has(id);) id = `${slug}-${++count}`;
    taken.set(slug, (taken.get(slug) ?? -1) + 1);
    taken.set(id, taken.get(id) ?? 0);
    const level = levels.indexOf(block.level) + 1;
    headings.push({ id, level, text });
    return { ...block, level, id };
  });
  return { blocks: named, headings };
};

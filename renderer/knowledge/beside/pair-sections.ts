import type { Block } from '#renderer/writing/markdown-tree.ts';

/** A heading with what stands below it up to the next; the first of a text may have none. */
export interface Section {
  /** 0 for what stands before the first heading. */
  readonly level: number;
  readonly blocks: readonly Block[];
}

/** Sections of two texts that stand beside each other; null where one text has nothing there. */
export interface SectionPair {
  readonly left: Section | null;
  readonly right: Section | null;
}

export const sectionsOf = (blocks: readonly Block[]): readonly Section[] => {
  const sections: { level: number; blocks: Block[] }[] = [];
  for (const block of blocks) {
    const last = sections.at(-1);
    if (block.kind === 'heading') sections.push({ level: block.level, blocks: [block] });
    else if (last) last.blocks.push(block);
    else sections.push({ level: 0, blocks: [block] });
  }
  return sections;
};

/** What goes first where two sections are no counterparts: an opening without a heading, then the deeper one. A text at its end waits. */
const depthOf = (section: Section | null): number =>
  section === null ? -1 : section.level === 0 ? Number.POSITIVE_INFINITY : section.level;

/**
 * Pairs the sections of a text with those of its translation, in order. Where the levels differ, the deeper one has no counterpart and stands
 * alone, until both are on the same level again: so a part that only one of them has pushes nothing out of line.
 */
export const pairSections = (left: readonly Section[], right: readonly Section[]): readonly SectionPair[] => {
  const pairs: SectionPair[] = [];
  let at = 0;
  let beside = 0;
  while (at < left.length || beside < right.length) {
    const [one, other] = [left[at] ?? null, right[beside] ?? null];
    const [mine, theirs] = [depthOf(one), depthOf(other)];
    const pair = { left: mine >= theirs ? one : null, right: theirs >= mine ? other : null };
    pairs.push(pair);
    if (pair.left) at++;
    if (pair.right) beside++;
  }
  return pairs;
};

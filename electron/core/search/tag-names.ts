import { fold } from '#shared/search/fold.ts';
import { tagToken, type InvertedIndex } from './inverted-index.ts';

/** Tags as they were first written; in the index they stand folded. */
export class TagNames {
  readonly #names = new Map<string, string>();

  keep(tags: readonly string[]): void {
    for (const tag of tags) {
      const folded = fold(tag);
      if (!this.#names.has(folded)) this.#names.set(folded, tag);
    }
  }

  /** Which slots carry a tag that is wanted. */
  tagged(index: InvertedIndex, isWanted: (tag: string) => boolean): (slot: number) => boolean {
    const docs = new Uint8Array(index.docCount);
    for (const tag of this.#names.values()) {
      const term = isWanted(tag) ? index.dictionary.find(tagToken(tag)) : undefined;
      if (term === undefined) continue;
      const reader = index.read(term);
      while (reader.next()) docs[reader.doc] = 1;
    }
    return (slot) => {
      const doc = index.docAt(slot);
      return doc !== undefined && docs[doc] === 1;
    };
  }

  /** Each tag in use with how many tickets carry it, in no particular order. */
  *counts(index: InvertedIndex): Iterable<readonly [string, number]> {
    for (const tag of this.#names.values()) {
      const term = index.dictionary.find(tagToken(tag));
      if (term === undefined) continue;
      let count = 0;
      const reader = index.read(term);
      while (reader.next()) if (index.slotOf(reader.doc) >= 0) count++;
      if (count > 0) yield [tag, count];
    }
  }
}

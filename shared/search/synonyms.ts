import type { StoredRecord } from '../base/record.ts';
import { fold } from './fold.ts';

/** Words of one meaning: who looks for one finds the others too. Of a shipped group none are what this desk does without, null is what was put back as it came. */
export interface SynonymGroup extends StoredRecord {
  readonly type: 'synonymGroup';
  readonly schema: 1;
  /** Grows with each change: names a state of the record where no clock can. */
  readonly revision: number;
  readonly words: readonly string[] | null;
}

/** A group as it counts now. */
export interface ListedSynonyms {
  readonly id: string;
  /** 0 for a shipped group that was never changed. */
  readonly revision: number;
  readonly words: readonly string[];
  readonly origin: 'shipped' | 'changed' | 'added';
}

/** A shipped group that this desk does without. */
export interface RemovedSynonyms {
  readonly id: string;
  readonly revision: number;
  readonly words: readonly string[];
}

/** What is equal in two ways of writing the same words: case, width, dashes and spaces between them say nothing. Empty if there is no word in it. */
export const synonymKey = (words: string): string =>
  fold(words)
    .match(/[\p{L}\p{N}\p{M}+#]+/gu)
    ?.join(' ') ?? '';

/** Words once each, as they were first written, none of them empty. */
export const tidyWords = (words: readonly string[]): readonly string[] => {
  const byKey = new Map<string, string>();
  for (const word of words) {
    const key = synonymKey(word);
    if (key !== '' && !byKey.has(key)) byKey.set(key, word.replaceAll(/\s+/gu, ' ').trim());
  }
  return [...byKey.values()];
};

/** A word of `group` that stands in another one already: looked for, it would mean both. */
export interface SynonymConflict {
  readonly word: string;
  readonly other: Pick<ListedSynonyms, 'id' | 'words'>;
}

export const conflictsOf = (
  { id, words }: { readonly id: string | null; readonly words: readonly string[] },
  groups: readonly ListedSynonyms[],
): readonly SynonymConflict[] => {
  const keys = new Map(words.map((word) => [synonymKey(word), word]));
  return groups.flatMap((other) =>
    other.id === id
      ? []
      : other.words.flatMap((each) => {
          const word = keys.get(synonymKey(each));
          return word === undefined ? [] : [{ word, other: { id: other.id, words: other.words } }];
        }),
  );
};

/** Words by those of the same meaning. What a synonym means besides is not looked for: one step, and no further. */
export interface SynonymTable {
  /** Words of the longest key. */
  readonly mostWords: number;
  /** The others of its group, as written; none for a word without. */
  others(key: string): readonly string[];
}

/** A word in two groups, as two laptops may make it, has those of both. */
export const synonymTable = (groups: Iterable<Pick<ListedSynonyms, 'words'>>): SynonymTable => {
  const others = new Map<string, readonly string[]>();
  let mostWords = 1;
  for (const { words } of groups)
    for (const word of words) {
      const key = synonymKey(word);
      mostWords = Math.max(mostWords, key.split(' ').length);
      const rest = words.filter((each) => synonymKey(each) !== key);
      others.set(key, tidyWords([...(others.get(key) ?? []), ...rest]));
    }
  return { mostWords, others: (key) => others.get(key) ?? [] };
};

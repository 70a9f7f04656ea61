import { compareNames } from '#shared/base/name-order.ts';
import {
  synonymTable,
  type ListedSynonyms,
  type RemovedSynonyms,
  type SynonymGroup,
  type SynonymTable,
} from '#shared/search/synonyms.ts';
import type { Desk } from '../desk.ts';
import type { Lexicon } from './lexicon.ts';
import { shippedSynonyms } from './shipped-synonyms.ts';

const firstWord = ({ words }: { readonly words: readonly string[] }): string => words[0] ?? '';

/** Which words mean the same on this desk: what came with the product, as the desk changed it, and what it added. */
export class SynonymBook implements Lexicon {
  readonly #desk: Desk;
  #version = 0;
  #table: SynonymTable | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
    desk.onApplied(({ puts, removes }) => {
      const isChanged =
        puts.some(({ type }) => type === 'synonymGroup') || removes.some((id) => id.startsWith('synonymGroup:'));
      if (!isChanged) return;
      this.#version++;
      this.#table = undefined;
    });
  }

  get version(): number {
    return this.#version;
  }

  get synonyms(): SynonymTable {
    return (this.#table ??= synonymTable(this.groups()));
  }

  /** Groups that count, by their first word. */
  groups(): readonly ListedSynonyms[] {
    const groups: ListedSynonyms[] = [];
    const revisions = new Map<string, number>();
    const changed = new Set<string>();
    for (const { id, revision, words } of this.#records()) {
      revisions.set(id, revision);
      if (words === null) continue;
      changed.add(id);
      if (words.length > 0) groups.push({ id, revision, words, origin: shippedSynonyms.has(id) ? 'changed' : 'added' });
    }
    for (const [id, words] of shippedSynonyms)
      if (!changed.has(id)) groups.push({ id, revision: revisions.get(id) ?? 0, words, origin: 'shipped' });
    return groups.toSorted((left, right) => compareNames(firstWord(left), firstWord(right)));
  }

  /** Shipped groups that this desk does without, by their first word. */
  removed(): readonly RemovedSynonyms[] {
    return this.#records()
      .flatMap(({ id, revision, words }) =>
        words?.length === 0 ? { id, revision, words: shippedSynonyms.get(id) ?? [] } : [],
      )
      .toSorted((left, right) => compareNames(firstWord(left), firstWord(right)));
  }

  #records(): readonly SynonymGroup[] {
    const { records } = this.#desk;
    return [...records.ids('synonymGroup')].flatMap((id) => records.get<SynonymGroup>('synonymGroup', id) ?? []);
  }
}

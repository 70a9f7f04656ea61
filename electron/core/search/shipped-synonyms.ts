/** The groups that every desk starts with, from `resources/search`. Ids are hashed, so that two consoles of a desk make the same. */
import shipped from '../../../resources/search/synonyms.json' with { type: 'json' };
import { shippedUlid } from '../shipped-ulid.ts';

export const shippedSynonyms: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(shipped).map(([name, words]) => [`synonymGroup:${shippedUlid(`synonyms ${name}`)}`, words]),
);

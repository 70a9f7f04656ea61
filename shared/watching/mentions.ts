import type { PersonRef, StoredRecord } from '../base/record.ts';

/** Somebody of this desk, by the name that a text calls them. */
export type Mentioned = PersonRef & { readonly id: string };

/** Before `@` stands no letter: `a@b` is an address. After a Latin name none follows: `@Ada` is not in `@Adam`. */
const isFree = (char: string | undefined): boolean =>
  char === undefined || !/[\p{L}\p{N}_@.]/u.test(char) || isHan(char);
const isHan = (char: string): boolean => /\p{Script=Han}/u.test(char);

/**
 * The people whom a text names after `@`, in the order in which it does; the longer of two names that begin alike is meant. People who
 * share a name are both meant.
 */
export const mentionsIn = (text: string, people: readonly Mentioned[]): readonly Mentioned[] => {
  const byLength = people.toSorted((left, right) => right.name.length - left.name.length);
  const found = new Map<string, Mentioned>();
  for (const { index } of text.matchAll(/[@＠]/gu)) {
    if (!isFree(text[index - 1])) continue;
    const start = index + 1;
    const named = byLength.find(({ name }) => {
      const next = text[start + name.length];
      return text.startsWith(name, start) && (next === undefined || isHan(next) || !/[\p{L}\p{N}_]/u.test(next));
    });
    for (const person of people) if (named && person.name === named.name) found.set(person.id, person);
  }
  return [...found.values()];
};

/** Somebody was named in an entry: `mention:<ULID of the person>:<ULID of the entry>`. */
export interface MentionRecord extends StoredRecord {
  readonly type: 'mention';
  readonly schema: 1;
  readonly userId: string;
  readonly ticketId: string;
  readonly entryId: string;
  readonly at: string;
  /** Of the ticket with this entry; mentions stored before there was one go by `at`. */
  readonly revision?: number;
}

/** Up to when a person has seen a ticket: `readMark:<ULID of the person>:<ULID of the ticket>`. Stays on this laptop. */
export interface ReadMark extends StoredRecord {
  readonly type: 'readMark';
  readonly schema: 1;
  readonly at: string;
  /** Of the ticket as it was seen, and how many entries of others its timeline had; marks stored before there were these go by `at`. */
  readonly revision?: number;
  readonly others?: number;
}

const ulidOf = (id: string): string => id.slice(id.lastIndexOf(':') + 1);
export const mentionPrefix = (userId: string): string => `mention:${ulidOf(userId)}:`;
export const mentionId = (userId: string, entryId: string): string => mentionPrefix(userId) + ulidOf(entryId);
export const readMarkId = (userId: string, ticketId: string): string =>
  `readMark:${ulidOf(userId)}:${ulidOf(ticketId)}`;

/** The watchers with these besides, each once. */
export const withWatchers = (watchers: readonly string[], more: readonly string[]): readonly string[] => [
  ...new Set([...watchers, ...more]),
];

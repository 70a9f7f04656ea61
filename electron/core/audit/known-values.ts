/** What an entry conceals, as far as this desk still knows it: names by their ids, texts from the record as it is now if the hash is theirs. */
import { canonicalJson, wellFormed } from '#shared/audit/canonical-json.ts';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { StoredRecord } from '#shared/base/record.ts';
import type { Json } from '#shared/base/result.ts';
import type { Records } from '../storage/store.ts';
import { commitment, saltId, textHash, type Salt } from './concealment.ts';

/** Kinds that everybody who may read the trail may read. What somebody looked for, or calls a view of their own, stays theirs. */
const readable = new Set([
  'ticket',
  'problem',
  'user',
  'importBatch',
  'importProfile',
  'calendar',
  'slaPolicy',
  'device',
]);

/** Every string within, and the object that it stands in. */
const eachText = (value: Json, visit: (text: string, within: Json) => void, within: Json = null): void => {
  if (typeof value === 'string') visit(value, within);
  else if (Array.isArray(value)) for (const item of value) eachText(item, visit, value);
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) eachText(member, visit, value);
};

/** By id, hash or commitment as it stands in the entry. `nameOf` says what people call a user or laptop. */
export const namesIn = (
  { before, after }: AuditEntry,
  nameOf: (id: string) => string | null,
): Record<string, string> => {
  const names: Record<string, string> = {};
  for (const side of [before, after])
    eachText(side, (text) => {
      const name = /^(?:user|device):/.test(text) ? nameOf(text) : null;
      if (name !== null) names[text] = name;
    });
  return names;
};

const hashPattern = /^[0-9a-f]{64}$/;

/** The texts of the record that the entry is about, by the hash or commitment that the entry holds of them. */
export const textsIn = ({ object, before, after }: AuditEntry, records: Records): Record<string, string> => {
  const texts: Record<string, string> = {};
  if (object === null || !readable.has(object.type)) return texts;
  const wanted = new Set<string>();
  for (const side of [before, after]) eachText(side, (text) => hashPattern.test(text) && wanted.add(text));
  const record = wanted.size === 0 ? undefined : records.get<StoredRecord>(object.type, object.id);
  if (!record) return texts;
  const salt = records.get<Salt>('salt', saltId(object.id))?.value;
  const offer = (value: Json, text: string): void => {
    const committed = salt === undefined ? '' : commitment(salt, canonicalJson(value));
    if (wanted.has(committed)) texts[committed] = text;
  };
  eachText(wellFormed({ ...record }), (text, within) => {
    const hash = textHash(text);
    if (wanted.has(hash)) texts[hash] = text;
    offer(text, text);
    // A person as a whole goes by their name.
    if (typeof within === 'object' && within !== null && 'name' in within && within.name === text) offer(within, text);
  });
  return texts;
};

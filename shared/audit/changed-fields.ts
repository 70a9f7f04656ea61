import type { Json } from '../base/result.ts';
import { canonicalJson } from './canonical-json.ts';

/** How one kind of record appears in the audit trail. */
export interface AuditRules {
  /** Fields that name a person: logged as a salted commitment, so that erasing the salt erases the person (DOMAIN.md §4). */
  readonly personal: readonly string[];
  /** Free text: logged as hash and length. Other strings over 120 characters are treated the same. */
  readonly texts: readonly string[];
}

/** The two one-way functions that the core supplies; this module has no cryptography of its own. */
export interface Concealment {
  /** Lower-case hex SHA-256 of the UTF-8 bytes. */
  readonly hash: (text: string) => string;
  /** Lower-case hex, salted for the record at hand. */
  readonly commit: (canonical: string) => string;
}

const LONG_TEXT = 120;
/** Carried by every record and told by the entry itself. */
const bookkeeping = new Set(['id', 'type', 'schema', 'createdAt', 'updatedAt', 'createdBy', 'device', 'revision']);

const shown = (field: string, value: Json, rules: AuditRules, conceal: Concealment): Json => {
  if (value === null) return null;
  if (rules.personal.includes(field)) return { commitment: conceal.commit(canonicalJson(value)) };
  if (typeof value === 'string' && (rules.texts.includes(field) || value.length > LONG_TEXT))
    return { length: value.length, sha256: conceal.hash(value) };
  if (Array.isArray(value)) return value.map((item) => shown('', item, rules, conceal));
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown(key, member, rules, conceal)]));
  return value;
};

/**
 * Only the fields that differ, each as it may be logged. A missing record is `null`; a missing field counts as null.
 * FORMATS.md §3: long texts as hash and length, personal values as commitments.
 */
export const changedFields = (
  before: object | undefined,
  after: object | undefined,
  rules: AuditRules,
  conceal: Concealment,
): { readonly before: Json; readonly after: Json } => {
  const old: { readonly [key: string]: Json } = before ? { ...before } : {};
  const next: { readonly [key: string]: Json } = after ? { ...after } : {};
  const was: { [key: string]: Json } = {};
  const is: { [key: string]: Json } = {};
  for (const field of new Set([...Object.keys(old), ...Object.keys(next)])) {
    if (bookkeeping.has(field)) continue;
    const left = old[field] ?? null;
    const right = next[field] ?? null;
    if (canonicalJson(left) === canonicalJson(right)) continue;
    if (before) was[field] = shown(field, left, rules, conceal);
    if (after) is[field] = shown(field, right, rules, conceal);
  }
  return { before: before ? was : null, after: after ? is : null };
};

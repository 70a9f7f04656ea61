import type { Json } from '../base/result.ts';
import { canonicalJson, wellFormed } from './canonical-json.ts';

/**
 * How one kind of record appears in the audit trail, which cannot forget. What no rule names is logged as hash and length. Paths are
 * those of the record (`hold.reason`); a list adds nothing to them.
 */
export interface AuditRules {
  /** May stand as it is, with everything below it: codes, enumerations, ids, numbers that people read out, times. */
  readonly open: readonly string[];
  /** Tells who somebody is, or what a person looked for: logged as a salted commitment, so that erasing the salt erases it (DOMAIN.md §4). */
  readonly personal: readonly string[];
}

/** The two one-way functions that the core supplies; this module has no cryptography of its own. */
export interface Concealment {
  /** Lower-case hex SHA-256 of the UTF-8 bytes. */
  readonly hash: (text: string) => string;
  /** Lower-case hex, salted for the record at hand. */
  readonly commit: (canonical: string) => string;
}

/** No code, id or time is as long: what is, is text, whatever its field. */
const LONGEST_CODE = 120;
/** Carried by every record and told by the entry itself. */
const bookkeeping = new Set(['id', 'type', 'schema', 'createdAt', 'updatedAt', 'createdBy', 'device', 'revision']);

type Members = { readonly [key: string]: Json };

/** A person as records name them. Their id is open: it leads to their record, which can be erased. */
const isPerson = (members: Members): boolean =>
  typeof members['name'] === 'string' && Object.keys(members).toSorted().join() === 'id,name';

const isBelow = (path: string, listed: string): boolean => path === listed || path.startsWith(`${listed}.`);

const shown = (path: string, value: Json, rules: AuditRules, conceal: Concealment): Json => {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (rules.personal.includes(path)) return { commitment: conceal.commit(canonicalJson(value)) };
  const hashed = (text: string): Json => ({ length: text.length, sha256: conceal.hash(text) });
  if (typeof value === 'string') {
    const isOpen = value.length <= LONGEST_CODE && rules.open.some((listed) => isBelow(path, listed));
    return isOpen ? value : hashed(value);
  }
  if (Array.isArray(value)) return value.map((item) => shown(path, item, rules, conceal));
  const members = value as Members;
  if (isPerson(members))
    return { id: members['id'] ?? null, name: { commitment: conceal.commit(canonicalJson(members['name'] ?? null)) } };
  // Where nothing within is named, the names of the members may be texts too.
  const isKnown = [...rules.open, ...rules.personal].some((listed) => isBelow(listed, path) || isBelow(path, listed));
  if (!isKnown) return hashed(canonicalJson(value));
  return Object.fromEntries(
    Object.entries(members).map(([key, member]) => [key, shown(`${path}.${key}`, member, rules, conceal)]),
  );
};

/**
 * Only the fields that differ, each as it may be logged. A missing record is `null`; a missing field counts as null.
 * FORMATS.md §3: texts as hash and length, personal values as commitments.
 */
export const changedFields = (
  before: object | undefined,
  after: object | undefined,
  rules: AuditRules,
  conceal: Concealment,
): { readonly before: Json; readonly after: Json } => {
  const old = wellFormed({ ...before }) as Members;
  const next = wellFormed({ ...after }) as Members;
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

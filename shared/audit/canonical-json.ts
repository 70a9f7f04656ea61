import type { Json } from '../base/result.ts';

/**
 * RFC 8785 for the values that audit lines hold: members sorted by UTF-16 code units, no white space, numbers as ECMAScript
 * writes them. Throws on what has no canonical form (NaN, infinities, lone surrogates): such a value is a bug of the caller.
 */
export const canonicalJson = (value: Json): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number without a JSON form');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a string with a lone surrogate');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = value as { readonly [key: string]: Json };
  const parts: string[] = [];
  for (const key of Object.keys(members).toSorted()) {
    const member = members[key];
    if (member !== undefined) parts.push(`${canonicalJson(key)}:${canonicalJson(member)}`);
  }
  return `{${parts.join(',')}}`;
};

/**
 * The same value with U+FFFD for every lone surrogate, so that it has a canonical form. What a person pastes may hold half a character;
 * that is no reason to refuse their work, and the trail takes well-formed Unicode only.
 */
export const wellFormed = (value: Json): Json => {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(wellFormed);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), wellFormed(member)]));
};

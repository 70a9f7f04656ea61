import type { TFunction } from 'i18next';
import type { AuditEntryView } from '#shared/audit/operations.ts';
import type { Json } from '#shared/base/result.ts';

type Words = TFunction<'audit'>;

export interface FieldChange {
  /** `slaTarget.resolve`: nested fields by their path. */
  readonly field: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How the trail writes a text or a name that it must not hold: by hash and length, or by commitment. */
export const isConcealed = (value: Json | undefined): boolean =>
  isObject(value) &&
  (typeof value['commitment'] === 'string' ||
    (typeof value['sha256'] === 'string' && typeof value['length'] === 'number'));

/** A person as the trail has them, by id and commitment: shown as one value. */
const isPerson = (value: { readonly [key: string]: Json }): boolean =>
  Object.keys(value).toSorted().join() === 'id,name' && isConcealed(value['name']);

const isWhole = (value: Json): boolean =>
  !isObject(value) || isConcealed(value) || Object.keys(value).length === 0 || isPerson(value);

const flatten = (value: Json, path: string, into: Map<string, Json>): void => {
  if (isObject(value) && !isWhole(value))
    for (const [key, member] of Object.entries(value)) flatten(member, path === '' ? key : `${path}.${key}`, into);
  else if (path !== '') into.set(path, value);
};

const flat = (value: Json): ReadonlyMap<string, Json> => {
  const into = new Map<string, Json>();
  flatten(value, '', into);
  return into;
};

/** Every field that either side names, in their order. `undefined` on a side that has no record at all. */
export const fieldChanges = (before: Json, after: Json): readonly FieldChange[] => {
  const was = flat(before);
  const is = flat(after);
  const fields = new Set([...was.keys(), ...is.keys()]);
  // Where one side has nothing and the other has fields within, the fields say it all.
  const parents = new Set(
    [...fields].flatMap((field) => (field.includes('.') ? field.slice(0, field.lastIndexOf('.')) : [])),
  );
  return [...fields]
    .filter((field) => !parents.has(field))
    .map((field) => ({
      field,
      before: before === null ? undefined : (was.get(field) ?? null),
      after: after === null ? undefined : (is.get(field) ?? null),
    }));
};

const shortHash = (hash: string): string => `${hash.slice(0, 4)}…${hash.slice(-4)}`;

/** What this desk still knows of what an entry conceals. */
type Known = AuditEntryView['known'];

const digestOf = (value: { readonly [key: string]: Json }): string => {
  const { sha256, commitment } = value;
  return typeof sha256 === 'string' ? sha256 : typeof commitment === 'string' ? commitment : '';
};

/** The hash or commitment behind a value that is shown in words; undefined for what stands in the entry as it is. */
export const evidence = (value: Json): string | undefined => {
  if (!isObject(value)) return undefined;
  if (isPerson(value)) return evidence(value['name'] ?? null);
  return isConcealed(value) ? digestOf(value) : undefined;
};

const personText = (value: { readonly [key: string]: Json }, t: Words, known: Known): string => {
  const { id, name = null } = value;
  return (typeof id === 'string' ? known[id] : undefined) ?? valueText(name, t, known);
};

/** One value as a person reads it; null is “empty”. */
export const valueText = (value: Json, t: Words, known: Known): string => {
  if (value === null || value === '') return t('none');
  if (isObject(value)) {
    if (isPerson(value)) return personText(value, t, known);
    if (!isConcealed(value)) return JSON.stringify(value);
    const digest = digestOf(value);
    if (known[digest] !== undefined) return known[digest];
    const { length } = value;
    return typeof length === 'number'
      ? t('change.length', { count: length })
      : t('change.commitment', { hash: shortHash(digest) });
  }
  if (typeof value === 'string') return known[value] ?? value;
  if (typeof value !== 'object') return String(value);
  return value.length === 0 ? t('none') : value.map((item: Json) => valueText(item, t, known)).join(', ');
};

const codes = [
  'user',
  'idle',
  'host',
  'disconnected',
  'disabled',
  'reset',
  'replaced',
  'closed',
  'wrong-key',
  'paused',
  'copied',
  'rolled-back',
  'unmarked',
] as const;
const isCode = (reason: string): reason is (typeof codes)[number] => codes.some((code) => code === reason);

/** What a person wrote, as written; what the console noted by a code, in words. */
export const reasonText = (reason: string, t: Words): string => (isCode(reason) ? t(`reason.${reason}`) : reason);

const MOST_IN_A_LINE = 3;
/** Longer values say nothing in a line of the list; the panel has them whole. */
const LONGEST_IN_A_LINE = 60;

const saysSomething = (value: Json | undefined, known: Known): boolean => {
  if (value === undefined || value === null || value === '' || value === false) return false;
  if (isObject(value) && isPerson(value)) return typeof value['id'] === 'string' && known[value['id']] !== undefined;
  return !isConcealed(value) && (typeof value !== 'string' || value.length <= LONGEST_IN_A_LINE);
};

const isHidden = (value: Json | undefined, known: Known): boolean =>
  isConcealed(value) || (isObject(value) && isPerson(value) && !saysSomething(value, known));

const lengthOf = (value: Json | undefined): number | undefined =>
  isObject(value) && isConcealed(value) && typeof value['length'] === 'number' ? value['length'] : undefined;

/**
 * What happened in a few words, for the list: the reason if there is one, else the first fields that changed; where only texts did, how
 * long they were and are.
 */
export const summary = ({ entry, known }: AuditEntryView, t: Words): string => {
  if (entry.reason !== null) return reasonText(entry.reason, t);
  const changes = fieldChanges(entry.before, entry.after);
  const told = changes
    .filter(({ before, after }) => saysSomething(before, known) || saysSomething(after, known))
    .filter(({ before, after }) => !isHidden(before, known) && !isHidden(after, known))
    .map(({ field, before, after }) => {
      if (before === undefined || after === undefined)
        return `${field} ${valueText(after ?? before ?? null, t, known)}`;
      return `${field} ${valueText(before, t, known)} → ${valueText(after, t, known)}`;
    });
  const texts = changes.flatMap(({ field, before, after }) => {
    const [was, is] = [lengthOf(before), lengthOf(after)];
    return was === undefined || is === undefined ? [] : `${field} ${t('change.lengths', { was, count: is })}`;
  });
  return (told.length > 0 ? told : texts).slice(0, MOST_IN_A_LINE).join(', ');
};

const kinds = [
  'user',
  'device',
  'ticket',
  'problem',
  'importBatch',
  'articleBatch',
  'importProfile',
  'view',
  'diagnosisTree',
  'bulkEdit',
  'group',
  'handover',
] as const;
const isKind = (type: string): type is (typeof kinds)[number] => kinds.some((kind) => kind === type);

/** `INC-7K3Q-000142` as lists write it: without the zeros. */
const shortNumber = (number: string): string => number.replace(/-0+(?=\d+$)/, '-');

/** The object as the list names it, or null where an entry is about none. */
export const objectLabel = ({ entry: { object }, objectName }: AuditEntryView, t: Words): string | null => {
  if (object === null) return null;
  if (object.number !== null) return shortNumber(object.number);
  if (objectName !== null) return objectName;
  return isKind(object.type) ? t(`object.${object.type}`) : object.type;
};

/** Who did it; what no person did is the laptop's. */
export const actorLabel = ({ entry, actorName }: AuditEntryView, t: Words): string =>
  entry.actor.startsWith('device:') ? t('device', { code: actorName }) : actorName;

/** Numbers that no entry has; `number` writes one. */
export const gapWords = (from: number, to: number, t: Words, number: (value: number) => string): string =>
  from === to ? t('gap.one', { seq: number(from) }) : t('gap.several', { from: number(from), to: number(to) });

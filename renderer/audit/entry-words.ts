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

/** A person as a record names them: shown as one value. */
const personName = (value: Json): string | undefined => {
  if (!isObject(value) || Object.keys(value).toSorted().join() !== 'id,name') return undefined;
  return typeof value['name'] === 'string' ? value['name'] : undefined;
};

const isWhole = (value: Json): boolean =>
  !isObject(value) || isConcealed(value) || Object.keys(value).length === 0 || personName(value) !== undefined;

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

/** One value as a person reads it; null is “empty”. */
export const valueText = (value: Json, t: Words): string => {
  if (value === null || value === '') return t('none');
  if (isObject(value)) {
    const name = personName(value);
    if (name !== undefined) return name;
    const { sha256, length, commitment } = value;
    if (typeof commitment === 'string') return t('change.commitment', { hash: shortHash(commitment) });
    if (typeof sha256 === 'string' && typeof length === 'number') return `${shortHash(sha256)}, ${length}`;
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') return String(value);
  return value.length === 0 ? t('none') : value.map((item: Json) => valueText(item, t)).join(', ');
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
] as const;
const isCode = (reason: string): reason is (typeof codes)[number] => codes.some((code) => code === reason);

/** What a person wrote, as written; what the console noted by a code, in words. */
export const reasonText = (reason: string, t: Words): string => (isCode(reason) ? t(`reason.${reason}`) : reason);

const MOST_IN_A_LINE = 3;
/** Longer values say nothing in a line of the list; the panel has them whole. */
const LONGEST_IN_A_LINE = 60;

const saysSomething = (value: Json | undefined): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  value !== false &&
  !isConcealed(value) &&
  (typeof value !== 'string' || value.length <= LONGEST_IN_A_LINE);

/** What happened in a few words, for the list: the reason if there is one, else the first fields that changed. */
export const summary = ({ entry }: AuditEntryView, t: Words): string => {
  if (entry.reason !== null) return reasonText(entry.reason, t);
  return fieldChanges(entry.before, entry.after)
    .filter(({ before, after }) => saysSomething(before) || saysSomething(after))
    .filter(({ before, after }) => !isConcealed(before) && !isConcealed(after))
    .slice(0, MOST_IN_A_LINE)
    .map(({ field, before, after }) => {
      if (before === undefined || after === undefined) return `${field} ${valueText(after ?? before ?? null, t)}`;
      return `${field} ${valueText(before, t)} → ${valueText(after, t)}`;
    })
    .join(', ');
};

const kinds = ['user', 'device', 'ticket', 'importBatch', 'importProfile', 'view'] as const;
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

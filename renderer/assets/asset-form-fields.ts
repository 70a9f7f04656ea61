import { dayIn } from '#renderer/ui/date-time-text.ts';
import {
  assetFields,
  assetStatuses,
  type AssetContent,
  type AssetField,
  type AssetStatus,
  type ConfigurationItem,
} from '#shared/assets/configuration-item.ts';
import type { PersonRef } from '#shared/base/record.ts';
import { differingFields } from '#shared/assets/plan.ts';

/** What the form holds: texts as typed, so that a draft of it is these fields as they are. */
export interface AssetForm {
  readonly name: string;
  readonly class: string;
  readonly status: AssetStatus;
  readonly serial: string;
  readonly assetTag: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly owner: string;
  readonly site: string;
  readonly parentId: string;
  readonly supplier: string;
  readonly purchasedOn: string;
  readonly warrantyUntil: string;
  /** One to a line, `key: value`. */
  readonly attributes: string;
  readonly note: string;
}

export const emptyForm: AssetForm = {
  name: '',
  class: 'laptop',
  status: 'in_use',
  serial: '',
  assetTag: '',
  manufacturer: '',
  model: '',
  owner: '',
  site: '',
  parentId: '',
  supplier: '',
  purchasedOn: '',
  warrantyUntil: '',
  attributes: '',
  note: '',
};

export const formOf = (item: ConfigurationItem): AssetForm => ({
  name: item.name,
  class: item.class,
  status: item.status,
  serial: item.serial,
  assetTag: item.assetTag,
  manufacturer: item.manufacturer,
  model: item.model,
  owner: item.owner?.name ?? '',
  site: item.site?.name ?? '',
  parentId: item.parentId ?? '',
  supplier: item.supplier,
  purchasedOn: item.purchasedOn ?? '',
  warrantyUntil: item.warrantyUntil ?? '',
  attributes: item.attributes.map(({ key, value }) => `${key}: ${value}`).join('\n'),
  note: item.note,
});

const isStatus = (text: string | undefined): text is AssetStatus => assetStatuses.some((each) => each === text);

/** `begin` with what a draft holds laid over it. */
export const formFromDraft = (begin: AssetForm, kept: Readonly<Record<string, string>>): AssetForm => ({
  ...begin,
  ...Object.fromEntries(Object.keys(begin).flatMap((key) => (kept[key] === undefined ? [] : [[key, kept[key]]]))),
  status: isStatus(kept['status']) ? kept['status'] : begin.status,
});

/** Lines `key: value`, with either colon; a line without one is a key whose value is missing, counted from 1 in `wrongLine`. */
export const attributesIn = (
  text: string,
): { readonly attributes: AssetContent['attributes']; readonly wrongLine: number | null } => {
  const attributes: AssetContent['attributes'][number][] = [];
  let wrongLine: number | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, key, value] = /^\s*([^:：]{1,80}?)\s*[:：]\s*(.{1,500}?)\s*$/u.exec(line) ?? [];
    if (key === undefined || value === undefined) wrongLine ??= index + 1;
    else attributes.push({ key, value });
  }
  return { attributes, wrongLine };
};

const named = (name: string, before: PersonRef | null | undefined): PersonRef | null => {
  const text = name.trim();
  if (text === '') return null;
  return before && before.name === text ? { id: before.id, name: before.name } : { id: null, name: text };
};

/** What the form says, for the core; `before` keeps whom a name stood for, where it is the same. Undefined while a part cannot be read. */
export const contentIn = (form: AssetForm, before?: ConfigurationItem): AssetContent | undefined => {
  const purchasedOn = dayIn(form.purchasedOn);
  const warrantyUntil = dayIn(form.warrantyUntil);
  const { attributes, wrongLine } = attributesIn(form.attributes);
  if (form.name.trim() === '' || form.class.trim() === '' || wrongLine !== null) return undefined;
  if (purchasedOn === undefined || warrantyUntil === undefined) return undefined;
  return {
    name: form.name.trim(),
    class: form.class,
    serial: form.serial.trim(),
    assetTag: form.assetTag.trim(),
    manufacturer: form.manufacturer.trim(),
    model: form.model.trim(),
    owner: named(form.owner, before?.owner),
    site: named(form.site, before?.site),
    parentId: form.parentId === '' ? null : form.parentId,
    supplier: form.supplier.trim(),
    purchasedOn,
    warrantyUntil,
    attributes,
    note: form.note,
  };
};

export interface MergedContent {
  /** The newest content with the fields that this person changed laid over it. */
  readonly content: AssetContent;
  /** Fields that both changed, each to something else. */
  readonly clashes: readonly AssetField[];
}

/** What two people made of the same asset: each field from whoever changed it. */
export const mergeContent = (base: AssetContent, mine: AssetContent, theirs: AssetContent): MergedContent => {
  const changed = differingFields(base, mine);
  const others = differingFields(base, theirs);
  const apart = differingFields(mine, theirs);
  const over: Partial<AssetContent> = Object.fromEntries(changed.map((field) => [field, mine[field]]));
  const content = Object.fromEntries(assetFields.map((field) => [field, theirs[field]])) as unknown as AssetContent;
  return {
    content: { ...content, ...over },
    clashes: changed.filter((field) => others.includes(field) && apart.includes(field)),
  };
};

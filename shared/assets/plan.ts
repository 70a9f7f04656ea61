/** What becomes of an asset, decided without touching anything; core stores it. */
import type { StoredRecord } from '../base/record.ts';
import { refuse, succeed, type Result } from '../base/result.ts';
import {
  assetFields,
  type AssetContent,
  type AssetEvent,
  type AssetField,
  type AssetStatus,
  type ConfigurationItem,
} from './configuration-item.ts';
import { uniqueKey } from './identity.ts';
import { checkStatusMove } from './status.ts';
import { checkParent, type TreeNode } from './tree.ts';

/** What the rules ask of the other assets of the desk. */
export interface AssetsAround {
  readonly find: (id: string) => TreeNode | undefined;
  childrenOf(id: string): readonly TreeNode[];
  /** The asset that carries this serial, or this tag. */
  bySerial(key: string): TreeNode | undefined;
  byTag(key: string): TreeNode | undefined;
}

/** The asset after a change, and what its history says; no events: nothing changed. */
export interface PlannedAsset {
  readonly item: ConfigurationItem;
  readonly events: readonly AssetEvent[];
}

/** Attributes in the order given; a key given twice keeps the last value, one without a value goes. */
const tidyAttributes = (attributes: AssetContent['attributes']): AssetContent['attributes'] => {
  const kept = new Map<string, string>();
  for (const { key, value } of attributes) if (key.trim() !== '') kept.set(key.trim(), value.trim());
  return [...kept].flatMap(([key, value]) => (value === '' ? [] : [{ key, value }]));
};

export const tidyAsset = (content: AssetContent): AssetContent => ({
  ...content,
  name: content.name.trim(),
  serial: content.serial.trim(),
  assetTag: content.assetTag.trim(),
  manufacturer: content.manufacturer.trim(),
  model: content.model.trim(),
  supplier: content.supplier.trim(),
  attributes: tidyAttributes(content.attributes),
});

/** A value as the history shows it; `find` names the whole that an asset is a part of. */
export const shownField = (content: AssetContent, field: AssetField, find: AssetsAround['find']): string | null => {
  switch (field) {
    case 'owner':
    case 'site':
      return content[field]?.name ?? null;
    case 'parentId':
      return content.parentId === null ? null : (find(content.parentId)?.name ?? content.parentId);
    case 'attributes':
      return content.attributes.map(({ key, value }) => `${key}: ${value}`).join('; ') || null;
    default:
      return content[field] === '' ? null : content[field];
  }
};

const isSameValue = (left: AssetContent, right: AssetContent, field: AssetField): boolean =>
  JSON.stringify(left[field]) === JSON.stringify(right[field]);

/** Fields in which two differ, in the order that people read them. */
export const differingFields = (left: AssetContent, right: AssetContent): readonly AssetField[] =>
  assetFields.filter((field) => !isSameValue(left, right, field));

/**
 * `asset.serial-taken` or `asset.tag-taken` { number, name, id } where another asset carries it, `asset.cycle` { path }, `asset.too-deep`,
 * `record.not-found` for a whole that is not there. What stays where it is may hang as deep as it does: only a move is measured with its parts.
 */
const checkContent = (id: string, content: AssetContent, around: AssetsAround, isMoved: boolean): Result<null> => {
  const serial = uniqueKey(content.serial);
  const bySerial = serial === null ? undefined : around.bySerial(serial);
  if (bySerial && bySerial.id !== id)
    return refuse('asset.serial-taken', `${bySerial.number} has this serial number`, {
      serial: content.serial,
      number: bySerial.number,
      name: bySerial.name,
      id: bySerial.id,
    });
  const tag = uniqueKey(content.assetTag);
  const byTag = tag === null ? undefined : around.byTag(tag);
  if (byTag && byTag.id !== id)
    return refuse('asset.tag-taken', `${byTag.number} has this asset tag`, {
      assetTag: content.assetTag,
      number: byTag.number,
      name: byTag.name,
      id: byTag.id,
    });
  return content.parentId === null
    ? succeed(null)
    : checkParent({ id, name: content.name }, content.parentId, around.find, (whole) =>
        isMoved ? around.childrenOf(whole) : [],
      );
};

export const beginAsset = (
  given: AssetContent,
  { status, batch }: { readonly status: AssetStatus; readonly batch: string | null },
  stamp: Omit<StoredRecord, 'type' | 'schema'> & { readonly type: 'ci'; readonly schema: 1 },
  number: () => string,
  around: AssetsAround,
): Result<PlannedAsset> => {
  const content = tidyAsset(given);
  const checked = checkContent(stamp.id, content, around, true);
  if (!checked.ok) return checked;
  return succeed({
    item: { ...stamp, ...content, revision: 1, number: number(), status, batch },
    events: [{ kind: 'created', batch }],
  });
};

const revised = (item: ConfigurationItem, at: string): ConfigurationItem => ({
  ...item,
  updatedAt: at,
  revision: item.revision + 1,
});

/** `record.stale` where it is no longer at the revision that the person saw. */
export const checkSeen = ({ revision }: ConfigurationItem, seen: number): Result<null> =>
  revision === seen
    ? succeed(null)
    : refuse('record.stale', `revision ${revision} was not seen, but ${seen}`, { fields: [] });

export const planAssetEdit = (
  item: ConfigurationItem,
  given: AssetContent,
  { at, batch = null }: { readonly at: string; readonly batch?: string | null },
  around: AssetsAround,
): Result<PlannedAsset> => {
  const content = tidyAsset(given);
  const fields = differingFields(item, content);
  if (fields.length === 0) return succeed({ item, events: [] });
  const checked = checkContent(item.id, content, around, content.parentId !== item.parentId);
  if (!checked.ok) return checked;
  const changes = fields.map((field) => ({
    field,
    from: shownField(item, field, around.find),
    to: shownField(content, field, around.find),
  }));
  return succeed({
    item: revised({ ...item, ...content }, at),
    events: [{ kind: 'edit', batch, changes }],
  });
};

/**
 * In stock, retired, disposed of or lost, nobody has it any more: with `release` its owner goes from it. `asset.illegal-status` { from, to }.
 */
export const planStatus = (
  item: ConfigurationItem,
  { to, note, release }: { readonly to: AssetStatus; readonly note: string; readonly release: boolean },
  at: string,
): Result<PlannedAsset> => {
  const checked = checkStatusMove(item.status, to);
  if (!checked.ok) return checked;
  const event: AssetEvent = { kind: 'status', from: item.status, to, note };
  const next = revised({ ...item, status: to }, at);
  if (!release || item.owner === null) return succeed({ item: next, events: [event] });
  const left: AssetEvent = {
    kind: 'edit',
    batch: null,
    changes: [{ field: 'owner', from: item.owner.name, to: null }],
  };
  return succeed({ item: { ...next, owner: null }, events: [event, left] });
};

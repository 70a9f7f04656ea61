import * as z from 'zod';
import { isVisible } from '../base/visible.ts';
import { command, query } from '../contract/operation.ts';
import type { LinkedTicket } from '../links/operations.ts';
import { MAX_TEXT } from '../tickets/limits.ts';
import { MAX_CLASS_NAME, MAX_CLASSES } from './classes.ts';
import {
  assetStatuses,
  shippedClasses,
  type AssetEntry,
  type AssetStatus,
  type ConfigurationItem,
  type ShippedClass,
} from './configuration-item.ts';
import { assetFilter, assetOrder } from './filter.ts';
import type { AssetRow } from './row.ts';
import type { TreePart } from './tree.ts';

const ciId = z.string().regex(/^ci:[0-9A-HJKMNP-TV-Z]{26}$/);
const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const word = z.string().trim().max(200);
const day = z.iso.date().nullable();
const named = z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) });
const revision = z.int().min(1);

export const MAX_ATTRIBUTES = 60;

export const assetContent = z.strictObject({
  name: word.min(1).refine(isVisible),
  class: z.string().trim().min(1).max(MAX_CLASS_NAME),
  serial: word,
  assetTag: word,
  manufacturer: word,
  model: word,
  owner: named.nullable(),
  site: named.nullable(),
  parentId: ciId.nullable(),
  supplier: word,
  purchasedOn: day,
  warrantyUntil: day,
  attributes: z
    .array(z.strictObject({ key: z.string().trim().min(1).max(80), value: z.string().trim().max(500) }))
    .max(MAX_ATTRIBUTES)
    .readonly(),
  note: z.string().max(MAX_TEXT),
});

/** An asset with what stands around it. `next`: the statuses it may go to. */
export interface AssetDetail {
  readonly item: ConfigurationItem;
  /** From the whole down to what stands directly above. */
  readonly above: readonly AssetRow[];
  readonly parts: readonly TreePart<AssetRow>[];
  /** Newest first. */
  readonly history: readonly AssetEntry[];
  /** Open ones first, then the newest. */
  readonly tickets: readonly LinkedTicket[];
  readonly next: readonly AssetStatus[];
}

/** A run of the list. `version` grows whenever an asset changes: runs of different ones do not fit together. */
export interface AssetPage {
  readonly version: number;
  readonly total: number;
  readonly from: number;
  readonly rows: readonly AssetRow[];
}

export interface AssetFacets {
  /** Offered in forms. */
  readonly classes: readonly string[];
  /** On assets, most used first. */
  readonly used: {
    readonly classes: readonly string[];
    readonly sites: readonly string[];
    readonly owners: readonly string[];
    readonly manufacturers: readonly string[];
    readonly models: readonly string[];
  };
}

export const assetOperations = {
  'assets.page': query(
    'assets.read',
    z.strictObject({
      filter: assetFilter,
      order: assetOrder,
      from: z.int().min(0),
      count: z.int().min(1).max(500),
    }),
  ).returns<AssetPage>(),
  /** Where an asset stands in such a list; null if it is not in it. */
  'assets.place': query('assets.read', z.strictObject({ filter: assetFilter, order: assetOrder, ciId })).returns<
    number | null
  >(),
  'assets.get': query('assets.read', z.strictObject({ ciId })).returns<AssetDetail>(),
  'assets.facets': query('assets.read', z.strictObject({})).returns<AssetFacets>(),
  /** The one asset whose number, serial or tag this is, as a label scanner types it; null if there is none. */
  'assets.scan': query('assets.read', z.strictObject({ text: z.string().max(200) })).returns<AssetRow | null>(),
  /** The best matches for a few words, those in service first. */
  'assets.find': query(
    'assets.read',
    z.strictObject({ text: z.string().max(200), count: z.int().min(1).max(50) }),
  ).returns<readonly AssetRow[]>(),
  /** What somebody has, by the id of the directory where there is one, else by their name. */
  'assets.ofOwner': query(
    'assets.read',
    z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) }),
  ).returns<readonly AssetRow[]>(),
  'assets.ofTicket': query('assets.read', z.strictObject({ ticketId })).returns<readonly AssetRow[]>(),
  /** Refused as `asset.serial-taken`, `asset.tag-taken`, `asset.cycle`, `asset.too-deep`. */
  'assets.create': command(
    'assets.work',
    z.strictObject({ content: assetContent, status: z.enum(assetStatuses) }),
  ).returns<AssetDetail>(),
  'assets.edit': command(
    'assets.work',
    z.strictObject({ ciId, seen: revision, content: assetContent }),
  ).returns<AssetDetail>(),
  /** `release` takes the owner from it. Refused as `asset.illegal-status`. */
  'assets.move': command(
    'assets.work',
    z.strictObject({
      ciId,
      seen: revision,
      to: z.enum(assetStatuses),
      note: z.string().trim().max(2_000),
      release: z.boolean(),
    }),
  ).returns<AssetDetail>(),
  /** Those that are linked already stay as they are. */
  'assets.link': command('tickets.work', z.strictObject({ ticketId, ciIds: z.array(ciId).min(1).max(100) })).returns<
    readonly AssetRow[]
  >(),
  'assets.unlink': command('tickets.work', z.strictObject({ ticketId, ciId })).returns<readonly AssetRow[]>(),
  'assets.classes': query('assets.read', z.strictObject({})).returns<{
    readonly revision: number;
    readonly added: readonly string[];
    readonly hidden: readonly ShippedClass[];
  }>(),
  'assets.saveClasses': command(
    'assets.manage',
    z.strictObject({
      seen: z.int().min(0),
      added: z.array(z.string().trim().min(1).max(MAX_CLASS_NAME)).max(MAX_CLASSES),
      hidden: z.array(z.enum(shippedClasses)).max(shippedClasses.length),
    }),
  ).returns<{ readonly revision: number; readonly added: readonly string[]; readonly hidden: readonly string[] }>(),
};

import type { PersonRef, StoredRecord } from '../base/record.ts';

/** Classes that ship; a desk adds its own (`AssetClasses`), which are stored under the name they were given. */
export const shippedClasses = [
  'laptop',
  'desktop',
  'server',
  'printer',
  'network_device',
  'mobile',
  'software',
  'service',
  'other',
] as const;
export type ShippedClass = (typeof shippedClasses)[number];

export const assetStatuses = ['ordered', 'in_stock', 'in_use', 'in_repair', 'retired', 'disposed', 'lost'] as const;
export type AssetStatus = (typeof assetStatuses)[number];

/** A site as an asset names it: `id` where the directory knows it, else only the name that was given. */
export interface SiteRef {
  readonly id: string | null;
  readonly name: string;
}

/** What has no field of its own, e.g. `IMEI`, `RAM`. */
export interface AssetAttribute {
  readonly key: string;
  readonly value: string;
}

/** What people fill in. Texts that are not known are empty; days are `YYYY-MM-DD`. */
export interface AssetContent {
  readonly name: string;
  /** A `ShippedClass`, or the name of one of the desk's own. */
  readonly class: string;
  readonly serial: string;
  readonly assetTag: string;
  readonly manufacturer: string;
  readonly model: string;
  /** Who uses it, or answers for it. */
  readonly owner: PersonRef | null;
  readonly site: SiteRef | null;
  /** What it is a part of, `ci:<ULID>`. */
  readonly parentId: string | null;
  readonly supplier: string;
  readonly purchasedOn: string | null;
  /** Last day of the warranty. */
  readonly warrantyUntil: string | null;
  readonly attributes: readonly AssetAttribute[];
  readonly note: string;
}

/** Something that is managed so that services can be delivered (ITIL 4). Numbered like tickets: `CI-7K3Q-000012`, given offline, never changed. */
export interface ConfigurationItem extends StoredRecord, AssetContent {
  readonly type: 'ci';
  readonly schema: 1;
  /** Grows with each change: an edit says which one was seen. */
  readonly revision: number;
  readonly number: string;
  readonly status: AssetStatus;
  /** The import that brought it; null for what was entered here. */
  readonly batch: string | null;
}

export type AssetField = keyof AssetContent;

/** In the order in which forms and comparisons show them. */
export const assetFields = [
  'name',
  'class',
  'serial',
  'assetTag',
  'manufacturer',
  'model',
  'owner',
  'site',
  'parentId',
  'supplier',
  'purchasedOn',
  'warrantyUntil',
  'attributes',
  'note',
] as const satisfies readonly AssetField[];

/** What happened to an asset. Values as they stood in the record, shown as text; null for none. */
export type AssetEvent =
  | { readonly kind: 'created'; readonly batch: string | null }
  | { readonly kind: 'status'; readonly from: AssetStatus; readonly to: AssetStatus; readonly note: string }
  | {
      readonly kind: 'edit';
      readonly batch: string | null;
      readonly changes: readonly {
        readonly field: AssetField;
        readonly from: string | null;
        readonly to: string | null;
      }[];
    }
  | {
      readonly kind: 'ticket';
      readonly change: 'linked' | 'unlinked';
      readonly ticketId: string;
      readonly number: string;
    };

/** Append-only. Id: `ciEntry:<ci ULID>:<ULID>`. */
export interface AssetEntry extends StoredRecord {
  readonly type: 'ciEntry';
  readonly schema: 1;
  readonly ciId: string;
  readonly at: string;
  readonly by: PersonRef;
  readonly event: AssetEvent;
}

export const assetEntryPrefix = (ciId: string): string => `ciEntry:${ciId.slice('ci:'.length)}:`;

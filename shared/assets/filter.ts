import * as z from 'zod';
import { compareNames } from '../base/name-order.ts';
import { compareNumbers } from '../tickets/number.ts';
import { assetStatuses } from './configuration-item.ts';
import type { AssetRow } from './row.ts';
import { isOutOfService } from './status.ts';
import { warrantyState, warrantyStates } from './warranty.ts';

/** What a list is narrowed to; null or empty leaves a part of it open. */
export const assetFilter = z.strictObject({
  text: z.string().max(500),
  class: z.string().max(120).nullable(),
  /** `service`: everything that was not retired or disposed of. */
  status: z.union([z.enum(assetStatuses), z.literal('service')]).nullable(),
  /** Folded or not, the name of a site as assets carry it. */
  site: z.string().max(200).nullable(),
  owner: z.string().max(200).nullable(),
  warranty: z.enum(warrantyStates).nullable(),
});
export type AssetFilter = z.output<typeof assetFilter>;

export const everyAsset: AssetFilter = {
  text: '',
  class: null,
  status: 'service',
  site: null,
  owner: null,
  warranty: null,
};

export const assetSorts = [
  'number',
  'name',
  'class',
  'status',
  'serial',
  'assetTag',
  'model',
  'owner',
  'site',
  'warrantyUntil',
  'updatedAt',
] as const;
export type AssetSort = (typeof assetSorts)[number];

export const assetOrder = z.strictObject({ by: z.enum(assetSorts), descending: z.boolean() });
export type AssetOrder = z.output<typeof assetOrder>;

/** All but the text, which the index answers. */
export const passesFilter = (row: AssetRow, filter: AssetFilter, today: string): boolean =>
  (filter.class === null || row.class === filter.class) &&
  (filter.status === null ||
    (filter.status === 'service' ? !isOutOfService(row.status) : row.status === filter.status)) &&
  (filter.site === null || row.site === filter.site) &&
  (filter.owner === null || row.owner === filter.owner) &&
  (filter.warranty === null || warrantyState(row.warrantyUntil, today) === filter.warranty);

const compareBy: Readonly<Record<AssetSort, (left: AssetRow, right: AssetRow) => number>> = {
  number: (left, right) => compareNumbers(left.number, right.number),
  name: (left, right) => compareNames(left.name, right.name),
  class: (left, right) => compareNames(left.class, right.class),
  status: (left, right) => assetStatuses.indexOf(left.status) - assetStatuses.indexOf(right.status),
  serial: (left, right) => compareNames(left.serial, right.serial),
  assetTag: (left, right) => compareNames(left.assetTag, right.assetTag),
  model: (left, right) => compareNames(`${left.manufacturer} ${left.model}`, `${right.manufacturer} ${right.model}`),
  owner: (left, right) => compareNames(left.owner ?? '', right.owner ?? ''),
  site: (left, right) => compareNames(left.site ?? '', right.site ?? ''),
  warrantyUntil: (left, right) => compareNames(left.warrantyUntil ?? '', right.warrantyUntil ?? ''),
  updatedAt: (left, right) => left.updatedAt - right.updatedAt,
};

/** Where the column is empty there is nothing to compare: such rows come last either way. */
const isBlank = (row: AssetRow, by: AssetSort): boolean =>
  by === 'model' ? row.model === '' && row.manufacturer === '' : row[by] === '' || row[by] === null;

export const compareAssets =
  ({ by, descending }: AssetOrder) =>
  (left: AssetRow, right: AssetRow): number => {
    const blanks = Number(isBlank(left, by)) - Number(isBlank(right, by));
    if (blanks !== 0) return blanks;
    const order = compareBy[by](left, right) * (descending ? -1 : 1);
    return order || compareNumbers(left.number, right.number);
  };

import { everyAsset, type AssetFilter } from '#shared/assets/filter.ts';

export const filterFields = ['class', 'status', 'site', 'owner', 'warranty'] as const;
export type FilterField = (typeof filterFields)[number];

/** Fields that restrict the list now, in the order the chips stand. */
export const activeFields = (filter: AssetFilter): readonly FilterField[] =>
  filterFields.filter((field) => filter[field] !== null);

export const isUsual = (filter: AssetFilter): boolean =>
  filter.text === '' && filterFields.every((field) => filter[field] === everyAsset[field]);

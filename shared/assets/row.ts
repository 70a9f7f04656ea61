import type { Projection } from '../base/record.ts';
import { fold } from '../search/fold.ts';
import { shortNumber } from '../tickets/number.ts';
import type { AssetStatus, ConfigurationItem } from './configuration-item.ts';
import { identityKey } from './identity.ts';

/** What lists know of each asset without opening it. Times as ms since epoch, days as `YYYY-MM-DD`. */
export type AssetRow = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly class: string;
  readonly status: AssetStatus;
  readonly serial: string;
  readonly assetTag: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly ownerId: string | null;
  readonly owner: string | null;
  readonly siteId: string | null;
  readonly site: string | null;
  readonly parentId: string | null;
  readonly warrantyUntil: string | null;
  readonly batch: string | null;
  readonly updatedAt: number;
};

export const assetRow = (item: ConfigurationItem): AssetRow => ({
  id: item.id,
  number: item.number,
  name: item.name,
  class: item.class,
  status: item.status,
  serial: item.serial,
  assetTag: item.assetTag,
  manufacturer: item.manufacturer,
  model: item.model,
  ownerId: item.owner?.id ?? null,
  owner: item.owner?.name ?? null,
  siteId: item.site?.id ?? null,
  site: item.site?.name ?? null,
  parentId: item.parentId,
  warrantyUntil: item.warrantyUntil,
  batch: item.batch,
  updatedAt: Date.parse(item.updatedAt),
});

export const assetProjection: Projection<ConfigurationItem> = { type: 'ci', version: 1, project: assetRow };

/** All that a search may find of an asset, folded once: its number in every way of writing it, serial and tag with and without dashes. */
export const assetText = ({ number, name, serial, assetTag, manufacturer, model, owner, site }: AssetRow): string => {
  const short = shortNumber(number);
  return fold(
    [
      number,
      short,
      number.replaceAll('-', ''),
      short.replaceAll('-', ''),
      name,
      serial,
      identityKey(serial),
      assetTag,
      identityKey(assetTag),
      manufacturer,
      model,
      owner ?? '',
      site ?? '',
    ].join('\n'),
  );
};

import type { AssetContent, ConfigurationItem } from '#shared/assets/configuration-item.ts';

export const assetContent = (more: Partial<AssetContent> = {}): AssetContent => ({
  name: 'LDS-NB-001',
  class: 'laptop',
  serial: '',
  assetTag: '',
  manufacturer: '',
  model: '',
  owner: null,
  site: null,
  parentId: null,
  supplier: '',
  purchasedOn: null,
  warrantyUntil: null,
  attributes: [],
  note: '',
  ...more,
});

export const assetStamp = {
  id: 'ci:01J00000000000000000000001',
  type: 'ci',
  schema: 1,
  createdAt: '2026-10-01T08:00:00.000Z',
  updatedAt: '2026-10-01T08:00:00.000Z',
  createdBy: 'user:01J0000000000000000000000A',
  device: 'device:01J0000000000000000000000D',
} as const;

export const sampleAsset = (more: Partial<ConfigurationItem> = {}): ConfigurationItem => ({
  ...assetStamp,
  ...assetContent(),
  revision: 1,
  number: 'CI-7K3Q-000001',
  status: 'in_use',
  batch: null,
  ...more,
});

import { nothing } from '#shared/documents/document.ts';
import type { ListedDocument } from '#shared/documents/operations.ts';

/** A document of a list in which everything is as it should be. */
export const listed = (change: Partial<ListedDocument> = {}): ListedDocument => ({
  id: 'document:01J00000000000000000000001',
  number: 'DOC-7K3Q-000001',
  title: 'Rack plan',
  kind: 'drawing',
  owner: 'Lin Yue',
  belongsTo: { ...nothing },
  tags: ['rack'],
  reviewOn: null,
  validUntil: null,
  storage: 'held',
  place: '',
  label: '2.1',
  fileName: 'rack.pdf',
  bytes: 12,
  sha256: 'a'.repeat(64),
  isKept: true,
  withdrawnAt: null,
  states: ['here'],
  sight: { found: 'same' },
  checkedAt: '2026-09-24T01:00:00.000Z',
  ...change,
});

/** Rows of a small desk, for what a pack is chosen from. */
import type { AssetRow } from '#shared/assets/row.ts';
import type { PersonRow } from '#shared/directory/row.ts';
import type { ArticleRow } from '#shared/knowledge/row.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import { belongingTo, type Belonging, type InPieces, type PackSources } from '#shared/visits/belonging.ts';

export const leeds = { id: 'site:LEEDS', name: 'Leeds plant', contactIds: [] as string[] };

export const person = (id: string, change: Partial<PersonRow> = {}): PersonRow => ({
  id: `person:${id}`,
  name: id,
  otherName: null,
  sortAs: null,
  emails: [],
  phones: [],
  organisationId: null,
  siteId: leeds.id,
  jobTitle: null,
  isVip: false,
  active: true,
  mergedInto: null,
  batch: null,
  cardUid: null,
  ...change,
});

export const asset = (id: string, change: Partial<AssetRow> = {}): AssetRow => ({
  id: `ci:${id}`,
  number: `CI-7K3Q-${id}`,
  name: id,
  class: 'laptop',
  status: 'in_use',
  serial: '',
  assetTag: '',
  manufacturer: '',
  model: '',
  ownerId: null,
  owner: null,
  siteId: null,
  site: null,
  parentId: null,
  warrantyUntil: null,
  batch: null,
  updatedAt: 0,
  ...change,
});

export const ticket = (id: string, change: Partial<TicketRow> = {}): TicketRow => ({
  id: `ticket:${id}`,
  number: `INC-7K3Q-${id}`,
  kind: 'incident',
  title: id,
  state: 'assigned',
  priority: 3,
  major: false,
  requester: null,
  assigneeId: null,
  assignee: null,
  group: null,
  category: null,
  holdReason: null,
  holdUntil: null,
  resolvedAt: null,
  importBatch: null,
  externalId: null,
  createdAt: 0,
  updatedAt: 0,
  ...change,
});

export const article = (id: string, change: Partial<ArticleRow> = {}): ArticleRow => ({
  id: `article:${id}`,
  number: `KB-7K3Q-${id}`,
  kind: 'howto',
  standing: 'published',
  language: 'en',
  family: `article:${id}`,
  title: id,
  category: null,
  tags: [],
  audience: 'internal',
  ownerId: null,
  owner: 'Lin Yue',
  authorIds: [],
  version: 1,
  questions: 0,
  isReadable: true,
  validUntil: null,
  batch: null,
  updatedAt: 0,
  ...change,
});

const empty: PackSources = {
  site: leeds,
  organisation: null,
  people: [],
  assets: [],
  openTickets: [],
  articles: [],
  standsFor: (id) => id,
  assetsOfTicket: () => [],
  articlesOfTicket: () => [],
};

/** What work in pieces comes to. */
export const finished = <T>(work: InPieces<T>): T => {
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
};

export const belonging = (sources: Partial<PackSources>): Belonging => finished(belongingTo({ ...empty, ...sources }));

/** `name: why of, …` of each, in order. */
export const reasonsOf = (
  chosen: readonly {
    readonly row: { readonly id: string };
    readonly reasons: Belonging['people'][number]['reasons'];
  }[],
): readonly string[] =>
  chosen.map(({ row, reasons }) => {
    const because = reasons.map(({ why, of }) => (of === null ? why : `${why} ${of}`)).join(', ');
    return `${row.id.slice(row.id.indexOf(':') + 1)}: ${because}`;
  });

import type { Projection, StoredRecord } from '../base/record.ts';

/**
 * `related`: the two have to do with each other. `parent`: `to` is a part of the work on `from`. `problem`: the problem `from` is, or may be,
 * behind the ticket `to`. `asset`: the ticket `to` is about the asset `from`.
 */
export const linkRelations = ['related', 'parent', 'problem', 'asset'] as const;
export type LinkRelation = (typeof linkRelations)[number];

/** What a link says, seen from one of its ends. */
export type TicketLinkSide = 'related' | 'parent_of' | 'child_of';
export type LinkSide = TicketLinkSide | 'problem_of' | 'caused_by' | 'asset_of' | 'about';

/** Both ends by id; a `related` link names the smaller id first. */
export interface LinkEnds {
  readonly relation: LinkRelation;
  readonly from: string;
  readonly to: string;
}

/**
 * One tie between two records, stored once for both, so that A shows B if and only if B shows A. Its id follows from what it says: two
 * consoles that add the same tie make the same record, others only add to the set, and taking one away touches no other.
 */
export interface LinkRecord extends StoredRecord, LinkEnds {
  readonly type: 'link';
  readonly schema: 1;
}

const ulidOf = (id: string): string => id.slice(id.indexOf(':') + 1);

export const linkIdOf = ({ relation, from, to }: LinkEnds): string => `link:${ulidOf(from)}:${ulidOf(to)}:${relation}`;

/** The tie that `id` has with `other`, said from the side of `id`. */
export const linkEnds = (id: string, side: LinkSide, other: string): LinkEnds => {
  switch (side) {
    case 'related':
      return id < other ? { relation: 'related', from: id, to: other } : { relation: 'related', from: other, to: id };
    case 'parent_of':
      return { relation: 'parent', from: id, to: other };
    case 'child_of':
      return { relation: 'parent', from: other, to: id };
    case 'problem_of':
      return { relation: 'problem', from: id, to: other };
    case 'caused_by':
      return { relation: 'problem', from: other, to: id };
    case 'asset_of':
      return { relation: 'asset', from: id, to: other };
    case 'about':
      return { relation: 'asset', from: other, to: id };
  }
};

const fromSides = { related: 'related', parent: 'parent_of', problem: 'problem_of', asset: 'asset_of' } as const;
const toSides = { related: 'related', parent: 'child_of', problem: 'caused_by', asset: 'about' } as const;

/** How a link reads from the record `id`, which is one of its ends. */
export const sideOf = ({ relation, from, to }: LinkEnds, id: string): { side: LinkSide; otherId: string } =>
  id === from ? { side: fromSides[relation], otherId: to } : { side: toSides[relation], otherId: from };

/** The same tie as the other end says it. */
export const oppositeSide = (side: TicketLinkSide): TicketLinkSide =>
  side === 'related' ? 'related' : side === 'parent_of' ? 'child_of' : 'parent_of';

/** What the set of all links is read from on opening. */
export type LinkRow = {
  readonly id: string;
  readonly relation: LinkRelation;
  readonly from: string;
  readonly to: string;
};

export const linkProjection: Projection<LinkRecord> = {
  type: 'link',
  version: 1,
  project: ({ id, relation, from, to }) => ({ id, relation, from, to }),
};

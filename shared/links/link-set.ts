import { sideOf, type LinkEnds, type LinkRow, type LinkSide } from './link.ts';

/** One link as one of its ends sees it. */
export interface LinkSeen {
  readonly linkId: string;
  readonly side: LinkSide;
  readonly otherId: string;
}

const none: readonly string[] = [];

/** All links of a desk by both of their ends: a set, so neither the order nor the number of times they are put matters. */
export class LinkSet {
  readonly #links = new Map<string, LinkEnds>();
  readonly #byRecord = new Map<string, Set<string>>();

  constructor(links: Iterable<LinkRow> = []) {
    for (const link of links) this.put(link);
  }

  put({ id, relation, from, to }: LinkRow): void {
    this.#links.set(id, { relation, from, to });
    for (const end of [from, to]) {
      const known = this.#byRecord.get(end);
      if (known) known.add(id);
      else this.#byRecord.set(end, new Set([id]));
    }
  }

  remove(linkId: string): void {
    const link = this.#links.get(linkId);
    if (!link) return;
    this.#links.delete(linkId);
    for (const end of [link.from, link.to]) {
      const known = this.#byRecord.get(end);
      known?.delete(linkId);
      if (known?.size === 0) this.#byRecord.delete(end);
    }
  }

  has(linkId: string): boolean {
    return this.#links.has(linkId);
  }

  /** In order of id, so that every console lists them alike. */
  of(recordId: string): readonly LinkSeen[] {
    return this.#idsOf(recordId).flatMap((linkId) => {
      const link = this.#links.get(linkId);
      return link ? [{ linkId, ...sideOf(link, recordId) }] : [];
    });
  }

  /** The records that `recordId` has on this side. */
  others(recordId: string, side: LinkSide): readonly string[] {
    const others: string[] = [];
    for (const linkId of this.#idsOf(recordId)) {
      const link = this.#links.get(linkId);
      const seen = link && sideOf(link, recordId);
      if (seen?.side === side) others.push(seen.otherId);
    }
    return others;
  }

  /** Asked for ticket after ticket by searches: most have no link, or one, and nothing to be put in order. */
  #idsOf(recordId: string): readonly string[] {
    const ids = this.#byRecord.get(recordId);
    if (ids === undefined) return none;
    return ids.size === 1 ? [...ids] : [...ids].toSorted();
  }

  count(recordId: string, side: LinkSide): number {
    let count = 0;
    for (const linkId of this.#byRecord.get(recordId) ?? []) {
      const link = this.#links.get(linkId);
      if (link && sideOf(link, recordId).side === side) count++;
    }
    return count;
  }
}

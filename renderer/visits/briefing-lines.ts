import type { PackGap } from '#shared/visits/gaps.ts';
import type { VisitPack } from '#shared/visits/pack.ts';
import type { PackAsset, PackTicket } from '#shared/visits/things.ts';

/** What one sheet of A4 holds beside address, access and people, whatever the site. */
const MOST_TICKETS = 14;
const MOST_ASSETS = 8;
const MOST_GAPS = 6;

interface BriefingLines {
  readonly tickets: readonly PackTicket[];
  /** Those that a ticket is about. */
  readonly assets: readonly PackAsset[];
  readonly moreAssets: number;
  readonly gaps: readonly PackGap[];
}

/** What of a pack goes on the one sheet: the most urgent tickets, what they are about, and what is missing. */
export const briefingOf = ({ tickets, assets, gaps }: VisitPack): BriefingLines => {
  const named = assets.things.filter(({ reasons }) => reasons.some(({ why }) => why === 'ticket'));
  return {
    tickets: tickets.things.slice(0, MOST_TICKETS),
    assets: named.slice(0, MOST_ASSETS),
    moreAssets: Math.max(0, named.length - MOST_ASSETS),
    gaps: gaps.slice(0, MOST_GAPS),
  };
};

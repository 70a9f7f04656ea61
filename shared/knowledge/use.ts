import { compareNames } from '../base/name-order.ts';
import type { PersonRef, StoredRecord } from '../base/record.ts';

/** `linked`: named as what resolved or helped a ticket. `inserted`: its steps went into a text. The rest is what people said of it. */
export const articleUseKinds = ['linked', 'inserted', 'helped', 'not_helped', 'outdated'] as const;
export type ArticleUseKind = (typeof articleUseKinds)[number];

/** What somebody did with an article, or said of it; append-only. Id: `articleUse:<article ULID>:<ULID>`. */
export interface ArticleUse extends StoredRecord {
  readonly type: 'articleUse';
  readonly schema: 1;
  readonly articleId: string;
  readonly version: number;
  readonly kind: ArticleUseKind;
  readonly at: string;
  readonly by: PersonRef;
  readonly ticketId: string | null;
  /** What is missing or wrong, in the words of who said so; empty if they said no more. */
  readonly note: string;
}

export const articleUsePrefix = (articleId: string): string => `articleUse:${articleId.slice('article:'.length)}:`;

/** How far back uses count for what is asked often, days. */
export const USE_DAYS = 90;

export interface UseSummary {
  /** Tickets and texts that it went into within `USE_DAYS`. */
  readonly uses: number;
  readonly helped: number;
  readonly notHelped: number;
  /** Said of the version that is read now, or a later one. */
  readonly outdated: number;
}

const DAY_MS = 86_400_000;

/** `now` in ms since epoch; `version` is the one that is read now: what was called outdated before it was mended is not. */
export const summariseUse = (uses: Iterable<ArticleUse>, version: number, now: number): UseSummary => {
  const since = now - USE_DAYS * DAY_MS;
  const summary = { uses: 0, helped: 0, notHelped: 0, outdated: 0 };
  for (const use of uses) {
    if (use.kind === 'helped') summary.helped++;
    else if (use.kind === 'not_helped') summary.notHelped++;
    else if (use.kind === 'outdated') summary.outdated += use.version >= version ? 1 : 0;
    else if (Date.parse(use.at) >= since) summary.uses++;
  }
  return summary;
};

/** Of those who said so, how many it helped: 0 to 1; null while nobody said. */
export const helpfulShare = ({ helped, notHelped }: Pick<UseSummary, 'helped' | 'notHelped'>): number | null =>
  helped + notHelped === 0 ? null : helped / (helped + notHelped);

type Ranked = UseSummary & { readonly title: string };

/** DOMAIN.md §2: uses in 90 days, then helpful share, then title. Of equal use, one that nobody judged stands below one that helped anybody. */
export const byUse = (left: Ranked, right: Ranked): number =>
  right.uses - left.uses ||
  (helpfulShare(right) ?? 0) - (helpfulShare(left) ?? 0) ||
  compareNames(left.title, right.title);

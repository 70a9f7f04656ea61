import { compareNames } from '../base/name-order.ts';
import type { PersonRef, StoredRecord } from '../base/record.ts';

/**
 * `opened`: was shown to somebody, once a day at most. `linked`: named as what resolved or helped a ticket. `inserted`: its steps went into a
 * text. The rest is what people said of it.
 */
export const articleUseKinds = ['opened', 'linked', 'inserted', 'helped', 'not_helped', 'outdated'] as const;
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
  /** Tickets and texts that it went into within `USE_DAYS`. Reading alone is no use. */
  readonly uses: number;
  /** How often it was opened within `USE_DAYS`, each person counted once a day. */
  readonly opened: number;
  /** People whom it helped, or did not; the last answer of each about a version counts. */
  readonly helped: number;
  readonly notHelped: number;
  /** People who said so of the version that is read now, or a later one. */
  readonly outdated: number;
}

const DAY_MS = 86_400_000;

const nameOf = ({ id, name }: PersonRef): string => id ?? name;

/** The uses of each person about each version. */
const byPersonAndVersion = (uses: Iterable<ArticleUse>): Iterable<readonly ArticleUse[]> => {
  const groups = new Map<string, ArticleUse[]>();
  for (const use of uses) {
    const key = `${use.version} ${nameOf(use.by)}`;
    const group = groups.get(key);
    if (group) group.push(use);
    else groups.set(key, [use]);
  }
  return groups.values();
};

/** What somebody said last; of two in the same moment the one kept later. */
const lastAnswer = (uses: readonly ArticleUse[]): 'helped' | 'not_helped' | null => {
  let last: ArticleUse | undefined;
  for (const use of uses) {
    if (use.kind !== 'helped' && use.kind !== 'not_helped') continue;
    if (!last || use.at > last.at || (use.at === last.at && use.id > last.id)) last = use;
  }
  return last?.kind === 'helped' || last?.kind === 'not_helped' ? last.kind : null;
};

/** `now` in ms since epoch; `version` is the one that is read now: what was called outdated before it was mended is not. */
export const summariseUse = (uses: Iterable<ArticleUse>, version: number, now: number): UseSummary => {
  const since = now - USE_DAYS * DAY_MS;
  const all = [...uses];
  const summary = { uses: 0, opened: 0, helped: 0, notHelped: 0, outdated: 0 };
  for (const { kind, at } of all) {
    if (Date.parse(at) < since) continue;
    if (kind === 'opened') summary.opened++;
    else if (kind === 'linked' || kind === 'inserted') summary.uses++;
  }
  for (const said of byPersonAndVersion(all)) {
    const answer = lastAnswer(said);
    if (answer === 'helped') summary.helped++;
    else if (answer === 'not_helped') summary.notHelped++;
    if (said.some((use) => use.kind === 'outdated' && use.version >= version)) summary.outdated++;
  }
  return summary;
};

/** What one person said of the version that is read now. */
export interface OwnAnswer {
  readonly answer: 'helped' | 'not_helped' | null;
  readonly outdated: boolean;
}

export const answerOf = (uses: Iterable<ArticleUse>, version: number, by: PersonRef): OwnAnswer => {
  const own = [...uses].filter((use) => use.version === version && nameOf(use.by) === nameOf(by));
  return { answer: lastAnswer(own), outdated: own.some(({ kind }) => kind === 'outdated') };
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

/** How far knowledge is used, and where it is missing. */
import { USE_DAYS } from './use.ts';

/** Share of resolutions that knowledge should stand behind (MANUAL: 60 %). */
export const KNOWLEDGE_GOAL = 0.6;
/** Fewer say nothing about a category or a desk. */
export const FEWEST = 5;
/** Gaps listed; the largest ones. */
const MAX_GAPS = 20;

/** A ticket as far as it matters here. */
export interface FigureTicket {
  readonly category: string | null;
  /** ms since epoch; null while unresolved. */
  readonly resolvedAt: number | null;
  readonly createdAt: number;
  /** A published article is named on it. */
  readonly hasArticle: boolean;
}

export interface FigureProblem {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** Of the tickets behind it, whether a published article is named on each. */
  readonly tickets: readonly boolean[];
}

/** A category in which people work without articles. */
export interface CategoryGap {
  readonly category: string;
  /** Registered or resolved within the period. */
  readonly tickets: number;
  /** Of those, how many name a published article. */
  readonly withArticle: number;
  /** Published articles of this category. */
  readonly articles: number;
}

export interface ProblemGap {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly tickets: number;
}

export interface KnowledgeFigures {
  readonly days: number;
  /** RFC 3339 */
  readonly asOf: string;
  readonly resolved: number;
  readonly withArticle: number;
  /** Most tickets without an article first. */
  readonly categories: readonly CategoryGap[];
  readonly problems: readonly ProblemGap[];
}

type Counted = { -readonly [Field in keyof CategoryGap]: CategoryGap[Field] };

const keyOf = (category: string): string => category.trim().toLowerCase();

const gapsOf = (tickets: readonly FigureTicket[], articles: Iterable<string | null>): readonly CategoryGap[] => {
  const written = new Map<string, number>();
  for (const category of articles)
    if (category !== null) written.set(keyOf(category), (written.get(keyOf(category)) ?? 0) + 1);
  const gaps = new Map<string, Counted>();
  /** Of categories as they are written: tickets are many, categories few. */
  const bySpelling = new Map<string, Counted>();
  const gapOf = (category: string): Counted => {
    const key = keyOf(category);
    const gap = gaps.get(key) ?? { category, tickets: 0, withArticle: 0, articles: written.get(key) ?? 0 };
    gaps.set(key, gap);
    bySpelling.set(category, gap);
    return gap;
  };
  for (const { category, hasArticle } of tickets) {
    if (category === null) continue;
    const gap = bySpelling.get(category) ?? gapOf(category);
    gap.tickets++;
    if (hasArticle) gap.withArticle++;
  }
  return [...gaps.values()]
    .filter((gap) => gap.tickets >= FEWEST && (gap.articles === 0 || gap.withArticle === 0))
    .toSorted((left, right) => right.tickets - right.withArticle - (left.tickets - left.withArticle))
    .slice(0, MAX_GAPS);
};

/** From when on tickets count, as of `now`; both in ms since epoch. */
export const figuresSince = (now: number): number => now - USE_DAYS * 86_400_000;

/** Registered or resolved since then. */
export const isWithin = (
  { createdAt, resolvedAt }: Pick<FigureTicket, 'createdAt' | 'resolvedAt'>,
  since: number,
): boolean => createdAt >= since || (resolvedAt !== null && resolvedAt >= since);

/** As of `now`, ms since epoch, over the last `USE_DAYS`. `articles`: the category of each published one. */
export const knowledgeFigures = (
  tickets: Iterable<FigureTicket>,
  articles: Iterable<string | null>,
  problems: Iterable<FigureProblem>,
  now: number,
): KnowledgeFigures => {
  const since = figuresSince(now);
  const recent = [...tickets].filter((ticket) => isWithin(ticket, since));
  const resolved = recent.filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt >= since);
  return {
    days: USE_DAYS,
    asOf: new Date(now).toISOString(),
    resolved: resolved.length,
    withArticle: resolved.filter(({ hasArticle }) => hasArticle).length,
    categories: gapsOf(recent, articles),
    problems: [...problems]
      .filter((problem) => problem.tickets.length > 1 && !problem.tickets.includes(true))
      .map(({ id, number, title, tickets: linked }) => ({ id, number, title, tickets: linked.length }))
      .toSorted((left, right) => right.tickets - left.tickets)
      .slice(0, MAX_GAPS),
  };
};

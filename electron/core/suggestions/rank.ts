import { isFamilyFirst } from '#shared/suggestions/family.ts';
import { askedTerms, type AskedTerm, type TicketText } from '#shared/suggestions/asked-terms.ts';
import { isWorthShowing, likenessOf, pastUse, total, type Evidence } from '#shared/suggestions/score.ts';
import { helpfulShare, type UseSummary } from '#shared/knowledge/use.ts';
import type { ArticleRow } from '#shared/knowledge/row.ts';
import type { TicketState } from '#shared/tickets/ticket.ts';
import type { SuggestionSources } from './ports.ts';
import { scoreDocuments } from './score-documents.ts';

export interface RankSources extends SuggestionSources {
  articleRow(articleId: string): ArticleRow | undefined;
  ticketState(ticketId: string): TicketState | undefined;
  /** Ids of the articles named on a ticket. */
  articlesOf(ticketId: string): ReadonlySet<string>;
  useOf(articleId: string, version: number): UseSummary;
}

export interface Ranked {
  readonly row: ArticleRow;
  readonly use: UseSummary;
  /** What it shares with the ticket, the weightiest first. */
  readonly terms: readonly AskedTerm[];
  /** Resolved tickets like this one that name it. */
  readonly pastTickets: number;
  readonly isSameCategory: boolean;
}

export interface Asked {
  readonly text: TicketText;
  /** Not to learn from: the ticket itself. */
  readonly ticketId: string | null;
  /** Language of who asks, BCP 47: of two translations theirs is shown. */
  readonly language: string;
  /** Named on the ticket already. */
  readonly without: ReadonlySet<string>;
}

/** Articles looked at before families and the floor; tickets that are learnt from. */
const CANDIDATES = 40;
const SIMILAR = 25;
/** A ticket less like this one than so has nothing to teach. */
const LEAST_LIKENESS = 0.2;

const categoryKey = (category: string | null): string => category?.trim().toLowerCase() ?? '';

interface Candidate {
  readonly row: ArticleRow;
  readonly evidence: Evidence;
  readonly terms: readonly AskedTerm[];
  readonly pastTickets: number;
}

const votesOf = (asked: Asked, terms: readonly AskedTerm[], sources: RankSources): ReadonlyMap<string, number[]> => {
  const { tickets, ticketState, articlesOf } = sources;
  const mayTeach = (slot: number): boolean => {
    const id = tickets.idAt(slot);
    if (id === undefined || id === asked.ticketId || articlesOf(id).size === 0) return false;
    const state = ticketState(id);
    return state === 'resolved' || state === 'closed';
  };
  const { documents, whole, rarest } = scoreDocuments(tickets.index(), terms, {
    limit: SIMILAR,
    keep: mayTeach,
    common: 0.03,
  });
  const votes = new Map<string, number[]>();
  for (const { slot, score } of documents) {
    const likeness = likenessOf(score, whole, rarest);
    if (likeness < LEAST_LIKENESS) continue;
    for (const articleId of articlesOf(tickets.idAt(slot) ?? '')) {
      const known = votes.get(articleId);
      if (known) known.push(likeness);
      else votes.set(articleId, [likeness]);
    }
  }
  return votes;
};

const candidatesOf = (asked: Asked, sources: RankSources): readonly Candidate[] => {
  const { articles } = sources;
  const terms = askedTerms(asked.text, sources.codes);
  const rowAt = (slot: number): ArticleRow | undefined => sources.articleRow(articles.idAt(slot) ?? '');
  const isOffered = (row: ArticleRow | undefined): row is ArticleRow =>
    row !== undefined && row.standing.startsWith('published') && !asked.without.has(row.id);
  const found = scoreDocuments(articles.index(), terms, {
    limit: CANDIDATES,
    keep: (slot) => isOffered(rowAt(slot)),
    common: 0.3,
  });
  const votes = votesOf(asked, terms, sources);
  const category = categoryKey(asked.text.category);
  const candidates = new Map<string, Candidate>();
  const add = (row: ArticleRow, text: number, shared: readonly AskedTerm[]): void => {
    const voted = votes.get(row.id) ?? [];
    const isSameCategory = category !== '' && categoryKey(row.category) === category;
    const evidence = {
      text,
      whole: found.whole,
      rarest: found.rarest,
      shared: shared.length + (shared.some(({ code }) => code !== null) ? 1 : 0),
      past: pastUse(voted),
      isSameCategory,
    };
    candidates.set(row.id, { row, evidence, terms: shared, pastTickets: voted.length });
  };
  for (const { slot, score, terms: shared } of found.documents) {
    const row = rowAt(slot);
    if (row) add(row, score, shared);
  }
  for (const articleId of votes.keys()) {
    const row = sources.articleRow(articleId);
    if (isOffered(row) && !candidates.has(articleId)) add(row, 0, []);
  }
  return [...candidates.values()];
};

/** Of two that answer equally well, the one that was used and found helpful. */
const tieBreak = (use: UseSummary): number => Math.min(use.uses, 50) / 50 + (helpfulShare(use) ?? 0.5);

/** Scores this near to one another are equal, as a share of the better one. */
const EQUAL = 0.03;

/** Runs of scores that are equal to the best of them, each with what was used most first. */
const inOrderOfUse = <Scored extends { readonly score: number; readonly use: UseSummary }>(
  ranked: readonly Scored[],
): readonly Scored[] => {
  const ordered: Scored[] = [];
  for (let from = 0; from < ranked.length;) {
    const least = (ranked[from]?.score ?? 0) * (1 - EQUAL);
    let to = from + 1;
    while (to < ranked.length && (ranked[to]?.score ?? 0) >= least) to++;
    ordered.push(...ranked.slice(from, to).toSorted((left, right) => tieBreak(right.use) - tieBreak(left.use)));
    from = to;
  }
  return ordered;
};

/** Articles that may answer a ticket, best first; empty where none is worth showing. */
export const rankArticles = (asked: Asked, sources: RankSources): readonly Ranked[] => {
  const ranked = candidatesOf(asked, sources)
    .map((candidate) => ({
      ...candidate,
      score: total(candidate.evidence),
      use: sources.useOf(candidate.row.id, candidate.row.version),
    }))
    .toSorted((left, right) => right.score - left.score);
  const best = ranked[0]?.score ?? 0;
  const shown = inOrderOfUse(ranked.filter(({ evidence }) => isWorthShowing(evidence, best)));
  return shown
    .filter(({ row }) =>
      isFamilyFirst(
        row,
        shown.map((each) => each.row),
        asked.language,
      ),
    )
    .map(({ row, use, terms, pastTickets, evidence }) => ({
      row,
      use,
      terms,
      pastTickets,
      isSameCategory: evidence.isSameCategory,
    }));
};

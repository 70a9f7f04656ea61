/** Articles and tickets in the indexes of the desk, and how ours ranks over them. */
import { articleDocument } from '#core/search/article-texts.ts';
import { InvertedIndex } from '#core/search/inverted-index.ts';
import { errorCodes } from '#core/search/error-terms.ts';
import { rankArticles, type RankSources } from '#core/suggestions/rank.ts';
import type { ArticleRow } from '#shared/knowledge/row.ts';
import { bodyTexts, factsOf, rowTexts } from '#shared/search/document.ts';
import { fold } from '#shared/search/fold.ts';
import type { TicketText } from '#shared/suggestions/asked-terms.ts';
import { ticketRow } from '#shared/tickets/row.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { ArticleText, Pair } from './pairs.ts';

const articleIdOf = (name: string): string => `article:${name}`;

const rowOf = ({ name, language, title, tags }: ArticleText): ArticleRow => ({
  id: articleIdOf(name),
  number: 'KB-7K3Q-000001',
  kind: 'known_error',
  standing: 'published',
  language,
  family: articleIdOf(name),
  title,
  tags,
  category: null,
  audience: 'internal',
  ownerId: null,
  owner: 'Mara Keller',
  authorIds: [],
  version: 1,
  isReadable: true,
  questions: 0,
  validUntil: null,
  batch: null,
  updatedAt: 0,
});

export const indexArticles = (articles: readonly ArticleText[]): InvertedIndex => {
  const index = new InvertedIndex(() => undefined);
  articles.forEach(({ title, tags, body }, slot) => {
    const document = articleDocument({ title, tags, body, category: null, audience: 'internal' });
    if (document) index.put(slot, document);
  });
  return index;
};

export const indexTickets = (tickets: readonly Ticket[]): InvertedIndex => {
  const index = new InvertedIndex(() => undefined);
  tickets.forEach((ticket, slot) =>
    index.put(slot, {
      row: rowTexts(ticketRow(ticket)),
      body: bodyTexts(ticket, []),
      tags: ticket.tags,
      facts: factsOf(ticket, []),
    }),
  );
  return index;
};

/** A ticket that is over, with nothing but what the pair says. */
export const resolvedTicket = (like: Ticket, { title, text, category }: Pair, place: number): Ticket => ({
  ...like,
  id: `ticket:past ${place}`,
  state: 'closed',
  title,
  description: text,
  category: category ?? null,
  tags: [],
});

export interface Past {
  readonly ticket: Ticket;
  readonly articles: readonly string[];
}

const nobody: ReadonlySet<string> = new Set();

/** Names of articles, best first, as a person would be shown them. */
export const ranker = (
  articles: readonly ArticleText[],
  articleIndex: InvertedIndex,
  tickets: readonly Ticket[],
  ticketIndex: InvertedIndex,
  past: readonly Past[],
) => {
  const rows = new Map(articles.map((article) => [articleIdOf(article.name), rowOf(article)]));
  const linked = new Map(past.map(({ ticket, articles: names }) => [ticket.id, new Set(names.map(articleIdOf))]));
  const states = new Map(tickets.map(({ id, state }) => [id, state]));
  const sources: RankSources = {
    articles: { index: () => articleIndex, idAt: (slot) => articleIdOf(articles[slot]?.name ?? '') },
    tickets: { index: () => ticketIndex, idAt: (slot) => tickets[slot]?.id },
    codes: errorCodes,
    articleRow: (id) => rows.get(id),
    ticketState: (id) => states.get(id),
    articlesOf: (id) => linked.get(id) ?? nobody,
    useOf: () => ({ uses: 0, opened: 0, helped: 0, notHelped: 0, outdated: 0 }),
  };
  return (text: TicketText): readonly string[] =>
    rankArticles({ text, ticketId: null, language: 'en', without: nobody }, sources).map(({ row }) =>
      row.id.slice('article:'.length),
    );
};

/** The ticket's words as somebody types them into the desk's own search. */
export const wordsOf = ({ title, text }: Pick<Pair, 'title' | 'text'>): readonly string[] => [
  ...new Set(
    fold(`${title} ${text}`)
      .split(/[\s,;，。；、：:!?！？（）()"“”]+/u)
      .filter((word) => word !== ''),
  ),
];

/** What is searched: generated tickets, every third with a work note, and one article for ten of them, in the forms that each side takes. */
import { belongsNowhere } from '#core/search/ports.ts';
import { InvertedIndex } from '#core/search/inverted-index.ts';
import { articleDocument } from '#core/search/article-texts.ts';
import type { Lexicon } from '#core/search/lexicon.ts';
import { openQuery } from '#core/search/search-query.ts';
import { shippedSynonyms } from '#core/search/shipped-synonyms.ts';
import { findWords } from '#core/search/word-query.ts';
import type { ArticleContent } from '#shared/knowledge/article.ts';
import { articleGrammar } from '#shared/knowledge/grammar.ts';
import { plainText } from '#shared/knowledge/plain-text.ts';
import { bodyTexts, factsOf, rowTexts } from '#shared/search/document.ts';
import { parseIn } from '#shared/search/parse.ts';
import { synonymTable } from '#shared/search/synonyms.ts';
import { ticketRow, type TicketRow } from '#shared/tickets/row.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import { generateTicket, generateTickets, generateWorkNote } from '../generate-tickets.ts';

const SEED = 7;
/** Another stream than that of the tickets. */
const ARTICLE_SEED = 11;
/** Texts that one article is made of: a page. */
const PARTS = 8;

/** As every desk starts with. */
export const lexicon: Lexicon = {
  version: 0,
  synonyms: synonymTable([...shippedSynonyms.values()].map((words) => ({ words }))),
};

export interface Held {
  readonly ticket: Ticket;
  readonly row: TicketRow;
  readonly timeline: readonly TimelineEntry[];
}

export const holdTickets = (count: number): readonly Held[] =>
  [...generateTickets(count, SEED)].map((ticket, index) => ({
    ticket,
    row: ticketRow(ticket),
    timeline: index % 3 === 0 ? [generateWorkNote(ticket, SEED, index)] : [],
  }));

/** One for ten tickets: what several of them say, under the title of the first. */
export const holdArticles = (tickets: number): readonly ArticleContent[] =>
  Array.from({ length: tickets / 10 }, (_, index) => {
    const parts = Array.from({ length: PARTS }, (__, part) => generateTicket(ARTICLE_SEED, index * PARTS + part));
    const [first] = parts;
    return {
      title: first?.title ?? '',
      body: parts.map(({ title, description }) => `## ${title}\n\n${description}`).join('\n\n'),
      category: first?.category ?? null,
      tags: first?.tags ?? [],
      audience: 'internal',
    };
  });

/** The same of an article. */
export const wholeArticle = ({ title, body, category, tags }: ArticleContent): string =>
  [title, ...tags, category ?? '', plainText(body)].join('\n');

/** Everything that is searched of a ticket, as one text, its number left out: that is found in its own way. */
export const wholeText = ({ row, ticket, timeline }: Held): string =>
  [...rowTexts(row), ...bodyTexts(ticket, timeline)].map(({ text }) => text).join('\n');

export const indexTickets = (held: readonly Held[]): InvertedIndex => {
  const index = new InvertedIndex((slot) => held[slot]?.row);
  held.forEach(({ ticket, row, timeline }, slot) =>
    index.put(slot, {
      row: rowTexts(row),
      body: bodyTexts(ticket, timeline),
      tags: ticket.tags,
      facts: factsOf(ticket, timeline),
    }),
  );
  return index;
};

export const indexArticles = (articles: readonly ArticleContent[]): InvertedIndex => {
  const index = new InvertedIndex(() => undefined);
  articles.forEach((content, slot) => {
    const document = articleDocument(content);
    if (document) index.put(slot, document);
  });
  return index;
};

/** Slots of what a search finds, as the lists ask for them: tickets, and after them articles. */
export const searcher = (
  index: InvertedIndex,
  held: readonly Held[],
  articles: InvertedIndex,
): ((text: string) => Int32Array) => {
  const setting = {
    index,
    lexicon,
    rows: {
      size: held.length,
      rows: () => held.map(({ row }) => row),
      row: (slot: number) => held[slot]?.row,
      slotOf: () => undefined,
      dueAt: () => Number.NaN,
      onRemove: () => undefined,
    },
    matchRow: () => () => false,
    me: 'user:1',
    zone: 'UTC',
    now: Date.now(),
    facts: () => undefined,
    tagged: () => () => false,
    dueAt: () => Number.NaN,
    dueTest: () => () => false,
    belonging: belongsNowhere,
  };
  const slots = new Int32Array(held.length + articles.docCount);
  return (text) => {
    const { passes } = openQuery(text, setting);
    let count = 0;
    for (let slot = 0; slot < held.length; slot++) if (passes?.(slot)) slots[count++] = slot;
    const words = parseIn(articleGrammar, text).filter((piece) => piece.kind === 'word');
    const { scores } = findWords(articles, words, lexicon);
    for (let doc = 0; doc < articles.docCount; doc++) if ((scores?.[doc] ?? 0) > 0) slots[count++] = held.length + doc;
    return slots.slice(0, count);
  };
};

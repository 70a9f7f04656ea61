/** Group `suggestions` of BENCHMARKS: articles found for tickets as people write them, against plain full-text search, and the time of it. */
import { generateTickets } from '../generate-tickets.ts';
import { printFigure, printSkipped, quantile } from '../figure.ts';
import { indexArticles, indexTickets, ranker, resolvedTicket, type Past } from './desk.ts';
import { judge, SHOWN, silence } from './judge.ts';
import { readArticles, readPairs, type ArticleText, type Pair } from './pairs.ts';
import { deskSearch, miniSearch, sqliteSearch, type Find } from './peers.ts';

const GROUP = 'suggestions';
const TICKETS = 50_000;
const ARTICLES = 5_000;
/** Every so many of the generated tickets names an article that has nothing to do with it: what is learnt from has to be like it. */
const LINKED_AT_RANDOM = 100;
const SEED = 7;

const languages = ['all', 'English', 'Chinese'] as const;

const textOf = ({ title, text, category }: Pick<Pair, 'title' | 'text' | 'category'>) => ({
  title,
  description: text,
  category: category ?? null,
});

const articles = readArticles();
if (!articles) printSkipped(GROUP, 'articles for tickets', 'the 541 real articles are not at hand');

const generated = [...generateTickets(TICKETS, SEED)];

/** The tickets of a desk: those generated, and those of the set that were resolved before. */
const historyOf = (
  pairs: readonly Pair[],
  known: readonly ArticleText[],
): { past: Past[]; tickets: Past['ticket'][] } => {
  const [like] = generated;
  const past: Past[] = pairs.flatMap((pair, place) =>
    like && pair.past ? [{ ticket: resolvedTicket(like, pair, place), articles: pair.articles }] : [],
  );
  generated.forEach((ticket, place) => {
    const article = known[place % known.length];
    if (place % LINKED_AT_RANDOM === 0 && article) past.push({ ticket, articles: [article.name] });
  });
  const fromSet = past.map(({ ticket }) => ticket).filter(({ id }) => id.startsWith('ticket:past'));
  return { past, tickets: [...generated, ...fromSet] };
};

const measureSet = async (set: 'development' | 'held-out', known: readonly ArticleText[]): Promise<void> => {
  const pairs = readPairs(set);
  const articleIndex = indexArticles(known);
  const { past, tickets } = historyOf(pairs, known);
  const rank = ranker(known, articleIndex, tickets, indexTickets(tickets), past);
  const ours: Find = (pair) => rank(textOf(pair));
  const sqlite = await sqliteSearch(known);
  const textOnly = ranker(known, articleIndex, tickets, indexTickets([]), []);
  const peers: readonly (readonly [string, Find])[] = [
    ['ours by text alone, nothing learnt', (pair) => textOnly(textOf(pair))],
    ['search of the desk, any word', deskSearch(known, articleIndex)],
    ['MiniSearch, any word', miniSearch(known)],
    ...(sqlite ? [['SQLite FTS5 over pairs, any word', sqlite] as const] : []),
  ];
  if (!sqlite) printSkipped(GROUP, `${set}, against SQLite FTS5`, 'this Node has no SQLite: run it with Node 24');
  for (const language of languages) {
    const own = judge(ours, pairs, language);
    for (const [baseline, find] of peers) {
      const peer = judge(find, pairs, language);
      const common = { group: GROUP, unit: '', baseline } as const;
      const isJudged = set === 'held-out' && language === 'all' && find !== peers[0]?.[1];
      const name = `${set}, ${language}, ${own.tickets} tickets`;
      printFigure({
        ...common,
        name: `recall@${SHOWN}, ${name}`,
        value: own.recall,
        baselineValue: peer.recall,
        goal: isJudged ? { atLeast: 1 } : null,
      });
      printFigure({
        ...common,
        name: `MRR@${SHOWN}, ${name}`,
        value: own.reciprocalRank,
        baselineValue: peer.reciprocalRank,
        goal: isJudged ? { atLeast: 1 } : null,
      });
    }
  }
  const quiet = silence(ours, pairs);
  printFigure({
    group: GROUP,
    name: `nothing shown where nothing fits, ${set}, ${quiet.tickets} tickets`,
    value: quiet.share,
    unit: '',
    baseline: null,
    baselineValue: null,
    goal: null,
  });
};

/** Until there are so many: with other names, as a desk's own articles would be. */
const manyArticles = (known: readonly ArticleText[]): readonly ArticleText[] =>
  Array.from({ length: ARTICLES }, (_, place) => {
    const article = known[place % known.length];
    if (!article) throw new Error('there are no articles');
    return { ...article, name: `${article.name} ${Math.floor(place / known.length)}` };
  });

const measureTime = (known: readonly ArticleText[]): void => {
  const pairs = readPairs('held-out');
  const many = manyArticles(known);
  const { past, tickets } = historyOf(pairs, many);
  const rank = ranker(many, indexArticles(many), tickets, indexTickets(tickets), past);
  const asked = [...pairs.map(textOf), ...generated.slice(0, 150)];
  const times = asked.map((text) => {
    rank(text);
    const start = performance.now();
    rank(text);
    return performance.now() - start;
  });
  for (const [name, share] of [
    ['median', 0.5],
    ['p95', 0.95],
  ] as const)
    printFigure({
      group: GROUP,
      name: `one suggestion, ${name}, ${ARTICLES.toLocaleString('en')} articles, ${TICKETS.toLocaleString('en')} tickets`,
      value: quantile(times, share),
      unit: 'ms',
      baseline: null,
      baselineValue: null,
      goal: null,
    });
};

if (articles) {
  await measureSet('development', articles);
  await measureSet('held-out', articles);
  measureTime(articles);
}

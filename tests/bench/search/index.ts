/** Group `search` of BENCHMARKS: time to an answer against SQLite FTS5, memory and building against MiniSearch, at 1×, 2× and 4× the size. */
import MiniSearch from 'minisearch';
import { interleave, median, printFigure, printSkipped, quantile } from '../figure.ts';
import type { ArticleContent } from '#shared/knowledge/article.ts';
import {
  holdArticles,
  holdTickets,
  indexArticles,
  indexTickets,
  searcher,
  wholeArticle,
  wholeText,
  type Held,
} from './desk.ts';
import { fillTables, loadSqlite, tableSearcher } from './full-text-tables.ts';

const GROUP = 'search';
const FULL_SIZE = 50_000;
const ROUNDS = 3;
/** Of each query the fastest counts, on both sides: what else the machine does meanwhile is no property of the query. */
const REPETITIONS = 15;

/** What people look for: rare and common, one word and several, whole and half typed. */
const queries = {
  English: [
    'outlook',
    'outl',
    'printer',
    'password',
    'pass',
    'vpn leaver',
    'label printer',
    'docking station screen',
    'licence',
    'oracle',
    'badge',
    'keller',
    'freezes report',
    'confluence slow',
    'laptop restarted',
    'softphone',
  ],
  Chinese: [
    '打印',
    '登录',
    '登录失败',
    '打印预览',
    '服务台',
    '王芳',
    '网络',
    '密码 重置',
    '更新 启动',
    '无法',
    '今天早上',
    '权限',
    '扫描',
    '安装',
    '客户端',
    '断开',
  ],
} as const;

type Search = (text: string) => ArrayLike<number>;

const timesOf = (search: Search, texts: readonly string[]): number[] =>
  texts.map((text) => {
    const times = Array.from({ length: REPETITIONS }, () => {
      const before = performance.now();
      search(text);
      return performance.now() - before;
    });
    return Math.min(...times);
  });

const isSame = (left: ArrayLike<number>, right: ArrayLike<number>): boolean => {
  const inLeft = new Set(Array.from(left));
  return inLeft.size === right.length && Array.from(right).every((slot) => inLeft.has(slot));
};

const measureQueries = async (
  held: readonly Held[],
  articles: readonly ArticleContent[],
  isFullSize: boolean,
): Promise<void> => {
  const ours = searcher(indexTickets(held), held, indexArticles(articles));
  const Sqlite = await loadSqlite();
  const database = Sqlite && fillTables(Sqlite, [...held.map(wholeText), ...articles.map(wholeArticle)]);
  const theirs = database && tableSearcher(database);
  for (const [language, texts] of Object.entries(queries)) {
    const name = `query p95, ${language}, ${held.length.toLocaleString('en')} tickets + ${articles.length.toLocaleString('en')} articles`;
    const p95 = (search: Search) => () => quantile(timesOf(search, texts), 0.95);
    // Once before it counts: what is measured is a desk at work, not a program being compiled.
    timesOf(ours, texts);
    if (!theirs) {
      const alone = await interleave<'ours', number>(ROUNDS, { ours: p95(ours) });
      printFigure({
        group: GROUP,
        name,
        value: median(alone.ours),
        unit: 'ms',
        baseline: null,
        baselineValue: null,
        goal: null,
      });
      printSkipped(GROUP, `${name}, against SQLite FTS5`, 'this Node has no SQLite: run it with Node 24');
      continue;
    }
    timesOf(theirs, texts);
    const equal = texts.filter((text) => isSame(ours(text), theirs(text))).length;
    const times = await interleave<'ours' | 'theirs', number>(ROUNDS, { ours: p95(ours), theirs: p95(theirs) });
    printFigure({
      group: GROUP,
      name: `${name} (equal hits on ${equal} of ${texts.length})`,
      value: median(times.ours),
      unit: 'ms',
      baseline: 'SQLite FTS5 over bigrams, in memory, unranked',
      baselineValue: median(times.theirs),
      goal: isFullSize ? { atMost: 1 } : null,
    });
  }
  database?.close();
};

const collect = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

/** Time and memory of what `make` builds; it is let go right after. */
const built = (make: () => unknown): { readonly ms: number; readonly bytes: number } => {
  const before = collect();
  const start = performance.now();
  const made = make();
  const ms = performance.now() - start;
  const bytes = collect() - before;
  return made === undefined ? { ms: 0, bytes: 0 } : { ms, bytes };
};

const measureBuilding = async (held: readonly Held[], isFullSize: boolean): Promise<void> => {
  const documents = held.map((each, id) => ({ id, text: wholeText(each) }));
  const size = `${held.length.toLocaleString('en')} tickets`;
  const rounds = await interleave(ROUNDS, {
    ours: () => built(() => indexTickets(held)),
    theirs: () =>
      built(() => {
        const index = new MiniSearch({ fields: ['text'] });
        index.addAll(documents);
        return index;
      }),
  });
  const of = (side: 'ours' | 'theirs', what: 'ms' | 'bytes'): number =>
    median(rounds[side].map((round) => round[what]));
  const common = { group: GROUP, baseline: 'MiniSearch defaults', goal: isFullSize ? { atMost: 1 } : null } as const;
  printFigure({
    ...common,
    name: `building the index of ${size}`,
    value: of('ours', 'ms'),
    unit: 'ms',
    baselineValue: of('theirs', 'ms'),
  });
  printFigure({
    ...common,
    name: `memory of the index for each ticket, ${size}`,
    value: of('ours', 'bytes') / held.length,
    unit: 'bytes',
    baselineValue: of('theirs', 'bytes') / held.length,
  });
};

for (const size of [FULL_SIZE, FULL_SIZE / 2, FULL_SIZE / 4]) {
  const held = holdTickets(size);
  await measureQueries(held, holdArticles(size), size === FULL_SIZE);
  await measureBuilding(held, size === FULL_SIZE);
}

/** Group `sla` of BENCHMARKS: due times of 50,000 tickets over a two-year calendar, at 1×, 2× and 4× the size. */
import { performance } from 'node:perf_hooks';
import { calendarContent } from '#shared/calendar/schema.ts';
import { SlaBook } from '#shared/sla/book.ts';
import { slaClocks } from '#shared/sla/clocks.ts';
import { leadingRun, openRuns } from '#shared/sla/due.ts';
import { factsOf, type SlaFacts } from '#shared/sla/facts.ts';
import { defaultTargets } from '#shared/sla/policy.ts';
import type { Version } from '#shared/sla/versions.ts';
import always from '../../../resources/calendars/always.json' with { type: 'json' };
import china2026 from '../../../resources/calendars/cn-2026.json' with { type: 'json' };
import { median, printFigure } from '../figure.ts';
import { generateHistory, type History } from './histories.ts';
import { measurePages } from './pages.ts';

const GROUP = 'sla';
const SEED = 11;
const FULL_SIZE = 50_000;
const ROUNDS = 7;
/** A moment at which every ticket has been received. */
const NOW = Date.UTC(2028, 0, 4, 2);

const first = <Content>(content: Content): Version<Content> => ({
  version: 1,
  judgesFrom: '2020-01-01T00:00:00.000Z',
  savedBy: 'device:1',
  savedAt: '2020-01-01T00:00:00.000Z',
  content,
});

/** New each time, so that laying the calendars out is part of the work. */
const newBook = (): SlaBook =>
  new SlaBook(
    [
      {
        id: 'slaPolicy:1',
        versions: [
          first({
            name: 'Usual',
            scope: { services: [], categories: [] },
            targets: defaultTargets({ always: 'calendar:always', business: 'calendar:cn' }),
            reopen: { kind: 'resume' },
          }),
        ],
      },
    ],
    [
      { id: 'calendar:cn', versions: [first(calendarContent.parse(china2026))] },
      { id: 'calendar:always', versions: [first(calendarContent.parse(always))] },
    ],
  );

const timed = (work: () => void): number => {
  const before = performance.now();
  work();
  return performance.now() - before;
};

/** Sums what it computes, so that nothing of it can be left out. */
const dueTimes = (facts: readonly SlaFacts[]): number => {
  const book = newBook();
  let sum = 0;
  for (const one of facts) sum += leadingRun(one, openRuns(one, book, NOW))?.dueAt ?? 0;
  return sum;
};

const measure = (histories: readonly History[]): Readonly<Record<'facts' | 'due' | 'clocks', number>> => {
  const facts = histories.map(({ ticket, timeline }) => factsOf(ticket, timeline));
  const rounds = { facts: [] as number[], due: [] as number[], clocks: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rounds.facts.push(timed(() => histories.forEach(({ ticket, timeline }) => factsOf(ticket, timeline))));
    rounds.due.push(timed(() => dueTimes(facts)));
    const book = newBook();
    rounds.clocks.push(timed(() => facts.forEach((one) => slaClocks(one, book, NOW))));
  }
  return { facts: median(rounds.facts), due: median(rounds.due), clocks: median(rounds.clocks) };
};

const sizes = [FULL_SIZE / 4, FULL_SIZE / 2, FULL_SIZE];
const histories = Array.from({ length: FULL_SIZE }, (_, index) => generateHistory(SEED, index, FULL_SIZE));
const figure = { group: GROUP, unit: 'ms', baseline: null, baselineValue: null } as const;
/** Every fourth of them, so that each size spans the two years. */
const sample = (size: number): readonly History[] => histories.filter((_, index) => index % (FULL_SIZE / size) === 0);

// Once before it counts: what is measured is a desk at work, not a program being compiled.
measure(sample(FULL_SIZE / 4));
let smallest = 0;
for (const size of sizes) {
  const { facts, due, clocks } = measure(sample(size));
  const isFullSize = size === FULL_SIZE;
  smallest ||= due;
  printFigure({
    ...figure,
    name: `due times of ${size} tickets, every running clock, two-year calendar laid out anew`,
    value: due,
    goal: isFullSize ? { atMost: 150 } : null,
  });
  printFigure({ ...figure, name: `reading the facts from ${size} timelines`, value: facts, goal: null });
  printFigure({ ...figure, name: `all clocks of ${size} tickets as a screen shows them`, value: clocks, goal: null });
  if (isFullSize)
    printFigure({
      group: GROUP,
      name: 'due times of 4 × the tickets ÷ four times the time',
      value: due / (4 * smallest),
      unit: '×',
      baseline: null,
      baselineValue: null,
      goal: { atMost: 1.2 },
    });
}
for (const size of sizes) await measurePages(sample(size), NOW, size === FULL_SIZE);

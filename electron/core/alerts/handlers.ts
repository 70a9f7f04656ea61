/** Known problems in logs: rules, the alerts they raise, and tickets of them. Lines are read by logs; what they come to is handed to `problems`. */
import type { Desk } from '../desk.ts';
import type { Begin } from '../first-list.ts';
import type { KnownProblems } from '../known-problems.ts';
import { AlertBook, type AlertDoors } from './alert-book.ts';
import { alertHandlers, type OutsideDoors } from './alert-handlers.ts';
import { AlertNews } from './alert-news.ts';
import { chosenLinesHandlers, type ChosenLinesDeps } from './chosen-lines.ts';
import { Diagnoses, type DiagnosisDoors } from './diagnoses.ts';
import { DueTickets } from './due-tickets.ts';
import type { Scan } from './matching/rule-scanner.ts';
import { startRetention, type TrustedClock } from './retention.ts';
import { RuleAsides } from './rule-asides.ts';
import { RuleBook } from './rule-book.ts';
import { ruleHandlers } from './rule-handlers.ts';
import { openRuleThread, type RuleThreadOptions } from './rule-thread.ts';

type Lent = Omit<AlertDoors, 'stage' | 'risen'> & Pick<ChosenLinesDeps, 'timelineOf'>;

export interface AlertDeps extends Lent, DiagnosisDoors, OutsideDoors {
  readonly clock: TrustedClock;
  readonly begin: Begin;
  readonly worker: RuleThreadOptions['worker'];
}

export const openAlerts = (desk: Desk, deps: AlertDeps) => {
  const rules = new RuleBook(desk);
  const asides = new RuleAsides(desk, rules);
  const thread = openRuleThread({ worker: deps.worker, log: deps.log });
  const diagnoses = new Diagnoses(desk, rules, thread, deps);
  const book: AlertBook = new AlertBook(desk, rules, {
    ...deps,
    stage: (unit, fired) => {
      diagnoses.stage(unit, fired);
      dueTickets.stage(unit, fired);
    },
    risen: async (fired) => {
      await dueTickets.risen(fired);
      diagnoses.risen(fired);
      news.risen(fired);
    },
  });
  const news = new AlertNews(desk, deps.notify);
  const dueTickets = new DueTickets(desk, rules, {
    make: (alertId, language) => book.ticketFor(alertId, language, desk.deviceActor),
    log: deps.log,
  });
  desk.onClosing(() => thread.close());
  desk.onClosing(startRetention(desk, deps.clock, deps.begin));
  // What is left of what is gone goes after it.
  deps.begin(() => void book.sweep());
  deps.begin(() => void asides.sweep());
  deps.begin(() => void diagnoses.resume());
  deps.begin(() => void dueTickets.makeAll());
  const openByCode = (): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const { code } of book.index.open(desk.records)) counts.set(code, (counts.get(code) ?? 0) + 1);
    return counts;
  };
  /** What logs hand lines to. */
  const problems: KnownProblems = {
    rules: () => asides.tried,
    onRules: (listener) => rules.onChange(listener),
    positionOf: (sourceId) => book.positionOf(sourceId),
    namedUpTo: (sourceId) => book.namedUpTo(sourceId),
    filePositionsOf: (sourceId) => book.filePositionsOf(sourceId),
    // Of the scanner that the thread was given with the rules.
    take: ({ id, name, assetId }, scan, place) => book.take({ id, name, assetId }, scan as Scan, place),
    putAside: (source, rule, place) => asides.put(source, rule, place),
    forget: (sourceId) => book.forget(sourceId),
  };
  return {
    handlers: {
      ...alertHandlers(desk, book, rules, asides, diagnoses, deps),
      ...ruleHandlers(desk, { rules, asides, thread, openByCode }),
      ...chosenLinesHandlers(desk, { rules, asides, thread, index: book.index, timelineOf: deps.timelineOf }),
    },
    problems,
    book,
    rules,
    diagnoses,
    dueTickets,
  };
};

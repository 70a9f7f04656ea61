/** Known problems in logs: rules, the alerts they raise, and tickets of them. Lines are read by logs; what they come to is handed to `book`. */
import type { Desk } from '../desk.ts';
import { AlertBook, type AlertDoors } from './alert-book.ts';
import { alertHandlers } from './alert-handlers.ts';
import { Diagnoses, type DiagnosisDoors } from './diagnoses.ts';
import { RuleBook } from './rule-book.ts';
import { ruleHandlers } from './rule-handlers.ts';
import { openRuleThread, type RuleThreadOptions } from './rule-thread.ts';

export interface AlertDeps extends Omit<AlertDoors, 'risen'>, DiagnosisDoors {
  readonly worker: RuleThreadOptions['worker'];
}

export const openAlerts = (desk: Desk, deps: AlertDeps) => {
  const rules = new RuleBook(desk);
  const thread = openRuleThread({ worker: deps.worker, log: deps.log });
  const diagnoses = new Diagnoses(desk, rules, thread, deps);
  const book = new AlertBook(desk, rules, { ...deps, risen: (fired) => diagnoses.risen(fired) });
  desk.onClosing(() => thread.close());
  const openByCode = (): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const { code } of book.index.open(desk.records)) counts.set(code, (counts.get(code) ?? 0) + 1);
    return counts;
  };
  return {
    handlers: {
      ...alertHandlers(desk, book, rules, diagnoses),
      ...ruleHandlers(desk, { rules, thread, openByCode }),
    },
    book,
    rules,
    diagnoses,
  };
};

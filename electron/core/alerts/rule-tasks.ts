/** What is done with patterns that people write, where it can be ended. */
import type { TriedLine } from '#shared/alerts/operations.ts';
import type { LogRule, RuleContent } from '#shared/alerts/rule.ts';
import type { RuleProblem } from '#shared/alerts/rule-problem.ts';
import { checkRule } from './check-rule.ts';
import { RuleScanner } from './matching/rule-scanner.ts';

export type RuleTask =
  | { readonly do: 'check'; readonly content: RuleContent }
  | { readonly do: 'try'; readonly rules: readonly LogRule[]; readonly text: string }
  /** What a pattern captures first in a line; null for nothing. */
  | { readonly do: 'capture'; readonly pattern: string; readonly flags: string; readonly line: string };

export interface RuleAnswers {
  readonly check: readonly RuleProblem[];
  readonly try: readonly TriedLine[];
  readonly capture: string | null;
}

const tryRules = (rules: readonly LogRule[], text: string): readonly TriedLine[] => {
  const lines = text.split(/\r?\n/);
  const scanner = new RuleScanner(rules);
  const { hits } = scanner.scan({
    sourceId: '',
    generation: 1,
    firstLine: 1,
    lines: lines.map((line) => ({ text: line, at: null })),
  });
  return lines.flatMap((line, at) =>
    line.trim() === ''
      ? []
      : [
          {
            line: at + 1,
            text: line,
            hits: hits.flatMap(({ code, key, line: hit }) => (hit === at + 1 ? [{ code, key }] : [])),
          },
        ],
  );
};

const capture = (pattern: string, flags: string, line: string): string | null =>
  new RegExp(pattern, flags).exec(line)?.slice(1).find(Boolean) ?? null;

/** Of the work of this thread; where Node does not tell that (before 23.9), of time as it passes. */
const workMs: () => number =
  typeof process.threadCpuUsage === 'function'
    ? () => {
        const { user, system } = process.threadCpuUsage();
        return (user + system) / 1000;
      }
    : () => performance.now();

export const doRuleTask = (task: RuleTask): RuleAnswers[RuleTask['do']] => {
  switch (task.do) {
    case 'check':
      return checkRule(task.content, workMs);
    case 'try':
      return tryRules(task.rules, task.text);
    case 'capture':
      return capture(task.pattern, task.flags, task.line);
  }
};

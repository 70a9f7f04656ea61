/**
 * Whether a rule does what it says, and does it in time. Runs where it can be ended: a pattern may take for ever on one line, which whoever
 * waits for the answer takes for `slow`.
 */
import { MAX_SCANNED } from '#shared/alerts/limits.ts';
import type { RuleContent } from '#shared/alerts/rule.ts';
import type { RuleProblem } from '#shared/alerts/rule-problem.ts';
import { patternFault, type PatternFault } from '#shared/base/pattern-fault.ts';

/** A line of the greatest length may take a pattern so long; a good one takes less than a hundredth of it. */
const MOST_MS_A_LINE = 100;

const compile = (pattern: string, flags: string): RegExp | PatternFault => {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    return patternFault(error);
  }
};

/** Characters that patterns of logs repeat, and what of one example a pattern may have taken for more than one. */
const repeated = ['a', '0', ' ', '.', '-', '/', 'a ', '0.', 'a=', '\\'];

/**
 * Lines that a pattern with a choice of ways takes long for: what it expects, then much of the same, then an end that does not fit. Short ones
 * before long ones, so that one which doubles with each character is found out at once.
 */
const hardLines = ({ examples, literals }: RuleContent): readonly string[] => {
  const begins = ['', ...literals, ...examples.flatMap((text) => [text, text.slice(0, Math.ceil(text.length / 2))])];
  const runs = [...new Set([...repeated, ...examples.flatMap((text) => text.match(/\w+|\s+/g) ?? [])])].slice(0, 40);
  const lines: string[] = [];
  for (const length of [64, MAX_SCANNED])
    for (const run of runs) {
      const many = run.repeat(Math.ceil(length / run.length));
      const inside = length === MAX_SCANNED ? begins.slice(0, 4) : begins;
      for (const begin of inside) lines.push(`${(begin + many).slice(0, length)}\u0001`);
    }
  for (const example of examples)
    lines.push(`${example.repeat(Math.ceil(MAX_SCANNED / example.length)).slice(0, MAX_SCANNED)}\u0001`);
  return lines;
};

/** The clock of a machine that is busy with something else goes on while nothing is tried: what is quick in one of so many tries is quick. */
const TRIES = 5;

const isSlowFor = (line: string, pattern: RegExp, clock: () => number): boolean => {
  for (let tries = 0; tries < TRIES; tries++) {
    const began = clock();
    pattern.test(line);
    if (clock() - began <= MOST_MS_A_LINE) return false;
  }
  return true;
};

const isSlow = (content: RuleContent, patterns: readonly RegExp[], clock: () => number): boolean =>
  hardLines(content).some((line) => patterns.some((pattern) => isSlowFor(line, pattern, clock)));

/** `clock` tells milliseconds, those in which this thread worked where that is known. */
export const checkRule = (content: RuleContent, clock: () => number): readonly RuleProblem[] => {
  const pattern = compile(content.pattern, content.flags);
  const except = content.except === null ? null : compile(content.except, content.flags);
  if (typeof pattern === 'string') return [{ code: 'pattern', fault: pattern }];
  if (typeof except === 'string') return [{ code: 'except', fault: except }];
  if (isSlow(content, except ? [pattern, except] : [pattern], clock)) return [{ code: 'slow' }];
  if (pattern.test('')) return [{ code: 'fits-all' }];
  const problems: RuleProblem[] = [];
  // An alternative that always fits tells how many groups there are.
  const groups = (new RegExp(`${content.pattern}|`).exec('')?.length ?? 1) - 1;
  if (content.keyedBy !== null && groups === 0) problems.push({ code: 'no-group' });
  const fits = (text: string): boolean => pattern.test(text) && except?.test(text) !== true;
  const literals = content.literals.map((text) => text.toLowerCase());
  content.examples.forEach((text, at) => {
    if (!fits(text)) problems.push({ code: 'example', place: at + 1 });
    else if (!literals.some((literal) => text.toLowerCase().includes(literal)))
      problems.push({ code: 'literal', place: at + 1 });
  });
  content.counterExamples.forEach((text, at) => {
    if (fits(text)) problems.push({ code: 'counter-example', place: at + 1 });
  });
  return problems;
};

/** One thing that is looked for in lines: compiled once, tried on many. */
import { patternFault } from '#shared/base/pattern-fault.ts';
import { regexOf } from '#shared/logs/regex.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { MAX_PATTERN_MS } from '#shared/logs/limits.ts';
import type { Search } from '#shared/logs/filter.ts';
import type { Span } from '#shared/logs/line.ts';
import { fieldsOf } from '../read/json-line.ts';
import { requiredLiterals } from './literals.ts';
import { TookTooLong, withinMs } from './time-limit.ts';

export interface Pattern {
  readonly source: string;
  test(line: string): boolean;
  /** In order, not overlapping. */
  spans(line: string): readonly Span[];
  /** Every line with a match holds one of these, in these letters or, if it `ignoresCase`, in others; undefined: none is known. */
  readonly literals: readonly string[] | undefined;
  readonly ignoresCase: boolean;
  /** Finds, over many lines at once, at least one place in each line with a match; undefined where that cannot be promised. */
  readonly across: RegExp | undefined;
  /** A person's expression: it may take very long on some line, whatever it is made of. Two ways to fit the same text, a few times over, are enough. */
  readonly isRisky: boolean;
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

/** What sees beyond the line it stands in, or counts characters in a text of another encoding. */
const looksAround = /\(\?[=!<]|\\[1-9]|\\k</;

const MAX_SPANS = 100;

/** Outside of ASCII upper and lower case may differ in length. */
const hasOtherCases = (text: string): boolean =>
  [...text].some((character) => character > '\x7f' && character.toLowerCase() !== character.toUpperCase());

/** Refused as `log.pattern-invalid` { pattern, fault } (`PatternFault`). `field`: only the value of that one is looked at. */
export const compilePattern = (search: Search, field: string | null = null): Result<Pattern> => {
  const { pattern, isRegex, matchesCase } = search;
  const source = isRegex ? pattern : escaped(pattern);
  const flags = matchesCase ? '' : 'i';
  let one: RegExp;
  let all: RegExp;
  let across: RegExp | undefined;
  try {
    one = regexOf(source, flags);
    all = regexOf(source, `${flags}g`);
    if (field === null && !looksAround.test(source)) across = regexOf(source, `${flags}gm`);
  } catch (error) {
    return refuse('log.pattern-invalid', String(error), { pattern, fault: patternFault(error) });
  }
  const literals = isRegex ? requiredLiterals(source) : [pattern];
  const areFound = literals?.every((literal) => !literal.includes('\n') && (matchesCase || !hasOtherCases(literal)));
  const looked = (line: string): string | undefined => (field === null ? line : fieldsOf(line)?.[field]);
  return succeed({
    source: pattern,
    test: (line) => {
      const text = looked(line);
      return text !== undefined && one.test(text);
    },
    spans: (line) => {
      const spans: Span[] = [];
      const text = looked(line);
      if (text === undefined) return spans;
      const shift = field === null ? 0 : line.indexOf(text);
      if (shift === -1) return spans;
      all.lastIndex = 0;
      for (let found = all.exec(text); found && spans.length < MAX_SPANS; found = all.exec(text)) {
        if (found[0] === '') all.lastIndex++;
        else spans.push([shift + found.index, shift + found.index + found[0].length]);
      }
      return spans;
    },
    literals: field === null && areFound === true ? literals : undefined,
    ignoresCase: !matchesCase,
    across,
    isRisky: isRegex,
  });
};

/** Runs `work`, in which these patterns are tried: refused as `log.pattern-slow` { pattern } if that takes too long. */
export const guarded = <T>(patterns: readonly Pattern[], work: () => T): Result<T> => {
  const risky = patterns.filter(({ isRisky }) => isRisky);
  if (risky.length === 0) return succeed(work());
  try {
    return succeed(withinMs(MAX_PATTERN_MS, work));
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    const pattern = risky.map(({ source }) => source).join(' · ');
    return refuse('log.pattern-slow', 'an expression took too long', { pattern });
  }
};

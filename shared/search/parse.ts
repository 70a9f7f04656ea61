import type { Condition } from './condition.ts';
import { isNegativeCode } from './error-codes.ts';
import { fold } from './fold.ts';
import type { Comparison, Grammar, ValueProblem } from './grammar.ts';
import { spellingsOf, type OperatorName } from './operators.ts';
import { ticketGrammar } from './ticket-grammar.ts';

interface Piece {
  /** Where it stands in the text as typed, half-open. */
  readonly from: number;
  readonly to: number;
  /** A leading minus: tickets without it. */
  readonly isNegated: boolean;
}

/** A word, or words in quotes that must stand together. */
export interface WordPiece extends Piece {
  readonly kind: 'word';
  /** Without minus and quotes. */
  readonly text: string;
  readonly isQuoted: boolean;
  /** Whether its last word may still be going on: no quote closes it. */
  readonly isOpenEnded: boolean;
}

interface OperatorPiece<Name> extends Piece {
  readonly operator: Name;
  /** As typed, without quotes. */
  readonly value: string;
  readonly valueFrom: number;
}

/** An operator whose value is understood. */
export interface ConditionPiece<Name = OperatorName, Each = Condition> extends OperatorPiece<Name> {
  readonly kind: 'condition';
  readonly condition: Each;
}

/** An operator whose value is not: it asks for nothing, and the screen says so. */
export interface ProblemPiece<Name = OperatorName> extends OperatorPiece<Name> {
  readonly kind: 'problem';
  readonly problem: ValueProblem;
}

export type SearchPiece<Name = OperatorName, Each = Condition> =
  | WordPiece
  | ConditionPiece<Name, Each>
  | ProblemPiece<Name>;

const byGrammar = new WeakMap<object, ReadonlyMap<string, string>>();

/** Operators of a grammar by each of their spellings. */
const namesOf = <Name extends string>(grammar: Grammar<Name, unknown>): ReadonlyMap<string, Name> => {
  const known = byGrammar.get(grammar);
  if (known) return known as ReadonlyMap<string, Name>;
  const { names, spellings } = grammar;
  const made = new Map(
    names.flatMap((name) => spellingsOf(spellings[name]).map((spelling) => [spelling, name] as const)),
  );
  byGrammar.set(grammar, made);
  return made;
};

const isSpace = (character: string): boolean => /\s/u.test(character);
const quotes: Readonly<Record<string, string>> = { '"': '"', '“': '”', '”': '”', '＂': '＂' };

/** Where the quoted text that begins at `at` ends: place of the closing quote, or the end of the text for one not closed yet. */
const closingQuote = (text: string, at: number): number => {
  const closing = quotes[text[at] ?? ''] ?? '"';
  for (let place = at + 1; place < text.length; place++) {
    const unit = text[place] ?? '';
    if (unit === closing || (unit === '"' && closing === '”')) return place;
  }
  return text.length;
};

const endOfWord = (text: string, at: number): number => {
  let place = at;
  while (place < text.length && !isSpace(text[place] ?? '')) place++;
  return place;
};

const comparisons: Readonly<Record<string, Comparison>> = {
  ':': ':',
  '：': ':',
  '<': '<',
  '＜': '<',
  '>': '>',
  '＞': '>',
};

interface Head<Name> {
  readonly operator: Name;
  readonly comparison: Comparison;
  readonly valueFrom: number;
}

/** `due<`, `状态：`: an operator we know and where its value begins; undefined for any other word, with a colon or without. */
const operatorAt = <Name extends string>(
  grammar: Grammar<Name, unknown>,
  text: string,
  from: number,
): Head<Name> | undefined => {
  let place = from;
  while (place < text.length && comparisons[text[place] ?? ''] === undefined && !isSpace(text[place] ?? '')) place++;
  const sign = comparisons[text[place] ?? ''];
  const operator = namesOf(grammar).get(fold(text.slice(from, place)));
  if (sign === undefined || operator === undefined) return undefined;
  const isOrdered = grammar.isOrdered(operator);
  // Only what has an order can be more or less.
  if (sign !== ':' && !isOrdered) return undefined;
  let valueFrom = place + 1;
  let comparison = sign;
  // `due:<2h` and `due<=2h` say the same as `due<2h`.
  const next = comparisons[text[valueFrom] ?? ''];
  if (next !== undefined && isOrdered) {
    if (sign === ':') comparison = next;
    valueFrom++;
  }
  if (comparison !== ':' && text[valueFrom] === '=') valueFrom++;
  return { operator, comparison, valueFrom };
};

const pieceAt = <Name extends string, Each>(
  grammar: Grammar<Name, Each>,
  text: string,
  from: number,
): SearchPiece<Name, Each> => {
  const minus =
    /[-－−]/u.test(text[from] ?? '') && !isSpace(text[from + 1] ?? ' ') && !isNegativeCode(text.slice(from, from + 12));
  const start = minus ? from + 1 : from;
  if (quotes[text[start] ?? ''] !== undefined) {
    const end = closingQuote(text, start);
    const inside = text.slice(start + 1, end);
    const to = Math.min(end + 1, text.length);
    return { kind: 'word', from, to, isNegated: minus, text: inside, isQuoted: true, isOpenEnded: end === text.length };
  }
  const head = operatorAt(grammar, text, start);
  if (!head) {
    const to = endOfWord(text, start);
    return {
      kind: 'word',
      from,
      to,
      isNegated: minus,
      text: text.slice(start, to),
      isQuoted: false,
      isOpenEnded: true,
    };
  }
  const { operator, comparison, valueFrom } = head;
  const isQuoted = quotes[text[valueFrom] ?? ''] !== undefined;
  const end = isQuoted ? closingQuote(text, valueFrom) : endOfWord(text, valueFrom);
  const value = text.slice(isQuoted ? valueFrom + 1 : valueFrom, end);
  const piece = {
    from,
    to: isQuoted ? Math.min(end + 1, text.length) : end,
    isNegated: minus,
    operator,
    value,
    valueFrom,
  };
  const parsed = grammar.parse(operator, value, { isQuoted, comparison });
  return 'condition' in parsed
    ? { kind: 'condition', ...piece, condition: parsed.condition }
    : { kind: 'problem', ...piece, problem: parsed.problem };
};

/** Takes the text of a search apart. Never refuses: what is no operator of ours is words. */
export const parseIn = <Name extends string, Each>(
  grammar: Grammar<Name, Each>,
  text: string,
): readonly SearchPiece<Name, Each>[] => {
  const pieces: SearchPiece<Name, Each>[] = [];
  let place = 0;
  while (place < text.length) {
    if (isSpace(text[place] ?? '')) {
      place++;
      continue;
    }
    const piece = pieceAt(grammar, text, place);
    pieces.push(piece);
    place = Math.max(piece.to, place + 1);
  }
  return pieces;
};

/** The text of a search of tickets. */
export const parseSearch = (text: string): readonly SearchPiece[] => parseIn(ticketGrammar, text);

import { isOpen } from '../tickets/actions.ts';
import { ticketStates, type Priority } from '../tickets/ticket.ts';
import type { Condition, NameWanted, Side } from './condition.ts';
import { parseLength, parseSpan, type Span } from './dates.ts';
import { fold } from './fold.ts';
import { spelled, type Comparison, type ValueProblem, type ValueWritten } from './grammar.ts';
import {
  isNameOperator,
  meSpelling,
  noneSpelling,
  openSpelling,
  spellingsOf,
  valueSpellings,
  type OperatorName,
  type Spelling,
} from './operators.ts';

type ParsedValue = { readonly condition: Condition } | { readonly problem: ValueProblem };

const unknown: ParsedValue = { problem: 'unknown-value' };

const isSpelled = (spelling: Spelling, value: string): boolean => spellingsOf(spelling).includes(value);

const openStates = ticketStates.filter(isOpen);

const status = (value: string): ParsedValue => {
  if (isSpelled(openSpelling, value)) return { condition: { on: 'status', states: openStates } };
  const states = value.split(',').flatMap((each) => (each === '' ? [] : spelled(valueSpellings.status, each)));
  return states.length > 0 ? { condition: { on: 'status', states } } : unknown;
};

const priority = (value: string): ParsedValue => {
  const range = /^p?([1-4])(?:-|\.\.|~)p?([1-4])$/u.exec(value);
  const [low, high] = [Number(range?.[1]), Number(range?.[2])].toSorted((left, right) => left - right);
  const named = range
    ? [1, 2, 3, 4].filter((each) => each >= (low ?? 1) && each <= (high ?? 4))
    : value.split(',').flatMap((each) => (each === '' ? [] : spelled(valueSpellings.priority, each).map(Number)));
  return named.length > 0 ? { condition: { on: 'priority', priorities: named as Priority[] } } : unknown;
};

const due = (value: string, comparison: Comparison): ParsedValue => {
  if (isSpelled(noneSpelling, value)) return { condition: { on: 'dueNever' } };
  if (spelled(valueSpellings.is, value).includes('overdue')) return { condition: { on: 'due', filter: 'breached' } };
  const length = parseLength(value);
  if (length) {
    if (comparison === '>') return { condition: { on: 'dueOn', side: 'after', span: { kind: 'within', length } } };
    if (length.isShort) return { condition: { on: 'due', filter: { withinMinutes: length.minutes } } };
    return { condition: { on: 'dueOn', side: 'before', span: { kind: 'within', length } } };
  }
  const span = parseSpan(value);
  return span ? { condition: { on: 'dueOn', side: sideOf(comparison), span } } : { problem: 'not-a-time' };
};

const sideOf = (comparison: Comparison): Side =>
  comparison === ':' ? 'within' : comparison === '<' ? 'before' : 'after';

/** `created<7d` is less than a week old; `created<2026-11-01` lies before that day. */
const ageSide = (span: Span, comparison: Comparison): Side =>
  span.kind !== 'within' ? sideOf(comparison) : comparison === '>' ? 'before' : 'within';

export const nameWanted = (value: string, isQuoted: boolean, mayBeMe: boolean): NameWanted => {
  if (isQuoted) return { kind: 'whole', name: value };
  if (mayBeMe && isSpelled(meSpelling, value)) return { kind: 'me' };
  return isSpelled(noneSpelling, value) ? { kind: 'none' } : { kind: 'part', name: value };
};

/** What `operator` makes of a value as typed, without its quotes. */
export const parseValue = (
  operator: OperatorName,
  typed: string,
  { isQuoted, comparison }: ValueWritten,
): ParsedValue => {
  const value = fold(typed).trim();
  if (value === '') return { problem: 'empty' };
  if (isNameOperator(operator))
    return { condition: { on: operator, wanted: nameWanted(value, isQuoted, operator === 'assignee') } };
  switch (operator) {
    case 'status':
      return status(value);
    case 'priority':
      return priority(value);
    case 'kind': {
      const kinds = spelled(valueSpellings.kind, value);
      return kinds.length > 0 ? { condition: { on: 'kind', kinds } } : unknown;
    }
    case 'channel': {
      const channels = spelled(valueSpellings.channel, value);
      return channels.length > 0 ? { condition: { on: 'channel', channels } } : unknown;
    }
    case 'has': {
      const [content] = spelled(valueSpellings.has, value);
      return content === undefined ? unknown : { condition: { on: 'has', content } };
    }
    case 'is': {
      const [trait] = spelled(valueSpellings.is, value);
      return trait === undefined ? unknown : { condition: { on: 'is', trait } };
    }
    case 'due':
      return due(value, comparison);
    case 'created':
    case 'updated': {
      const span = parseSpan(value);
      return span ? { condition: { on: operator, side: ageSide(span, comparison), span } } : { problem: 'not-a-time' };
    }
    case 'before':
    case 'after': {
      const span = parseSpan(value);
      if (!span || span.kind === 'range') return { problem: 'not-a-time' };
      // A length names the moment that long ago: what is before it is older.
      return {
        condition: { on: 'created', side: operator === 'after' && span.kind === 'within' ? 'within' : operator, span },
      };
    }
  }
};

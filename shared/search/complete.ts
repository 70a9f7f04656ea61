import { daySpellings } from './dates.ts';
import { fold } from './fold.ts';
import {
  meSpelling,
  noneSpelling,
  openSpelling,
  operatorNames,
  operatorSpellings,
  spellingsOf,
  valueSpellings,
  type OperatorName,
  type SearchLanguage,
  type Spelling,
} from './operators.ts';
import { parseSearch } from './parse.ts';

/** What can be completed where the caret stands: `from … to` of the text gives way. `typed` is what is there already, folded. */
export type CompletionPlace =
  | { readonly kind: 'operator'; readonly from: number; readonly to: number; readonly typed: string }
  | {
      readonly kind: 'value';
      readonly operator: OperatorName;
      readonly from: number;
      readonly to: number;
      readonly typed: string;
    };

/** Undefined in quotes, inside a word, and where nothing can follow. */
export const completionPlace = (text: string, caret: number): CompletionPlace | undefined => {
  const piece = parseSearch(text).find(({ from, to }) => caret > from && caret <= to);
  if (!piece) return { kind: 'operator', from: caret, to: caret, typed: '' };
  if (piece.kind === 'word') {
    if (piece.isQuoted || caret < piece.to) return undefined;
    const from = piece.from + (piece.isNegated ? 1 : 0);
    return { kind: 'operator', from, to: piece.to, typed: fold(text.slice(from, piece.to)) };
  }
  if (caret < piece.valueFrom || caret < piece.to) return undefined;
  return {
    kind: 'value',
    operator: piece.operator,
    from: piece.valueFrom,
    to: piece.to,
    typed: fold(piece.value).trim(),
  };
};

const starts = (spelling: Spelling, typed: string): boolean =>
  typed === '' || spellingsOf(spelling).some((each) => each.startsWith(typed));

/** Operators whose name begins with what was typed, in either language; all of them where nothing was. */
export const operatorsFor = (typed: string): readonly OperatorName[] =>
  operatorNames.filter((name) => starts(operatorSpellings[name], typed));

/** A value as it is written into the search. `name` is the id of a state, kind, channel …, where it is one. */
export interface WrittenValue {
  readonly name: string;
  readonly written: string;
}

const lengths = (...written: readonly [en: string, zh: string][]): readonly [string, Spelling][] =>
  written.map(([en, zh]) => [en, { en: [en], 'zh-CN': [zh] }]);

const days = (...names: readonly (keyof typeof daySpellings)[]): readonly [string, Spelling][] =>
  names.map((name) => [name, daySpellings[name]]);

const overdue = valueSpellings.is.filter(([name]) => name === 'overdue');

const fixedValues = (operator: OperatorName): readonly (readonly [string, Spelling])[] => {
  switch (operator) {
    case 'status':
      return [['open', openSpelling], ...valueSpellings.status];
    case 'priority':
    case 'kind':
    case 'channel':
    case 'has':
    case 'is':
      return valueSpellings[operator];
    case 'due':
      return [
        ...overdue,
        ...lengths(['2h', '2小时'], ['8h', '8小时']),
        ...days('today', 'tomorrow', 'week'),
        ['none', noneSpelling],
      ];
    case 'created':
    case 'updated':
      return [...days('today', 'yesterday', 'week', 'last-week', 'month'), ...lengths(['7d', '7天'], ['30d', '30天'])];
    case 'before':
    case 'after':
      return [...days('today', 'week', 'month', 'year'), ...lengths(['7d', '7天'], ['30d', '30天'])];
    case 'assignee':
      return [
        ['me', meSpelling],
        ['none', noneSpelling],
      ];
    case 'requester':
    case 'group':
    case 'category':
    case 'tag':
      return [['none', noneSpelling]];
  }
};

/** Values that an operator takes whatever the desk holds, of those that begin with what was typed. */
export const valuesFor = (operator: OperatorName, typed: string, language: SearchLanguage): readonly WrittenValue[] =>
  fixedValues(operator)
    .filter(([, spelling]) => starts(spelling, typed))
    .map(([name, spelling]) => ({ name, written: spelling[language][0] }));

/** A name of this desk as a value: in quotes it is that name and no other. */
export const writtenName = (name: string): string => `"${name.replaceAll('"', ' ')}"`;

export const writtenOperator = (operator: OperatorName, language: SearchLanguage): string =>
  `${operatorSpellings[operator][language][0]}:`;

/** The text with the completion in it, and where the caret goes. After a value comes a space, so that one can go on. */
export const completed = (
  text: string,
  place: CompletionPlace,
  written: string,
): { readonly text: string; readonly caret: number } => {
  const after = text.slice(place.to);
  const gap = place.kind === 'value' && !after.startsWith(' ') ? ' ' : '';
  const before = text.slice(0, place.from) + written + gap;
  const passed = place.kind === 'value' && gap === '' ? 1 : 0;
  return { text: before + after, caret: before.length + passed };
};

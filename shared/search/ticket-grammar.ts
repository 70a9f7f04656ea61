import type { Condition } from './condition.ts';
import { daySpellings } from './dates.ts';
import type { Grammar } from './grammar.ts';
import {
  meSpelling,
  noneSpelling,
  openSpelling,
  operatorNames,
  operatorSpellings,
  valueSpellings,
  type OperatorName,
  type Spelling,
} from './operators.ts';
import { parseValue } from './parse-value.ts';

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
    case 'service':
    case 'site':
    case 'organisation':
    case 'asset':
    case 'tag':
      return [['none', noneSpelling]];
  }
};

/** What searches of tickets understand. */
export const ticketGrammar: Grammar<OperatorName, Condition> = {
  names: operatorNames,
  spellings: operatorSpellings,
  isOrdered: (name) => name === 'due' || name === 'created' || name === 'updated',
  parse: parseValue,
  values: fixedValues,
};

import { describe, expect, it } from 'vitest';
import {
  completed,
  completionPlaceIn,
  operatorsIn,
  valuesIn,
  writtenName,
  writtenIn,
} from '#shared/search/complete.ts';
import { isNameOperator, operatorNames, type OperatorName, type SearchLanguage } from '#shared/search/operators.ts';
import { parseSearch } from '#shared/search/parse.ts';
import { ticketGrammar } from '#shared/search/ticket-grammar.ts';

/** `|` is the caret. */
const placeIn = (marked: string) => completionPlaceIn(ticketGrammar, marked.replace('|', ''), marked.indexOf('|'));
const languages: readonly SearchLanguage[] = ['en', 'zh-CN'];

describe('completion', () => {
  it.each([
    ['|', { kind: 'operator', typed: '' }],
    ['vpn |', { kind: 'operator', typed: '' }],
    ['vpn sta|', { kind: 'operator', typed: 'sta', from: 4, to: 7 }],
    ['-sta|', { kind: 'operator', typed: 'sta', from: 1 }],
    ['状|', { kind: 'operator', typed: '状' }],
    ['status:|', { kind: 'value', operator: 'status', typed: '', from: 7, to: 7 }],
    ['status:in|', { kind: 'value', operator: 'status', typed: 'in', from: 7, to: 9 }],
    ['due<|', { kind: 'value', operator: 'due', typed: '' }],
    ['组:"网|', { kind: 'value', operator: 'group', typed: '网', from: 2, to: 4 }],
    ['status:in| vpn', { kind: 'value', operator: 'status', from: 7, to: 9 }],
  ])('knows what is being written in %j', (marked, place) => {
    expect(placeIn(marked)).toMatchObject(place);
  });

  it.each(['"label pri|', 'pri|nter', 'sta|tus:open'])('has nothing to offer in %j', (marked) => {
    expect(placeIn(marked)).toBeUndefined();
  });

  it('finds operators by the beginning of their name in either language', () => {
    expect(operatorsIn(ticketGrammar, 'st')).toEqual(['status']);
    expect(operatorsIn(ticketGrammar, '处理')).toEqual(['assignee', 'group']);
    expect(operatorsIn(ticketGrammar, '')).toEqual(operatorNames);
    expect(operatorsIn(ticketGrammar, 'zz')).toEqual([]);
  });

  it('goes on after what it wrote', () => {
    const write = (marked: string, written: string): string => {
      const place = placeIn(marked);
      if (!place) throw new Error('nothing to complete');
      const { text, caret } = completed(marked.replace('|', ''), place, written);
      return `${text.slice(0, caret)}|${text.slice(caret)}`;
    };
    expect(write('vpn sta|', 'status:')).toBe('vpn status:|');
    expect(write('status:in|', 'in-progress')).toBe('status:in-progress |');
    expect(write('status:in| vpn', 'in-progress')).toBe('status:in-progress |vpn');
    expect(write('-组:|', writtenName('网络 一组'))).toBe('-组:"网络 一组" |');
  });

  it('only writes what is understood', () => {
    for (const language of languages)
      for (const operator of operatorNames)
        for (const { written } of valuesIn(ticketGrammar, operator, '', language)) {
          const text = `${writtenIn(ticketGrammar, operator, language)}${written}`;
          expect(parseSearch(text), text).toMatchObject([{ kind: 'condition', operator, from: 0, to: text.length }]);
        }
  });

  it('writes names so that they are that name and no other', () => {
    const named: readonly OperatorName[] = operatorNames.filter(isNameOperator);
    for (const operator of named)
      expect(parseSearch(`${operator}:${writtenName('me "the" Desk')} vpn`)).toMatchObject([
        { condition: { on: operator, wanted: { kind: 'whole', name: 'me  the  desk' } } },
        { text: 'vpn' },
      ]);
  });
});

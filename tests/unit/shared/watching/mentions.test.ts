import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionId, mentionsIn, withWatchers } from '#shared/watching/mentions.ts';

const ada = { id: 'user:1', name: 'Ada' };
const marsh = { id: 'user:2', name: 'Ada Marsh' };
const lin = { id: 'user:3', name: '林悦' };
const people = [ada, marsh, lin];

describe('who a text names', () => {
  it.each([
    ['@Ada, please', [ada]],
    ['(@Ada Marsh)', [marsh]],
    ['@Ada Marsh and @Ada', [marsh, ada]],
    ['请@林悦看一下', [lin]],
    ['＠林悦', [lin]],
    ['@林悦你好', [lin]],
    ['mail ada@Ada', []],
    ['a.b@Ada', []],
    ['@Adam', []],
    ['@ada', []],
    ['@@Ada', []],
    ['@ Ada', []],
    ['@Ada @Ada', [ada]],
  ] as const)('%j', (text, expected) => {
    expect(mentionsIn(text, people)).toEqual(expected);
  });

  it('means both who share a name', () => {
    const twin = { id: 'user:4', name: 'Ada' };
    expect(mentionsIn('@Ada', [ada, twin])).toEqual([ada, twin]);
  });

  it('names nobody else, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { name } of mentionsIn(text, people)) expect(text).toMatch(new RegExp(`[@＠]${name}`, 'u'));
      }),
    );
  });
});

it('watchers stand once each, those before first', () => {
  expect(withWatchers(['user:3', 'user:2'], ['user:1', 'user:3'])).toEqual(['user:3', 'user:2', 'user:1']);
});

it('a mention is found by the person it is for', () => {
  expect(mentionId('user:U', 'entry:T:E')).toBe('mention:U:E');
});

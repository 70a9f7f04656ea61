import { describe, expect, it } from 'vitest';
import { offered, type Completion } from '#renderer/writing/completion.ts';

const completion: Completion = {
  label: 'Replies',
  tokenAt: () => undefined,
  textFor: (value) => value,
  options: [
    { value: 'visit', label: 'Announce a visit', keywords: 'on site', text: 'I come to solve it' },
    { value: 'unsolved', label: 'Not solved yet' },
    { value: 'solved', label: 'Solved, please check' },
    { value: 'outage', label: 'Part of an outage', keywords: 'solved with the problem' },
    ...Array.from({ length: 12 }, (_, at) => ({ value: `more${at}`, label: `Something else ${at}` })),
  ],
};
const values = (query: string) => offered(completion, query).map(({ value }) => value);

describe('what a field offers while one writes', () => {
  it('is everything, in its order, before anything is looked for', () => {
    expect(values('')).toEqual(completion.options.map(({ value }) => value));
  });

  it('is what holds the words: names that begin with them, names, keywords, then texts', () => {
    expect(values('Solve')).toEqual(['solved', 'unsolved', 'outage', 'visit']);
    expect(values('nothing of the kind')).toEqual([]);
  });
});

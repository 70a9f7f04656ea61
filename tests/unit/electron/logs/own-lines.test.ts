import { expect, it } from 'vitest';
import { LogStream } from '#core/logs/index/log-stream.ts';
import { OwnLines } from '#core/logs/thread/own-lines.ts';
import { textsOf, today } from './streams.ts';

const read = (own: OwnLines): LogStream => {
  const stream = new LogStream(() => today, today);
  stream.take(own.wake().steps);
  return stream;
};

it('takes lines once that are told again', () => {
  const own = new OwnLines();
  own.add({ generation: 3, from: 0, lines: ['a', 'b'] });
  own.add({ generation: 3, from: 1, lines: ['b', 'c'] });
  own.add({ generation: 3, from: 0, lines: ['a', 'b', 'c'] });
  expect(textsOf(read(own))).toEqual(['a', 'b', 'c']);
});

it('gives lines their numbers in a thread that is told of the last ones only, and after a gap', () => {
  const own = new OwnLines();
  own.add({ generation: 3, from: 57, lines: ['x', 'y'] });
  own.add({ generation: 3, from: 100, lines: ['z'] });
  const stream = read(own);
  const names = [0, 1, 2].map((line) => {
    const { segment, line: number } = stream.index.nameOf(line);
    return [segment.generation, number];
  });
  expect(names).toEqual([
    [3, 58],
    [3, 59],
    [3, 101],
  ]);
});

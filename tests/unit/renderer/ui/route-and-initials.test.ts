import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialsOf } from '#renderer/ui/initials.ts';
import { hrefOf, parseRoute } from '#renderer/ui/route.ts';

test('what was put into an address comes out of it', () => {
  const segment = fc.string({ minLength: 1, unit: 'grapheme' });
  fc.assert(
    fc.property(segment, fc.array(segment, { maxLength: 3 }), (feature, rest) => {
      expect(parseRoute(hrefOf(feature, ...rest))).toEqual({ feature, rest });
    }),
  );
});

test('what is no address leads nowhere and breaks nothing', () => {
  expect(parseRoute('')).toEqual({ feature: '', rest: [] });
  expect(parseRoute('#//queue//a')).toEqual({ feature: 'queue', rest: ['a'] });
  expect(parseRoute('#/queue/%E4%ZZ')).toEqual({ feature: 'queue', rest: ['%E4%ZZ'] });
});

test.each([
  ['Lin Yue', 'LY'],
  ['anna maria lindqvist', 'AL'],
  ['ops', 'OP'],
  ['d.okafor', 'DO'],
  ['林悦', '悦'],
  ['  ', ''],
])('initials of “%s”', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('a large circle has room for two Chinese characters', () => {
  expect(initialsOf('林悦', 2)).toBe('林悦');
  expect(initialsOf('欧阳明月', 2)).toBe('明月');
});

import { expect, it } from 'vitest';
import { areTimed } from '#renderer/logs/use-has-times.ts';

const line = (sourceId: string, at: string | null) => ({ sourceId, at });

it('is told by any line of the sources that are viewed', () => {
  const timed = line('a', '2026-11-26T10:00:00Z');
  const plain = line('b', null);
  expect(areTimed([plain, timed], ['a', 'b'])).toBe(true);
  expect(areTimed([plain, plain], ['a', 'b'])).toBe(false);
});

it('is not told by lines of other sources, nor by none', () => {
  const timed = line('a', '2026-11-26T10:00:00Z');
  expect(areTimed([timed, line('b', null)], ['b'])).toBe(false);
  expect(areTimed([timed], ['b'])).toBeUndefined();
  expect(areTimed([], ['b'])).toBeUndefined();
});

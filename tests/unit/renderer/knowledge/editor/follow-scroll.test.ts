import { expect, it } from 'vitest';
import { placeBeside } from '#renderer/knowledge/editor/follow-scroll.ts';

const short = { headings: [100, 200], height: 300 };
const long = { headings: [100, 600], height: 1_000 };

it('keeps the same heading in sight, and goes between two headings as far', () => {
  expect(placeBeside(short, long, 0)).toBe(0);
  expect(placeBeside(short, long, 100)).toBe(100);
  expect(placeBeside(short, long, 150)).toBe(350);
  expect(placeBeside(long, short, 600)).toBe(200);
  expect(placeBeside(short, long, 300)).toBe(1_000);
});

it('without headings in one of them it is the share of the whole', () => {
  expect(placeBeside({ headings: [], height: 400 }, long, 100)).toBe(250);
  expect(placeBeside(long, { headings: [], height: 0 }, 600)).toBe(0);
});

it('past the end it stays at the end', () => {
  expect(placeBeside(short, long, 5_000)).toBe(1_000);
});

import { expect, it } from 'vitest';
import { plainText } from '#shared/knowledge/plain-text.ts';

it('is what is read of Markdown, without its marks', () => {
  expect(
    plainText('## Reset *a* dock\n\nSee [the [old] page](https://x.example/a_(b) "t") <!-- not\nthis --> now'),
  ).toBe('Reset a dock\n\nSee the [old] page   now');
  expect(plainText('a <!-- never closed')).toBe('a <!-- never closed');
});

// A text of the largest size that opens and never closes anything: work that grows with the square of it does not come back.
it.each([
  ['brackets', '['],
  ['comments', '<!--'],
  ['spaces', ' '],
  ['tags', '<a '],
])('takes a text of nothing but opening %s', (_name, mark) => {
  const body = `${mark.repeat(Math.floor(400_000 / mark.length))}x`;
  expect(plainText(`${body}\n${body}`)).toContain('x');
});

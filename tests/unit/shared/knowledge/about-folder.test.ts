import { expect, it } from 'vitest';
import { aboutFolder } from '#shared/knowledge/exchange/about-folder.ts';

const about = (text: string, name = 'README.md') => aboutFolder([{ name, text }]);

it('is what the files at the top say, the surer one first', () => {
  expect(
    aboutFolder([
      { name: 'README.md', text: 'Author: Somebody Else' },
      { name: 'LICENSE', text: 'Attribution 4.0 International' },
      { name: 'ORIGIN', text: 'Source: https://kb.example/docks. With attribution to Example Docks.' },
    ]),
  ).toEqual({ licence: 'CC BY 4.0', attribution: 'Example Docks', url: 'https://kb.example/docks' });
});

it.each([
  ['Copyright (c) 2019-2024 Example Docks. All rights reserved.', 'Example Docks'],
  ['  Copyright   ©  2024,  by   Example   Docks', 'Example Docks'],
  ['作者：王芳', '王芳'],
  [`By: ${'x'.repeat(300)}`, 'x'.repeat(200)],
])('names who is to be named in %j', (text, attribution) => {
  expect(about(text).attribution).toBe(attribution);
});

// Work that grows with the cube of such a text, or its square, does not come back.
it.each([
  ['spaces after a word', `Copyright${' '.repeat(90_000)}!`],
  ['empty lines', '\n'.repeat(4_000_000)],
  ['dots', `Author: ${'.'.repeat(4_000_000)}x`],
  ['dots of an address', `Source: ${'.'.repeat(4_000_000)}x`],
])('takes a file of nothing but %s', (_name, text) => {
  expect(about(text).licence).toBeNull();
});

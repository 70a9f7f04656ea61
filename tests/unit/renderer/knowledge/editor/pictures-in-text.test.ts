import { expect, it } from 'vitest';
import { insertPicture, undescribed } from '#renderer/knowledge/editor/pictures-in-text.ts';
import type { TextEdit } from '#renderer/writing/text-edits.ts';

const sha256 = 'ab'.repeat(32);
const size = { width: 640, height: 360 };
const carryOut = (text: string, { from, to, insert }: TextEdit) => text.slice(0, from) + insert + text.slice(to);

it('stands on a line of its own, its words marked to be typed over', () => {
  const text = 'Open the tray.\nThen click.';
  const edit = insertPicture({ text, from: 14, to: 14 }, { sha256, size }, 'What it shows');
  const after = carryOut(text, edit);
  expect(after).toBe(`Open the tray.\n\n![What it shows](attachment:${sha256}:640x360)\n\nThen click.`);
  expect(after.slice(...edit.select)).toBe('What it shows');
});

it('takes the words that were marked, without what would break out of them', () => {
  const edit = insertPicture({ text: 'a [tray] b', from: 2, to: 8 }, { sha256, size: null }, 'What it shows');
  expect(edit.insert).toContain('![ tray ](attachment:');
});

it('finds the pictures that nothing describes', () => {
  const text = `![](attachment:${sha256})\n![Tray](attachment:${sha256}:6x4)\n![What it shows](attachment:${sha256})\n![](https://a.example/b.png)`;
  const places = undescribed(text, ['What it shows', '图片说明']);
  expect(places).toHaveLength(2);
  expect(places.map(({ from, to }) => text.slice(from, to))).toEqual(['', 'What it shows']);
});

import { expect, it } from 'vitest';
import { markdownOf } from '#renderer/knowledge/editor/paste-as-markdown.ts';
import { isFormatted } from '#renderer/knowledge/editor/pasted-html.ts';

it('reads headings, lists, links and emphasis', () => {
  const html =
    '<h2>Steps</h2><ol><li>Open <b>Settings</b></li><li>See <a href="https://a.example/x">the page</a></li></ol>';
  expect(markdownOf(html)).toBe('## Steps\n\n1. Open **Settings**\n2. See [the page](https://a.example/x)');
});

it('reads the cells that a spreadsheet copies as a table', () => {
  const html =
    '<style>td{color:red}</style><table><tr><td>型号</td><td>固件</td></tr><tr><td>D6000</td><td>1.12</td></tr></table>';
  const lines = markdownOf(html).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^\| 型号\s+\| 固件\s+\|$/);
  expect(lines[2]).toMatch(/^\| D6000\s+\| 1\.12\s+\|$/);
});

it('drops what could do something', () => {
  const text = markdownOf(
    '<p onclick="x()">Hello<script>alert(1)</script><iframe src="https://e.example"></iframe></p>',
  );
  expect(text).toContain('Hello');
  expect(text).not.toMatch(/alert|script|onclick/);
});

it('only what is formatted is read so: the coloured spans of a code editor are text', () => {
  expect(isFormatted('<div style="color:#fff"><span>const a = 1;</span></div>')).toBe(false);
  expect(isFormatted('<table><tr><td>1</td></tr></table>')).toBe(true);
  expect(isFormatted('<p>See <a href="https://a.example">this</a></p>')).toBe(true);
});

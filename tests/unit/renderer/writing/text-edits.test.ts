import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asCode,
  asLink,
  beginLines,
  continueLine,
  pasteOver,
  wrapIn,
  type TextEdit,
  type TextState,
} from '#renderer/writing/text-edits.ts';

/** `a [b] c`: what stands in brackets is marked; `a | c` the caret. */
const state = (shown: string): TextState => {
  const caret = shown.indexOf('|');
  if (caret >= 0) return { text: shown.replace('|', ''), from: caret, to: caret };
  const from = shown.indexOf('⟦');
  const to = shown.indexOf('⟧') - 1;
  return { text: shown.replace('⟦', '').replace('⟧', ''), from, to };
};
const after = ({ text }: TextState, edit: TextEdit | undefined): string | undefined => {
  if (!edit) return undefined;
  const next = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  const [from, to] = edit.select;
  return from === to
    ? `${next.slice(0, from)}|${next.slice(from)}`
    : `${next.slice(0, from)}⟦${next.slice(from, to)}⟧${next.slice(to)}`;
};
const edited = (shown: string, edit: (of: TextState) => TextEdit | undefined): string | undefined =>
  after(state(shown), edit(state(shown)));

describe('formatting by key', () => {
  it('wraps what is marked, and unwraps it again', () => {
    expect(edited('a ⟦b⟧ c', (of) => wrapIn(of, '**'))).toBe('a **⟦b⟧** c');
    expect(edited('a **⟦b⟧** c', (of) => wrapIn(of, '**'))).toBe('a ⟦b⟧ c');
    expect(edited('a |', (of) => wrapIn(of, '*'))).toBe('a *|*');
  });

  it('comes back to the text that it began with', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), (text, one, other) => {
        const [from, to] = [one % (text.length + 1), other % (text.length + 1)].toSorted((a, b) => a - b);
        const before = { text, from: from ?? 0, to: to ?? 0 };
        fc.pre(!text.slice(0, before.from).endsWith('**') && !text.slice(before.to).startsWith('**'));
        const edit = wrapIn(before, '**');
        const wrapped = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
        const back = wrapIn({ text: wrapped, from: edit.select[0], to: edit.select[1] }, '**');
        expect(wrapped.slice(0, back.from) + back.insert + wrapped.slice(back.to)).toBe(text);
      }),
    );
  });

  it('makes code of words and of lines', () => {
    expect(edited('run ⟦ls⟧ now', asCode)).toBe('run `⟦ls⟧` now');
    expect(edited('out: ⟦a\nb⟧ end', asCode)).toBe('out: \n```\n⟦a\nb⟧\n```\n end');
  });

  it('makes links of words and of addresses', () => {
    expect(edited('see ⟦the wiki⟧', asLink)).toBe('see [the wiki](|)');
    expect(edited('see ⟦https://a.example/⟧', asLink)).toBe('see [|](https://a.example/)');
  });

  it('begins lines with a mark', () => {
    expect(edited('x\n⟦one\ntwo⟧', (of) => beginLines(of, '- '))).toBe('x\n- one\n- two|');
    expect(edited('one| two', (of) => beginLines(of, '> '))).toBe('> one two|');
  });
});

describe('an address pasted over words', () => {
  it('links them', () => {
    expect(after(state('see ⟦the wiki⟧.'), pasteOver(state('see ⟦the wiki⟧.'), ' https://a.example/x '))).toBe(
      'see [the wiki](https://a.example/x)|.',
    );
  });

  it.each([
    ['see |', 'https://a.example/'],
    ['see ⟦the wiki⟧', 'plain words'],
    ['see ⟦the wiki⟧', 'javascript:alert(1)'],
    ['see ⟦https://old.example/⟧', 'https://new.example/'],
    ['⟦two\nlines⟧', 'https://a.example/'],
  ])('is only pasted: %s', (shown, pasted) => {
    expect(pasteOver(state(shown), pasted)).toBeUndefined();
  });
});

describe('Enter', () => {
  it.each([
    ['- one|', '- one\n- |'],
    ['  * one|', '  * one\n  * |'],
    ['9. nine|', '9. nine\n10. |'],
    ['- [x] done|', '- [x] done\n- [ ] |'],
    ['> quoted|', '> quoted\n> |'],
    ['- one| two', '- one\n- | two'],
    ['text\n- |', 'text\n|'],
    ['1. a\n2. |', '1. a\n|'],
  ])('goes on with %j', (shown, expected) => {
    expect(edited(shown, continueLine)).toBe(expected);
  });

  it.each(['plain|', '-not a list|', '- ⟦marked⟧', '2026|'])('is a line break in %j', (shown) => {
    expect(continueLine(state(shown))).toBeUndefined();
  });
});

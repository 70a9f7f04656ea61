import { describe, expect, test } from 'vitest';
import { keyCaps, stepOf, worksWhileTyping, type KeyPress } from '#renderer/ui/keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrl: false,
  meta: false,
  alt: false,
  shift: false,
  altGraph: false,
  ...held,
});

describe('a key press as a binding', () => {
  test.each([
    ['a letter', press('j'), 'j'],
    ['a letter while caps lock is on', press('J'), 'j'],
    ['a letter with shift', press('X', { shift: true }), 'shift+x'],
    ['a sign that needs shift', press('?', { shift: true }), '?'],
    ['a named key', press('Enter'), 'Enter'],
    ['a named key with shift', press('Enter', { shift: true }), 'shift+Enter'],
    ['the space bar', press(' '), 'Space'],
    ['control', press('k', { ctrl: true }), 'mod+k'],
    ['control and shift', press('L', { ctrl: true, shift: true }), 'mod+shift+l'],
    ['a sign typed with AltGr', press('[', { ctrl: true, alt: true, altGraph: true }), '['],
    ['a bare modifier', press('Shift', { shift: true }), undefined],
    ['what an input method is still composing', press('Process'), undefined],
    ['a dead key', press('Dead'), undefined],
    ['the system’s own key', press('k', { meta: true }), undefined],
  ])('%s', (_what, given, step) => {
    expect(stepOf(given, false)).toBe(step);
  });

  test('on a Mac ⌘ is the modifier and Ctrl is the system’s', () => {
    expect(stepOf(press('k', { meta: true }), true)).toBe('mod+k');
    expect(stepOf(press('k', { ctrl: true }), true)).toBeUndefined();
  });
});

test('only what types nothing acts in a text field', () => {
  expect(['mod+k', 'alt+1', 'F5', 'shift+F10'].map(worksWhileTyping)).toEqual([true, true, true, true]);
  expect(['j', '?', 'Enter', 'Escape', 'shift+x', 'Space'].map(worksWhileTyping)).toEqual(Array(6).fill(false));
});

test('caps are drawn in the words of the system', () => {
  expect(keyCaps('mod+shift+l', false)).toEqual(['Ctrl', 'Shift', 'L']);
  expect(keyCaps('mod+Enter', true)).toEqual(['⌘', '↵']);
  expect(keyCaps('g q', false)).toEqual(['G', 'Q']);
  expect(keyCaps('Escape', false)).toEqual(['Esc']);
});

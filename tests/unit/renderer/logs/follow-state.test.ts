import { expect, it } from 'vitest';
import { followStateOf, readOf } from '#renderer/logs/follow-state.ts';
import type { SourceState } from '#shared/logs/source.ts';

const sources = (...states: readonly SourceState[]) => states.map((state) => ({ state }));

it('says that lines are followed only where those of every source are', () => {
  expect(followStateOf(sources('following'))).toBe('following');
  expect(followStateOf(sources('reading', 'following', 'off'))).toBe('following');
  expect(followStateOf(sources('following', 'waiting'))).toBe('partly');
  expect(followStateOf(sources('refused', 'reading', 'stopped'))).toBe('partly');
});

it('says why none are', () => {
  expect(followStateOf(sources('waiting', 'waiting'))).toBe('waiting');
  expect(followStateOf(sources('stopped'))).toBe('stopped');
  for (const state of ['refused', 'unreadable', 'missing-program'] as const)
    expect(followStateOf(sources(state))).toBe('unread');
  expect(followStateOf(sources('waiting', 'stopped'))).toBe('unread');
});

it('counts those that are read', () => {
  expect(readOf(sources('following', 'waiting', 'reading', 'refused'))).toHaveLength(2);
});

import { expect, it } from 'vitest';
import { actionStore } from '#renderer/tickets/action-store.ts';
import { fakeClient } from '../queue/fake-client.ts';

it('gives the focus once, to what was drawn for the last thing to write and not to what it takes the place of', () => {
  const { getState } = actionStore(fakeClient(), () => undefined);
  getState().write('comment', 'ticket:1');
  const { seq } = getState().compose;
  getState().write('workNote', 'ticket:1');
  const next = getState().compose.seq;
  expect(getState().takeFocus('ticket:1', seq)).toBe(false);
  expect(getState().takeFocus('ticket:2', next)).toBe(false);
  expect(getState().takeFocus('ticket:1', next)).toBe(true);
  expect(getState().takeFocus('ticket:1', next)).toBe(false);
});

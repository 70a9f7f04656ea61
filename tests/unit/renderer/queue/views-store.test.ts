import { expect, it } from 'vitest';
import { createViewsStore } from '#renderer/queue/views-store.ts';
import { succeed } from '#shared/base/result.ts';
import { fakeClient } from './fake-client.ts';

const counted = (found: number) =>
  succeed({ open: 9, mine: 1, unassigned: 2, feedback: 0, views: { 'view:vpn': found } });

it('counts again once every text can be searched: a view for a word has found only some of its tickets before', async () => {
  const client = fakeClient();
  const store = createViewsStore(client);
  store.getState().connect();
  await client.answer('queue.views', () => succeed([]));
  await client.answer('queue.counts', () => counted(3));
  client.notify({ name: 'search.read', done: 40, total: 120 });
  expect(client.asked).toHaveLength(0);
  client.notify({ name: 'search.read', done: 120, total: 120 });
  await client.answer('queue.counts', () => counted(7));
  expect(store.getState().counts?.views).toEqual({ 'view:vpn': 7 });
});

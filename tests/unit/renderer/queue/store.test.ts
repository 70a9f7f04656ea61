import { describe, expect, it } from 'vitest';
import { createQueueStore } from '#renderer/queue/store.ts';
import { CHUNK, rowAt } from '#renderer/queue/row-window.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import { fakeClient } from './fake-client.ts';
import { pageOf, rowOf } from './rows.ts';

/** A connected queue over tickets 1 … total, its first rows there. */
const opened = async (total: number) => {
  const client = fakeClient();
  const store = createQueueStore(client);
  const stop = store.getState().connect();
  store.getState().see(0, 20, 0);
  await client.answer('queue.page', ({ from, count }) => succeed(pageOf(total, from, count)));
  const settle = async (version = 1, of = total) => {
    while (client.asked.some(({ name }) => name === 'queue.page'))
      await client.answer('queue.page', ({ from, count }) => succeed(pageOf(of, from, count, version)));
  };
  await settle();
  return { client, store, stop, settle };
};

describe('the queue store', () => {
  it('asks for one chunk first, ahead of the screen once somebody is on the way, and for nothing twice', async () => {
    const client = fakeClient();
    const store = createQueueStore(client);
    store.getState().connect();
    expect(client.asked.map(({ input }) => input)).toMatchObject([{ from: 0, count: CHUNK }]);
    await client.answer('queue.page', ({ from, count }) => succeed(pageOf(5000, from, count)));
    store.getState().see(0, 20, 0);
    expect(client.asked).toHaveLength(0);
    store.getState().see(1, 21, 1);
    expect(client.asked.map(({ input }) => input)).toMatchObject([{ from: CHUNK, count: 256 }]);
    store.getState().see(2, 22, 1);
    expect(client.asked).toHaveLength(1);
  });

  it('shows the old rows until the new ones are there', async () => {
    const { client, store } = await opened(500);
    const before = store.getState().window;
    store.getState().setFilter({ text: 'printer' });
    expect(store.getState().window).toBe(before);
    await client.answer('queue.page', () => succeed(pageOf(3, 0, 3)));
    expect(store.getState().window).toMatchObject({ total: 3 });
    expect(store.getState().jump.kind).toBe('top');
  });

  it('leaves the focus on the row that somebody went to before the new rows were there', async () => {
    const { client, store } = await opened(500);
    store.getState().setFilter({ text: 'printer' });
    store.getState().focus(2);
    const { focusId } = store.getState();
    await client.answer('queue.page', () => succeed(pageOf(4, 0, 4)));
    expect(store.getState()).toMatchObject({ focusIndex: 2, focusId });
  });

  it('drops answers to what is no longer wanted: the last typed text wins, and the texts between are never asked', async () => {
    const { client, store } = await opened(500);
    for (const text of ['p', 'pr', 'pri']) store.getState().setFilter({ text });
    expect(client.asked.map(({ input }) => input)).toMatchObject([{ filter: { text: 'p' } }]);
    await client.answer('queue.page', () => succeed(pageOf(100, 0, CHUNK)));
    expect(store.getState().window?.total).toBe(500);
    expect(client.asked.map(({ input }) => input)).toMatchObject([{ filter: { text: 'pri' } }]);
    await client.answer('queue.page', () => succeed(pageOf(2, 0, 2)));
    expect(store.getState().window?.total).toBe(2);
  });

  it('keeps the focus on its ticket when rows come and go above it, and scrolls by as much', async () => {
    const { client, store } = await opened(500);
    store.getState().focus(10);
    const focused = store.getState().focusId;
    client.notify({ name: 'tickets.changed', ids: [rowOf(900).id], all: false });
    await client.answer('queue.position', () => succeed(13));
    await client.answer('queue.page', ({ from, count }) => {
      const page = pageOf(503, from, count, 2);
      const rows = [rowOf(901), rowOf(902), rowOf(903), ...page.rows].slice(0, page.rows.length);
      return succeed({ ...page, rows });
    });
    expect(store.getState()).toMatchObject({ focusId: focused, focusIndex: 13, jump: { kind: 'by', rows: 3 } });
  });

  it('hands the focus to the next row when its ticket leaves the list', async () => {
    const { client, store } = await opened(20);
    store.getState().focus(4);
    client.notify({ name: 'tickets.changed', ids: [rowOf(5).id], all: false });
    await client.answer('queue.position', () => succeed(-1));
    await client.answer('queue.page', ({ from, count }) => {
      const page = pageOf(20, from, count, 2);
      return succeed({ ...page, total: 19, rows: page.rows.filter((row) => row.id !== rowOf(5).id) });
    });
    expect(store.getState()).toMatchObject({ focusIndex: 4, focusId: rowOf(6).id });
  });

  it('leaves a focus that moved while the answer was under way', async () => {
    const { client, store } = await opened(500);
    store.getState().focus(3);
    client.notify({ name: 'tickets.changed', ids: [], all: true });
    await client.answer('queue.position', () => succeed(9));
    store.getState().focus(7);
    const { focusId, jump } = store.getState();
    await client.answer('queue.page', ({ from, count }) => succeed(pageOf(500, from, count, 2)));
    expect(store.getState()).toMatchObject({ focusIndex: 7, focusId, jump });
  });

  it('makes one refresh of many notices', async () => {
    const { client } = await opened(50);
    for (let n = 0; n < 100; n++) client.notify({ name: 'tickets.changed', ids: [], all: true });
    await client.answer('queue.position', () => succeed(0));
    await client.answer('queue.page', ({ from, count }) => succeed(pageOf(50, from, count, 2)));
    await client.answer('queue.position', () => succeed(0));
    await client.answer('queue.page', ({ from, count }) => succeed(pageOf(50, from, count, 3)));
    expect(client.asked).toEqual([]);
  });

  it('keeps the rows when asking fails, says why, and tries again when the connection is back', async () => {
    const { client, store } = await opened(50);
    store.getState().refresh();
    await client.answer('queue.position', () => refuse('connection.lost', 'gone'));
    await client.answer('queue.page', () => refuse('connection.lost', 'gone'));
    expect(store.getState().failure?.code).toBe('connection.lost');
    expect(store.getState().window?.total).toBe(50);
    client.connection('connected');
    await client.answer('queue.position', () => succeed(0));
    await client.answer('queue.page', ({ from, count }) => succeed(pageOf(51, from, count, 2)));
    expect(store.getState()).toMatchObject({ failure: undefined, window: { total: 51 } });
  });

  it('goes to the focused ticket in the new order', async () => {
    const { client, store } = await opened(500);
    store.getState().focus(2);
    store.getState().setOrder({ by: 'title', descending: true });
    await client.answer('queue.position', () => succeed(300));
    await client.answer('queue.page', ({ from, count }) => {
      const page = pageOf(500, from, count);
      return succeed({ ...page, rows: page.rows.map((row, n) => (from + n === 300 ? rowOf(3) : row)) });
    });
    expect(store.getState()).toMatchObject({
      focusId: rowOf(3).id,
      focusIndex: 300,
      jump: { kind: 'show', index: 300 },
    });
  });

  it('checks rows one by one, along with moving, and over rows it does not hold', async () => {
    const { client, store } = await opened(5000);
    store.getState().toggle(2);
    store.getState().move(1, true);
    expect([...store.getState().checked.keys()]).toEqual([rowOf(3).id, rowOf(4).id]);
    store.getState().toggle(3);
    expect([...store.getState().checked.keys()]).toEqual([rowOf(3).id]);
    const range = store.getState().checkTo(2503);
    for (let pages = 0; pages < 3; pages++)
      await client.answer('queue.page', ({ from, count }) => succeed(pageOf(5000, from, count)));
    await range;
    expect(store.getState().checked.size).toBe(2502);
    store.getState().uncheck();
    expect(store.getState().checked.size).toBe(0);
  });

  it('finds a ticket far away, and says when the filter leaves it out', async () => {
    const { client, store, settle } = await opened(5000);
    const finding = store.getState().find(rowOf(4001).id);
    await client.answer('queue.position', () => succeed(4000));
    expect(await finding).toBe(true);
    store.getState().see(3990, 4010, 1);
    await settle();
    const { window } = store.getState();
    expect(window && rowAt(window, 4000)?.id).toBe(rowOf(4001).id);
    const missing = store.getState().find('ticket:none');
    await client.answer('queue.position', () => succeed(-1));
    expect(await missing).toBe(false);
  });

  it('hears nothing more once it is stopped', async () => {
    const { client, stop } = await opened(50);
    stop();
    client.notify({ name: 'tickets.changed', ids: [], all: true });
    expect(client.asked).toEqual([]);
  });
});

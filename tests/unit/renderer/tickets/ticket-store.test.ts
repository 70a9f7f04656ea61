import { describe, expect, it } from 'vitest';
import { createTicketStore } from '#renderer/tickets/ticket-store.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { fakeClient } from '../queue/fake-client.ts';

const first = 'ticket:01J00000000000000000000001';
const second = 'ticket:01J00000000000000000000002';
const detailOf = (id: string, revision?: number) =>
  ({ ticket: { id, revision }, timeline: [] }) as unknown as TicketDetail;

describe('the ticket beside the list', () => {
  it('stays until the next one is there', async () => {
    const client = fakeClient();
    const store = createTicketStore(client);
    store.getState().open(first);
    await client.answer('tickets.get', () => succeed(detailOf(first)));
    store.getState().open(second);
    expect(store.getState().detail?.ticket.id).toBe(first);
    await client.answer('tickets.get', () => succeed(detailOf(second)));
    expect(store.getState().detail?.ticket.id).toBe(second);
  });

  it('goes when the next one cannot be fetched: a failure under it would be taken for its own', async () => {
    const client = fakeClient();
    const store = createTicketStore(client);
    store.getState().open(first);
    await client.answer('tickets.get', () => succeed(detailOf(first)));
    store.getState().open(second);
    await client.answer('tickets.get', () => refuse('connection.lost', 'gone'));
    expect(store.getState()).toMatchObject({ detail: undefined, failure: { code: 'connection.lost' } });
  });

  it('stays with a failure of its own', async () => {
    const client = fakeClient();
    const store = createTicketStore(client);
    store.getState().open(first);
    await client.answer('tickets.get', () => succeed(detailOf(first)));
    store.getState().refresh();
    await client.answer('tickets.get', () => refuse('connection.lost', 'gone'));
    expect(store.getState().detail?.ticket.id).toBe(first);
    expect(store.getState().failure?.code).toBe('connection.lost');
  });

  it('is never put back to an older version by an answer that took longer', async () => {
    const client = fakeClient();
    const store = createTicketStore(client);
    store.getState().open(first);
    await client.answer('tickets.get', () => succeed(detailOf(first)));
    store.getState().take(detailOf(first, 2));
    store.getState().take(detailOf(first, 1));
    expect(store.getState().detail?.ticket.revision).toBe(2);
    store.getState().take(detailOf(first, 3));
    expect(store.getState().detail?.ticket.revision).toBe(3);
  });
});

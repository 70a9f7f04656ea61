import type { Client } from '#renderer/api/client.ts';
import { createOpenRecordStore, type OpenRecordStore } from '#renderer/api/open-record-store.ts';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { revisionOf } from '#shared/tickets/revision.ts';

type TicketStore = OpenRecordStore<TicketDetail>;

export const createTicketStore = (client: Client): TicketStore =>
  createOpenRecordStore({
    fetch: (ticketId) => client.call('tickets.get', { ticketId }),
    versionOf: ({ ticket }) => ({ id: ticket.id, revision: revisionOf(ticket) }),
  });

/** The ticket open in the panel; asked for again whenever it changes on disk. */
export const ticketStore: SessionFactory<TicketStore> = (client, onEnd) => {
  const store = createTicketStore(client);
  onEnd(
    client.onNotice((notice) => {
      const { openId, refresh } = store.getState();
      if (notice.name === 'tickets.changed' && openId !== null && (notice.all || notice.ids.includes(openId)))
        refresh();
    }),
  );
  onEnd(
    client.onStatus((status) => {
      if (status === 'connected' && store.getState().failure) store.getState().refresh();
    }),
  );
  return store;
};

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Client } from '#renderer/api/client.ts';
import type { Failure } from '#shared/base/result.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { revisionOf } from '#shared/tickets/revision.ts';

export interface OpenTicketState {
  readonly ticketId: string | null;
  /** Of `ticketId`, or of the ticket open before while the next one is on its way: the panel never blanks between two rows. */
  readonly detail: TicketDetail | undefined;
  readonly failure: Failure | undefined;

  open(ticketId: string | null): void;
  /** Takes the answer of a command, if it is about the open ticket and not older than what is shown. */
  take(detail: TicketDetail): void;
  refresh(): void;
}

export type TicketStore = StoreApi<OpenTicketState>;

const isOlder = (detail: TicketDetail, than: TicketDetail | undefined): boolean =>
  than !== undefined && than.ticket.id === detail.ticket.id && revisionOf(detail.ticket) < revisionOf(than.ticket);

/** One request at a time; when the person moves on meanwhile, only the last ticket they stopped at is asked for. */
export const createTicketStore = (client: Client): TicketStore =>
  createStore<OpenTicketState>()((set, get) => {
    let busy = false;
    let wanted: string | null = null;

    const pump = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      while (wanted !== null) {
        const ticketId = wanted;
        wanted = null;
        const answer = await client.call('tickets.get', { ticketId });
        if (get().ticketId !== ticketId) continue;
        if (answer.ok) get().take(answer.value);
        // What could not be fetched must not look like the ticket that was open before.
        else
          set(({ detail }) => ({
            failure: answer.failure,
            detail: detail?.ticket.id === ticketId ? detail : undefined,
          }));
      }
      busy = false;
    };

    return {
      ticketId: null,
      detail: undefined,
      failure: undefined,
      open: (ticketId) => {
        if (ticketId === get().ticketId) return;
        set({ ticketId, failure: undefined, ...(ticketId === null && { detail: undefined }) });
        wanted = ticketId;
        void pump();
      },
      take: (detail) => {
        if (detail.ticket.id !== get().ticketId || isOlder(detail, get().detail)) return;
        set({ detail, failure: undefined });
      },
      refresh: () => {
        wanted = get().ticketId;
        void pump();
      },
    };
  });

/** The ticket open in the panel; asked for again whenever it changes on disk. */
export const ticketStore: SessionFactory<TicketStore> = (client, onEnd) => {
  const store = createTicketStore(client);
  onEnd(
    client.onNotice((notice) => {
      const { ticketId, refresh } = store.getState();
      if (notice.name === 'tickets.changed' && ticketId !== null && (notice.all || notice.ids.includes(ticketId)))
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

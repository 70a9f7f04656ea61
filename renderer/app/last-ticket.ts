import { useEffect } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useStore } from 'zustand';
import { useSessionStore, type SessionFactory } from '#renderer/api/session.tsx';
import { ticketStore } from '#renderer/tickets/ticket-store.ts';

interface LastTicketState {
  readonly ticket: { readonly id: string; readonly number: string } | null;
}

/** Which ticket was open last: what somebody is working on while they look something up. */
export const lastTicketStore: SessionFactory<StoreApi<LastTicketState>> = () =>
  createStore<LastTicketState>()(() => ({ ticket: null }));

/** Keeps the ticket that is open. */
export const useLastTicket = (ticketId: string | null): void => {
  const last = useSessionStore(lastTicketStore);
  const ticket = useStore(useSessionStore(ticketStore), (state) => state.detail?.ticket);
  useEffect(() => {
    if (ticket && ticket.id === ticketId) last.setState({ ticket: { id: ticket.id, number: ticket.number } });
  }, [last, ticket, ticketId]);
};

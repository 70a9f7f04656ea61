import { lazy, Suspense } from 'react';
import { useSessionStore } from '#renderer/api/session.tsx';
import { TicketClocks } from '#renderer/sla/ticket-clocks.tsx';
import { actionStore } from '#renderer/tickets/action-store.ts';
import type { TicketSlots } from '#renderer/tickets/ticket-slots.ts';

const TicketProblems = lazy(async () => ({
  default: (await import('#renderer/problems/ticket-problems.tsx')).TicketProblems,
}));
const TicketLinks = lazy(async () => ({ default: (await import('#renderer/links/ticket-links.tsx')).TicketLinks }));
const OpenChildren = lazy(async () => ({ default: (await import('#renderer/links/open-children.tsx')).OpenChildren }));

/** A workaround goes into the comment that the composer of this ticket holds. */
const ProblemsOfTicket = ({ ticketId }: { readonly ticketId: string }) => {
  const actions = useSessionStore(actionStore);
  return <TicketProblems ticketId={ticketId} onInsert={(text) => actions.getState().insert(text, ticketId)} />;
};

/** What the features put on a ticket, in the order it is read. */
export const ticketSlots: TicketSlots = {
  clocks: (ticketId) => <TicketClocks ticketId={ticketId} />,
  sections: ({ ticket }) => (
    <Suspense>
      <ProblemsOfTicket ticketId={ticket.id} />
      <TicketLinks ticket={ticket} />
    </Suspense>
  ),
  resolving: ([ticket, ...others], close) =>
    ticket && others.length === 0 ? (
      <Suspense>
        <OpenChildren ticket={ticket} onLeave={close} />
      </Suspense>
    ) : null,
};

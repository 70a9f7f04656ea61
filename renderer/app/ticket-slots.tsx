import { lazy, Suspense } from 'react';
import { TicketClocks } from '#renderer/sla/ticket-clocks.tsx';
import type { TicketSlots } from '#renderer/tickets/ticket-slots.ts';

const TasksSection = lazy(async () => ({ default: (await import('#renderer/tasks/tasks-section.tsx')).TasksSection }));

/** What the features put on a ticket, in the order it is read. */
export const ticketSlots: TicketSlots = {
  clocks: (ticketId) => <TicketClocks ticketId={ticketId} />,
  sections: ({ ticket }) => (
    <Suspense>
      <TasksSection key={`tasks ${ticket.id}`} ticket={ticket} />
    </Suspense>
  ),
};

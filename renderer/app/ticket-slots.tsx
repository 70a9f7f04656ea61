import { lazy, Suspense } from 'react';
import { TicketClocks } from '#renderer/sla/ticket-clocks.tsx';
import type { TicketSlots } from '#renderer/tickets/ticket-slots.ts';

const TicketDiagnosis = lazy(async () => ({ default: (await import('./ticket-diagnosis.tsx')).TicketDiagnosis }));

/** What the features put on a ticket, in the order it is read. */
export const ticketSlots: TicketSlots = {
  clocks: (ticketId) => <TicketClocks ticketId={ticketId} />,
  sections: (detail) => (
    <Suspense>
      <TicketDiagnosis detail={detail} />
    </Suspense>
  ),
};

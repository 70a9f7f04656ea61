import { lazy, Suspense } from 'react';
import { TicketClocks } from '#renderer/sla/ticket-clocks.tsx';
import type { TicketSlots } from '#renderer/tickets/ticket-slots.ts';

/** Fetches the sections of a ticket: with the panel, so that their keys work as soon as it is there. */
export const loadSections = () => import('./ticket-diagnosis.tsx');

const TicketDiagnosis = lazy(async () => ({ default: (await loadSections()).TicketDiagnosis }));

/** What the features put on a ticket, in the order it is read. */
export const ticketSlots: TicketSlots = {
  clocks: (ticketId) => <TicketClocks ticketId={ticketId} />,
  sections: (detail) => (
    <Suspense>
      <TicketDiagnosis detail={detail} />
    </Suspense>
  ),
};

import { lazy, Suspense } from 'react';
import { TicketClocks } from '#renderer/sla/ticket-clocks.tsx';
import type { TicketSlots } from '#renderer/tickets/ticket-slots.ts';

const TicketFiles = lazy(async () => ({
  default: (await import('#renderer/attachments/ticket-files.tsx')).TicketFiles,
}));
const DraftFiles = lazy(async () => ({ default: (await import('#renderer/attachments/draft-files.tsx')).DraftFiles }));

/** What the features put on a ticket, in the order it is read. */
export const ticketSlots: TicketSlots = {
  clocks: (ticketId) => <TicketClocks ticketId={ticketId} />,
  sections: (detail) => (
    <Suspense>
      <TicketFiles detail={detail} />
    </Suspense>
  ),
  DraftFiles: (draft) => (
    <Suspense>
      <DraftFiles {...draft} />
    </Suspense>
  ),
};

import { lazy, Suspense } from 'react';
import { TicketClocks } from '#renderer/sla/ticket-clocks.tsx';
import { saveText } from '#renderer/ui/save-file.ts';
import type { TicketSlots } from '#renderer/tickets/ticket-slots.ts';

/** Everything that takes files; the desk fetches it with what else lies beside the list. */
export const loadFilesBeside = () => import('./files-beside.ts');

const TicketFiles = lazy(async () => ({ default: (await loadFilesBeside()).TicketFiles }));
const DraftFiles = lazy(async () => ({ default: (await loadFilesBeside()).DraftFiles }));

/** What the features put on a ticket, in the order it is read. */
export const ticketSlots: TicketSlots = {
  clocks: (ticketId) => <TicketClocks ticketId={ticketId} />,
  sections: (detail) => (
    <Suspense>
      <TicketFiles detail={detail} />
    </Suspense>
  ),
  saveAsMail: ({ ticket, timeline }, comment) =>
    void loadFilesBeside().then(({ mailDraft }) => {
      const { name, text } = mailDraft(ticket, timeline, comment);
      saveText(name, text);
    }),
  DraftFiles: (draft) => (
    <Suspense>
      <DraftFiles {...draft} />
    </Suspense>
  ),
};

import { useState } from 'react';
import { IconHeartbeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '#renderer/api/session.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { RunDialog } from './run-dialog.tsx';

/** Runs a diagnostic for a ticket: from its menu, by key and in the palette. What was found goes onto it. Draws nothing until then. */
export const TicketChecks = ({ ticket }: { readonly ticket: Ticket }) => {
  const { t } = useTranslation('checks');
  const { t: tickets } = useTranslation('tickets');
  const mayRun = useAllowed('checks.run');
  const [isOpen, setOpen] = useState(false);
  useCommands(
    'ticket-checks',
    [
      {
        id: 'checks.ofTicket',
        label: t('run'),
        group: tickets('thisTicket'),
        icon: IconHeartbeat,
        keywords: t('words'),
        key: 'shift+d',
        more: 26,
        run: () => setOpen(true),
      },
    ],
    { active: mayRun },
  );
  return isOpen ? <RunDialog ticket={{ id: ticket.id, number: ticket.number }} onClose={() => setOpen(false)} /> : null;
};

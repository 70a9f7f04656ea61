import { useState } from 'react';
import { IconHeartbeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { beginWithTicket } from './begin-with.ts';
import type { DiagnosticDraft } from './diagnostic-draft.ts';
import { RunDialog } from './run-dialog.tsx';

/** Runs a diagnostic for a ticket: from its menu, by key and in the palette. What was found goes onto it. Draws nothing until then. */
export const TicketChecks = ({ ticket }: { readonly ticket: Ticket }) => {
  const { t } = useTranslation('checks');
  const { t: tickets } = useTranslation('tickets');
  const mayRun = useAllowed('checks.run');
  const client = useClient();
  const [begin, setBegin] = useState<Partial<DiagnosticDraft>>();
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
        run: () => void beginWithTicket(client, ticket.id).then(setBegin),
      },
    ],
    { active: mayRun },
  );
  return begin ? (
    <RunDialog ticket={{ id: ticket.id, number: ticket.number }} begin={begin} onClose={() => setBegin(undefined)} />
  ) : null;
};

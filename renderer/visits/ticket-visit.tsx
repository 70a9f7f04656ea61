import { IconBriefcase2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTicketQuery } from '#renderer/api/use-ticket-query.ts';
import { navigate } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';

const inputOf = (ticketId: string) => ({ ticketId });

/** The way from a ticket to the pack of the site that it is from: in its menu, and in the palette. Draws nothing. */
export const TicketVisit = ({ ticket }: { readonly ticket: Ticket }) => {
  const { t } = useTranslation('visits');
  const { t: tickets } = useTranslation('tickets');
  const { value: site } = useTicketQuery('visits.siteOf', ticket.id, inputOf);
  useCommands(
    'ticket-visit',
    [
      {
        id: 'visit.ofTicket',
        label: t('packOf', { site: site?.name ?? '' }),
        group: tickets('thisTicket'),
        icon: IconBriefcase2,
        keywords: t('words'),
        more: 47,
        run: () => {
          if (site) navigate('contacts', 'sites', site.id, 'pack');
        },
      },
    ],
    { active: site !== undefined && site !== null },
  );
  return null;
};

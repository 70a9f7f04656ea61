import { IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { linkDialogsStore, type TicketNamed } from './link-dialogs-store.ts';

/** Linking a ticket to another one: the open or the focused ticket, one at a time. */
export const useTicketLinkCommands = (targets: readonly TicketNamed[]): void => {
  const { t } = useTranslation('links');
  const { t: tickets } = useTranslation('tickets');
  const canWork = useAllowed('tickets.work');
  const dialogs = useSessionStore(linkDialogsStore);
  const [first, ...others] = targets;
  const whyNot = first ? (others.length > 0 ? tickets('onlyOne') : undefined) : tickets('noTicket');
  useCommands('ticket.links', [
    {
      id: 'links.add',
      label: t('add'),
      keywords: t('addWords'),
      group: tickets('thisTicket'),
      icon: IconLink,
      key: 'o',
      more: 40,
      unavailable: canWork ? whyNot : t('cannotWork'),
      run: () => {
        if (first) dialogs.getState().open('add', { id: first.id, number: first.number });
      },
    },
  ]);
};

import { IconDeviceLaptop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { assetDialogsStore, type TicketNamed } from './asset-dialogs-store.ts';

/** Saying which assets a ticket is about: the open or the focused ticket, one at a time. */
export const useTicketAssetCommands = (targets: readonly TicketNamed[]): void => {
  const { t } = useTranslation('assets');
  const { t: tickets } = useTranslation('tickets');
  const canWork = useAllowed('tickets.work');
  const dialogs = useSessionStore(assetDialogsStore);
  const [first, ...others] = targets;
  const whyNot = first ? (others.length > 0 ? tickets('onlyOne') : undefined) : tickets('noTicket');
  useCommands('ticket.assets', [
    {
      id: 'assets.link',
      label: t('link'),
      keywords: t('linkWords'),
      group: tickets('thisTicket'),
      icon: IconDeviceLaptop,
      key: 'shift+o',
      more: 45,
      unavailable: canWork ? whyNot : t('cannotLink'),
      run: () => {
        if (first) dialogs.getState().open({ kind: 'link', ticket: { id: first.id, number: first.number } });
      },
    },
  ]);
};

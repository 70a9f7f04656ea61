import { useEffect } from 'react';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient, useSession, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { TicketDetail } from '#shared/tickets/operations.ts';
import { revisionOf } from '#shared/tickets/revision.ts';
import { inboxStore } from './inbox-store.ts';

interface TicketWatchingProps {
  readonly detail: TicketDetail;
  /** Takes the ticket as a command answered with it. */
  readonly onTaken: (detail: TicketDetail) => void;
}

/** On an open ticket: the command that watches it, and that its reader has seen it as it is now. Draws nothing. */
export const TicketWatching = ({ detail, onTaken }: TicketWatchingProps) => {
  const { t } = useTranslation('watching');
  const { t: tickets } = useTranslation('tickets');
  const client = useClient();
  const { userId } = useSession();
  const mayWork = useAllowed('tickets.work');
  const failureText = useFailureText();
  const { seen } = useSessionStore(inboxStore).getState();
  const { ticket } = detail;
  const revision = revisionOf(ticket);
  const watches = ticket.watchers?.includes(userId) === true;

  useEffect(() => {
    // Each version is seen anew.
    const look = () => {
      if (!document.hidden) seen(ticket.id, revision);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [seen, ticket.id, revision]);

  const toggle = async () => {
    const answer = await client.call('watching.watch', { ticketId: ticket.id, watches: !watches });
    if (!answer.ok) {
      announce({ tone: 'refused', text: failureText(answer.failure) });
      return;
    }
    onTaken(answer.value);
    announce({ tone: 'done', text: t(watches ? 'unwatched' : 'watched', { number: ticket.number }) });
  };
  useCommands('watching', [
    {
      id: 'ticket.watch',
      label: watches ? t('unwatch') : t('watch'),
      key: 'shift+w',
      group: tickets('thisTicket'),
      icon: watches ? IconEyeOff : IconEye,
      more: 40,
      unavailable: mayWork ? undefined : tickets('cannotWork'),
      run: () => void toggle(),
    },
  ]);
  return null;
};

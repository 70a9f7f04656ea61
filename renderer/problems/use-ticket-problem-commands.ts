import { IconAlertSquareRounded, IconBandage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useSessionStore } from '#renderer/api/session.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { problemDialogsStore, type TicketNamed } from './problem-dialogs-store.ts';

/** Raising a problem from tickets and linking them to one, for the checked, the open or the focused ticket. */
export const useTicketProblemCommands = (targets: readonly TicketNamed[]): void => {
  const { t } = useTranslation('problems');
  const { t: tickets } = useTranslation('tickets');
  const canWork = useAllowed('problems.work');
  const dialogs = useSessionStore(problemDialogsStore);
  const [first] = targets;
  const unavailable = canWork ? (first ? undefined : tickets('noTicket')) : t('cannotWork');
  const group = tickets('thisTicket');
  const named = targets.map(({ id, number }) => ({ id, number }));
  useCommands('ticket.problems', [
    {
      id: 'problems.raise',
      label: t('raise'),
      keywords: t('raiseWords'),
      group,
      icon: IconAlertSquareRounded,
      key: 'p',
      more: 50,
      unavailable,
      run: () => {
        if (first) dialogs.getState().open({ kind: 'raise', tickets: named, draftKey: `${first.id}:problem` });
      },
    },
    {
      id: 'problems.link',
      label: t('link'),
      keywords: t('linkWords'),
      group,
      icon: IconBandage,
      key: 'u',
      more: 51,
      unavailable,
      run: () => dialogs.getState().open({ kind: 'link', tickets: named }),
    },
  ]);
};

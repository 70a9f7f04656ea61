import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import { linkDialogsStore, type TicketNamed } from './link-dialogs-store.ts';

interface OpenChildrenProps {
  readonly ticket: TicketNamed;
  /** Leaves the dialog that this stands in for the one that resolves all together. */
  readonly onLeave: () => void;
}

/** From resolving one ticket to resolving it with some of those below it, where each requester can be told. */
export const OpenChildren = ({ ticket, onLeave }: OpenChildrenProps) => {
  const { t } = useTranslation('links');
  const dialogs = useSessionStore(linkDialogsStore);
  const open = () => {
    onLeave();
    dialogs.getState().open('together', ticket);
  };
  return (
    <Button size="xs" variant="subtle" color="gray" onClick={open}>
      {t('chooseWhich')}
    </Button>
  );
};

import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { Banner } from '#renderer/ui/banner.tsx';
import { linkDialogsStore } from './link-dialogs-store.ts';

interface OpenChildrenProps {
  readonly ticket: { readonly id: string; readonly number: string };
  /** Leaves the dialog that this stands in for the one that resolves all together. */
  readonly onLeave: () => void;
}

/** Says before a ticket is resolved that children of it are open, and offers to resolve them with it. Nothing where there are none. */
export const OpenChildren = ({ ticket, onLeave }: OpenChildrenProps) => {
  const { t } = useTranslation('links');
  const client = useClient();
  const dialogs = useSessionStore(linkDialogsStore);
  const [count, setCount] = useState(0);
  useEffect(() => {
    let current = true;
    void client.call('links.resolvable', { ticketId: ticket.id }).then((answer) => {
      if (current && answer.ok) setCount(answer.value.filter((each) => each.ticket.id !== ticket.id).length);
    });
    return () => {
      current = false;
    };
  }, [client, ticket.id]);
  if (count === 0) return null;
  const open = () => {
    onLeave();
    dialogs.getState().open('together', ticket);
  };
  return (
    <Banner
      tone="quiet"
      boxed
      actions={
        <Button size="xs" onClick={open}>
          {t('togetherShort')}
        </Button>
      }
    >
      {t('childrenOpen', { count })}
    </Banner>
  );
};

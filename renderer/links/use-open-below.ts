import { useEffect, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { LinkedTicket } from '#shared/links/operations.ts';

/** Open tickets below any of these that are not among them, asked for again when a ticket changes; undefined until the first answer. */
export const useOpenBelow = (ticketIds: readonly string[]): readonly LinkedTicket[] | undefined => {
  const client = useClient();
  const [open, setOpen] = useState<readonly LinkedTicket[]>();
  const ids = ticketIds.join(' ');
  useEffect(() => {
    if (ids === '') return undefined;
    let isWanted = true;
    const ask = async () => {
      const answer = await client.call('links.openBelow', { ticketIds: ids.split(' ') });
      if (isWanted && answer.ok) setOpen(answer.value);
    };
    void ask();
    const stop = client.onNotice((notice) => {
      if (notice.name === 'tickets.changed') void ask();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, ids]);
  return open;
};

import { useEffect, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { TicketLink } from '#shared/links/operations.ts';

/** The ties of a ticket, asked for again when it or a ticket at their other end changes; none until the first answer. */
export const useTicketLinks = (ticketId: string): readonly TicketLink[] => {
  const client = useClient();
  const [known, setKnown] = useState<{ readonly of: string; readonly links: readonly TicketLink[] }>();
  useEffect(() => {
    let current = true;
    let watched: readonly string[] = [ticketId];
    const load = async () => {
      const answer = await client.call('links.of', { ticketId });
      if (!current || !answer.ok) return;
      watched = [ticketId, ...answer.value.map(({ ticket }) => ticket.id)];
      setKnown({ of: ticketId, links: answer.value });
    };
    void load();
    const stop = client.onNotice((notice) => {
      if (notice.name !== 'tickets.changed') return;
      if (notice.all || notice.ids.some((id) => watched.includes(id))) void load();
    });
    return () => {
      current = false;
      stop();
    };
  }, [client, ticketId]);
  return known?.of === ticketId ? known.links : [];
};

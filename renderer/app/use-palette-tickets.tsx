import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import type { Command } from '#renderer/ui/commands.ts';
import { PriorityGlyph } from '#renderer/ui/glyphs.tsx';
import { navigate } from '#renderer/ui/route.ts';
import type { QueueFilter } from '#shared/queue/operations.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { TicketRow } from '#shared/tickets/row.ts';

const SHOWN = 6;

const withText = (text: string): QueueFilter => ({
  text,
  states: [],
  priorities: [],
  kinds: [],
  assignee: null,
  group: null,
  category: null,
  importBatch: null,
});

const glyphOf = (priority: TicketRow['priority']) => {
  const Icon = () => <PriorityGlyph priority={priority} />;
  return Icon;
};

const icons = { 1: glyphOf(1), 2: glyphOf(2), 3: glyphOf(3), 4: glyphOf(4) } as const;

/** Tickets of this laptop that match, best match first; empty for an empty query and without the permission. */
export const usePaletteTickets = (query: string): readonly Command[] => {
  const client = useClient();
  const { t } = useTranslation('app');
  const mayRead = useAllowed('tickets.read');
  const [found, setFound] = useState<{ readonly query: string; readonly rows: readonly TicketRow[] }>();
  const text = query.trim();

  useEffect(() => {
    if (text === '' || !mayRead) return undefined;
    let isWanted = true;
    void client
      .call('queue.page', {
        filter: withText(text),
        order: { by: 'match', descending: true },
        from: 0,
        count: SHOWN,
      })
      .then((reply) => {
        if (isWanted && reply.ok) setFound({ query: text, rows: reply.value.rows });
      });
    return () => {
      isWanted = false;
    };
  }, [client, text, mayRead]);

  if (text === '' || !found) return [];
  return found.rows.map((row) => ({
    id: `palette.${row.id}`,
    label: row.title,
    group: t('palette.tickets'),
    icon: icons[row.priority],
    hint: shortNumber(row.number),
    keywords: `${row.number} ${text}`,
    run: () => navigate('queue', row.id),
  }));
};

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { emptyFilter } from '#shared/queue/filter.ts';
import { usePaletteRecords, type PaletteFound } from './use-palette-records.tsx';

const SHOWN = 6;

/** Tickets of this laptop that match, best match first. */
export const usePaletteTickets = (query: string): PaletteFound => {
  const client = useClient();
  const { t } = useTranslation('app');
  const find = useCallback(
    async (text: string) => {
      const filter = { ...emptyFilter, text };
      const order = { by: 'match', descending: true } as const;
      const reply = await client.call('queue.page', { filter, order, from: 0, count: SHOWN });
      return reply.ok ? reply.value.rows : undefined;
    },
    [client],
  );
  const isAllowed = useAllowed('tickets.read');
  return usePaletteRecords({ query, isAllowed, group: t('palette.tickets'), feature: 'queue', find });
};

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { usePaletteRecords, type PaletteFound } from './use-palette-records.tsx';

const SHOWN = 4;

/** Problems that match, by number or by any word of theirs, the workaround too. */
export const usePaletteProblems = (query: string): PaletteFound => {
  const client = useClient();
  const { t } = useTranslation('app');
  const find = useCallback(
    async (text: string) => {
      const reply = await client.call('problems.list', { view: 'all', text: text.slice(0, 500) });
      return reply.ok ? reply.value.rows.slice(0, SHOWN) : undefined;
    },
    [client],
  );
  const isAllowed = useAllowed('problems.read');
  return usePaletteRecords({ query, isAllowed, group: t('palette.problems'), feature: 'problems', find });
};

import { useCallback } from 'react';
import { IconBook2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { usePaletteRecords, type PaletteFound } from './use-palette-records.tsx';

const SHOWN = 4;

/** Published articles that match, by number or by any word of theirs. */
export const usePaletteArticles = (query: string): PaletteFound => {
  const client = useClient();
  const { t } = useTranslation('app');
  const find = useCallback(
    async (text: string) => {
      const asked = { view: 'published', kind: null, language: null, text: text.slice(0, 500) } as const;
      const reply = await client.call('knowledge.list', asked);
      return reply.ok ? reply.value.rows.slice(0, SHOWN) : undefined;
    },
    [client],
  );
  const isAllowed = useAllowed('knowledge.read');
  return usePaletteRecords({
    query,
    isAllowed,
    group: t('palette.articles'),
    feature: 'knowledge',
    icon: IconBook2,
    find,
  });
};

import { useCallback } from 'react';
import { IconDevices } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { usePaletteRecords, type PaletteFound } from './use-palette-records.tsx';

const SHOWN = 4;

/** Assets that match by name, number, tag, serial, owner or site. */
export const usePaletteAssets = (query: string): PaletteFound => {
  const client = useClient();
  const { t } = useTranslation('app');
  const find = useCallback(
    async (text: string) => {
      const reply = await client.call('assets.find', { text: text.slice(0, 200), count: SHOWN });
      return reply.ok ? reply.value.map(({ id, number, name }) => ({ id, number, title: name })) : undefined;
    },
    [client],
  );
  const isAllowed = useAllowed('assets.read');
  return usePaletteRecords({
    query,
    isAllowed,
    group: t('palette.assets'),
    feature: 'assets',
    icon: IconDevices,
    find,
  });
};

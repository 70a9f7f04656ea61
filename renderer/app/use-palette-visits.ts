import { useEffect, useState } from 'react';
import { IconBriefcase2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import type { Command } from '#renderer/ui/commands.ts';
import { navigate } from '#renderer/ui/route.ts';
import type { PinnedVisit } from '#shared/visits/operations.ts';
import { fetchLaterTexts } from './i18n.ts';

/** The packs of the sites that the person is going to, as entries that open them; none for an empty query. */
export const usePaletteVisits = (query: string): readonly Command[] => {
  const client = useClient();
  const { t } = useTranslation('visits');
  const isAllowed = useAllowed('directory.read');
  const [visits, setVisits] = useState<readonly PinnedVisit[]>([]);
  const isAsked = query.trim() !== '';
  useEffect(() => {
    if (!isAllowed || !isAsked) return undefined;
    let isWanted = true;
    // Their words are needed here before the first of their screens.
    void Promise.all([client.call('visits.mine', {}), fetchLaterTexts()]).then(([answer]) => {
      if (isWanted && answer.ok) setVisits(answer.value);
    });
    return () => {
      isWanted = false;
    };
  }, [client, isAllowed, isAsked]);
  if (!isAsked) return [];
  return visits.flatMap(({ siteId, site, pack }) =>
    pack
      ? [
          {
            id: `palette.visit.${siteId}`,
            label: t('packOf', { site }),
            group: t('mine'),
            icon: IconBriefcase2,
            keywords: `${site} ${t('words')}`,
            run: () => navigate('contacts', 'sites', siteId, 'pack'),
          },
        ]
      : [],
  );
};

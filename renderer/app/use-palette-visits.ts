import { useEffect, useState } from 'react';
import { IconBriefcase2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { navigate } from '#renderer/ui/route.ts';
import type { PinnedVisit } from '#shared/visits/operations.ts';
import { fetchLaterTexts } from './i18n.ts';
import { nothingFound, type PaletteFound } from './use-palette-records.tsx';

/** The packs of the sites that the person is going to, as entries that open them; none for an empty query. */
export const usePaletteVisits = (query: string): PaletteFound => {
  const client = useClient();
  const { t } = useTranslation('visits');
  const isAllowed = useAllowed('directory.read');
  const [visits, setVisits] = useState<readonly PinnedVisit[]>();
  const isAsked = query.trim() !== '';
  useEffect(() => {
    if (!isAllowed || !isAsked) return undefined;
    let isWanted = true;
    // Their words are needed here before the first of their screens.
    void Promise.all([client.call('visits.mine', {}), fetchLaterTexts()]).then(([answer]) => {
      if (isWanted) setVisits(answer.ok ? answer.value : []);
    });
    return () => {
      isWanted = false;
    };
  }, [client, isAllowed, isAsked]);
  if (!isAllowed || !isAsked) return nothingFound;
  const commands = (visits ?? []).flatMap(({ siteId, site, pack }) =>
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
  return { commands, isSearching: visits === undefined };
};

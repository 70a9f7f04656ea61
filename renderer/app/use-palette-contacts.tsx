import { useEffect, useState } from 'react';
import { IconMapPin, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import type { Command } from '#renderer/ui/commands.ts';
import { navigate } from '#renderer/ui/route.ts';
import { nothingFound, type PaletteFound } from './use-palette-records.tsx';

const SHOWN = 4;

interface Found {
  readonly id: string;
  readonly name: string;
  readonly hint: string | null;
  /** Words that it was found by and its name does not hold. */
  readonly keywords: string;
  readonly icon: Command['icon'];
}

/** People and sites of the contacts that match, as entries that open them. */
export const usePaletteContacts = (query: string): PaletteFound => {
  const client = useClient();
  const { t } = useTranslation('app');
  const isAllowed = useAllowed('directory.read');
  const [found, setFound] = useState<{ readonly text: string; readonly rows: readonly Found[] }>();
  const text = query.trim();
  useEffect(() => {
    if (text === '' || !isAllowed) return undefined;
    let isWanted = true;
    void Promise.all([
      client.call('directory.pick', { text: text.slice(0, 200) }),
      client.call('directory.places', {}),
    ]).then(([people, places]) => {
      if (!isWanted) return;
      if (!people.ok || !places.ok) return setFound({ text, rows: [] });
      const wanted = text.toLocaleLowerCase();
      const rows = [
        ...people.value.slice(0, SHOWN).map(({ id, name, otherName, organisation, emails, phones }) => ({
          id,
          name,
          hint: organisation ?? phones[0] ?? emails[0] ?? null,
          keywords: `${otherName ?? ''} ${text}`,
          icon: IconUser,
        })),
        ...places.value.sites
          .filter(({ name, active }) => active && name.toLocaleLowerCase().includes(wanted))
          .slice(0, SHOWN)
          .map(({ id, name, organisation }) => ({ id, name, hint: organisation, keywords: text, icon: IconMapPin })),
      ];
      setFound({ text, rows });
    });
    return () => {
      isWanted = false;
    };
  }, [client, text, isAllowed]);
  if (text === '' || !isAllowed) return nothingFound;
  const commands = (found?.rows ?? []).map(({ id, name, hint, keywords, icon }) => ({
    id: `palette.${id}`,
    label: name,
    group: t('palette.contacts'),
    icon,
    hint: hint ?? undefined,
    keywords,
    run: () => navigate('contacts', id),
  }));
  return { commands, isSearching: found?.text !== text };
};

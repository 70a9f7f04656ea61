import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { filterContent, type LogFilter } from '#shared/logs/filter.ts';
import { MAX_SAVED_FILTERS } from '#shared/logs/limits.ts';

/** A file of filters: readable by people, and by this console on another laptop. */
const filterFile = z.strictObject({
  kind: z.literal('deskside-log-filters'),
  version: z.literal(1),
  filters: z.array(filterContent).max(MAX_SAVED_FILTERS),
});

const MOST_BYTES = 4 * 1024 * 1024;

export interface FilterFiles {
  readonly save: (filters: readonly LogFilter[]) => void;
  readonly load: (file: File) => Promise<void>;
}

const parsed = (text: string): z.output<typeof filterFile> | undefined => {
  try {
    return filterFile.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** Filters handed from one laptop to another as a file. Those that are here already, word for word, are not kept twice. */
export const useFilterFiles = (saved: readonly LogFilter[]): FilterFiles => {
  const { t } = useTranslation('logs');
  const client = useClient();
  const failureText = useFailureText();
  return {
    save: (filters) => {
      const content = {
        kind: 'deskside-log-filters',
        version: 1,
        filters: filters.map(({ name, kind, pattern, isRegex, matchesCase, field }) => ({
          name,
          kind,
          pattern,
          isRegex,
          matchesCase,
          field,
        })),
      };
      saveFile(t('filterFileName'), new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' }));
    },
    load: async (file) => {
      const content = file.size > MOST_BYTES ? undefined : parsed(await file.text());
      if (!content) {
        announce({ tone: 'refused', text: t('notFilters', { name: file.name }) });
        return;
      }
      const isHere = (filter: (typeof content.filters)[number]) =>
        saved.some((each) => Object.entries(filter).every(([key, value]) => each[key as keyof LogFilter] === value));
      let count = 0;
      for (const filter of content.filters.filter((each) => !isHere(each))) {
        const kept = await client.call('logs.saveFilter', { filterId: null, seen: null, content: filter });
        if (!kept.ok) {
          announce({ tone: 'refused', text: failureText(kept.failure) });
          return;
        }
        count++;
      }
      announce({ tone: 'done', text: t('filtersImported', { count }) });
    },
  };
};

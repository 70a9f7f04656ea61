import { useTranslation } from 'react-i18next';
import { announce } from '#renderer/ui/announce.ts';
import type { FilterContent, LogFilter } from '#shared/logs/filter.ts';
import { MAX_VIEW_FILTERS } from '#shared/logs/limits.ts';
import type { ChosenFilter } from './logs-store.ts';

/** What a filter begins with; `id` null for a new one. */
export type BegunFilter = Partial<FilterContent> & { readonly id: string | null };

/** Filters that lie on the view: begun in a dialog, put on, taken from those that were kept. */
export const useChosenFilters = (
  filters: readonly ChosenFilter[],
  set: (filters: readonly ChosenFilter[]) => void,
  begin: (begun: BegunFilter) => void,
) => {
  const { t } = useTranslation('logs');
  return {
    add: (begun: Partial<FilterContent> = {}) => {
      if (filters.length < MAX_VIEW_FILTERS) begin({ ...begun, id: null });
      else announce({ tone: 'refused', text: t('tooManyFilters', { count: MAX_VIEW_FILTERS }) });
    },
    /** In place of the one before, where it was one. */
    apply: (filter: ChosenFilter, before: string | null) => {
      const isIt = ({ id }: ChosenFilter) => id === before || id === filter.id;
      set(filters.some(isIt) ? filters.map((each) => (isIt(each) ? filter : each)) : [...filters, filter]);
    },
    applySaved: ({ id, name, kind, pattern, isRegex, matchesCase, field }: LogFilter, isUsed: boolean) =>
      set(
        isUsed
          ? [...filters, { id, name, kind, pattern, isRegex, matchesCase, field, isOn: true }]
          : filters.filter((each) => each.id !== id),
      ),
  };
};

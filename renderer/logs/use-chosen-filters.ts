import { useTranslation } from 'react-i18next';
import { announce } from '#renderer/ui/announce.ts';
import type { FilterContent, LogFilter } from '#shared/logs/filter.ts';
import { MAX_FILTER_NAME, MAX_PATTERN, MAX_VIEW_FILTERS } from '#shared/logs/limits.ts';
import type { ChosenFilter } from './logs-store.ts';

/** What a filter begins with; `id` null for a new one. */
export type BegunFilter = Partial<FilterContent> & { readonly id: string | null };

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/** Lines whose field says just that; of a longer value, those that begin as it does. */
const ofValue = (
  field: string,
  value: string,
): Pick<FilterContent, 'pattern' | 'isRegex' | 'matchesCase' | 'field'> => {
  const pattern = `^${escaped(value)}$`;
  return pattern.length <= MAX_PATTERN
    ? { pattern, isRegex: true, matchesCase: true, field }
    : { pattern: value.slice(0, MAX_PATTERN), isRegex: false, matchesCase: true, field };
};

/** Filters that lie on the view: begun in a dialog, put on, taken from those that were kept. */
export const useChosenFilters = (
  filters: readonly ChosenFilter[],
  set: (filters: readonly ChosenFilter[]) => void,
  begin: (begun: BegunFilter) => void,
) => {
  const { t } = useTranslation('logs');
  const isFull = (): boolean => {
    if (filters.length < MAX_VIEW_FILTERS) return false;
    announce({ tone: 'refused', text: t('tooManyFilters', { count: MAX_VIEW_FILTERS }) });
    return true;
  };
  /** At once, without a dialog: the chip says what was put on, and takes it off. */
  const put = (content: FilterContent): void => {
    const { kind, pattern, field } = content;
    const known = filters.find((each) => each.kind === kind && each.pattern === pattern && each.field === field);
    if (known) set(filters.map((each) => (each === known ? { ...each, isOn: true } : each)));
    else if (!isFull()) set([...filters, { ...content, id: crypto.randomUUID(), isOn: true }]);
  };
  return {
    addValue: (field: string, value: string, kind: 'include' | 'exclude') =>
      put({ ...ofValue(field, value), kind, name: `${field} ${value}`.trim().slice(0, MAX_FILTER_NAME) }),
    addWords: (words: string, kind: 'include' | 'exclude') =>
      put({
        kind,
        pattern: words.slice(0, MAX_PATTERN),
        isRegex: false,
        matchesCase: true,
        field: null,
        name: words.slice(0, MAX_FILTER_NAME),
      }),
    add: (begun: Partial<FilterContent> = {}) => {
      if (!isFull()) begin({ ...begun, id: null });
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

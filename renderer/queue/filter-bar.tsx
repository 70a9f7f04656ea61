import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { Button, Kbd, Popover } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { SearchField } from '#renderer/search/search-field.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { PickList } from '#renderer/ui/pick-list.tsx';
import { behindWords } from './behind-words.ts';
import { BestMatch } from './best-match.tsx';
import { activeFields, filterFields, isOpenStates, withoutField, type FilterField } from './filters.ts';
import { chosenIn, isSingle, pickedIn, useFilterOptions } from './filter-values.tsx';
import type { QueueStore } from './store.ts';
import type { ViewsStore } from './views-store.ts';
import classes from './filter-bar.module.css';

/** What the filter button is showing: the list of fields, the values of one, or nothing. */
export type FilterMenu = 'fields' | FilterField | null;

interface FilterBarProps {
  readonly store: QueueStore;
  readonly views: ViewsStore;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly menu: FilterMenu;
  readonly onMenu: (menu: FilterMenu) => void;
  /** Leaves the search field for the list. */
  readonly onDone: () => void;
  /** Puts back filter and order of the view; undefined while they are as the view has them. */
  readonly onReset: (() => void) | undefined;
}

/** What says which part of the search was left out. */
export const SEARCH_NEWS_ID = 'queue-search-news';

/** Come with a link, and can only be taken away. */
const isGiven = (field: FilterField): boolean => field === 'importBatch' || field === 'behind';
const pickable = filterFields.filter((field) => !isGiven(field));

export const FilterBar = ({ store, views, searchField, menu, onMenu, onDone, onReset }: FilterBarProps) => {
  const { t, i18n } = useTranslation('queue');
  const format = useFormat();
  const filter = useStore(store, (state) => state.filter);
  const options = useFilterOptions(views);
  const [chip, setChip] = useState<FilterField | null>(null);
  const { setFilter } = store.getState();

  const open = menu ?? chip;
  useEffect(() => {
    if (open !== null) void views.getState().loadFacets();
  }, [views, open]);

  const values = (field: FilterField, close: () => void, back?: () => void) => (
    <PickList
      key={field}
      label={t('findValue', { field: t(`field.${field}`) })}
      options={options[field]}
      chosen={chosenIn(filter, field)}
      emptyText={options[field].length === 0 ? t('noValue') : t('noMatch')}
      back={back && { label: t('back'), run: back }}
      onPick={(value) => {
        setFilter(pickedIn(store.getState().filter, field, value));
        if (isSingle(field)) close();
      }}
    />
  );

  const shownValue = (field: FilterField): string => {
    if (field === 'importBatch') return t('importBatch');
    if (field === 'behind') return (filter.behind && behindWords(filter.behind, i18n)) ?? t('behind');
    if (field === 'states' && isOpenStates(filter.states)) return t('open');
    const chosen = chosenIn(filter, field);
    const labels = options[field].filter((option) => chosen.has(option.value)).map((option) => option.label);
    return format.list(labels.length > 0 ? labels : [...chosen]);
  };

  const onSearchKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const leaves = event.key === 'Enter' || event.key === 'ArrowDown' || (event.key === 'Escape' && filter.text === '');
    if (!leaves && event.key !== 'Escape') return;
    if (!leaves) setFilter({ text: '' });
    else onDone();
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes['bar']}>
      <SearchField
        label={t('search')}
        text={filter.text}
        onText={(text) => setFilter({ text })}
        field={searchField}
        onKeyDown={onSearchKey}
        describedBy={filter.text === '' ? undefined : SEARCH_NEWS_ID}
      >
        {filter.text === '' ? (
          <Kbd aria-hidden>/</Kbd>
        ) : (
          <button type="button" aria-label={t('clearSearch')} onClick={() => setFilter({ text: '' })}>
            <IconX size={14} stroke={1.6} aria-hidden />
          </button>
        )}
      </SearchField>
      <div className={classes['chips']}>
        {activeFields(filter).map((field) => (
          <Popover
            key={field}
            opened={chip === field}
            onChange={(opened) => setChip(opened ? field : null)}
            position="bottom-start"
            offset={4}
            trapFocus
            returnFocus
            transitionProps={{ duration: 80 }}
          >
            <span className={classes['chip']}>
              <Popover.Target>
                <button type="button" disabled={isGiven(field)} onClick={() => setChip(field)}>
                  <span className={classes['field']}>{t(`field.${field}`)}</span>
                  <span className={classes['value']}>{shownValue(field)}</span>
                </button>
              </Popover.Target>
              <button
                type="button"
                aria-label={t('removeFilter', { field: t(`field.${field}`) })}
                onClick={() => setFilter(withoutField(filter, field))}
              >
                <IconX size={14} stroke={1.6} aria-hidden />
              </button>
            </span>
            <Popover.Dropdown p={0}>{values(field, () => setChip(null))}</Popover.Dropdown>
          </Popover>
        ))}
        <Popover
          opened={menu !== null}
          onChange={(opened) => onMenu(opened ? 'fields' : null)}
          position="bottom-start"
          offset={4}
          trapFocus
          returnFocus
          transitionProps={{ duration: 80 }}
        >
          <Popover.Target>
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              className={classes['add']}
              leftSection={<IconPlus size={14} stroke={1.6} aria-hidden />}
              rightSection={<Kbd aria-hidden>F</Kbd>}
              onClick={() => onMenu(menu === null ? 'fields' : null)}
            >
              {t('filter')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown p={0}>
            {menu === 'fields' ? (
              <PickList
                key="fields"
                label={t('filterBy')}
                options={pickable.map((field) => ({ value: field, label: t(`field.${field}`) }))}
                chosen={new Set(activeFields(filter))}
                emptyText={t('noMatch')}
                onPick={(value) => onMenu(pickable.find((field) => field === value) ?? 'fields')}
              />
            ) : (
              menu !== null &&
              values(
                menu,
                () => onMenu(null),
                () => onMenu('fields'),
              )
            )}
          </Popover.Dropdown>
        </Popover>
        <BestMatch store={store} />
        {onReset && (
          <Button variant="subtle" color="gray" size="xs" className={classes['add']} onClick={onReset}>
            {t('resetFilters')}
          </Button>
        )}
      </div>
    </div>
  );
};

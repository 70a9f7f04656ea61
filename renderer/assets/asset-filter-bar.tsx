import { useState, type KeyboardEvent, type RefObject } from 'react';
import { Button, Kbd, Popover } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ListSearch } from '#renderer/ui/list-search.tsx';
import type { PickOption } from '#renderer/ui/option-list.tsx';
import { PickList } from '#renderer/ui/pick-list.tsx';
import { assetStatuses } from '#shared/assets/configuration-item.ts';
import { everyAsset } from '#shared/assets/filter.ts';
import { warrantyStates } from '#shared/assets/warranty.ts';
import { activeFields, filterFields, isUsual, type FilterField } from './asset-filters.ts';
import type { AssetsStore } from './assets-store.ts';
import { useAssetFacets } from './use-asset-facets.ts';
import { useAssetWords } from './use-asset-words.ts';
import classes from './assets.module.css';

/** What the filter button is showing: the list of fields, the values of one, or nothing. */
export type FilterMenu = 'fields' | FilterField | null;

interface AssetFilterBarProps {
  readonly store: AssetsStore;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly menu: FilterMenu;
  readonly onMenu: (menu: FilterMenu) => void;
  /** Enter: a scanned label opens its asset, anything else leads to the list. */
  readonly onEnter: (text: string) => void;
  readonly onLeave: () => void;
}

const useOptions = (): Readonly<Record<FilterField, readonly PickOption[]>> => {
  const { t } = useTranslation('assets');
  const words = useAssetWords();
  const facets = useAssetFacets();
  const plain = (values: readonly string[] | undefined): readonly PickOption[] =>
    (values ?? []).map((value) => ({ value, label: value }));
  const classNames = [...new Set([...(facets?.classes ?? []), ...(facets?.used.classes ?? [])])];
  return {
    class: classNames.map((value) => ({ value, label: words.classOf(value) })),
    status: [
      { value: 'service', label: t('status.service') },
      ...assetStatuses.map((value) => ({ value, label: words.statusOf(value) })),
    ],
    site: plain(facets?.used.sites),
    owner: plain(facets?.used.owners),
    warranty: warrantyStates.map((value) => ({ value, label: t(`warranty.${value}`) })),
  };
};

export const AssetFilterBar = ({ store, searchField, menu, onMenu, onEnter, onLeave }: AssetFilterBarProps) => {
  const { t } = useTranslation('assets');
  const filter = useStore(store, (state) => state.filter);
  const options = useOptions();
  const [chip, setChip] = useState<FilterField | null>(null);
  const { setFilter } = store.getState();

  const values = (field: FilterField, close: () => void, back?: () => void) => (
    <PickList
      key={field}
      label={t('findValue', { field: t(`field.${field === 'warranty' ? 'warrantyUntil' : field}`) })}
      options={options[field]}
      chosen={new Set(filter[field] === null ? [] : [filter[field]])}
      emptyText={t('noValue')}
      back={back && { label: t('back'), run: back }}
      onPick={(value) => {
        setFilter({ [field]: filter[field] === value ? null : value });
        close();
      }}
    />
  );
  const nameOf = (field: FilterField): string => t(`field.${field === 'warranty' ? 'warrantyUntil' : field}`);
  const shown = (field: FilterField): string =>
    options[field].find(({ value }) => value === filter[field])?.label ?? filter[field] ?? '';

  const onSearchKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && filter.text !== '') setFilter({ text: '' });
    else if (event.key === 'Enter') onEnter(event.currentTarget.value);
    else if (event.key === 'ArrowDown' || event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes['bar']}>
      <ListSearch
        field={searchField}
        label={t('find')}
        clearLabel={t('clear')}
        text={filter.text}
        onText={(text) => setFilter({ text })}
        onKeyDown={onSearchKey}
        maxLength={200}
      />
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
          >
            <span className={classes['chip']}>
              <Popover.Target>
                <button type="button" onClick={() => setChip(field)}>
                  <span className={classes['chipField']}>{nameOf(field)}</span>
                  <span className={classes['chipValue']}>{shown(field)}</span>
                </button>
              </Popover.Target>
              <button
                type="button"
                aria-label={t('removeFilter', { field: nameOf(field) })}
                onClick={() => setFilter({ [field]: null })}
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
        >
          <Popover.Target>
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              className={classes['plainButton']}
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
                options={filterFields.map((field) => ({ value: field, label: nameOf(field) }))}
                chosen={new Set(activeFields(filter))}
                emptyText={t('noValue')}
                onPick={(value) => onMenu(filterFields.find((field) => field === value) ?? 'fields')}
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
        {!isUsual(filter) && (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            className={classes['plainButton']}
            onClick={() => setFilter(everyAsset)}
          >
            {t('resetFilters')}
          </Button>
        )}
      </div>
    </div>
  );
};

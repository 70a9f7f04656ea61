import { memo, useMemo } from 'react';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTable } from '@tanstack/react-table';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AssetRow } from '#shared/assets/row.ts';
import { assetColumns, assetFeatures, isSort, visibilityFor, type Room } from './asset-columns.tsx';
import type { AssetsStore } from './assets-store.ts';
import classes from './assets.module.css';

const noRows: AssetRow[] = [];

/** Column heads that sort; only the sorted one has an arrow. Rows bypass the table's row model, which wants all of them in memory. */
export const AssetGridHead = memo(({ store, room }: { readonly store: AssetsStore; readonly room: Room }) => {
  const { t } = useTranslation('assets');
  const order = useStore(store, (state) => state.order);
  const sorting = useMemo(() => [{ id: order.by, desc: order.descending }], [order]);
  const table = useTable({
    features: assetFeatures,
    columns: assetColumns,
    data: noRows,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting, columnVisibility: useMemo(() => visibilityFor(room), [room]) },
    onSortingChange: (update) => {
      const [wanted] = typeof update === 'function' ? update(sorting) : update;
      if (wanted && isSort(wanted.id)) store.getState().setOrder({ by: wanted.id, descending: wanted.desc });
    },
  });
  return (
    <div role="rowgroup" className={classes['headGroup']}>
      <div className={classes['head']} role="row" aria-rowindex={1}>
        {table.getVisibleLeafColumns().map((column) => {
          const sorted = column.getIsSorted();
          const label = isSort(column.id) ? t(`column.${column.id}`) : column.id;
          const Arrow = sorted === 'desc' ? IconArrowDown : IconArrowUp;
          return (
            <span
              key={column.id}
              role="columnheader"
              aria-sort={sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
            >
              <button
                type="button"
                tabIndex={-1}
                className={classes['sort']}
                title={t('sortBy', { column: label })}
                onClick={column.getToggleSortingHandler()}
              >
                <span className={classes['cut']}>{label}</span>
                {sorted !== false && <Arrow size={12} stroke={1.6} aria-hidden />}
              </button>
            </span>
          );
        })}
      </div>
    </div>
  );
});
AssetGridHead.displayName = 'AssetGridHead';

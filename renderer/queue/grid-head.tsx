import { memo, useMemo } from 'react';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTable } from '@tanstack/react-table';
import { useStore } from 'zustand';
import type { QueueRow } from '#shared/queue/operations.ts';
import { isColumn, queueColumns, queueFeatures, visibilityFor, type Room } from './columns.tsx';
import type { QueueStore } from './store.ts';
import classes from './grid.module.css';

const noRows: QueueRow[] = [];

interface GridHeadProps {
  readonly store: QueueStore;
  readonly room: Room;
}

/**
 * Column heads; all that can be sorted by are buttons, and only the sorted one has an arrow. TanStack Table keeps columns, their
 * visibility and the sort; rows bypass its row model, which wants every one of them in memory.
 */
export const GridHead = memo(({ store, room }: GridHeadProps) => {
  const { t } = useTranslation('queue');
  const order = useStore(store, (state) => state.order);
  const sorting = useMemo(() => [{ id: order.by, desc: order.descending }], [order]);
  const table = useTable({
    features: queueFeatures,
    columns: queueColumns,
    data: noRows,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting, columnVisibility: useMemo(() => visibilityFor(room), [room]) },
    onSortingChange: (update) => {
      const [wanted] = typeof update === 'function' ? update(sorting) : update;
      if (wanted && isColumn(wanted.id) && wanted.id !== 'category')
        store.getState().setOrder({ by: wanted.id, descending: wanted.desc });
    },
  });
  return (
    <div role="rowgroup" className={classes['headGroup']}>
      <div className={classes['head']} role="row" aria-rowindex={1}>
        {table.getVisibleLeafColumns().map((column) => {
          const sorted = column.getIsSorted();
          const label = isColumn(column.id) ? t(`column.${column.id}`) : column.id;
          const look = column.columnDef.meta;
          const Arrow = sorted === 'desc' ? IconArrowDown : IconArrowUp;
          return (
            <span
              key={column.id}
              role="columnheader"
              className={look?.end ? classes['end'] : classes['headCell']}
              aria-sort={sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
            >
              {column.getCanSort() ? (
                <button
                  type="button"
                  tabIndex={-1}
                  className={classes['sort']}
                  title={t('sortBy', { column: label })}
                  aria-label={label}
                  onClick={column.getToggleSortingHandler()}
                >
                  {look?.head[room] && <span className={classes['cut']}>{label}</span>}
                  {sorted !== false && <Arrow size={12} stroke={1.6} aria-hidden />}
                </button>
              ) : (
                <span className={classes['cut']}>{label}</span>
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
});
GridHead.displayName = 'GridHead';

import type { ReactNode } from 'react';
import {
  columnVisibilityFeature,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  type ColumnDef,
} from '@tanstack/react-table';
import { assetSorts, type AssetSort } from '#shared/assets/filter.ts';
import type { AssetRow } from '#shared/assets/row.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import type { AssetWords } from './use-asset-words.ts';
import classes from './assets.module.css';

/** How much room the list has, from its own width: detail columns go before words are cut. */
export type Room = 'full' | 'wide' | 'medium' | 'narrow' | 'tight';

export const roomFor = (width: number): Room =>
  width >= 1240 ? 'full' : width >= 900 ? 'wide' : width >= 620 ? 'medium' : width >= 400 ? 'narrow' : 'tight';

interface ColumnLook {
  /** Null: not shown. */
  readonly width: Readonly<Record<Room, string | null>>;
  /** Draws one cell. Not a component: a screen holds hundreds of them. */
  readonly show: (row: AssetRow, words: AssetWords) => ReactNode;
}

export const assetFeatures = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  columnMeta: metaHelper<ColumnLook>(),
});

const dash = <span className={classes['none']}>–</span>;
const cut = (text: string | null, className = 'soft'): ReactNode =>
  text === null || text === '' ? (
    dash
  ) : (
    <span className={classes[className]} title={text} lang={langOf(text)}>
      {text}
    </span>
  );

const column = (
  id: AssetSort,
  width: ColumnLook['width'],
  show: ColumnLook['show'],
): ColumnDef<typeof assetFeatures, AssetRow> => ({
  id,
  accessorFn: (row) => row[id],
  meta: { width, show },
  sortDescFirst: id === 'updatedAt',
});

const inAll = (width: string): ColumnLook['width'] => ({
  full: width,
  wide: width,
  medium: width,
  narrow: width,
  tight: width,
});
const none: ColumnLook['width'] = { full: null, wide: null, medium: null, narrow: null, tight: null };

/** What somebody on the phone asks first: what it is, which one, whose. */
export const assetColumns = [
  column('name', inAll('minmax(0, 1.4fr)'), (row) => cut(row.name, 'cut')),
  column('class', { ...none, full: '116px', wide: '112px' }, (row, words) => cut(words.classOf(row.class))),
  column('status', { ...none, full: '84px', wide: '84px', medium: '84px', narrow: '76px' }, (row, words) => (
    <span className={classes['soft']} data-status={row.status}>
      {words.statusOf(row.status)}
    </span>
  )),
  column('assetTag', { ...none, full: '104px', wide: '100px', medium: '96px', narrow: '92px', tight: '96px' }, (row) =>
    cut(row.assetTag, 'code'),
  ),
  column('serial', { ...none, full: '136px', wide: '128px', medium: '124px' }, (row) => cut(row.serial, 'code')),
  column('model', { ...none, full: 'minmax(0, 1fr)' }, (row) => cut(`${row.manufacturer} ${row.model}`.trim())),
  column('owner', { ...none, full: '132px', wide: '116px', medium: '104px' }, (row) => cut(row.owner)),
  column('site', { ...none, full: '132px', wide: '108px' }, (row) => cut(row.site)),
  column('warrantyUntil', { ...none, full: '124px' }, (row, words) => {
    const warranty = words.warranty(row.warrantyUntil);
    return warranty ? (
      <span className={classes['soft']} data-warranty={warranty.state}>
        {warranty.text}
      </span>
    ) : (
      dash
    );
  }),
];

export interface ShownColumn extends ColumnLook {
  readonly id: string;
}

const shownIn = (room: Room): readonly ShownColumn[] =>
  assetColumns.flatMap(({ id, meta }) =>
    id !== undefined && meta && meta.width[room] !== null ? [{ id, ...meta }] : [],
  );

export const shownColumns: Readonly<Record<Room, readonly ShownColumn[]>> = {
  full: shownIn('full'),
  wide: shownIn('wide'),
  medium: shownIn('medium'),
  narrow: shownIn('narrow'),
  tight: shownIn('tight'),
};

/** `grid-template-columns` of head and rows alike. */
export const templateFor = (room: Room): string => shownColumns[room].map(({ width }) => width[room]).join(' ');

export const visibilityFor = (room: Room): Record<string, boolean> =>
  Object.fromEntries(assetColumns.map(({ id = '', meta }) => [id, meta?.width[room] !== null]));

export const isSort = (id: string): id is AssetSort => assetSorts.some((each) => each === id);

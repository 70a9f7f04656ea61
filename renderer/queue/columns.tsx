import type { ReactNode } from 'react';
import {
  columnVisibilityFeature,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  type ColumnDef,
} from '@tanstack/react-table';
import type { QueueRow } from '#shared/queue/operations.ts';
import type { QueueOrderBy } from '#shared/queue/sorts.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { PriorityGlyph, StateGlyph } from '#renderer/ui/glyphs.tsx';
import { langOf } from '#renderer/ui/text-lang.ts';
import { Marked } from '#renderer/ui/marked.tsx';
import { DueCell } from './due-cell.tsx';
import { RowSnippet } from './row-snippet.tsx';
import type { RowWords } from './row-words.ts';
import classes from './grid.module.css';

/**
 * How much room the list has: everything, all but the category, glyphs beside an open panel, the four that say which ticket it is and when it
 * is due, or the three of these that can be read where a number would leave no room for the title.
 */
export type Room = 'full' | 'wide' | 'medium' | 'narrow' | 'tight';

/** From the width of the list itself, px: the panel takes its share whatever the window's width. */
export const roomFor = (width: number): Room =>
  width >= 1360 ? 'full' : width >= 1000 ? 'wide' : width >= 640 ? 'medium' : width >= 420 ? 'narrow' : 'tight';

interface ColumnLook {
  readonly width: Readonly<Record<Room, string | null>>;
  readonly end?: boolean;
  /** Where the head has room for its word; elsewhere the word is read out only. */
  readonly head: Readonly<Record<Room, boolean>>;
  /** Draws one cell. Not a component: 30 rows of nine are drawn per screen, and hooks in each would cost more than the text. */
  readonly show: (row: QueueRow, words: RowWords, room: Room) => ReactNode;
}

export const queueFeatures = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  columnMeta: metaHelper<ColumnLook>(),
});

const always = (width: string): ColumnLook['width'] => ({
  full: width,
  wide: width,
  medium: width,
  narrow: width,
  tight: width,
});

const worded: ColumnLook['head'] = { full: true, wide: true, medium: true, narrow: true, tight: true };
const wordedIfWide: ColumnLook['head'] = { ...worded, medium: false, narrow: false, tight: false };
const wordless: ColumnLook['head'] = { full: false, wide: false, medium: false, narrow: false, tight: false };

/** State and person stand as words where there is room for them. */
const hasWords = (room: Room): boolean => room === 'full' || room === 'wide';
const dash = <span className={classes['none']}>–</span>;

const cut = (text: string | null, className?: string): ReactNode =>
  text === null ? dash : <span className={className}>{text}</span>;

type ColumnId = Exclude<QueueOrderBy, 'createdAt'> | 'category';

const column = (id: ColumnId, meta: ColumnLook): ColumnDef<typeof queueFeatures, QueueRow> => ({
  id,
  accessorFn: (row) => (id === 'due' ? row.due?.at : row[id]),
  meta,
  sortDescFirst: id === 'updatedAt',
  enableSorting: id !== 'category',
});

/** LOOK.md: priority, number, state, title, person, due. Ids are the sorts of `queue.page`. */
export const queueColumns = [
  column('priority', {
    width: always('16px'),
    head: wordless,
    show: (row, words) => <PriorityGlyph priority={row.priority} label={words.priority[row.priority]} />,
  }),
  column('number', {
    width: { ...always('116px'), tight: null },
    head: worded,
    show: (row) => <span className={classes['number']}>{shortNumber(row.number)}</span>,
  }),
  column('state', {
    width: { full: '100px', wide: '100px', medium: '14px', narrow: null, tight: null },
    head: wordedIfWide,
    show: (row, words, room) => (
      <span className={classes['state']}>
        <StateGlyph state={row.state} label={hasWords(room) ? undefined : words.state[row.state]} />
        {hasWords(room) && <span className={classes['cut']}>{words.state[row.state]}</span>}
      </span>
    ),
  }),
  column('title', {
    width: always('minmax(0, 1fr)'),
    head: worded,
    show: (row, words) => (
      <>
        <span className={classes['cut']} title={row.title} lang={langOf(row.title)}>
          {row.major && <b className={classes['major']}>{words.major}</b>}
          <Marked text={row.title} as="row" />
        </span>
        <RowSnippet ticketId={row.id} />
      </>
    ),
  }),
  column('requester', {
    width: { full: '132px', wide: '112px', medium: '92px', narrow: null, tight: null },
    head: worded,
    show: (row) => cut(row.requester, classes['soft']),
  }),
  column('assignee', {
    width: { full: '132px', wide: '116px', medium: '20px', narrow: null, tight: null },
    head: wordedIfWide,
    show: (row, words, room) => (
      <span className={classes['person']}>
        <Avatar name={row.assignee} own={row.assigneeId === words.me} label={row.assignee ?? words.unassigned} />
        {hasWords(room) && row.assignee !== null && cut(row.assignee, classes['soft'])}
      </span>
    ),
  }),
  column('group', {
    width: { full: '168px', wide: '156px', medium: null, narrow: null, tight: null },
    head: worded,
    show: (row) => cut(row.group, classes['soft']),
  }),
  column('category', {
    width: { full: '160px', wide: null, medium: null, narrow: null, tight: null },
    head: worded,
    show: (row) => cut(row.category, classes['soft']),
  }),
  column('due', {
    width: { full: '104px', wide: '104px', medium: '92px', narrow: '88px', tight: '88px' },
    head: worded,
    end: true,
    show: (row, words) => <DueCell row={row} words={words} />,
  }),
  column('updatedAt', {
    width: { full: '96px', wide: '96px', medium: null, narrow: null, tight: null },
    head: worded,
    end: true,
    show: (row, words) => <span className={classes['time']}>{words.when(row.updatedAt)}</span>,
  }),
];

/** What heads and commands can sort by. */
export const sortableColumns = [
  'priority',
  'number',
  'state',
  'title',
  'requester',
  'assignee',
  'group',
  'due',
  'updatedAt',
] as const satisfies readonly ColumnId[];

/** What a row draws, left to right; the same array for the same room, so that rows are drawn again only for a reason of their own. */
export interface ShownColumn extends ColumnLook {
  readonly id: string;
}

const shownIn = (room: Room): readonly ShownColumn[] =>
  queueColumns.flatMap(({ id, meta }) =>
    id !== undefined && meta && meta.width[room] !== null ? [{ id, ...meta }] : [],
  );

export const shownColumns: Readonly<Record<Room, readonly ShownColumn[]>> = {
  full: shownIn('full'),
  wide: shownIn('wide'),
  medium: shownIn('medium'),
  narrow: shownIn('narrow'),
  tight: shownIn('tight'),
};

/** As the table wants it: every column by id. */
export const visibilityFor = (room: Room): Record<string, boolean> =>
  Object.fromEntries(queueColumns.map(({ id = '', meta }) => [id, meta?.width[room] !== null]));

/** `grid-template-columns` of head and rows alike. */
export const templateFor = (room: Room): string => shownColumns[room].map(({ width }) => width[room]).join(' ');

export const isColumn = (id: string): id is ColumnId => queueColumns.some((each) => each.id === id);

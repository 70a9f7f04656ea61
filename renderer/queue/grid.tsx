import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useStore } from 'zustand';
import { shownColumns, templateFor } from './columns.tsx';
import { QueueStoreContext } from './due-cell.tsx';
import { GroupHead } from './group-head.tsx';
import { groupStarts, listHeight, slotHeight } from './group-layout.ts';
import { GridHead } from './grid-head.tsx';
import { QueueRow, ROW_HEIGHT, rowDomId } from './row.tsx';
import { rowAt } from './row-window.ts';
import { useRowWords } from './row-words.ts';
import type { QueueStore } from './store.ts';
import { HEAD_HEIGHT, useGridScroll } from './use-grid-scroll.ts';
import classes from './grid.module.css';

/** Rows drawn beyond either edge: two wheel notches, or three frames at 4,000 px/s, never show an empty strip. More would be laid out with every key. */
const OVERSCAN = 6;

interface QueueGridProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly store: QueueStore;
  readonly openId: string | null;
  readonly onOpen: (ticketId: string) => void;
  /** The person moved the focus with a key of the grid. */
  readonly onMoved: () => void;
}

/**
 * The whole result as one scrolling grid: rows of a sparse window over the core's order, all of one height, so none is measured.
 * One tab stop; the focused row is named by `aria-activedescendant` and is drawn even when it is scrolled out of sight.
 */
export const QueueGrid = ({ ref: scroller, store, openId, onOpen, onMoved }: QueueGridProps) => {
  const { t } = useTranslation('queue');
  const words = useRowWords();
  const window = useStore(store, (state) => state.window);
  const focusIndex = useStore(store, (state) => state.focusIndex);
  const focusId = useStore(store, (state) => state.focusId);
  const checked = useStore(store, (state) => state.checked);
  const groups = window?.groups ?? null;
  const starts = useMemo(() => groupStarts(groups), [groups]);
  const room = useGridScroll(scroller, store, starts);
  const total = window?.total ?? 0;

  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range);
      if (focusIndex >= total || shown.includes(focusIndex)) return shown;
      return [...shown, focusIndex].toSorted((a, b) => a - b);
    },
    [focusIndex, total],
  );
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => slotHeight(starts, index),
    overscan: OVERSCAN,
    rangeExtractor,
    useFlushSync: false,
  });

  // Heights are known, not measured: where groups move, all of them are read again.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, starts]);

  // Asked for first: this is what brings the range up to date.
  const items = virtualizer.getVirtualItems();
  const from = virtualizer.range?.startIndex ?? 0;
  const to = (virtualizer.range?.endIndex ?? 0) + 1;
  const direction = virtualizer.scrollDirection === 'backward' ? -1 : virtualizer.scrollDirection === 'forward' ? 1 : 0;
  useEffect(() => store.getState().see(from, to, direction), [store, from, to, direction]);

  // Rows that leave one edge come back at the other: their elements are filled anew instead of made anew. Never smaller than
  // the run itself, or two rows would share a key and one of them would stay on screen for good.
  const usual = Math.ceil((virtualizer.scrollRect?.height ?? 0) / ROW_HEIGHT) + 2 * OVERSCAN + 2;
  const pool = Math.max(usual, to - from + 2 * OVERSCAN);
  const isRun = (index: number): boolean => index >= from - OVERSCAN && index < to + OVERSCAN;

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
    const state = store.getState();
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    const step = steps[event.key];
    if (step !== undefined) state.move(step, event.shiftKey);
    else if (event.key === 'Home') state.focus(0);
    else if (event.key === 'End') state.focus(total - 1);
    else return;
    event.preventDefault();
    onMoved();
  };

  /** One listener for all rows: they come and go by the dozen while scrolling. */
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const slot = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (!slot) return;
    const index = Number(slot.dataset['index']);
    const state = store.getState();
    if (event.shiftKey) void state.checkTo(index);
    else if (event.ctrlKey || event.metaKey) state.toggle(index);
    else {
      state.focus(index);
      const { focusId: pressed } = store.getState();
      if (pressed !== null) onOpen(pressed);
    }
  };

  return (
    <div
      ref={scroller}
      className={classes['grid']}
      role="grid"
      tabIndex={0}
      aria-label={t('grid')}
      aria-rowcount={total + 1}
      aria-colcount={shownColumns[room].length}
      aria-multiselectable="true"
      aria-activedescendant={focusId !== null && total > 0 ? rowDomId(focusId) : undefined}
      style={{ '--queue-columns': templateFor(room) } as CSSProperties}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <GridHead store={store} room={room} />
      <QueueStoreContext value={store}>
        <div className={classes['body']} role="rowgroup" style={{ height: listHeight(starts, total) }}>
          {items.map((item) => {
            const row = window && rowAt(window, item.index);
            return (
              <div
                key={isRun(item.index) ? item.index % pool : 'focus'}
                role="presentation"
                className={classes['slot']}
                data-index={item.index}
                style={{ top: item.start, height: item.size }}
              >
                <GroupHead group={starts.get(item.index)} />
                <QueueRow
                  index={item.index}
                  row={row}
                  room={room}
                  words={words}
                  isFocused={item.index === focusIndex}
                  isOpen={row !== undefined && row.id === openId}
                  isChecked={row !== undefined && checked.has(row.id)}
                />
              </div>
            );
          })}
        </div>
      </QueueStoreContext>
    </div>
  );
};

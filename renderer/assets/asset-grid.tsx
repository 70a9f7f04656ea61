import {
  useEffect,
  useLayoutEffect,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useRangeWith } from '#renderer/ui/use-range-with.ts';
import { roomFor, shownColumns, templateFor, type Room } from './asset-columns.tsx';
import { AssetGridHead } from './asset-grid-head.tsx';
import { rowAt, type AssetsStore } from './assets-store.ts';
import { useAssetWords } from './use-asset-words.ts';
import classes from './assets.module.css';

/** `--row` and `--h-colhead` of tokens.css, px. */
const ROW_HEIGHT = 32;
const HEAD_HEIGHT = 28;
const OVERSCAN = 8;

const rowDomId = (ciId: string): string => `row-${ciId.replace(':', '-')}`;

interface AssetGridProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly store: AssetsStore;
  readonly openId: string | null;
  readonly onOpen: (ciId: string) => void;
  readonly onMoved: () => void;
}

const useRoom = (scroller: RefObject<HTMLDivElement | null>): Room => {
  const [room, setRoom] = useState<Room>('medium');
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = () => {
      if (element.clientWidth > 0) setRoom(roomFor(element.clientWidth));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return room;
};

/** All assets that the filter leaves, in one scrolling grid: a window over the core's order, rows of one height, one tab stop. */
export const AssetGrid = ({ ref: scroller, store, openId, onOpen, onMoved }: AssetGridProps) => {
  const { t } = useTranslation('assets');
  const words = useAssetWords();
  const runs = useStore(store, (state) => state.runs);
  const total = useStore(store, (state) => state.total) ?? 0;
  const focusIndex = useStore(store, (state) => state.focusIndex);
  const focusId = useStore(store, (state) => state.focusId);
  const jump = useStore(store, (state) => state.jump);
  const room = useRoom(scroller);

  const rangeExtractor = useRangeWith(focusIndex, total);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    rangeExtractor,
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const from = virtualizer.range?.startIndex ?? 0;
  const to = (virtualizer.range?.endIndex ?? 0) + 1;
  useEffect(() => store.getState().see(from, to), [store, from, to]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || jump === 0) return;
    const top = store.getState().focusIndex * ROW_HEIGHT;
    const view = element.clientHeight - HEAD_HEIGHT;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW_HEIGHT > element.scrollTop + view) element.scrollTop = top + ROW_HEIGHT - view;
  }, [scroller, store, jump]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
    const state = store.getState();
    if (event.key === 'PageDown' || event.key === 'PageUp') state.move(event.key === 'PageDown' ? page : -page);
    else if (event.key === 'Home' || event.key === 'End') state.focus(event.key === 'Home' ? 0 : total - 1);
    else return;
    event.preventDefault();
    onMoved();
  };
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const slot = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (!slot) return;
    const state = store.getState();
    state.focus(Number(slot.dataset['index']));
    const { focusId: pressed } = store.getState();
    if (pressed !== null) onOpen(pressed);
  };

  return (
    <div
      ref={scroller}
      className={classes['grid']}
      role="grid"
      tabIndex={0}
      aria-label={t('list')}
      aria-rowcount={total + 1}
      aria-colcount={shownColumns[room].length}
      aria-activedescendant={focusId !== null && total > 0 ? rowDomId(focusId) : undefined}
      style={{ '--asset-columns': templateFor(room) } as CSSProperties}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <AssetGridHead store={store} room={room} />
      <div className={classes['body']} role="rowgroup" style={{ height: total * ROW_HEIGHT }}>
        {items.map((item) => {
          const row = rowAt({ runs, total }, item.index);
          return (
            <div
              key={item.index}
              role="presentation"
              className={classes['slot']}
              data-index={item.index}
              style={{ top: item.start, height: item.size }}
            >
              <div
                className={classes['row']}
                role="row"
                aria-rowindex={item.index + 2}
                data-focused={item.index === focusIndex || undefined}
                {...(row && {
                  id: rowDomId(row.id),
                  'aria-selected': row.id === openId,
                  'data-asset': row.id,
                  'data-open': row.id === openId || undefined,
                })}
              >
                {shownColumns[room].map((column) => (
                  <span key={column.id} role="gridcell">
                    {row ? column.show(row, words) : <span className={classes['bone']} />}
                  </span>
                ))}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
};

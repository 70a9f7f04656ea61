import {
  useEffect,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { useRangeWith } from '#renderer/ui/use-range-with.ts';
import type { directoryEn } from './messages.en.ts';
import classes from './contacts.module.css';

const ROW_HEIGHT = 36;
const HEAD_HEIGHT = 28;
const OVERSCAN = 8;

export interface ContactColumn {
  readonly id: string;
  readonly label: Extract<keyof typeof directoryEn, `column.${string}`>;
}

export interface ContactRow {
  readonly id: string;
  readonly isQuiet: boolean;
  /** By column. */
  readonly cells: Readonly<Record<string, ReactNode>>;
}

interface ContactsGridProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly label: string;
  /** Names the columns for the style sheet. */
  readonly kind: 'people' | 'organisations' | 'sites' | 'onCall';
  readonly columns: readonly ContactColumn[];
  readonly total: number;
  /** Undefined while it is on its way. */
  readonly rowAt: (index: number) => ContactRow | undefined;
  readonly focusIndex: number;
  readonly openId: string | null;
  /** These rows are on screen. */
  readonly onSee?: ((from: number, to: number) => void) | undefined;
  readonly onFocus: (index: number) => void;
  readonly onOpen: (id: string) => void;
}

const rowDomId = (index: number): string => `contact-row-${index}`;

/** Rows of any length as one scrolling grid with one tab stop; only those in sight, and the focused one, are drawn. */
export const ContactsGrid = ({
  ref: scroller,
  label,
  kind,
  columns,
  total,
  rowAt,
  focusIndex,
  openId,
  onSee,
  onFocus,
  onOpen,
}: ContactsGridProps) => {
  const { t } = useTranslation('directory');
  const rangeExtractor = useRangeWith(focusIndex, total);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    rangeExtractor,
    scrollPaddingEnd: HEAD_HEIGHT,
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const from = Math.max(0, (virtualizer.range?.startIndex ?? 0) - OVERSCAN);
  const to = (virtualizer.range?.endIndex ?? 0) + OVERSCAN;
  useEffect(() => onSee?.(from, to), [onSee, from, to]);

  const lastFocus = useRef(focusIndex);
  useLayoutEffect(() => {
    if (focusIndex === lastFocus.current || focusIndex >= total) return;
    lastFocus.current = focusIndex;
    virtualizer.scrollToIndex(focusIndex, { align: 'auto' });
  }, [focusIndex, total, virtualizer]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
    const places: Readonly<Record<string, number>> = {
      PageDown: focusIndex + page,
      PageUp: focusIndex - page,
      Home: 0,
      End: total - 1,
    };
    const place = places[event.key];
    if (place === undefined) return;
    onFocus(Math.max(0, Math.min(place, total - 1)));
    event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (!row) return;
    const index = Number(row.dataset['index']);
    const opened = rowAt(index);
    onFocus(index);
    if (opened) onOpen(opened.id);
  };
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={total + 1}
      aria-activedescendant={total > 0 ? rowDomId(focusIndex) : undefined}
      className={classes['grid']}
      data-kind={kind}
      data-narrow={openId !== null || undefined}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="rowgroup" className={classes['headGroup']}>
        <div role="row" className={`${classes['row']} ${classes['head']}`}>
          {columns.map(({ id, label: name }) => (
            <span key={id} role="columnheader" data-column={id}>
              {t(name)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes['body']} style={{ height: total * ROW_HEIGHT }}>
        {items.map(({ index, start }) => {
          const row = rowAt(index);
          const isOpen = row !== undefined && row.id === openId;
          return (
            <div
              key={index}
              id={rowDomId(index)}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={isOpen}
              data-index={index}
              data-contact={row?.id}
              data-focused={index === focusIndex || undefined}
              data-open={isOpen || undefined}
              data-quiet={row?.isQuiet === true || undefined}
              className={classes['row']}
              style={{ transform: `translateY(${start}px)` }}
            >
              {columns.map(({ id }) => (
                <span key={id} role="gridcell" data-column={id}>
                  {row?.cells[id] ?? (row ? <span className="muted">–</span> : null)}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
};

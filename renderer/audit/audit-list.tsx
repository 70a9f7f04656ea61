import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AuditEntryView } from '#shared/audit/operations.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useRangeWith } from '#renderer/ui/use-range-with.ts';
import { AuditRow, rowDomId } from './audit-row.tsx';
import { gapWords } from './entry-words.ts';
import { listItems, type ListItem } from './list-items.ts';
import { shownDevice, type AuditStore } from './store.ts';
import classes from './audit.module.css';

const ROW_HEIGHT = 32;
const DAY_HEIGHT = 28;
const HEAD_HEIGHT = 28;
const OVERSCAN = 12;
/** Older entries are asked for while this many rows are still below the screen. */
const AHEAD = 40;

interface AuditListProps {
  readonly store: AuditStore;
  readonly entries: readonly AuditEntryView[];
  readonly openSeq: number | undefined;
  readonly onOpen: (seq: number) => void;
  readonly ref: Ref<HTMLDivElement>;
}

/** Entries under their days, newest first; older ones load as they come into sight. New ones push nothing away that is being read. */
export const AuditList = ({ store, entries, openSeq, onOpen, ref }: AuditListProps) => {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const focusSeq = useStore(store, (state) => state.focusSeq);
  const next = useStore(store, (state) => state.next);
  const scroller = useRef<HTMLDivElement>(null);
  const [openedAt] = useState(Date.now);

  const isWhole = useStore(
    store,
    ({ filter }) => filter.result === null && filter.text === '' && filter.object === null,
  );
  // Of a chain that still grows, what is not listed yet is not missing.
  const lastSeq = useStore(store, (state) => (state.device === null ? undefined : shownDevice(state)?.lastSeq));
  const items = useMemo(() => {
    const newest = entries[0]?.entry.seq ?? 0;
    const oldest = entries.at(-1)?.entry.seq ?? 1;
    const whole = isWhole ? { from: next === 0 ? 1 : oldest, to: lastSeq ?? newest } : undefined;
    return listItems(entries, (at) => new Date(at).toDateString(), whole);
  }, [entries, isWhole, next, lastSeq]);
  const focusIndex = items.findIndex((item) => item.kind === 'entry' && item.view.entry.seq === focusSeq);
  const rangeExtractor = useRangeWith(focusIndex, items.length);
  const virtualizer = useVirtualizer({
    // One line more: what is known of the older end.
    count: items.length + 1,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index] === undefined || items[index].kind === 'entry' ? ROW_HEIGHT : DAY_HEIGHT),
    getItemKey: (index) => {
      const item = items[index];
      return item ? keyOf(item) : 'end';
    },
    overscan: OVERSCAN,
    rangeExtractor,
    // The sticky head takes this much of what the list shows.
    scrollPaddingEnd: HEAD_HEIGHT,
  });

  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (next > 0 && last + AHEAD >= items.length) store.getState().more();
  }, [store, next, last, items.length]);

  // Entries that arrive at the top while somebody reads further down must not move what they read.
  const shown = useRef({ top: entries[0]?.entry.seq ?? 0, total: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    const total = virtualizer.getTotalSize();
    const top = entries[0]?.entry.seq ?? 0;
    const arrived = shown.current.top > 0 && top > shown.current.top;
    if (element && arrived && element.scrollTop > 0) element.scrollTop += total - shown.current.total;
    shown.current = { top, total };
  }, [entries, virtualizer]);

  const lastFocus = useRef(focusSeq);
  useLayoutEffect(() => {
    if (focusSeq === lastFocus.current || focusIndex < 0) return;
    lastFocus.current = focusSeq;
    virtualizer.scrollToIndex(focusIndex <= 1 ? 0 : focusIndex, { align: 'auto' });
  }, [focusSeq, focusIndex, virtualizer]);

  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      if (typeof ref === 'function') ref(element);
      else if (ref) ref.current = element;
    },
    [ref],
  );

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
    const steps: Readonly<Record<string, number>> = { PageDown: page, PageUp: -page };
    const step = steps[event.key];
    if (step === undefined) return;
    store.getState().move(step);
    event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const row = event.target instanceof Element ? event.target.closest('[data-row-id]') : null;
    const seq = Number(row?.getAttribute('data-row-id'));
    if (!seq) return;
    store.getState().focus(seq);
    onOpen(seq);
  };

  return (
    <div
      ref={attach}
      className={classes['list']}
      role="grid"
      tabIndex={0}
      aria-label={t('list')}
      aria-rowcount={-1}
      aria-activedescendant={focusSeq === undefined || focusIndex < 0 ? undefined : rowDomId(focusSeq)}
      data-autofocus
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div className={classes['head']} role="row">
        <span role="columnheader" className={classes['right']}>
          {t('column.seq')}
        </span>
        <span role="columnheader">{t('column.time')}</span>
        <span role="columnheader" className={classes['actorCell']}>
          {t('column.actor')}
        </span>
        <span role="columnheader">{t('column.action')}</span>
        <span role="columnheader">{t('column.object')}</span>
        <span role="columnheader" aria-label={t('column.result')} />
      </div>
      <div className={classes['body']} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, size, key }) => {
          const item = items[index];
          return (
            <div
              key={key}
              className={classes['slot']}
              role="presentation"
              style={{ height: size, transform: `translateY(${start}px)` }}
            >
              {item === undefined ? (
                <div className={classes['end']} role="row">
                  <span role="gridcell">
                    {next === 0
                      ? t(isWhole || entries.at(-1)?.entry.seq === 1 ? 'start' : 'noOlder')
                      : entries.length === 0
                        ? t('searching', { seq: format.number(next) })
                        : t('older')}
                  </span>
                </div>
              ) : item.kind === 'gap' ? (
                <div className={classes['gap']} role="row">
                  <span role="gridcell">{gapWords(item.from, item.to, t, format.number)}</span>
                </div>
              ) : item.kind === 'day' ? (
                <div className={classes['day']} role="row">
                  <span role="gridcell">{dayName(item.at, format.day(item.at, openedAt), openedAt, t)}</span>
                </div>
              ) : (
                <AuditRow
                  view={item.view}
                  isFocused={item.view.entry.seq === focusSeq}
                  isOpen={item.view.entry.seq === openSeq}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
};

const keyOf = (item: ListItem): string | number => {
  if (item.kind === 'entry') return item.view.entry.seq;
  return item.kind === 'day' ? `day ${item.at}` : `gap ${item.from}`;
};

const DAY_MS = 24 * 60 * 60_000;

const dayName = (at: string, day: string, now: number, t: (key: 'today' | 'yesterday') => string): string => {
  const named = new Date(at).toDateString();
  if (named === new Date(now).toDateString()) return t('today');
  return named === new Date(now - DAY_MS).toDateString() ? t('yesterday') : day;
};

import { useCallback, useEffect, useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent, type Ref } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { dayText } from '#renderer/ui/date-time-text.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { useRangeWith } from '#renderer/ui/use-range-with.ts';
import type { ListedArticle } from '#shared/knowledge/operations.ts';
import { ArticleRow, rowDomId } from './article-row.tsx';
import type { KnowledgeStore } from './store.ts';
import classes from './knowledge.module.css';

const ROW_HEIGHT = 48;
const OVERSCAN = 8;

interface ArticleListProps {
  readonly store: KnowledgeStore;
  readonly rows: readonly ListedArticle[];
  readonly openId: string | null;
  readonly onOpen: (articleId: string) => void;
  readonly onMove: (by: number) => void;
  readonly ref: Ref<HTMLDivElement>;
}

/** Articles as rows of two lines, best first. Comes back to where it was scrolled to. */
export const ArticleList = ({ store, rows, openId, onOpen, onMove, ref }: ArticleListProps) => {
  const { t } = useTranslation('knowledge');
  const focusId = useStore(store, (state) => state.focusId);
  const total = useStore(store, (state) => state.total);
  const today = dayText(new Date(useNow()));
  const scroller = useRef<HTMLDivElement>(null);
  const focusIndex = rows.findIndex(({ id }) => id === focusId);
  const hidden = total - rows.length;
  const rangeExtractor = useRangeWith(focusIndex, rows.length);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    initialOffset: () => store.getState().scrollTop,
    overscan: OVERSCAN,
    rangeExtractor,
  });

  // Another search begins at its best hit; the same list stays where it was.
  const place = useStore(store, (state) => state.scrollTop);
  useLayoutEffect(() => {
    const { scrollTop } = store.getState();
    if (scroller.current && scroller.current.scrollTop !== scrollTop) scroller.current.scrollTop = scrollTop;
  }, [store, place]);
  const lastFocus = useRef(focusId);
  useEffect(() => {
    if (focusId === lastFocus.current || focusIndex < 0) return;
    lastFocus.current = focusId;
    virtualizer.scrollToIndex(focusIndex, { align: 'auto' });
  }, [focusId, focusIndex, virtualizer]);

  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      if (typeof ref === 'function') ref(element);
      else if (ref) ref.current = element;
    },
    [ref],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / ROW_HEIGHT) - 1);
    const steps: Readonly<Record<string, number>> = {
      PageDown: page,
      PageUp: -page,
      Home: -rows.length,
      End: rows.length,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    onMove(step);
    event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-article]') : null;
    if (row?.dataset['article'] !== undefined) onOpen(row.dataset['article']);
  };
  return (
    <>
      <div
        ref={attach}
        className={classes['list']}
        role="listbox"
        data-rows
        tabIndex={0}
        aria-label={t('list')}
        aria-activedescendant={focusId !== null && focusIndex >= 0 ? rowDomId(focusId) : undefined}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onScroll={(event) => store.getState().keepPlace(event.currentTarget.scrollTop)}
      >
        <div className={classes['rows']} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, key }) => {
            const row = rows[index];
            return (
              row && (
                <div key={key} className={classes['slot']} role="presentation" style={{ top: start }}>
                  <ArticleRow
                    row={row}
                    place={index}
                    total={rows.length}
                    isFocused={row.id === focusId}
                    isOpen={row.id === openId}
                    today={today}
                  />
                </div>
              )
            );
          })}
        </div>
      </div>
      {hidden > 0 && <p className={classes['hidden']}>{t('more', { count: hidden })}</p>}
    </>
  );
};

import { useEffect, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';

interface ListGrid {
  readonly label: string;
  /** Of the rows, in the order they are shown. */
  readonly ids: readonly string[];
  readonly focusId: string | null;
  readonly openId: string | undefined;
  /** How many rows the page keys go by. Without it they scroll, as on any page. */
  readonly pageOf?: (grid: Element) => number;
  readonly onFocus: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

const rowDomId = (id: string): string => `row-${id.replace(':', '-')}`;

/**
 * A list as a grid with one tab stop, which names its focused row; that is the first one until another is. The view's own keys go from row to row
 * (`useListKeys`); these are the ends, the pages and the pointer. When the list comes up and nothing else has the focus, it takes it.
 */
export const useListGrid = (
  grid: RefObject<HTMLElement | null>,
  { label, ids, focusId, openId, pageOf, onFocus, onOpen }: ListGrid,
) => {
  const at = Math.max(0, ids.indexOf(focusId ?? ''));
  const focused = ids[at];
  useEffect(() => {
    const active = document.activeElement;
    if (active === document.body || active?.matches('main, nav *')) grid.current?.focus({ preventScroll: true });
  }, [grid]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = pageOf?.(event.currentTarget);
    const places: Readonly<Record<string, number | undefined>> = {
      Home: 0,
      End: ids.length - 1,
      ...(page !== undefined && { PageDown: at + page, PageUp: at - page }),
    };
    const place = places[event.key];
    const next = place === undefined ? undefined : ids[Math.max(0, Math.min(place, ids.length - 1))];
    if (next === undefined) return;
    onFocus(next);
    event.preventDefault();
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    const clicked = row && ids[Number(row.dataset['index'])];
    if (clicked) onOpen(clicked);
  };
  return {
    /** The place of the focused row. */
    at,
    gridProps: {
      role: 'grid',
      tabIndex: 0,
      'aria-label': label,
      // With the row of heads.
      'aria-rowcount': ids.length + 1,
      'aria-activedescendant': focused === undefined ? undefined : rowDomId(focused),
      onKeyDown,
      onClick,
    },
    rowProps: (index: number) => {
      const id = ids[index] ?? '';
      return {
        id: rowDomId(id),
        'aria-rowindex': index + 2,
        'aria-selected': id === openId,
        'data-index': index,
        'data-focused': index === at || undefined,
        'data-selected': id === openId || undefined,
      };
    },
  };
};

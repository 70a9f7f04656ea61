import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import { rowTop, slotHeight, type GroupStarts } from './group-layout.ts';
import { roomFor, type Room } from './columns.tsx';
import { ROW_HEIGHT } from './row.tsx';
import type { Jump, QueueStore } from './store.ts';

/** The sticky column heads cover this much of the scrolled content, px; `--h-colhead` in tokens.css. */
export const HEAD_HEIGHT = 28;

const jumpTo = (element: HTMLElement, jump: Jump, starts: GroupStarts): void => {
  if (jump.kind === 'top') element.scrollTop = 0;
  else if (jump.kind === 'by') element.scrollTop += jump.rows * ROW_HEIGHT;
  else {
    const top = rowTop(starts, jump.index);
    const view = element.clientHeight - HEAD_HEIGHT;
    // With the first row of a group its head comes into sight.
    if (top < element.scrollTop) element.scrollTop = top - (slotHeight(starts, jump.index) - ROW_HEIGHT);
    else if (top + ROW_HEIGHT > element.scrollTop + view) element.scrollTop = top + ROW_HEIGHT - view;
  }
};

/** Carries out the store's jumps once the rows for them are laid out, and says how much room the list has. */
export const useGridScroll = (
  scroller: RefObject<HTMLDivElement | null>,
  store: QueueStore,
  starts: GroupStarts,
): Room => {
  const [room, setRoom] = useState<Room>('medium');
  const jump = useStore(store, (state) => state.jump);
  const done = useRef(jump.seq);
  /** As of the last scrolling. A list that stands at its top, as it does while somebody types, is not asked: that would lay it out twice for each key. */
  const isAtTop = useRef(false);

  useLayoutEffect(() => {
    if (!scroller.current || jump.seq === done.current) return;
    done.current = jump.seq;
    if (jump.kind === 'top' && isAtTop.current) return;
    isAtTop.current = jump.kind === 'top';
    jumpTo(scroller.current, jump, starts);
  }, [scroller, jump, starts]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    let isHidden = element.clientHeight === 0;
    const measure = () => {
      const wasHidden = isHidden;
      isHidden = element.clientHeight === 0;
      if (isHidden) return;
      setRoom(roomFor(element.clientWidth));
      // A hidden list forgets how far it was scrolled.
      if (wasHidden) store.getState().focus(store.getState().focusIndex);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const onScroll = () => {
      isAtTop.current = element.scrollTop === 0;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, store]);

  return room;
};

import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Nearer to its end than this, px, a person follows it. */
const NEAR = 40;

/** Keeps the end of a growing text in sight, unless the person has scrolled up to read. */
export const useFollow = (region: RefObject<HTMLDivElement | null>): void => {
  const height = useRef(0);
  useLayoutEffect(() => {
    const element = region.current;
    if (!element) return;
    if (height.current - element.scrollTop - element.clientHeight < NEAR)
      element.scrollTo({ top: element.scrollHeight });
    height.current = element.scrollHeight;
  });
};

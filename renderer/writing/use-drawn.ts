import { createContext, startTransition, use, useEffect, useState } from 'react';

/** Whether a text is drawn at once, as paper needs it. */
export const DrawWholeContext = createContext(false);

/**
 * How many of `count` parts are drawn by now: `first` with the first frame, twice as many after each idle moment, so that a long text is there
 * at once and holds nothing up while the rest of it comes.
 */
export const useDrawn = (count: number, first: number): number => {
  const isAtOnce = use(DrawWholeContext);
  const [drawn, setDrawn] = useState(first);
  const isWhole = isAtOnce || drawn >= count;
  useEffect(() => {
    if (isWhole) return undefined;
    const idle = window.requestIdleCallback(() => startTransition(() => setDrawn(drawn * 2)));
    return () => window.cancelIdleCallback(idle);
  }, [drawn, isWhole]);
  return isWhole ? count : drawn;
};

import { useEffect, useEffectEvent } from 'react';

/** Prints the window as soon as it is ready, once for each time it is mounted. `onDone`: it was printed, or given up. */
export const usePrint = (onDone: () => void, isReady = true): void => {
  const done = useEffectEvent(onDone);
  useEffect(() => {
    if (!isReady) return undefined;
    const onAfterPrint = () => done();
    window.addEventListener('afterprint', onAfterPrint);
    const frame = requestAnimationFrame(() => window.print());
    return () => {
      window.removeEventListener('afterprint', onAfterPrint);
      cancelAnimationFrame(frame);
    };
  }, [isReady]);
};

import { useSyncExternalStore } from 'react';

interface Clock {
  readonly subscribe: (listener: () => void) => () => void;
  readonly current: () => number;
}

const createClock = (everyMs: number): Clock => {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: number | undefined;
  const tick = () => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      if (timer === undefined) {
        now = Date.now();
        timer = window.setInterval(tick, everyMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        window.clearInterval(timer);
        timer = undefined;
      };
    },
    current: () => now,
  };
};

const clocks = { seconds: createClock(5_000), minutes: createClock(60_000) } as const;

/** The time for what a screen says about it, ms since epoch; the same for all components until the next tick of its clock. */
export const useNow = (precision: 'seconds' | 'minutes' = 'minutes'): number => {
  const clock = clocks[precision];
  return useSyncExternalStore(clock.subscribe, clock.current);
};

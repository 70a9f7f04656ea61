import { useEffect, useState } from 'react';

export interface Countdown {
  /** 0 when nothing is counted. */
  readonly leftMs: number;
  /** Starts from a failure's `retryAfterMs`, or from `retryAt` where only that is given. */
  start(details: Readonly<Record<string, unknown>> | undefined): void;
}

const waitOf = (details: Readonly<Record<string, unknown>> | undefined): number => {
  const afterMs = details?.['retryAfterMs'];
  if (typeof afterMs === 'number') return afterMs;
  const at = details?.['retryAt'];
  return typeof at === 'string' ? Date.parse(at) - Date.now() : 0;
};

/** The pause after wrong passphrases, second by second. The core keeps the real time; this one is for the eye. */
export const useCountdown = (): Countdown => {
  const [endsAt, setEndsAt] = useState(0);
  const [leftMs, setLeftMs] = useState(0);
  useEffect(() => {
    if (endsAt === 0) return undefined;
    const tick = () => {
      const left = Math.max(0, endsAt - performance.now());
      setLeftMs(left);
      if (left === 0) setEndsAt(0);
    };
    tick();
    const timer = window.setInterval(tick, 500);
    return () => window.clearInterval(timer);
  }, [endsAt]);
  return {
    leftMs,
    start: (details) => {
      const wait = waitOf(details);
      setEndsAt(wait > 0 ? performance.now() + wait : 0);
      setLeftMs(Math.max(0, wait));
    },
  };
};

/** `0:42`, `12:05`; rounded up, so that it never says zero too early. */
export const clockText = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

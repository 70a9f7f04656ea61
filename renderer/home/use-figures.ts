import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { HomeScope } from '#shared/home/behind.ts';
import type { HomeFigures } from '#shared/home/operations.ts';
import type { MeasureWindow } from '#shared/services/goals.ts';

/** Figures with what they are of. */
export interface ShownFigures {
  readonly figures: HomeFigures;
  readonly scope: HomeScope;
  readonly window: MeasureWindow;
}

const MINUTE_MS = 60_000;

/**
 * Asked for with every change of tickets, goals and groups, and each minute, one request at a time. What was shown stays until the answer to
 * another question is there, so that nothing jumps.
 */
export const useFigures = (
  scope: HomeScope,
  window: MeasureWindow,
): {
  readonly shown: ShownFigures | undefined;
  readonly failure: Failure | undefined;
  readonly refresh: () => void;
} => {
  const client = useClient();
  const [shown, setShown] = useState<ShownFigures>();
  const [failure, setFailure] = useState<Failure>();
  const ask = useRef<() => void>(() => undefined);
  useEffect(() => {
    let isWanted = true;
    let isAsking = false;
    let isBehind = false;
    const read = async () => {
      if (isAsking) {
        isBehind = true;
        return;
      }
      isAsking = true;
      const answer = await client.call('home.figures', { scope, window });
      isAsking = false;
      if (!isWanted) return;
      if (answer.ok) setShown({ figures: answer.value, scope, window });
      setFailure(answer.ok ? undefined : answer.failure);
      if (isBehind) {
        isBehind = false;
        void read();
      }
    };
    ask.current = () => void read();
    ask.current();
    const stop = client.onNotice(({ name }) => {
      if (
        name === 'tickets.changed' ||
        name === 'figures.reckoned' ||
        name === 'services.changed' ||
        name === 'groups.changed'
      )
        void read();
    });
    const ticking = globalThis.setInterval(() => void read(), MINUTE_MS);
    return () => {
      isWanted = false;
      stop();
      globalThis.clearInterval(ticking);
    };
  }, [client, scope, window]);
  const refresh = useCallback(() => ask.current(), []);
  return { shown, failure, refresh };
};

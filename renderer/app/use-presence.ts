import { useEffect } from 'react';
import { useClient } from '#renderer/api/session.tsx';

/** The core is told at most this often that somebody is at work. */
const EVERY_MS = 20_000;

/** Any input counts as presence; the main process keeps the time and locks when it stays away. */
export const usePresence = (): void => {
  const client = useClient();
  useEffect(() => {
    let toldAt = -Infinity;
    const seen = (event: Event) => {
      if (event.timeStamp - toldAt < EVERY_MS) return;
      toldAt = event.timeStamp;
      void client.call('accounts.stillHere', {});
    };
    const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
    for (const input of inputs) window.addEventListener(input, seen, { passive: true, capture: true });
    return () => {
      for (const input of inputs) window.removeEventListener(input, seen, { capture: true });
    };
  }, [client]);
};

import { useCallback, useEffect, useRef } from 'react';
import { useClient } from '#renderer/api/session.tsx';

/** A text that rests so long was meant, ms; before, somebody is still typing. */
const RESTED_MS = 1_500;

/**
 * Keeps a search that found nothing once somebody meant it: it rested, or they pressed Enter, for which the function answered is to be called.
 * What is only passed through while typing is not kept. `missed` is the text that was answered with nothing, null for any other answer.
 */
export const useReportMiss = (missed: string | null): (() => void) => {
  const client = useClient();
  /** Enter after a rest says nothing new. */
  const reported = useRef<string | null>(null);
  const report = useCallback(() => {
    if (missed === null || reported.current === missed) return;
    reported.current = missed;
    // Nobody waits for it, and a failure costs one count.
    void client.call('knowledge.miss', { text: missed });
  }, [client, missed]);
  useEffect(() => {
    if (missed === null) {
      reported.current = null;
      return undefined;
    }
    const timer = setTimeout(report, RESTED_MS);
    return () => clearTimeout(timer);
  }, [missed, report]);
  return report;
};

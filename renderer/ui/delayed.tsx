import { useEffect, useState, type ReactNode } from 'react';

/** What is quicker than this shows no loading state at all. */
export const PATIENCE_MS = 200;

/** Draws its children once `afterMs` have passed: nothing flickers when the answer is quick. */
export const Delayed = ({
  afterMs = PATIENCE_MS,
  children,
}: {
  readonly afterMs?: number;
  readonly children: ReactNode;
}) => {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setDue(true), afterMs);
    return () => window.clearTimeout(timer);
  }, [afterMs]);
  return isDue ? children : null;
};

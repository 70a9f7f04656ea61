import { useState } from 'react';
import type { ShownFailure } from './failure-banner.tsx';

interface Submit {
  /** The person has tried: what is missing may be marked from now on. */
  readonly tried: boolean;
  readonly pending: boolean;
  readonly failure: ShownFailure | undefined;
  readonly submit: () => void;
}

/** What a dialog does on submitting: nothing while something is missing or on its way; it stays open, with what was typed, when refused. */
export const useSubmit = (isComplete: boolean, send: () => Promise<ShownFailure | undefined>): Submit => {
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ShownFailure>();
  const submit = () => {
    setTried(true);
    if (!isComplete || pending) return;
    setPending(true);
    void send().then((refused) => {
      setPending(false);
      setFailure(refused);
    });
  };
  return { tried, pending, failure, submit };
};

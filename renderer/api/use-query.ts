import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '#shared/base/result.ts';
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { useClient } from './session.tsx';

interface Query<Output> {
  /** The last answer; stays while a newer one is asked for, so that nothing jumps. */
  readonly value: Output | undefined;
  readonly failure: Failure | undefined;
  readonly refresh: () => void;
}

/** What a clock makes of an answer is asked for again this often. */
const MINUTE_MS = 60_000;

/**
 * What a query without input says, asked again with every notice that concerns it, and each minute. One request at a time; notices that come
 * meanwhile are answered by one more. `concerns` is a stable function.
 */
export const useQuery = <Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  concerns: (notice: Notice) => boolean,
): Query<OutputOf<Name>> => {
  const client = useClient();
  const [value, setValue] = useState<OutputOf<Name>>();
  const [failure, setFailure] = useState<Failure>();
  const asked = useRef(input);
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
      const answer = await client.call(name, asked.current);
      isAsking = false;
      if (!isWanted) return;
      if (answer.ok) setValue(answer.value);
      setFailure(answer.ok ? undefined : answer.failure);
      if (isBehind) {
        isBehind = false;
        void read();
      }
    };
    ask.current = () => void read();
    ask.current();
    const stop = client.onNotice((notice) => {
      if (concerns(notice)) void read();
    });
    const ticking = window.setInterval(() => void read(), MINUTE_MS);
    return () => {
      isWanted = false;
      stop();
      window.clearInterval(ticking);
    };
  }, [client, name, concerns]);
  const refresh = useCallback(() => ask.current(), []);
  return { value, failure, refresh };
};

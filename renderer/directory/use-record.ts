import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import type { Failure } from '#shared/base/result.ts';
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts';

interface RecordQuery<Output> {
  /** Stays while the next record is on its way, so that nothing jumps. */
  readonly value: Output | undefined;
  readonly failure: Failure | undefined;
  readonly refresh: () => void;
}

/** One record of the directory with what hangs on it, asked again when contacts or tickets change. `inputOf` is a stable function. */
export const useRecord = <Name extends OperationName>(
  name: Name,
  id: string,
  inputOf: (id: string) => InputOf<Name>,
): RecordQuery<OutputOf<Name>> => {
  const client = useClient();
  const [value, setValue] = useState<OutputOf<Name>>();
  const [failure, setFailure] = useState<Failure>();
  const ask = useRef<() => void>(() => undefined);
  useEffect(() => {
    let isWanted = true;
    let asked = 0;
    const read = () => {
      const turnAsked = ++asked;
      void client.call(name, inputOf(id)).then((answer) => {
        if (!isWanted || turnAsked !== asked) return;
        if (answer.ok) setValue(answer.value);
        setFailure(answer.ok ? undefined : answer.failure);
      });
    };
    ask.current = read;
    read();
    const stop = client.onNotice((notice) => {
      if (notice.name === 'directory.changed' || notice.name === 'tickets.changed') read();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, name, id, inputOf]);
  return { value, failure, refresh: useCallback(() => ask.current(), []) };
};

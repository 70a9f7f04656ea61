import { useEffect, useState } from 'react';
import { useClient } from '#renderer/api/session.tsx';
import { MAX_LINE_TEXT } from '#shared/logs/limits.ts';
import type { LogLine } from '#shared/logs/line.ts';
import type { WholeLine } from '#shared/logs/operations.ts';

/** All of a line: a longer one is asked for, and undefined until it is here. Asked again where another line took its rank. */
export const useWholeLine = (viewId: string, line: LogLine): WholeLine | undefined => {
  const client = useClient();
  const [known, setKnown] = useState<{ readonly of: string; readonly whole: WholeLine }>();
  const { rank, text, length, fields } = line;
  const isLong = length > MAX_LINE_TEXT;
  const of = `${line.sourceId}/${line.generation}/${line.line}/${length}`;
  useEffect(() => {
    if (!isLong) return undefined;
    let isWanted = true;
    void client.call('logs.whole', { viewId, rank }).then((answer) => {
      if (isWanted && answer.ok && answer.value) setKnown({ of, whole: answer.value });
    });
    return () => {
      isWanted = false;
    };
  }, [client, viewId, rank, of, isLong]);
  if (!isLong) return { text, fields, isCut: false };
  return known?.of === of ? known.whole : undefined;
};

import { useCallback, useEffect, useState } from 'react';
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts';
import { useClient } from './session.tsx';

interface TicketQuery<Output> {
  /** Of this ticket, never of the one before; undefined until it is there. */
  readonly value: Output | undefined;
  /** Takes a newer value that a command answered with. */
  readonly take: (value: Output) => void;
}

/** What a query says about one ticket, asked again with every change of that ticket. `inputOf` is a stable function. */
export const useTicketQuery = <Name extends OperationName>(
  name: Name,
  ticketId: string,
  inputOf: (ticketId: string) => InputOf<Name>,
): TicketQuery<OutputOf<Name>> => {
  const client = useClient();
  const [shown, setShown] = useState<{ readonly ticketId: string; readonly value: OutputOf<Name> }>();
  useEffect(() => {
    let isWanted = true;
    let asked = 0;
    const read = () => {
      const turn = ++asked;
      void client.call(name, inputOf(ticketId)).then((answer) => {
        if (isWanted && turn === asked && answer.ok) setShown({ ticketId, value: answer.value });
      });
    };
    read();
    const stop = client.onNotice((notice) => {
      if (notice.name === 'tickets.changed' && (notice.all || notice.ids.includes(ticketId))) read();
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [client, name, ticketId, inputOf]);
  const take = useCallback((value: OutputOf<Name>) => setShown({ ticketId, value }), [ticketId]);
  return { value: shown?.ticketId === ticketId ? shown.value : undefined, take };
};

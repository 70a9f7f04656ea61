import { useEffect, useState } from 'react';
import type { Result } from '#shared/base/result.ts';
import type { ResolvableTicket } from '#shared/links/operations.ts';
import type { ShownFailure } from '#renderer/ui/failure-banner.tsx';

interface Together {
  /** Undefined until the first answer. */
  readonly tickets: readonly ResolvableTicket[] | undefined;
  readonly failure: ShownFailure | undefined;
  readonly checked: ReadonlySet<string>;
  readonly check: (checked: ReadonlySet<string>) => void;
}

/** Which tickets could be resolved together, asked once as the dialog opens; all that can be are checked. `ask` is a stable function. */
export const useTogether = (ask: () => Promise<Result<readonly ResolvableTicket[]>>): Together => {
  const [tickets, setTickets] = useState<readonly ResolvableTicket[]>();
  const [failure, setFailure] = useState<ShownFailure>();
  const [checked, check] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    let current = true;
    void ask().then((answer) => {
      if (!current) return;
      if (!answer.ok) {
        setFailure(answer.failure);
        return;
      }
      setTickets(answer.value);
      check(new Set(answer.value.flatMap(({ ticket, refusal }) => (refusal === null ? [ticket.id] : []))));
    });
    return () => {
      current = false;
    };
  }, [ask]);
  return { tickets, failure, checked, check };
};

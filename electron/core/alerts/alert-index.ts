import type { Alert } from '#shared/alerts/alert.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Desk } from '../desk.ts';
import type { Records } from '../storage/store.ts';

type Reading = Pick<Records, 'get'>;

/** What is the same problem: one rule, one source, one key. */
export const problemKey = ({ code, sourceId, key }: Pick<Alert, 'code' | 'sourceId' | 'key'>): string =>
  `${sourceId}\n${code}\n${key}`;

/** An alert whose ticket is over is over too. */
export const isOver = (records: Reading, { state, ticketId }: Pick<Alert, 'state' | 'ticketId'>): boolean => {
  if (state === 'closed') return true;
  const ticket = ticketId === null ? undefined : records.get<Ticket>('ticket', ticketId);
  return ticket !== undefined && !isOpen(ticket.state);
};

/** Which alert stands for a problem, kept up with every commit as it is applied. */
export class AlertIndex {
  readonly #newest = new Map<string, string>();

  constructor(desk: Desk) {
    const { records } = desk;
    const put = (alert: Alert): void => {
      const problem = problemKey(alert);
      // Ids grow with time.
      if ((this.#newest.get(problem) ?? '') <= alert.id) this.#newest.set(problem, alert.id);
    };
    for (const id of records.ids('alert')) {
      const alert = records.get<Alert>('alert', id);
      if (alert) put(alert);
    }
    desk.onApplied(({ puts, removes }) => {
      for (const record of puts) if (record.type === 'alert') put(record as Alert);
      const gone = new Set(removes.filter((id) => id.startsWith('alert:')));
      if (gone.size > 0) for (const [problem, id] of this.#newest) if (gone.has(id)) this.#newest.delete(problem);
    });
  }

  /** The newest alert of a problem, closed or not. */
  of(problem: Pick<Alert, 'code' | 'sourceId' | 'key'>): string | undefined {
    return this.#newest.get(problemKey(problem));
  }
}

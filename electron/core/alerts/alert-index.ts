import type { Alert } from '#shared/alerts/alert.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { Desk } from '../desk.ts';
import type { Records } from '../storage/store.ts';
import { sayingTarget } from '../ticket-door.ts';

type Reading = Pick<Records, 'get'>;

/** What is the same problem: one rule, one source, one key, or all keys that have no alert of their own. */
export type Problem = Pick<Alert, 'code' | 'sourceId' | 'key' | 'moreKeys'>;

// A key is of one line.
const problemKey = ({ code, sourceId, key, moreKeys }: Problem): string =>
  `${sourceId}\n${code}\n${moreKeys ? '\n' : key}`;

/** The ticket that was made of an alert, or the one it was merged into. */
export const ticketBehind = (records: Reading, { ticketId }: Pick<Alert, 'ticketId'>): Ticket | undefined => {
  const made = ticketId === null ? undefined : records.get<Ticket>('ticket', ticketId);
  return made && sayingTarget(made, records);
};

/** An alert whose ticket is over is over too. */
export const isOver = (records: Reading, alert: Pick<Alert, 'state' | 'ticketId'>): boolean => {
  if (alert.state === 'closed') return true;
  const ticket = ticketBehind(records, alert);
  return ticket !== undefined && !isOpen(ticket.state);
};

/** When an alert, or its ticket, was moved last once it was over. RFC 3339; null while it is not. */
export const overSince = (records: Reading, alert: Pick<Alert, 'state' | 'ticketId' | 'updatedAt'>): string | null => {
  if (!isOver(records, alert)) return null;
  const ticketAt = ticketBehind(records, alert)?.updatedAt ?? '';
  return ticketAt > alert.updatedAt ? ticketAt : alert.updatedAt;
};

type OpenAlert = Pick<Alert, 'id' | 'code' | 'sourceId' | 'state' | 'mutedUntil' | 'ticketId'> & {
  readonly isOfMany: boolean;
};

/** Which alert stands for a problem, kept up with every commit as it is applied. */
export class AlertIndex {
  readonly #newest = new Map<string, string>();
  /** Of sources: the latest generation that an excerpt names. */
  readonly #generations = new Map<string, number>();
  /** What nobody closed; a ticket may have. */
  readonly #unclosed = new Map<string, OpenAlert>();

  constructor(desk: Desk) {
    const { records } = desk;
    const put = (alert: Alert): void => {
      const problem = problemKey(alert);
      // Ids grow with time.
      if ((this.#newest.get(problem) ?? '') <= alert.id) this.#newest.set(problem, alert.id);
      const { id, code, sourceId, state, mutedUntil, ticketId, excerpt } = alert;
      this.#generations.set(sourceId, Math.max(this.generationOf(sourceId), excerpt.generation));
      if (state === 'closed') this.#unclosed.delete(id);
      else
        this.#unclosed.set(id, { id, code, sourceId, state, mutedUntil, ticketId, isOfMany: Boolean(alert.moreKeys) });
    };
    for (const id of records.ids('alert')) {
      const alert = records.get<Alert>('alert', id);
      if (alert) put(alert);
    }
    desk.onApplied(({ puts, removes }) => {
      for (const record of puts) if (record.type === 'alert') put(record as Alert);
      const gone = new Set(removes.filter((id) => id.startsWith('alert:')));
      for (const id of gone) this.#unclosed.delete(id);
      if (gone.size > 0) for (const [problem, id] of this.#newest) if (gone.has(id)) this.#newest.delete(problem);
    });
  }

  /** The newest alert of a problem, closed or not. */
  of(problem: Problem): string | undefined {
    return this.#newest.get(problemKey(problem));
  }

  /** The latest generation of a source that an alert ever named a line of; 0 for none. */
  generationOf(sourceId: string): number {
    return this.#generations.get(sourceId) ?? 0;
  }

  /** Alerts that are not over. */
  *open(records: Reading): Generator<OpenAlert> {
    for (const alert of this.#unclosed.values()) if (!isOver(records, alert)) yield alert;
  }

  /** How many of a rule and source are not over, and how many of all: those of one key. */
  openCounts(records: Reading): { readonly of: (code: string, sourceId: string) => number; readonly all: number } {
    const counts = new Map<string, number>();
    let all = 0;
    for (const { code, sourceId, isOfMany } of this.open(records)) {
      if (isOfMany) continue;
      const name = `${sourceId}\n${code}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      all++;
    }
    return { of: (code, sourceId) => counts.get(`${sourceId}\n${code}`) ?? 0, all };
  }
}

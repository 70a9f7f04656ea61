import { ulidTime } from '#shared/base/ulid.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import { timelinePrefix, type TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import { Turns } from '../turns.ts';

/**
 * Tickets on which somebody wrote working time down since a moment. The first question looks at what was changed since, in turns; after that
 * it is kept up with every commit. What was written down since then is a superset of what was worked since then, and readers check.
 */
export class TimeTickets {
  readonly #desk: Desk;
  readonly #rows: () => readonly Pick<TicketRow, 'id' | 'updatedAt'>[];
  readonly #known = new Set<string>();
  #from = Number.POSITIVE_INFINITY;

  constructor(desk: Desk, rows: () => readonly Pick<TicketRow, 'id' | 'updatedAt'>[]) {
    this.#desk = desk;
    this.#rows = rows;
    desk.onApplied(({ puts }) => {
      for (const record of puts) if (record.type === 'entry') this.#note(record as TimelineEntry);
    });
  }

  /** `from`: ms since epoch. */
  async since(from: number): Promise<readonly string[]> {
    if (from < this.#from) {
      const turns = new Turns(() => this.#desk.ambient.mono());
      for (const { id, updatedAt } of this.#rows()) {
        if (updatedAt < from) continue;
        if (turns.due) await turns.rest();
        this.#look(id, from);
      }
      this.#from = from;
    }
    return [...this.#known];
  }

  #look(ticketId: string, from: number): void {
    for (const id of this.#desk.records.idsWithPrefix(timelinePrefix(ticketId))) {
      // The id says when, so that what is older need not be read.
      if (ulidTime(id.slice(id.lastIndexOf(':') + 1)) < from) continue;
      const entry = this.#desk.records.get<TimelineEntry>('entry', id);
      if (entry) this.#note(entry);
    }
  }

  #note({ ticketId, event }: TimelineEntry): void {
    if (event.kind === 'time') this.#known.add(ticketId);
  }
}

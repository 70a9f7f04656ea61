import type { ImportedFrom, Ticket } from '#shared/tickets/ticket.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Desk } from '../desk.ts';
import type { Job } from '../job.ts';

/**
 * Finds imported tickets by the number they have in their own system. Built on first use, then kept up to date by every commit,
 * so that two imports of one file cannot both find nothing.
 */
export class ExternalIndex {
  readonly #desk: Desk;
  readonly #ticketsById = new Map<string, Set<string>>();
  readonly #externalIds = new Map<string, string>();
  #building: Promise<void> | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Resolves when every ticket on this laptop is in it. */
  ready(job: Job): Promise<void> {
    this.#building ??= this.#build(job);
    return this.#building;
  }

  find(system: string, externalId: string): (Ticket & { readonly imported: ImportedFrom }) | undefined {
    for (const id of this.#ticketsById.get(externalId) ?? []) {
      const ticket = this.#desk.records.get<Ticket>('ticket', id);
      if (ticket?.imported?.system === system) return { ...ticket, imported: ticket.imported };
    }
    return undefined;
  }

  async #build(job: Job): Promise<void> {
    // Listening comes first: what is committed while the rows are read is not missed, and adding twice changes nothing.
    this.#desk.onApplied(({ puts, removes }) => {
      for (const record of puts) {
        if (record.type !== 'ticket') continue;
        const { imported } = record as Ticket;
        if (imported) this.#add(record.id, imported.externalId);
      }
      for (const id of removes) this.#remove(id);
    });
    for (const { id, externalId } of this.#desk.records.rows<TicketRow>('ticket')) {
      if (externalId !== null) this.#add(id, externalId);
      if (job.due) await job.rest();
    }
  }

  #add(id: string, externalId: string): void {
    if (this.#externalIds.get(id) === externalId) return;
    this.#externalIds.set(id, externalId);
    const known = this.#ticketsById.get(externalId);
    if (known) known.add(id);
    else this.#ticketsById.set(externalId, new Set([id]));
  }

  #remove(id: string): void {
    const externalId = this.#externalIds.get(id);
    if (externalId === undefined) return;
    this.#externalIds.delete(id);
    const known = this.#ticketsById.get(externalId);
    known?.delete(id);
    if (known?.size === 0) this.#ticketsById.delete(externalId);
  }
}

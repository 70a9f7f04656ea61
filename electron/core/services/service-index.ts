import { serviceFinder } from '#shared/services/assignment.ts';
import type { BusinessService } from '#shared/services/service.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Desk } from '../desk.ts';

/** The catalogue in memory, and which ticket belongs to which service. Lives as long as the desk. */
export class ServiceIndex {
  readonly #desk: Desk;
  #services: readonly BusinessService[] | undefined;
  #find: ReturnType<typeof serviceFinder> | undefined;
  #version = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
    desk.onApplied(({ puts, removes }) => {
      if (!puts.some(({ type }) => type === 'service') && !removes.some((id) => id.startsWith('service:'))) return;
      this.#services = undefined;
      this.#find = undefined;
      this.#version++;
    });
  }

  /** Grows whenever a ticket may belong to another service although it did not change. */
  get version(): number {
    return this.#version;
  }

  get all(): readonly BusinessService[] {
    const { records } = this.#desk;
    this.#services ??= [...records.ids('service')].flatMap((id) => records.get<BusinessService>('service', id) ?? []);
    return this.#services;
  }

  /** Null where a ticket belongs to none. */
  of({ serviceId, category }: Pick<TicketRow, 'serviceId' | 'category'>): string | null {
    this.#find ??= serviceFinder(this.all);
    return this.#find({ serviceId: serviceId ?? null, category });
  }
}

import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Unit } from '../unit.ts';

/** What is said on a merged ticket goes to the one it was merged into. */
export const sayingTarget = (ticket: Ticket, unit: Unit): Ticket => {
  const passed = new Set<string>();
  let target = ticket;
  while (target.mergedInto !== null && !passed.has(target.id)) {
    passed.add(target.id);
    const next = unit.get<Ticket>('ticket', target.mergedInto);
    if (!next) break;
    target = next;
  }
  return target;
};

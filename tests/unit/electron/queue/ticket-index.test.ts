import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOpen } from '#shared/tickets/actions.ts';
import { ticketRow } from '#shared/tickets/row.ts';
import { ticketStates, type TicketState } from '#shared/tickets/ticket.ts';
import { TicketIndex } from '#core/queue/ticket-index.ts';
import { ticketIn } from '../../shared/tickets/sample-ticket.ts';

const rowOf = (place: number, state: TicketState) => ({ ...ticketRow(ticketIn(state)), id: `ticket:${place}` });

it('the open rows are those of all rows that are open, whatever came, moved, fell due and went', () => {
  const place = fc.nat({ max: 6 });
  const step = fc.oneof(
    fc.record({ put: place, state: fc.constantFrom(...ticketStates) }),
    fc.record({ due: place, at: fc.option(fc.nat()) }),
    fc.record({ remove: place }),
  );
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ticketStates), { maxLength: 5 }), fc.array(step), (first, steps) => {
      const index = new TicketIndex(
        first.map((state, at) => rowOf(at, state)),
        0,
      );
      for (const each of steps) {
        if ('put' in each) index.put(rowOf(each.put, each.state));
        else if ('due' in each) index.setDue(`ticket:${each.due}`, each.at);
        else index.remove(`ticket:${each.remove}`);
        const byId = (rows: ReturnType<typeof index.rows>) => new Map(rows.map((row) => [row.id, row]));
        expect(byId(index.openRows())).toEqual(byId(index.rows().filter(({ state }) => isOpen(state))));
      }
    }),
  );
});

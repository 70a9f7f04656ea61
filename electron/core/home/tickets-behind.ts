import { ageBucket } from '#shared/home/backlog.ts';
import type { Behind } from '#shared/home/behind.ts';
import { concernsMeasure, fallsShort, isWithin } from '#shared/services/measures.ts';
import type { Sample } from '#shared/services/samples.ts';
import { flowDays, windowOf } from '#shared/services/windows.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { InScope } from './in-scope.ts';

export interface BehindDeps {
  readonly samples: {
    settle(): unknown;
    ticketsWith(passes: (sample: Sample) => boolean): ReadonlySet<string>;
  };
  readonly inScope: InScope;
  readonly serviceOf: (ticket: TicketRow) => string | null;
  readonly now: () => number;
  readonly zone: string;
}

const nothing = (): boolean => false;

/** Tests a row for being one of the tickets that a figure was made of, as of now. */
export const ticketsBehind =
  ({ samples, inScope, serviceOf, now: clock, zone }: BehindDeps) =>
  (behind: Behind, me: string): ((ticket: TicketRow) => boolean) => {
    const now = clock();
    if (behind.figure === 'service') return (ticket) => serviceOf(ticket) === behind.serviceId;
    const passes = inScope(behind.scope, me);
    switch (behind.figure) {
      case 'age':
        return (ticket) => isOpen(ticket.state) && ageBucket(ticket.createdAt, now) === behind.bucket && passes(ticket);
      case 'arrived': {
        const day = flowDays(now, zone).find((each) => each.day === behind.day);
        return day ? (ticket) => ticket.createdAt >= day.from && ticket.createdAt < day.to && passes(ticket) : nothing;
      }
      case 'resolved': {
        const day = flowDays(now, zone).find((each) => each.day === behind.day);
        if (!day) return nothing;
        samples.settle();
        const found = samples.ticketsWith((sample) => sample.kind === 'resolved' && isWithin(sample, day));
        return (ticket) => found.has(ticket.id) && passes(ticket);
      }
      case 'measure': {
        const during = windowOf(behind.window, now, zone);
        const concerns = behind.short ? fallsShort : concernsMeasure;
        samples.settle();
        const found = samples.ticketsWith((sample) => isWithin(sample, during) && concerns(behind.measure, sample));
        return (ticket) => found.has(ticket.id) && passes(ticket);
      }
    }
  };

import type { ReactNode } from 'react';
import type { TicketDetail } from '#shared/tickets/operations.ts';

/** What other features show on a ticket; who composes the window fills them in. */
export interface TicketSlots {
  /** In the head line, after the number: one short fact. */
  readonly head: (detail: TicketDetail) => ReactNode;
  /** Between the actions and the properties. */
  readonly clocks: (ticketId: string) => ReactNode;
  /** In the head, about the texts in `container`: what a search found there. */
  readonly hits: (ticketId: string, container: HTMLElement | null) => ReactNode;
  /** Between the description and the timeline: a `PanelSection` each, or nothing where there is nothing to show. */
  readonly sections: (detail: TicketDetail) => ReactNode;
}

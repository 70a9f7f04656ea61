import type { Projection } from '../base/record.ts';
import type { Priority, Ticket, TicketKind, TicketState, HoldReason } from './ticket.ts';

/** What the queue knows of each ticket without opening it. Times as ms since epoch. */
export type TicketRow = {
  readonly id: string;
  readonly number: string;
  readonly kind: TicketKind;
  readonly title: string;
  readonly state: TicketState;
  readonly priority: Priority;
  readonly major: boolean;
  readonly requester: string | null;
  /** `person:<ULID>`; absent where the requester is only a name. */
  readonly requesterId?: string;
  readonly assigneeId: string | null;
  readonly assignee: string | null;
  /** Absent while nobody watches it. */
  readonly watcherIds?: readonly string[];
  readonly group: string | null;
  readonly category: string | null;
  /** Id of the service that somebody chose; absent where nobody did. */
  readonly serviceId?: string;
  readonly holdReason: HoldReason | null;
  readonly holdUntil: number | null;
  /** When it was resolved on this desk; null while unresolved, and for resolutions that came with an import: history is not closed by rule. */
  readonly resolvedAt: number | null;
  readonly importBatch: string | null;
  readonly externalId: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
};

export const ticketRow = (ticket: Ticket): TicketRow => ({
  id: ticket.id,
  number: ticket.number,
  kind: ticket.kind,
  title: ticket.title,
  state: ticket.state,
  priority: ticket.priority,
  major: ticket.major,
  requester: ticket.requester?.name ?? null,
  ...(ticket.requester?.id ? { requesterId: ticket.requester.id } : {}),
  assigneeId: ticket.assignee?.id ?? null,
  assignee: ticket.assignee?.name ?? null,
  ...(ticket.watchers && ticket.watchers.length > 0 ? { watcherIds: ticket.watchers } : {}),
  group: ticket.assignmentGroup,
  category: ticket.category,
  ...(ticket.service ? { serviceId: ticket.service.id } : {}),
  holdReason: ticket.hold?.reason ?? null,
  holdUntil: ticket.hold ? Date.parse(ticket.hold.until) : null,
  resolvedAt:
    ticket.resolution && (ticket.imported === null || ticket.resolution.by.id !== null)
      ? Date.parse(ticket.resolution.at)
      : null,
  importBatch: ticket.imported?.batch ?? null,
  externalId: ticket.imported?.externalId ?? null,
  createdAt: Date.parse(ticket.createdAt),
  updatedAt: Date.parse(ticket.updatedAt),
});

export const ticketProjection: Projection<Ticket> = {
  type: 'ticket',
  version: 4,
  project: ticketRow,
};

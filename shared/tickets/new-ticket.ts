import type { PersonRef } from '../base/record.ts';
import { computePriority, type PriorityMatrix } from '../priority/matrix.ts';
import type { Channel, Level, Ticket, TicketKind } from './ticket.ts';

/** What a person fills in when something is reported. */
export interface Report {
  readonly kind: TicketKind;
  readonly channel: Channel;
  readonly title: string;
  readonly description: string;
  readonly impact: Level;
  readonly urgency: Level;
  readonly category: string | null;
  readonly requester: PersonRef | null;
}

export type Stamp = Pick<Ticket, 'id' | 'type' | 'schema' | 'createdAt' | 'updatedAt' | 'createdBy' | 'device'>;

/** A ticket just received: new, nobody's, priority from the matrix. */
export const receiveTicket = (report: Report, stamp: Stamp, number: string, matrix: PriorityMatrix): Ticket => ({
  ...stamp,
  number,
  kind: report.kind,
  channel: report.channel,
  receivedAt: stamp.createdAt,
  title: report.title,
  description: report.description,
  state: 'new',
  impact: report.impact,
  urgency: report.urgency,
  priority: computePriority(report.impact, report.urgency, matrix),
  priorityOverride: null,
  major: false,
  category: report.category,
  tags: [],
  requester: report.requester,
  assignee: null,
  assignmentGroup: null,
  hold: null,
  resolution: null,
  cancelReason: null,
  closedAt: null,
  reopenCount: 0,
  cycle: 1,
  mergedInto: null,
  parentId: null,
  imported: null,
});

import type { PersonRef } from '../base/record.ts';
import type { ImportedFrom, Ticket, TimelineEntry } from '../tickets/ticket.ts';
import type { HistoryEntry } from './history.ts';
import type { RowReading } from './read-row.ts';

/** Who imports, where and as part of what. */
export interface RecordFrame {
  readonly createdBy: string;
  readonly importer: PersonRef;
  readonly device: string;
  /** When it is imported. */
  readonly at: string;
  readonly imported: ImportedFrom;
  readonly holdUntil: string;
}

const person = (name: string | null): PersonRef | null => (name === null ? null : { id: null, name });
const instant = (ms: number): string => new Date(ms).toISOString();

/** A ticket as the source gives it, marked as imported; created and changed when the source says, not when it was imported. */
export const ticketRecord = (
  reading: RowReading,
  identity: { readonly id: string; readonly number: string },
  frame: RecordFrame,
): Ticket => {
  const { state, resolvedAt, closedAt } = reading;
  const ended = state === 'closed' || state === 'cancelled';
  const solved = state === 'resolved' || state === 'closed';
  return {
    id: identity.id,
    number: identity.number,
    type: 'ticket',
    schema: 1,
    createdAt: instant(reading.receivedAt),
    updatedAt: instant(reading.updatedAt),
    createdBy: frame.createdBy,
    device: frame.device,
    kind: reading.kind,
    channel: reading.channel,
    receivedAt: instant(reading.receivedAt),
    title: reading.title,
    description: reading.description,
    state,
    impact: reading.impact,
    urgency: reading.urgency,
    priority: reading.priority,
    priorityOverride:
      reading.priorityWord === null
        ? null
        : {
            priority: reading.priority,
            reason: `${frame.imported.system}: ${reading.priorityWord}`,
            by: frame.importer,
            at: frame.at,
          },
    major: false,
    category: reading.category,
    tags: reading.tags,
    requester: person(reading.requester),
    assignee: person(reading.assignee),
    assignmentGroup: reading.assignmentGroup,
    hold:
      reading.holdReason === null
        ? null
        : {
            reason: reading.holdReason,
            until: instant(Date.parse(frame.holdUntil)),
            since: instant(reading.updatedAt),
          },
    resolution: solved
      ? {
          code: reading.resolutionCode,
          text: reading.resolution,
          articleId: null,
          noArticleReason: null,
          at: instant(resolvedAt ?? closedAt ?? reading.updatedAt),
          by: { id: null, name: reading.resolvedBy ?? reading.assignee ?? frame.imported.system },
        }
      : null,
    cancelReason: null,
    closedAt: ended ? instant(closedAt ?? resolvedAt ?? reading.updatedAt) : null,
    reopenCount: reading.reopenCount,
    cycle: reading.reopenCount + 1,
    mergedInto: null,
    parentId: null,
    imported: frame.imported,
  };
};

export const entryRecord = (
  entry: HistoryEntry,
  identity: { readonly id: string; readonly ticketId: string },
  frame: RecordFrame,
): TimelineEntry => ({
  id: identity.id,
  ticketId: identity.ticketId,
  type: 'entry',
  schema: 1,
  createdAt: frame.at,
  updatedAt: frame.at,
  createdBy: frame.createdBy,
  device: frame.device,
  at: instant(entry.at),
  by: { id: null, name: entry.by },
  event: entry.event,
  imported: { ...frame.imported, digest: entry.digest },
});

import { cutText } from '../base/well-formed.ts';
import type { ImportedFrom, Ticket, TimelineEntry } from '../tickets/ticket.ts';
import type { HistoryEntry } from './history.ts';
import type { RowReading } from './read-row.ts';
import { ticketRecord } from './ticket-record.ts';

type Change = { readonly field: string; readonly from: string | null; readonly to: string | null };

/** Fields that a later export of the same ticket may bring anew, as a timeline shows them. */
const shown: Readonly<Record<string, (ticket: Ticket) => string | null>> = {
  title: (ticket) => ticket.title,
  description: (ticket) => ticket.description || null,
  kind: (ticket) => ticket.kind,
  state: (ticket) => ticket.state,
  impact: (ticket) => String(ticket.impact),
  urgency: (ticket) => String(ticket.urgency),
  priority: (ticket) => String(ticket.priority),
  category: (ticket) => ticket.category,
  tags: (ticket) => ticket.tags.join(', ') || null,
  requester: (ticket) => ticket.requester?.name ?? null,
  assignee: (ticket) => ticket.assignee?.name ?? null,
  assignmentGroup: (ticket) => ticket.assignmentGroup,
  resolution: (ticket) => ticket.resolution?.text || null,
  closedAt: (ticket) => ticket.closedAt,
};

const MAX_SHOWN = 500;

const changesBetween = (before: Ticket, after: Ticket): readonly Change[] =>
  Object.entries(shown).flatMap(([field, show]) => {
    const from = show(before);
    const to = show(after);
    if (from === to) return [];
    return [{ field, from: from && cutText(from, MAX_SHOWN), to: to && cutText(to, MAX_SHOWN) }];
  });

/**
 * What a later export says about a ticket that is here already, as history: fields that differ in one entry, notes not yet in the timeline
 * one by one. Long texts are cut in it, for the ticket holds them whole. Empty if there is nothing new, whatever else the row says.
 */
export const newsOf = (
  existing: Ticket & { readonly imported: ImportedFrom },
  reading: RowReading,
  digest: string,
  timeline: readonly TimelineEntry[],
): readonly HistoryEntry[] => {
  const after = ticketRecord(reading, existing, {
    createdBy: existing.createdBy,
    importer: { id: null, name: existing.imported.system },
    device: existing.device,
    at: existing.updatedAt,
    imported: existing.imported,
    holdUntil: existing.hold?.until ?? existing.updatedAt,
  });
  const by = reading.assignee ?? reading.requester ?? existing.imported.system;
  const changes = changesBetween(existing, after);
  const notes = new Set(timeline.map(({ event }) => (event.kind === 'workNote' ? event.text : '')));
  const at = reading.updatedAt;
  return [
    ...(changes.length > 0 ? [{ at, by, event: { kind: 'edit', changes }, digest } as const] : []),
    ...reading.workNotes
      .filter((text) => !notes.has(text))
      .map((text) => ({ at, by, event: { kind: 'workNote', text }, digest }) as const),
  ];
};

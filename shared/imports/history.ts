import type { PersonRef } from '../base/record.ts';
import type { TimelineEvent } from '../tickets/timeline-event.ts';
import type { TicketField } from './fields.ts';
import type { RowReading } from './read-row.ts';

/** A timeline entry before it has an id. */
export interface HistoryEntry {
  /** Ms since epoch, as the source says. */
  readonly at: number;
  readonly by: string;
  readonly event: TimelineEvent;
  /** Of the row it comes from. */
  readonly digest: string;
}

/** One row of an event log. */
export interface EventRow {
  readonly reading: RowReading;
  /** Cells that mean nothing are empty here. */
  readonly cells: readonly string[];
  readonly digest: string;
}

export interface History {
  /** How the ticket stands after the last event. */
  readonly last: RowReading;
  readonly entries: readonly HistoryEntry[];
}

const named = (name: string | null): PersonRef | null => (name === null ? null : { id: null, name });

type Change = Extract<TimelineEvent, { kind: 'edit' }>['changes'][number];

/** Fields whose moves have events of their own, or that say when and who rather than what. */
const notEdits: ReadonlySet<TicketField | null> = new Set<TicketField | null>([
  'externalId',
  'state',
  'assignee',
  'assignmentGroup',
  'eventAt',
  'eventBy',
  'updatedAt',
]);

const orNull = (cell: string | undefined): string | null => (cell === undefined || cell === '' ? null : cell);

/**
 * The timeline of one ticket from the events of its log, in the order of their time (those of the same minute as they stand in the file).
 * Told as given, also where it is a move this console would refuse. Every event leaves at least one entry: one in which no mapped column
 * changed is told by the others, so that 5,998 events stay countable.
 */
export const historyOf = (
  rows: readonly EventRow[],
  header: readonly string[],
  fields: readonly (TicketField | null)[],
): History => {
  const ordered = rows.toSorted((left, right) => (left.reading.eventAt ?? 0) - (right.reading.eventAt ?? 0));
  const labelOf = (column: number): string => {
    const field = fields[column];
    return field === null || field === undefined || field === 'details' ? (header[column] ?? '') : field;
  };
  const changesIn = (before: EventRow, after: EventRow, counts: (field: TicketField | null) => boolean): Change[] =>
    fields.flatMap((field, column) => {
      const from = orNull(before.cells[column]);
      const to = orNull(after.cells[column]);
      return counts(field) && from !== to ? [{ field: labelOf(column), from, to }] : [];
    });

  const entries: HistoryEntry[] = [];
  let before: EventRow | undefined;
  for (const row of ordered) {
    const { reading, digest } = row;
    const at = reading.eventAt ?? reading.receivedAt;
    const by = reading.eventBy ?? reading.assignee ?? reading.requester ?? '?';
    const add = (event: TimelineEvent): void => {
      entries.push({ at, by, event, digest });
    };
    if (!before) {
      entries.push({
        at: reading.receivedAt,
        by: reading.requester ?? by,
        event: { kind: 'created', channel: reading.channel },
        digest,
      });
      before = row;
      continue;
    }
    const previous = before.reading;
    const told = entries.length;
    if (previous.state !== reading.state || previous.stateWord !== reading.stateWord)
      add({
        kind: 'transition',
        action: reading.stateWord,
        from: previous.state,
        to: reading.state,
        reason: reading.holdReason,
      });
    if (previous.assignee !== reading.assignee || previous.assignmentGroup !== reading.assignmentGroup)
      add({
        kind: 'assignment',
        from: named(previous.assignee),
        to: named(reading.assignee),
        group: reading.assignmentGroup,
      });
    const edits = changesIn(before, row, (field) => field !== null && !notEdits.has(field));
    if (edits.length > 0) add({ kind: 'edit', changes: edits });
    if (entries.length === told) {
      add({ kind: 'edit', changes: changesIn(before, row, (field) => field === null) });
    }
    before = row;
  }
  const last = before?.reading ?? ordered[0]?.reading;
  if (!last) throw new Error('a history needs at least one event');
  return { last, entries };
};

/** The timeline of a ticket that is one row: when it came in, and its notes. */
export const rowEntries = (reading: RowReading, digest: string): readonly HistoryEntry[] => [
  {
    at: reading.receivedAt,
    by: reading.requester ?? '?',
    event: { kind: 'created', channel: reading.channel },
    digest,
  },
  ...reading.workNotes.map((text): HistoryEntry => ({
    at: reading.updatedAt,
    by: reading.assignee ?? '?',
    event: { kind: 'workNote', text },
    digest,
  })),
];

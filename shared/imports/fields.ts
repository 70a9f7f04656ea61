/** What a column of a foreign file can mean to a ticket. */
export const ticketFields = [
  'externalId',
  'title',
  'description',
  /** Kept as a line `Column: value` under the description: what has no field of its own here. */
  'details',
  'state',
  'priority',
  'impact',
  'urgency',
  'kind',
  'channel',
  'category',
  'requester',
  'assignee',
  'assignmentGroup',
  'tags',
  'receivedAt',
  'updatedAt',
  'resolvedAt',
  'closedAt',
  'resolution',
  'resolutionCode',
  'resolvedBy',
  'reopenCount',
  'workNote',
  /** When the event of this row happened and who did it; only where each row is one event of a ticket. */
  'eventAt',
  'eventBy',
] as const;
export type TicketField = (typeof ticketFields)[number];

/** Fields that several columns may fill; of the others the last column that is set wins. */
export const repeatableFields = ['details', 'tags', 'workNote', 'title'] as const satisfies readonly TicketField[];

/** Fields whose cells are instants. */
export const dateFields = [
  'receivedAt',
  'updatedAt',
  'resolvedAt',
  'closedAt',
  'eventAt',
] as const satisfies readonly TicketField[];
export type DateField = (typeof dateFields)[number];

/** Fields whose cells are words or codes of the other system and need translating. */
export const codedFields = [
  'state',
  'priority',
  'impact',
  'urgency',
  'kind',
  'channel',
  'resolutionCode',
] as const satisfies readonly TicketField[];
export type CodedField = (typeof codedFields)[number];

export const isDateField = (field: TicketField): field is DateField =>
  (dateFields as readonly TicketField[]).includes(field);

export const isCodedField = (field: TicketField): field is CodedField =>
  (codedFields as readonly TicketField[]).includes(field);

export const isRepeatable = (field: TicketField): boolean =>
  (repeatableFields as readonly TicketField[]).includes(field);

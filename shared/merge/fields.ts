import type { Ticket } from '../tickets/ticket.ts';

/**
 * How each field of a ticket is merged; a field without a way does not compile.
 * `identity` never changes · `scalar` one value, or a conflict · `set` element by element · `moves` follows from the moves in the
 * timeline, replayed · `computed` from other fields · `newest` the highest.
 */
const ways = {
  id: 'identity',
  type: 'identity',
  schema: 'identity',
  number: 'identity',
  createdAt: 'identity',
  createdBy: 'identity',
  device: 'identity',
  channel: 'identity',
  receivedAt: 'identity',
  parentId: 'identity',
  revision: 'newest',
  updatedAt: 'newest',
  kind: 'scalar',
  title: 'scalar',
  description: 'scalar',
  impact: 'scalar',
  urgency: 'scalar',
  priorityOverride: 'scalar',
  major: 'scalar',
  category: 'scalar',
  service: 'scalar',
  requester: 'scalar',
  assignee: 'scalar',
  assignmentGroup: 'scalar',
  imported: 'scalar',
  tags: 'set',
  watchers: 'set',
  priority: 'computed',
  state: 'moves',
  hold: 'moves',
  resolution: 'moves',
  cancelReason: 'moves',
  closedAt: 'moves',
  reopenCount: 'moves',
  cycle: 'moves',
  mergedInto: 'moves',
} as const satisfies Readonly<Record<keyof Ticket, 'identity' | 'scalar' | 'set' | 'moves' | 'computed' | 'newest'>>;

type Ways = typeof ways;
type FieldsOf<Way extends Ways[keyof Ways]> = {
  [Field in keyof Ways]: Ways[Field] extends Way ? Field : never;
}[keyof Ways];

export type ScalarField = FieldsOf<'scalar'>;
export type SetField = FieldsOf<'set'>;
export type MovedField = FieldsOf<'moves'>;

const fieldsOf = <Way extends Ways[keyof Ways]>(way: Way): readonly FieldsOf<Way>[] =>
  Object.entries(ways).flatMap(([field, its]) => (its === way ? [field as FieldsOf<Way>] : []));

export const scalarFields = fieldsOf('scalar');
export const setFields = fieldsOf('set');

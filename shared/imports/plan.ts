import * as z from 'zod';
import { channels, resolutionCodes, ticketKinds } from '../tickets/ticket.ts';
import { dateOrders } from './dates.ts';
import { charsets, delimiters } from './charsets.ts';
import { ticketFields, type CodedField } from './fields.ts';
import { sourceSystems } from './source-systems.ts';
import { stateCodes } from './value-tables.ts';

/** How the bytes of a file become rows of cells. */
export const reading = z.strictObject({ charset: z.enum(charsets), delimiter: z.enum(delimiters) });
export type Reading = z.output<typeof reading>;

const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const name = z.string().trim().min(1).max(120);

/** What is filled in where the file is silent: a column that is not mapped, or an empty cell. */
const fillIns = z.strictObject({
  kind: z.enum(ticketKinds),
  channel: z.enum(channels),
  state: z.enum(stateCodes),
  impact: level,
  urgency: level,
  receivedAt: z.iso.datetime(),
  requester: name.nullable(),
  assignmentGroup: name.nullable(),
  category: name.nullable(),
  /** Until when imported tickets on hold wait; other systems keep no such time. */
  holdUntil: z.iso.datetime(),
});

const column = z.int().min(0).max(499);

/**
 * Everything a person decides about an import: the whole of it, so that a saved one repeats exactly. `values` translate the cells
 * of coded columns; a cell that is not in there is refused with its row and column. Columns are counted from 0.
 */
export const importPlan = z.strictObject({
  reading,
  system: z.enum(sourceSystems),
  /** Tickets are recognised again by this name and their number there. */
  sourceName: z.string().trim().min(1).max(60),
  /** `events`: each row is one event of the ticket that its external id names; together they are its history. */
  shape: z.enum(['rows', 'events']),
  columns: z.array(z.enum(ticketFields).nullable()).min(1).max(500),
  /** Where the file has no title: `words` takes the first words of a text column, `join` puts the cells of several side by side. */
  title: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('columns') }),
    z.strictObject({ from: z.literal('words'), column, words: z.int().min(3).max(30) }),
    z.strictObject({ from: z.literal('join'), columns: z.array(column).min(1).max(6) }),
  ]),
  /** How the mapped date columns write their dates, by column. */
  dates: z.record(z.string().regex(/^\d{1,3}$/), z.enum(dateOrders)),
  /** IANA zone of the times in the file. */
  zone: z.string().min(1).max(64),
  values: z.strictObject({
    state: z.record(z.string().max(200), z.enum(stateCodes)),
    priority: z.record(z.string().max(200), z.enum(['1', '2', '3', '4'])),
    impact: z.record(z.string().max(200), z.enum(['1', '2', '3'])),
    urgency: z.record(z.string().max(200), z.enum(['1', '2', '3'])),
    kind: z.record(z.string().max(200), z.enum(ticketKinds)),
    channel: z.record(z.string().max(200), z.enum(channels)),
    resolutionCode: z.record(z.string().max(200), z.enum(resolutionCodes)),
  } satisfies Record<CodedField, z.ZodType>),
  fill: fillIns,
  /** Cells that mean nothing, as `?` does in the ServiceNow event log. */
  emptyMarks: z.array(z.string().min(1).max(20)).max(20),
});
export type ImportPlan = z.output<typeof importPlan>;

import * as z from 'zod';
import { query } from '../contract/operation.ts';
import type { SearchField } from './document.ts';
import { operatorNames } from './operators.ts';

/** Where on a ticket a search found what its row does not show, and the words around it. */
export interface Snippet {
  readonly field: SearchField;
  readonly text: string;
}

export interface OperatorValue {
  /** As it is written: a name, or the id of a state, kind, channel or priority. */
  readonly value: string;
  /** Tickets that have it. */
  readonly count: number;
}

const text = z.string().max(500);

export const searchOperations = {
  /** By ticket; absent where the row shows all that was found. */
  'search.snippets': query(
    'tickets.read',
    z.strictObject({ text, ticketIds: z.array(z.string().max(64)).max(100) }),
  ).returns<Readonly<Record<string, Snippet>>>(),
  /** Values in use whose words begin so, most used first: what completion offers after an operator. */
  'search.values': query(
    'tickets.read',
    z.strictObject({ operator: z.enum(operatorNames), beginning: text, count: z.int().min(1).max(50) }),
  ).returns<readonly OperatorValue[]>(),
};

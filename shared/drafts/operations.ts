import * as z from 'zod';
import { command, query } from '../contract/operation.ts';

/** What a person typed and has not submitted: a new ticket (`key` = `new-ticket:<n>`) or text on a ticket (`<ticket id>:workNote` …). */
export interface DraftView {
  readonly id: string;
  readonly key: string;
  /** Form fields by name, as typed. */
  readonly fields: Readonly<Record<string, string>>;
  readonly updatedAt: string;
}

const MAX_FIELDS = 60;
/** Characters of one field: the longest is the text of an article. */
const MAX_FIELD = 500_000;

export const draftOperations = {
  'drafts.list': query('signed-in', z.strictObject({})).returns<readonly DraftView[]>(),
  /** Durable when it answers; one draft per person and key. Empty `fields` removes it. */
  'drafts.save': command(
    'signed-in',
    z.strictObject({
      key: z.string().min(1).max(120),
      fields: z
        .record(z.string().max(60), z.string().max(MAX_FIELD))
        .refine((fields) => Object.keys(fields).length <= MAX_FIELDS, { error: `at most ${MAX_FIELDS} fields` }),
    }),
  ).returns<DraftView | null>(),
  'drafts.discard': command('signed-in', z.strictObject({ key: z.string().min(1).max(120) })).returns<null>(),
};

import * as z from 'zod';
import { command } from '../contract/operation.ts';
import { MAX_COMMENT, MAX_NAME, surveyLanguages } from './answer.ts';
import { decodeStrokes, MAX_ENCODED } from './strokes.ts';

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const cycle = z.int().min(1);
const name = z.string().trim().min(1).max(MAX_NAME);

const surveyAnswer = z.strictObject({
  score: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  comment: z.string().trim().max(MAX_COMMENT),
  answeredBy: name,
  signature: z
    .discriminatedUnion('way', [
      z.strictObject({
        way: z.literal('drawn'),
        strokes: z
          .string()
          .max(MAX_ENCODED)
          .refine((strokes) => decodeStrokes(strokes) !== undefined, { error: 'not strokes on the pad' }),
      }),
      z.strictObject({ way: z.literal('typed'), name }),
    ])
    .nullable(),
  language: z.enum(surveyLanguages),
  solved: z.boolean().nullable(),
});

export const surveyOperations = {
  /** What the requester said at hand-over. Refused as `survey.answered` { name } where this cycle has its answer. `closed`: with it, for they said it is solved. */
  'survey.answer': command('tickets.work', z.strictObject({ ticketId, cycle, answer: surveyAnswer })).returns<{
    readonly closed: boolean;
  }>(),
  /** Asked, but they would rather not say: the response rate counts it. An answer may still follow. */
  'survey.decline': command('tickets.work', z.strictObject({ ticketId, cycle })).returns<null>(),
  /** Another answer in the place of the one that counts, which stays in the timeline. Not for whoever was judged: needs a permission of its own. */
  'survey.correct': command(
    'survey.correct',
    z.strictObject({
      ticketId,
      cycle,
      answer: surveyAnswer,
      replaces: z.strictObject({ entryId: z.string().max(80), reason: z.string().trim().min(1).max(500) }),
    }),
  ).returns<{ readonly closed: boolean }>(),
};

import * as z from 'zod';
import { isVisible } from '../base/visible.ts';
import { command, query } from '../contract/operation.ts';
import { togetherInput, type LinkedTicket, type ResolvableTicket, type ResolvedTogether } from '../links/operations.ts';
import { MAX_TEXT, MAX_TITLE } from '../tickets/limits.ts';
import { resolutionCodes } from '../tickets/ticket.ts';
import type { ProblemAction } from './actions.ts';
import { problemCancelReasons, type Problem, type ProblemEntry } from './problem.ts';
import type { ProblemRow } from './row.ts';
import { problemViews } from './search.ts';
import type { SimilarProblem } from './similar.ts';

const problemId = z.string().regex(/^problem:[0-9A-HJKMNP-TV-Z]{26}$/);
const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const text = z.string().max(MAX_TEXT);
const required = text.trim().min(1).refine(isVisible);
const category = z.string().trim().min(1).max(200).nullable();
const title = z.string().trim().min(1).max(MAX_TITLE).refine(isVisible);
const person = z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) });

/** A problem with what is needed to work on it. `actions` are those the table allows now, to this person. */
export interface ProblemDetail {
  readonly problem: Problem;
  readonly timeline: readonly ProblemEntry[];
  readonly tickets: readonly LinkedTicket[];
  readonly actions: readonly ProblemAction[];
}

export type ListedProblem = ProblemRow & { readonly tickets: number };

/** A problem behind a ticket, as the ticket shows it. */
export type TicketProblem = Pick<
  Problem,
  'id' | 'number' | 'title' | 'state' | 'priority' | 'rootCause' | 'workaround'
>;

/** Problems on one list; past this many, a search narrows it. */
export const MAX_LISTED = 500;

export const problemOperations = {
  /** The most pressing `MAX_LISTED` of those that match; `total` counts all. */
  'problems.list': query(
    'problems.read',
    z.strictObject({ view: z.enum(problemViews), text: z.string().max(500) }),
  ).returns<{ readonly total: number; readonly rows: readonly ListedProblem[] }>(),
  'problems.counts': query('problems.read', z.strictObject({})).returns<{ readonly open: number }>(),
  'problems.get': query('problems.read', z.strictObject({ problemId })).returns<ProblemDetail>(),
  'problems.ofTicket': query('problems.read', z.strictObject({ ticketId })).returns<readonly TicketProblem[]>(),
  /** Open problems that may be the one about to be raised. */
  'problems.similar': query(
    'problems.read',
    z.strictObject({ title: z.string().max(MAX_TITLE), category: z.string().max(200).nullable() }),
  ).returns<readonly SimilarProblem[]>(),
  /** With the tickets that it is raised from, which are linked to it in the same commit. */
  'problems.raise': command(
    'problems.work',
    z.strictObject({
      title,
      description: text,
      impact: level,
      urgency: level,
      category,
      ticketIds: z.array(ticketId).max(500),
    }),
  ).returns<{ readonly problemId: string; readonly number: string }>(),
  /** Tickets that are linked already stay as they are; a workaround that stands is told to the new ones. */
  'problems.link': command(
    'problems.work',
    z.strictObject({ problemId, ticketIds: z.array(ticketId).min(1).max(500) }),
  ).returns<ProblemDetail>(),
  'problems.unlink': command('problems.work', z.strictObject({ problemId, ticketId })).returns<ProblemDetail>(),
  'problems.note': command('problems.work', z.strictObject({ problemId, text: required })).returns<ProblemDetail>(),
  /** `seen`: what the person saw in the fields that they edit; see `tickets.edit`. */
  'problems.edit': command(
    'problems.work',
    z.strictObject({
      problemId,
      seen: z.strictObject({
        title: text.optional(),
        description: text.optional(),
        impact: level.optional(),
        urgency: level.optional(),
        category: text.nullable().optional(),
        rootCause: text.optional(),
      }),
      title: title.optional(),
      description: text.optional(),
      impact: level.optional(),
      urgency: level.optional(),
      category: category.optional(),
      rootCause: text.trim().optional(),
    }),
  ).returns<ProblemDetail>(),
  'problems.assign': command(
    'problems.work',
    z.strictObject({ problemId, owner: person, group: z.string().trim().min(1).max(120).nullable() }),
  ).returns<ProblemDetail>(),
  'problems.investigate': command('problems.work', z.strictObject({ problemId })).returns<ProblemDetail>(),
  /** Publishes, changes or, with an empty text, withdraws the workaround, and tells every linked open ticket. */
  'problems.publishWorkaround': command(
    'problems.work',
    z.strictObject({ problemId, text: text.trim(), seen: text }),
  ).returns<ProblemDetail>(),
  /** The linked open tickets, and what stands against resolving each. */
  'problems.resolvable': query('problems.read', z.strictObject({ problemId })).returns<readonly ResolvableTicket[]>(),
  /**
   * Resolves the problem, then those linked tickets that are named, each in a commit of its own; the trail names the problem in all of
   * them. A ticket that is refused keeps its link and is listed. For a team lead or the owner: else `problem.not-owner` { owner }.
   */
  'problems.resolve': command(
    'problems.work',
    z.strictObject({
      problemId,
      code: z.enum(resolutionCodes),
      text: required,
      tickets: togetherInput.nullable(),
    }),
  ).returns<{ readonly detail: ProblemDetail; readonly tickets: ResolvedTogether }>(),
  'problems.reopen': command('problems.work', z.strictObject({ problemId, reason: required })).returns<ProblemDetail>(),
  'problems.close': command('problems.work', z.strictObject({ problemId })).returns<ProblemDetail>(),
  'problems.cancel': command(
    'problems.work',
    z.strictObject({ problemId, reason: z.enum(problemCancelReasons) }),
  ).returns<ProblemDetail>(),
};

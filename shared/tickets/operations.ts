import * as z from 'zod';
import { fileRefs } from '../attachments/file-refs.ts';
import { isVisible } from '../base/visible.ts';
import { command, query } from '../contract/operation.ts';
import type { TicketAction } from './actions.ts';
import { childrenChoices } from './children.ts';
import type { ClockDoubt } from './clock-doubt.ts';
import { MAX_TEMPLATE_TASKS } from '../templates/limits.ts';
import { MAX_TEXT, MAX_TITLE } from './limits.ts';
import {
  cancelReasons,
  channels,
  holdReasons,
  resolutionCodes,
  ticketKinds,
  type Ticket,
  type TimelineEntry,
} from './ticket.ts';
import { deliveries } from './timeline-event.ts';

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const person = z.strictObject({ id: z.string().max(64).nullable(), name: z.string().trim().min(1).max(200) });
const service = z.strictObject({ id: z.string().max(64), name: z.string().max(200) });
const handChannel = z.enum(channels).exclude(['import', 'log_alert']);
const text = z.string().max(MAX_TEXT);
const required = text.trim().min(1).refine(isVisible);
const title = z.string().trim().min(1).max(MAX_TITLE).refine(isVisible);
/** What becomes of open tickets below this one; null or absent refuses it while there are any: `ticket.children-open` { count, numbers }. */
const children = z.enum(childrenChoices).nullable().optional();

/** A ticket with what is needed to work on it. `actions` are those the table allows now, to this person. */
export interface TicketDetail {
  readonly ticket: Ticket;
  readonly timeline: readonly TimelineEntry[];
  readonly actions: readonly TicketAction[];
}

/** `log_alert`: somebody made it of lines of a log. */
const newChannel = z.enum(channels).exclude(['import']);

export const newTicketInput = z.strictObject({
  kind: z.enum(ticketKinds),
  channel: newChannel,
  title,
  description: text,
  impact: level,
  urgency: level,
  category: z.string().trim().min(1).max(200).nullable(),
  /** As in `tickets.edit`; absent or null: that of the category. */
  service: service.nullable().optional(),
  requester: person.nullable(),
  tags: z.array(z.string().trim().min(1).max(60)).max(40).optional(),
  /** Added in the same commit. */
  tasks: z
    .array(z.strictObject({ title: z.string().trim().min(1).max(300).refine(isVisible), required: z.boolean() }))
    .max(MAX_TEMPLATE_TASKS)
    .optional(),
  /** Articles that answer it, as found while it was registered: named on it in the same commit. */
  articleIds: z
    .array(z.string().regex(/^article:[0-9A-HJKMNP-TV-Z]{26}$/))
    .max(10)
    .optional(),
  /** What it is about: tied to it in the same commit. */
  assetIds: z
    .array(z.string().regex(/^ci:[0-9A-HJKMNP-TV-Z]{26}$/))
    .max(10)
    .optional(),
  /** The template that it was filled in from: its use is counted. */
  templateId: z.string().max(64).optional(),
  /** The draft that this came from; removed in the same commit. */
  draftId: z.string().max(80).nullable(),
  /** Files that were handed over while the form was filled in. */
  files: fileRefs.optional(),
});

export const ticketOperations = {
  /** Why rules that act by themselves wait; null if they do not. */
  'tickets.clock': query('signed-in', z.strictObject({})).returns<ClockDoubt | null>(),
  /** The clock is right: rules go on. `shownAt` is what the person saw it say; refused as `record.stale` if it was set again since. */
  'tickets.trustClock': command('tickets.work', z.strictObject({ shownAt: z.iso.datetime() })).returns<null>(),
  'tickets.get': query('tickets.read', z.strictObject({ ticketId })).returns<TicketDetail>(),
  'tickets.create': command('tickets.create', newTicketInput).returns<{
    readonly ticketId: string;
    readonly number: string;
  }>(),
  'tickets.take': command('tickets.work', z.strictObject({ ticketId })).returns<TicketDetail>(),
  'tickets.start': command('tickets.work', z.strictObject({ ticketId })).returns<TicketDetail>(),
  /**
   * Assigning to oneself is `take`; to somebody else needs `tickets.assign`. Without a person it waits for the group. `group` null keeps the
   * group. On hold it stays on hold.
   */
  'tickets.assign': command(
    'tickets.assign',
    z.strictObject({
      ticketId,
      assignee: person.nullable(),
      group: z.string().trim().min(1).max(120).nullable(),
      /** A work note for whoever gets it, in the same commit. */
      note: required.nullable().optional(),
      /** Why somebody gets it who lacks a required qualification; for who may make exceptions. */
      override: text.trim().nullable().optional(),
    }),
  ).returns<TicketDetail>(),
  'tickets.returnToQueue': command('tickets.work', z.strictObject({ ticketId })).returns<TicketDetail>(),
  'tickets.workNote': command('tickets.work', z.strictObject({ ticketId, text: required })).returns<TicketDetail>(),
  'tickets.comment': command(
    'tickets.work',
    z.strictObject({
      ticketId,
      text: required,
      delivery: z.enum(deliveries),
    }),
  ).returns<TicketDetail>(),
  /** A comment that was pending has arrived. `entryId` is its timeline entry, which stays as it is. */
  'tickets.deliver': command(
    'tickets.work',
    z.strictObject({ ticketId, entryId: z.string().max(80), delivery: z.enum(deliveries).exclude(['pending']) }),
  ).returns<TicketDetail>(),
  /** Writes down what the requester said. Ends a hold that waits for them. */
  'tickets.reply': command(
    'tickets.work',
    z.strictObject({ ticketId, text: required, channel: handChannel }),
  ).returns<TicketDetail>(),
  /** On a ticket that is on hold already: changes reason, end or both. `comment` is told to the requester, not yet delivered. */
  'tickets.hold': command(
    'tickets.work',
    z.strictObject({ ticketId, reason: z.enum(holdReasons), until: z.iso.datetime(), comment: text.nullable() }),
  ).returns<TicketDetail>(),
  'tickets.resume': command('tickets.work', z.strictObject({ ticketId })).returns<TicketDetail>(),
  'tickets.resolve': command(
    'tickets.work',
    z.strictObject({
      ticketId,
      code: z.enum(resolutionCodes),
      text: required,
      articleId: z.string().max(64).nullable(),
      noArticleReason: z.string().trim().min(1).max(500).nullable(),
      children,
    }),
  ).returns<TicketDetail>(),
  /** Tickets below it that are to be resolved get its code and text. */
  'tickets.close': command('tickets.work', z.strictObject({ ticketId, children })).returns<TicketDetail>(),
  'tickets.reopen': command('tickets.reopen', z.strictObject({ ticketId, reason: required })).returns<TicketDetail>(),
  'tickets.cancel': command(
    'tickets.work',
    z.strictObject({ ticketId, reason: z.enum(cancelReasons) }),
  ).returns<TicketDetail>(),
  /** Ends this ticket; what is said on it from then on goes to the other. Answers with the one that ended. */
  'tickets.merge': command('tickets.work', z.strictObject({ ticketId, into: ticketId })).returns<TicketDetail>(),
  /** A new ticket after a closed one, which it names as its parent. */
  'tickets.followUp': command(
    'tickets.create',
    z.strictObject({ ticketId, description: required, channel: handChannel }),
  ).returns<{ readonly ticketId: string; readonly number: string }>(),
  'tickets.edit': command(
    'tickets.work',
    z.strictObject({
      ticketId,
      /**
       * What the person saw in the fields that they edit, each as the record had it. A field that is something else by now, and not what is
       * wanted either, is refused: `record.stale` { fields: [{ field, seen, current, wanted }] }, values as the timeline shows them, null for none.
       */
      seen: z.strictObject({
        title: text.optional(),
        description: text.optional(),
        kind: z.enum(ticketKinds).optional(),
        impact: level.optional(),
        urgency: level.optional(),
        category: text.nullable().optional(),
        service: service.nullable().optional(),
        requester: z.strictObject({ id: text.nullable(), name: text }).nullable().optional(),
        tags: z.array(text).optional(),
      }),
      title: title.optional(),
      description: text.optional(),
      kind: z.enum(ticketKinds).optional(),
      impact: level.optional(),
      urgency: level.optional(),
      category: z.string().trim().min(1).max(200).nullable().optional(),
      /** By its id, under the name that it has here; `record.not-found` for one that is not here or no longer offered. Null: that of the category. */
      service: service.nullable().optional(),
      requester: person.nullable().optional(),
      tags: z.array(z.string().trim().min(1).max(60)).max(40).optional(),
    }),
  ).returns<TicketDetail>(),
};

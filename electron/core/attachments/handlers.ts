/** Files of tickets: handing them over, attaching, reading, removing. Their bytes lie in the desk's blobs; the timeline is the list. */
import { attachmentsIn } from '#shared/attachments/attachment.ts';
import { filesOfDraft } from '#shared/attachments/draft-files.ts';
import { PIECE_BYTES } from '#shared/attachments/limits.ts';
import { planAttach } from '#shared/attachments/plan-attach.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { draftPrefix, type Draft } from '#shared/drafts/draft.ts';
import { nextState } from '#shared/tickets/actions.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import { revise } from '#shared/tickets/revision.ts';
import { refuseAction } from '#shared/tickets/transition.ts';
import { attachFiles } from '../attach-files.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import type { Begin } from '../first-list.ts';
import { fileRefusal, withStoredFiles } from '../stored-files.ts';
import { addToTimeline, sayingTarget } from '../ticket-door.ts';
import type { TicketPort } from '../ticket-port.ts';
import { sweepFiles } from './sweep-files.ts';
import { Uploads } from './uploads.ts';

type AttachmentOperation =
  | 'attachments.begin'
  | 'attachments.append'
  | 'attachments.finish'
  | 'attachments.abort'
  | 'attachments.attach'
  | 'attachments.remove'
  | 'attachments.read'
  | 'attachments.readDraft';

const SWEEP_EVERY_MS = 6 * 3_600_000;

export interface AttachmentDeps {
  readonly tickets: TicketPort;
  /** Whether records were set aside that may know files which no record here knows. */
  readonly hasSetAside: () => Promise<boolean>;
  /** When files may be looked through that no record needs any more. */
  readonly begin?: Begin;
}

const notFound = (id: string): Result<never> =>
  refuse('record.not-found', `there is no file ${id}`, { type: 'attachment', id });

/** `entry:<ticket ULID>:<ULID>` → `ticket:<ticket ULID>`. */
const ticketOf = (entryId: string): string => `ticket:${entryId.split(':')[1] ?? ''}`;

export const attachmentHandlers = (
  desk: Desk,
  { tickets, hasSetAside, begin = setImmediate }: AttachmentDeps,
): FeatureHandlers<AttachmentOperation> => {
  const uploads = new Uploads(desk);
  let isStopped = false;
  let sweeping: Promise<void> = Promise.resolve();
  /** What the disk refuses now is swept the next time. */
  const sweep = (): void => {
    sweeping = sweeping
      .then(async () => {
        await sweepFiles(desk, { onlyUnfinished: await hasSetAside(), isStopped: () => isStopped });
      })
      .catch(() => undefined);
  };
  const timer = setInterval(sweep, SWEEP_EVERY_MS).unref();
  desk.onClosing(() => {
    isStopped = true;
    clearInterval(timer);
    uploads.close();
  });
  begin(sweep);

  const piece = async (
    sha256: string,
    name: string,
    from: number,
  ): Promise<Result<{ readonly base64: string; readonly bytes: number }>> => {
    try {
      return succeed(
        await desk.blobs.read(sha256, async (blob) => ({
          base64: (await blob.read(from, PIECE_BYTES)).toString('base64'),
          bytes: blob.bytes,
        })),
      );
    } catch (error) {
      return fileRefusal(error, name);
    }
  };

  return {
    'attachments.begin': ({ name, bytes }, { session }) => uploads.begin(session, name, bytes),
    'attachments.append': ({ uploadId, offset, base64 }, { session }) =>
      uploads.append(session, uploadId, offset, Buffer.from(base64, 'base64')),
    'attachments.finish': ({ uploadId }, { session }) => uploads.finish(session, uploadId),
    'attachments.abort': async ({ uploadId }, { session }) => {
      await uploads.abort(session, uploadId);
      return succeed(null);
    },

    'attachments.attach': ({ ticketId, files }, context) =>
      withStoredFiles(desk, files, (stored) =>
        tickets.change(ticketId, context, (named, unit) => {
          if (nextState(named.state, 'workNote') === undefined) return refuseAction(named.state, 'workNote');
          const ticket = sayingTarget(named, unit);
          const planned = planAttach(tickets.timelineOf(ticket.id), stored);
          if (!planned.ok) return planned;
          if (planned.value.length === 0) return succeed(ticket.id);
          const at = momentAfter(ticket.updatedAt, unit.at);
          unit.put(revise(ticket, at));
          attachFiles(unit, ticket, planned.value, at);
          return succeed(ticket.id);
        }),
      ),

    'attachments.remove': async ({ ticketId, entryId, cause }, context) => {
      const removed = await tickets.change(ticketId, context, (ticket, unit, at) => {
        const attachment = attachmentsIn(tickets.timelineOf(ticketId)).find((each) => each.entryId === entryId);
        if (!attachment) return notFound(entryId);
        const event = { kind: 'removal', of: entryId, name: attachment.name, cause } as const;
        unit.put(revise(ticket, at));
        addToTimeline(unit, ticket, [event], at);
        unit.audit({
          action: 'ticket.removeAttachment',
          object: { type: 'ticket', id: ticket.id, number: ticket.number },
          ...unit.difference('entry', ticket.id, undefined, { ...event, sha256: attachment.sha256 }),
        });
        return succeed(ticketId);
      });
      if (removed.ok) sweep();
      return removed;
    },

    'attachments.read': ({ entryId, from }) => {
      const attachment = attachmentsIn(tickets.timelineOf(ticketOf(entryId))).find((each) => each.entryId === entryId);
      return attachment ? piece(attachment.sha256, attachment.name, from) : notFound(entryId);
    },

    'attachments.readDraft': ({ key, sha256, from }, { session }) => {
      const file = desk.records
        .idsWithPrefix(draftPrefix(session.userId))
        .flatMap((id) => desk.records.get<Draft>('draft', id) ?? [])
        .filter((draft) => draft.key === key)
        .flatMap(({ fields }) => filesOfDraft(fields))
        .find((each) => each.sha256 === sha256);
      return file ? piece(sha256, file.name, from) : notFound(sha256);
    },
  };
};

import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import type { TicketDetail } from '../tickets/operations.ts';
import { fileHash, fileRefs } from './file-refs.ts';
import { PIECE_BYTES } from './limits.ts';
import { removalCauses } from './removal-cause.ts';

/** A file that lies on this laptop: which one, and what it is called. */
export interface StoredFile {
  readonly sha256: string;
  readonly name: string;
  /** By its bytes (`media-type.ts`). */
  readonly mediaType: string;
  readonly bytes: number;
}

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const entryId = z.string().regex(/^entry:[0-9A-HJKMNP-TV-Z]{26}:[0-9A-HJKMNP-TV-Z]{26}$/);
const uploadId = z.string().regex(/^upload:[0-9A-HJKMNP-TV-Z]{26}$/);
const base64 = z.base64().max(Math.ceil(PIECE_BYTES / 3) * 4);

export const attachmentOperations = {
  /** Starts handing a file over. `attachment.too-large` { limit, bytes } before a byte of it has travelled. */
  'attachments.begin': command(
    'tickets.work',
    z.strictObject({ name: z.string().min(1).max(1000), bytes: z.int().min(0) }),
  ).returns<{ readonly uploadId: string }>(),
  /** The next piece, in order and one at a time. An upload that waits for its next piece too long has ended: `attachment.interrupted`. */
  'attachments.append': command('tickets.work', z.strictObject({ uploadId, offset: z.int().min(0), base64 })).returns<{
    readonly received: number;
  }>(),
  /** The whole file has arrived and is on disk. It is kept until something refers to it, or for an hour. */
  'attachments.finish': command('tickets.work', z.strictObject({ uploadId })).returns<StoredFile>(),
  /** Gives an upload up; nothing of it stays. */
  'attachments.abort': command('tickets.work', z.strictObject({ uploadId })).returns<null>(),
  /** Adds files to a ticket in one commit; on a merged one, to the ticket it was merged into. `attachment.ticket-full` { limit, used, bytes }. */
  'attachments.attach': command(
    'tickets.work',
    z.strictObject({ ticketId, files: fileRefs.min(1) }),
  ).returns<TicketDetail>(),
  /** The file is no longer on the ticket, and gone from this laptop unless something else refers to it. Its entry stays. */
  'attachments.remove': command(
    'tickets.work',
    z.strictObject({ ticketId, entryId, cause: z.enum(removalCauses) }),
  ).returns<TicketDetail>(),
  /** At most PIECE_BYTES from `from` on, verified. `attachment.damaged` { name, problem } where the disk no longer has it as it was. */
  'attachments.read': query('tickets.read', z.strictObject({ entryId, from: z.int().min(0) })).returns<{
    readonly base64: string;
    readonly bytes: number;
  }>(),
  /** The same for a file that one of the person's own drafts names. */
  'attachments.readDraft': query(
    'tickets.work',
    z.strictObject({ key: z.string().min(1).max(120), sha256: fileHash, from: z.int().min(0) }),
  ).returns<{ readonly base64: string; readonly bytes: number }>(),
};

import { createHash } from 'node:crypto';
import { attachmentHandlers } from '#core/attachments/handlers.ts';
import type { SessionContext } from '#core/dispatch.ts';
import type { Desk } from '#core/desk.ts';
import { draftHandlers } from '#core/drafts/handlers.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import { openTicketPort } from '#core/tickets/open-ticket-port.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import type { Result } from '#shared/base/result.ts';

export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
};

export const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** The features that have to do with files, as the app puts them together. */
export const featuresOf = (desk: Desk, hasSetAside = false) => ({
  files: attachmentHandlers(desk, {
    tickets: openTicketPort(desk, () => undefined, plainRules),
    hasSetAside: () => Promise.resolve(hasSetAside),
  }),
  tickets: ticketHandlers(desk),
  drafts: draftHandlers(desk),
});
export type Features = ReturnType<typeof featuresOf>;

export const upload = async (
  { files }: Features,
  context: SessionContext,
  name: string,
  content: Buffer,
): Promise<StoredFile> => {
  const { uploadId } = valueOf(await files['attachments.begin']({ name, bytes: content.length }, context));
  for (let offset = 0; offset < content.length; offset += 100_000) {
    const base64 = content.subarray(offset, offset + 100_000).toString('base64');
    valueOf(await files['attachments.append']({ uploadId, offset, base64 }, context));
  }
  return valueOf(await files['attachments.finish']({ uploadId }, context));
};

export const download = async ({ files }: Features, context: SessionContext, entryId: string): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for (let from = 0; ;) {
    const { base64, bytes } = valueOf(await files['attachments.read']({ entryId, from }, context));
    const part = Buffer.from(base64, 'base64');
    parts.push(part);
    from += part.length;
    if (from >= bytes) return Buffer.concat(parts);
  }
};

export const newTicket = async (
  { tickets }: Features,
  context: SessionContext,
  title = 'No network',
): Promise<string> =>
  valueOf(
    await tickets['tickets.create'](
      {
        kind: 'incident',
        channel: 'phone',
        title,
        description: '',
        impact: 3,
        urgency: 3,
        category: null,
        requester: null,
        draftId: null,
      },
      context,
    ),
  ).ticketId;

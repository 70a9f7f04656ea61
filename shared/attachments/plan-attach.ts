import { refuse, succeed, type Result } from '../base/result.ts';
import type { TimelineEntry } from '../tickets/ticket.ts';
import { attachmentsIn, type AttachmentEvent } from './attachment.ts';
import { distinctName, isNameOrNumbered } from './file-name.ts';
import { MAX_TICKET_BYTES } from './limits.ts';
import type { StoredFile } from './operations.ts';

/**
 * What attaching these files adds to a timeline: nothing for a file that is there already under this name, or under this name with a number,
 * so that a command sent twice attaches once; another file of the same name gets a number. Refuses with `attachment.ticket-full` { limit, used, bytes }.
 */
export const planAttach = (
  timeline: readonly TimelineEntry[],
  files: readonly StoredFile[],
): Result<readonly AttachmentEvent[]> => {
  const present = attachmentsIn(timeline);
  const here: { readonly sha256: string; readonly name: string }[] = [...present];
  const taken = new Set(present.map(({ name }) => name.toLowerCase()));
  const events: AttachmentEvent[] = [];
  for (const { sha256, name, mediaType, bytes } of files) {
    if (here.some((each) => each.sha256 === sha256 && isNameOrNumbered(each.name, name))) continue;
    const shown = distinctName(name, taken);
    here.push({ sha256, name: shown });
    taken.add(shown.toLowerCase());
    events.push({ kind: 'attachment', sha256, name: shown, mediaType, bytes });
  }
  const used = present.reduce((sum, { bytes }) => sum + bytes, 0);
  const bytes = events.reduce((sum, event) => sum + event.bytes, 0);
  if (used + bytes > MAX_TICKET_BYTES)
    return refuse('attachment.ticket-full', `${bytes} bytes more on top of ${used} are too many for one ticket`, {
      limit: MAX_TICKET_BYTES,
      used,
      bytes,
    });
  return succeed(events);
};

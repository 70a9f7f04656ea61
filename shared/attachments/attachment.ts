import type { TimelineEntry } from '../tickets/ticket.ts';
import type { TimelineEvent } from '../tickets/timeline-event.ts';

export type AttachmentEvent = Extract<TimelineEvent, { readonly kind: 'attachment' }>;

/** A file as a ticket has it. */
export interface Attachment extends Omit<AttachmentEvent, 'kind'> {
  readonly entryId: string;
  readonly at: string;
  readonly by: string;
}

/** The files of a ticket as its timeline tells, oldest first; those removed are not among them. */
export const attachmentsIn = (timeline: readonly TimelineEntry[]): readonly Attachment[] => {
  const found = new Map<string, Attachment>();
  for (const { id, at, by, event } of timeline) {
    if (event.kind !== 'attachment') continue;
    const { sha256, name, mediaType, bytes } = event;
    found.set(id, { entryId: id, sha256, name, mediaType, bytes, at, by: by.name });
  }
  for (const { event } of timeline) if (event.kind === 'removal') found.delete(event.of);
  return [...found.values()];
};

/** Where a draft was being written, read from its key. */
export interface DraftPlace {
  readonly kind: 'newTicket' | 'workNote' | 'comment' | 'reply' | 'resolve';
  readonly ticketId: string | null;
}

const NEW = 'new-ticket:';

/** `new-ticket:1`, `ticket:<ULID>:comment`, …; a key of another shape counts as a work note of no ticket, so that it can still be discarded. */
export const draftPlace = (key: string): DraftPlace => {
  if (key.startsWith(NEW)) return { kind: 'newTicket', ticketId: null };
  const [, ticketId, kind] = /^(ticket:[^:]+):(workNote|comment|reply|resolve)$/.exec(key) ?? [];
  if (ticketId === undefined) return { kind: 'workNote', ticketId: null };
  return { kind: kind === 'comment' || kind === 'reply' || kind === 'resolve' ? kind : 'workNote', ticketId };
};

/** The segment of the queue's address under which the draft is continued. */
export const draftTarget = (key: string): string => (key.startsWith(NEW) ? key : (draftPlace(key).ticketId ?? ''));

/** The first key that no draft has: forms begun side by side do not overwrite each other. */
export const newDraftKey = (taken: readonly string[]): string => {
  let n = 1;
  while (taken.includes(`${NEW}${n}`)) n++;
  return `${NEW}${n}`;
};

/** What a person recognises it by: the title, else the beginning of the text. */
export const draftText = (fields: Readonly<Record<string, string>>): string =>
  (fields['title'] || fields['text'] || fields['description'] || '').trim().slice(0, 200);

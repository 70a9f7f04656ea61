const ticketTexts = ['workNote', 'comment', 'reply', 'resolve', 'diagnosisNote', 'survey', 'report'] as const;
type TicketText = (typeof ticketTexts)[number];

/** Where a draft was being written, read from its key. */
export interface DraftPlace {
  readonly kind: 'newTicket' | 'diagnosisTree' | TicketText;
  readonly ticketId: string | null;
}

const NEW = 'new-ticket:';
const TREE = 'diagnosis:';

const isTicketText = (kind: string | undefined): kind is TicketText => ticketTexts.some((each) => each === kind);

/** `new-ticket:1`, `ticket:<ULID>:comment`, `diagnosis:network`, …; a key of another shape counts as a work note of no ticket, so that it can still be discarded. */
export const draftPlace = (key: string): DraftPlace => {
  if (key.startsWith(NEW)) return { kind: 'newTicket', ticketId: null };
  if (key.startsWith(TREE)) return { kind: 'diagnosisTree', ticketId: null };
  const [, ticketId, kind] = /^(ticket:[^:]+):(\w+)$/.exec(key) ?? [];
  return ticketId !== undefined && isTicketText(kind) ? { kind, ticketId } : { kind: 'workNote', ticketId: null };
};

/** The segments of the address under which the draft is continued. */
export const draftTarget = (key: string): readonly [feature: string, ...rest: string[]] => {
  if (key.startsWith(TREE)) return ['diagnosis', key.slice(TREE.length)];
  return ['queue', key.startsWith(NEW) ? key : (draftPlace(key).ticketId ?? '')];
};

/** The first key that no draft has: forms begun side by side do not overwrite each other. */
export const newDraftKey = (taken: readonly string[]): string => {
  let n = 1;
  while (taken.includes(`${NEW}${n}`)) n++;
  return `${NEW}${n}`;
};

/** What a person recognises it by: the title, else the beginning of the text. */
export const draftText = (fields: Readonly<Record<string, string>>): string =>
  (fields['title'] || fields['text'] || fields['description'] || '').trim().slice(0, 200);

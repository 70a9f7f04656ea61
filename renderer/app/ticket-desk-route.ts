/** Where a person is in the queue: which view, and what is open beside it. */
export interface DeskPlace {
  readonly viewId: string;
  readonly ticketId: string | null;
  /** Key of the draft of a new ticket, `new-ticket:<n>`. */
  readonly draft: string | null;
}

const NEW = 'new-ticket:';

/** `#/queue`, `#/queue/<ticket>`, `#/queue/new-ticket:1`, and each of them below `#/queue/view/<view>`. Never fails. */
export const deskPlace = (segments: readonly string[]): DeskPlace => {
  const inView = segments[0] === 'view' && segments[1] !== undefined;
  const viewId = inView ? (segments[1] ?? 'open') : 'open';
  const open = inView ? segments[2] : segments[0];
  if (open?.startsWith(NEW)) return { viewId, ticketId: null, draft: open };
  return { viewId, ticketId: open?.startsWith('ticket:') ? open : null, draft: null };
};

export const segmentsOf = ({ viewId, ticketId, draft }: DeskPlace): readonly string[] => {
  const open = draft ?? ticketId;
  return [...(viewId === 'open' ? [] : ['view', viewId]), ...(open === null ? [] : [open])];
};

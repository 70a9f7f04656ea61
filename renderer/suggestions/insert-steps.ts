import { applyEdit, stateOf } from '#renderer/writing/apply-edit.ts';

/** The field that what is inserted goes into: the one with the cursor, of the ticket or of a dialog about it. */
export const fieldWithCursor = (): HTMLTextAreaElement | null => {
  const at = document.activeElement;
  return at instanceof HTMLTextAreaElement && at.closest('[data-ticket-panel], [role="dialog"]') ? at : null;
};

/** As if it had been typed where the cursor is: a block of its own, so that a list stays a list. */
export const insertAsBlock = (field: HTMLTextAreaElement, text: string): void => {
  const { text: before, from, to } = stateOf(field);
  const head = before.slice(0, from);
  const gap = head === '' || head.endsWith('\n\n') ? '' : head.endsWith('\n') ? '\n' : '\n\n';
  const insert = `${gap}${text}`;
  const end = from + insert.length;
  applyEdit(field, { from, to, insert, select: [end, end] });
};

/** Whether what is written there reaches the requester. */
export const isReadByRequester = (field: HTMLTextAreaElement): boolean =>
  field.closest('[data-kind="comment"]') !== null;

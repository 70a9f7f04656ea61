/**
 * What takes files beside the list, as one part of the page that is fetched once the list stands: on a ticket, in the form of a new one, and
 * mail on the list itself. Apart, what they share would count as shared by all screens and be fetched before the first one.
 */
export { DialogFiles } from '#renderer/attachments/dialog-files.tsx';
export { DraftFiles } from '#renderer/attachments/draft-files.tsx';
export { TicketFiles } from '#renderer/attachments/ticket-files.tsx';
export { mailDraft } from '#renderer/mail/mail-draft.ts';
export { MailImport } from '#renderer/mail/mail-import.tsx';

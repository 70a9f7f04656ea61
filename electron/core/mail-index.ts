/** Which ticket each mail is on, as local records made in the same commit: `mailId:<hash of the Message-ID>`. */
import { createHash } from 'node:crypto';
import type { StoredRecord } from '#shared/base/record.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Unit } from './unit.ts';

interface MailNote extends StoredRecord {
  readonly type: 'mailId';
  readonly ticketId: string;
}

const noteId = (messageId: string): string =>
  `mailId:${createHash('sha256').update(messageId.trim(), 'utf8').digest('hex').slice(0, 40)}`;

/** Stages where a mail is, if the entry comes from one. The first ticket keeps it. */
export const noteMail = (unit: Unit, { ticketId, event }: TimelineEntry): void => {
  const mail = event.kind === 'created' || event.kind === 'reply' ? event.mail : undefined;
  if (!mail || unit.get<MailNote>('mailId', noteId(mail.messageId))) return;
  const note: MailNote = { ...unit.stamp('mailId', noteId(mail.messageId)), ticketId };
  unit.putLocal(note);
};

/** Looks up records, staged or stored. */
export interface Looking {
  get<R extends StoredRecord>(type: R['type'], id: string): R | undefined;
}

/** The ticket that a mail is on; undefined if it is on none. */
export const ticketOfMail = (records: Looking, messageId: string): string | undefined =>
  records.get<MailNote>('mailId', noteId(messageId))?.ticketId;

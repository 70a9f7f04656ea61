import * as z from 'zod';
import { fileHash } from '../attachments/file-refs.ts';
import { command, query } from '../contract/operation.ts';
import { MAX_TEXT, MAX_TITLE } from '../tickets/limits.ts';
import { ticketKinds, type TicketState } from '../tickets/ticket.ts';

/** Why a ticket may be the one that a mail belongs to, the surest first. */
export type MailMatch = 'references' | 'number' | 'similar';

export interface MailCandidate {
  readonly ticketId: string;
  readonly number: string;
  readonly title: string;
  readonly state: TicketState;
  readonly because: MailMatch;
  /** What the mail can be on it: something said, or the beginning of a ticket after it. */
  readonly as: 'reply' | 'followUp';
  /** Whether the sender is known on this ticket (`senderOn`): who is not takes a person to look. */
  readonly isSenderKnown: boolean;
}

export interface MailPart {
  /** Counts the files of the mail from 0. */
  readonly index: number;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** A small picture that stands in the text: a logo, a smile, a pixel that counts readers. */
  readonly isDecoration: boolean;
}

/** A mail as a person decides about it. Nothing of it was fetched from anywhere. */
export interface MailReview {
  readonly from: string;
  readonly address: string;
  /** Whose address that is in the contacts; null for nobody's, or more than one person's. */
  readonly contact: { readonly id: string; readonly name: string } | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** When it was sent, as it says; null if it does not, or not readably. */
  readonly sentAt: string | null;
  readonly subject: string;
  readonly title: string;
  readonly said: string;
  readonly quoted: string;
  readonly isForward: boolean;
  readonly parts: readonly MailPart[];
  readonly candidates: readonly MailCandidate[];
  /** The ticket that this very mail is on already. */
  readonly known: { readonly ticketId: string; readonly number: string } | null;
}

const ticketId = z.string().regex(/^ticket:[0-9A-HJKMNP-TV-Z]{26}$/);
const text = z.string().max(MAX_TEXT);

export const mailOperations = {
  /** Reads a mail that was handed over (`attachments.finish`). Refuses with `mail.unreadable` { problem }. */
  'mail.read': query('tickets.work', z.strictObject({ sha256: fileHash })).returns<MailReview>(),
  /**
   * Makes a ticket of it, or what the requester said on one, with its files and the mail itself attached, in one commit. `mail.known` { number } for
   * one that was taken before, and `record.stale` for one of an unknown sender of whom nobody was told: nothing is added.
   */
  'mail.take': command(
    'tickets.work',
    z.strictObject({
      sha256: fileHash,
      /** Of the file that holds it. */
      name: z.string().min(1).max(1000),
      /** Which of its files go along, by index. */
      parts: z.array(z.int().min(0)).max(200),
      as: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('ticket'),
          ticketKind: z.enum(ticketKinds),
          title: z.string().trim().min(1).max(MAX_TITLE),
          requester: z.string().trim().min(1).max(200),
          description: text,
        }),
        z.strictObject({
          kind: z.enum(['reply', 'followUp']),
          ticketId,
          text: text.trim().min(1),
          /** Somebody has seen that the sender is not known on the ticket, and takes the mail for it all the same. */
          acceptsUnknownSender: z.boolean(),
        }),
      ]),
    }),
  ).returns<{ readonly ticketId: string; readonly number: string }>(),
};

import { outgoingId } from '#shared/mail/outgoing.ts';
import { trainingLine } from '#shared/practice/mark.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { MailRef } from '#shared/tickets/timeline-event.ts';

const base64 = (text: string): string => {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** Characters that fill 36 bytes at most: a line of a header is 76 long, the name of the field and its word together. */
const pieces = (text: string): readonly string[] => {
  const found: string[] = [];
  let piece = '';
  for (const character of text) {
    if (new TextEncoder().encode(piece + character).length > 36) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...found, piece];
};

/** A header value as mail carries it: ASCII as it is, all else in encoded words (RFC 2047). One line, whatever was typed. */
const words = (text: string): string => {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const isPlain = /^[ -~]*$/.test(line) && !line.includes('=?');
  return isPlain
    ? line
    : pieces(line)
        .map((piece) => `=?UTF-8?B?${base64(piece)}?=`)
        .join('\r\n ');
};

/** The mails that came from the requester of this ticket, the newest first: what others wrote to it is not answered in their stead. */
const received = ({ requester }: Ticket, timeline: readonly TimelineEntry[]): readonly MailRef[] =>
  timeline
    .flatMap(({ event, by }) =>
      event.kind === 'created' || (event.kind === 'reply' && by.name === requester?.name) ? (event.mail ?? []) : [],
    )
    .toReversed();

/** Only what is an address and nothing more goes into a header. */
const isAddress = (text: string): boolean => /^[^\s<>,;:"@]+@[^\s<>,;:"@]+$/.test(text);

/**
 * A comment as a mail that a mail program opens for sending (`X-Unsent`): to the requester, in answer to their last mail, with the number
 * in the subject. Its id leads the answer back, and so does the number where a program gives it another id. One of a training desk says
 * what it is in its head, its subject and its first line.
 */
export const mailDraft = (
  ticket: Ticket,
  timeline: readonly TimelineEntry[],
  comment: { readonly entryId: string; readonly text: string },
  isPractice = false,
): { readonly name: string; readonly text: string } => {
  const { number, title, requester } = ticket;
  const mails = received(ticket, timeline);
  const [last] = mails;
  const address = mails.map(({ from }) => from).find(isAddress);
  const name = (requester?.name ?? '').replaceAll(/["\\<>]/gu, '');
  const encoded = words(name);
  const recipient = name === '' || name === address ? '' : encoded === name ? `"${name}" ` : `${encoded} `;
  const marked = isPractice ? trainingLine : (line: string): string => line;
  const said = isPractice ? `${trainingLine('')}\n\n${comment.text}` : comment.text;
  const text = said.replaceAll(/\r?\n/gu, '\r\n');
  const lines = [
    'X-Unsent: 1',
    ...(isPractice ? ['X-Deskside-Training: 1'] : []),
    ...(address === undefined ? [] : [`To: ${recipient}<${address}>`]),
    `Subject: ${words(marked(`${last ? 'Re: ' : ''}${title} [${number}]`))}`,
    `Message-ID: ${outgoingId(comment.entryId)}`,
    ...(last ? [`In-Reply-To: ${last.messageId}`, `References: ${last.messageId}`] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64(text).replaceAll(/.{76}/g, '$&\r\n'),
    '',
  ];
  return { name: `${number}.eml`, text: lines.join('\r\n') };
};

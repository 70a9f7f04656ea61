/**
 * Ids of mails that begin here. A comment that goes out as a mail carries an id made of its own and its ticket's: an answer, which names it,
 * leads any console to the ticket, without anybody having kept a list.
 */
const DOMAIN = 'deskside.invalid';
const ULID = '[0-9A-HJKMNP-TV-Z]{26}';
const shape = new RegExp(`^<(${ULID})\\.(${ULID})@${DOMAIN.replace('.', '\\.')}>$`, 'i');

/** `entryId` is that of the comment: `entry:<ticket ULID>:<ULID>`. */
export const outgoingId = (entryId: string): string => {
  const [, ticket = '', entry = ''] = entryId.split(':');
  return `<${entry}.${ticket}@${DOMAIN}>`;
};

/** The id of the ticket that a mail of ours was about; undefined for a mail that did not begin here. */
export const ticketOfOutgoing = (messageId: string): string | undefined => {
  const ticket = shape.exec(messageId.trim())?.[2];
  return ticket && `ticket:${ticket.toUpperCase()}`;
};

import type { MailCandidate, MailMatch } from '#shared/mail/operations.ts';
import { ticketOfOutgoing } from '#shared/mail/outgoing.ts';
import { senderOn, type Correspondence, type Sender } from '#shared/mail/sender.ts';
import { readSubject } from '#shared/mail/subject.ts';
import { nextState } from '#shared/tickets/actions.ts';
import { numberSearchKey } from '#shared/tickets/number.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import { ticketOfMail } from '../mail-index.ts';
import type { ParsedMail } from './parse-mail.ts';

const MOST_CANDIDATES = 4;

/** Whose address this is in the contacts; null for nobody's, or more than one person's. */
export type ContactOf = (address: string) => { readonly id: string; readonly name: string } | null;

/** The ticket that goes on in the place of a merged one. */
const current = (desk: Desk, ticketId: string): Ticket | undefined => {
  const passed = new Set<string>();
  let ticket = desk.records.get<Ticket>('ticket', ticketId);
  while (ticket?.mergedInto && !passed.has(ticket.id)) {
    passed.add(ticket.id);
    ticket = desk.records.get<Ticket>('ticket', ticket.mergedInto) ?? ticket;
  }
  return ticket;
};

/** Who a mail comes from, as the contacts, its ticket and those that were merged into it know them. */
export const senderOf = (
  { from, address }: ParsedMail,
  ticket: Ticket,
  get: (ticketId: string) => Ticket | undefined,
  timelineOf: (ticketId: string) => readonly TimelineEntry[],
  contactOf: ContactOf,
): Sender => {
  const contact = contactOf(address);
  // Whoever asked, as the contacts know them, writes from an address of theirs.
  if (contact && ticket.requester?.id === contact.id) return { person: ticket.requester, isKnown: true };
  const tickets = new Map<string, Ticket>([[ticket.id, ticket]]);
  const correspondences: Correspondence[] = [];
  // What is found on the way is looked at, too: a map goes on over what is added to it.
  for (const [id, { requester }] of tickets) {
    const timeline = timelineOf(id);
    correspondences.push({ requester, timeline });
    for (const { event } of timeline) {
      const merged = event.kind === 'link' && event.relation === 'merged_from' ? get(event.ticketId) : undefined;
      if (merged && !tickets.has(merged.id)) tickets.set(merged.id, merged);
    }
  }
  return senderOn(correspondences, { from, address });
};

const candidate = (ticket: Ticket, because: MailMatch): Omit<MailCandidate, 'isSenderKnown'> | undefined => {
  const as = (['reply', 'followUp'] as const).find((action) => nextState(ticket.state, action) !== undefined);
  const { id, number, title, state } = ticket;
  return as && { ticketId: id, number, title, state, because, as };
};

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();

/**
 * Tickets that a mail may belong to, the surest first: one with a mail that this one answers, one whose number stands in the subject, one of
 * the same requester about the same thing that is not closed yet.
 */
export const findTickets = (
  desk: Desk,
  mail: ParsedMail,
  timelineOf: (ticketId: string) => readonly TimelineEntry[],
  contactOf: ContactOf,
): readonly MailCandidate[] => {
  const get = (ticketId: string) => desk.records.get<Ticket>('ticket', ticketId);
  const found = new Map<string, MailCandidate>();
  const offer = (ticketId: string | undefined, because: MailMatch): void => {
    const ticket = ticketId === undefined ? undefined : current(desk, ticketId);
    const offered = ticket && candidate(ticket, because);
    if (!ticket || !offered || found.has(ticket.id) || found.size === MOST_CANDIDATES) return;
    found.set(ticket.id, { ...offered, isSenderKnown: senderOf(mail, ticket, get, timelineOf, contactOf).isKnown });
  };
  for (const reference of mail.references)
    offer(ticketOfMail(desk.records, reference) ?? ticketOfOutgoing(reference), 'references');
  const subject = readSubject(mail.subject);
  const about = folded(subject.base);
  const requester = folded(mail.from);
  // Four characters that most numbers do not have: what reads all of them is asked of few.
  const code = subject.numberKey?.slice(3, 7).toUpperCase();
  const similar: TicketRow[] = [];
  for (const row of desk.records.rows<TicketRow>('ticket')) {
    if (code !== undefined && row.number.includes(code) && numberSearchKey(row.number) === subject.numberKey)
      offer(row.id, 'number');
    if (row.requester === null || row.state === 'closed' || row.state === 'cancelled' || row.state === 'merged')
      continue;
    if (about !== '' && folded(row.title) === about && folded(row.requester) === requester) similar.push(row);
  }
  for (const { id } of similar.toSorted((left, right) => right.updatedAt - left.updatedAt)) offer(id, 'similar');
  return [...found.values()];
};

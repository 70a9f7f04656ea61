/** E-mail files become tickets, or what the requester said on one. The mail itself and its files are attached. */
import { planAttach } from '#shared/attachments/plan-attach.ts';
import type { StoredFile } from '#shared/attachments/operations.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { MailReview } from '#shared/mail/operations.ts';
import { splitQuoted } from '#shared/mail/quoted.ts';
import { readSubject } from '#shared/mail/subject.ts';
import { admitFile } from '#shared/practice/training-file.ts';
import { planFollowUp } from '#shared/tickets/follow-up.ts';
import { linkTo } from '#shared/tickets/link.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import { receiveTicket } from '#shared/tickets/new-ticket.ts';
import { prefixOfKind } from '#shared/tickets/number.ts';
import { planReply } from '#shared/tickets/reply.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { MailRef, TimelineEvent } from '#shared/tickets/timeline-event.ts';
import type { PlannedChange } from '#shared/tickets/transition.ts';
import { attachFiles } from '../attach-files.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { ticketOfMail, type Looking } from '../mail-index.ts';
import { actorOf } from '../session.ts';
import { blobContent, fileRefusal, storeFile, withStoredFiles } from '../stored-files.ts';
import { addToTimeline, sayingTarget, tell } from '../ticket-door.ts';
import type { TicketPort } from '../ticket-port.ts';
import type { Unit } from '../unit.ts';
import { findTickets, senderOf, type ContactOf } from './find-ticket.ts';
import type { MailReader } from './mail-reader.ts';
import type { ParsedMail } from './parse-mail.ts';

type Taken = Result<{ readonly ticketId: string; readonly number: string }>;

const withMail = (event: TimelineEvent, mail: MailRef): TimelineEvent =>
  event.kind === 'created' || event.kind === 'reply' ? { ...event, mail } : event;

const ticketWith = (records: Looking, { messageId }: ParsedMail): Ticket | undefined => {
  const id = ticketOfMail(records, messageId);
  return id === undefined ? undefined : records.get<Ticket>('ticket', id);
};

const refuseKnown = (records: Looking, mail: ParsedMail): Result<never> | undefined => {
  const known = ticketWith(records, mail);
  return known && refuse('mail.known', `this mail is on ${known.number}`, { number: known.number });
};

export const mailHandlers = (
  desk: Desk,
  tickets: TicketPort,
  reader: MailReader,
  contactOf: ContactOf = () => null,
): FeatureHandlers<'mail.read' | 'mail.take'> => {
  const open = async (sha256: string, name: string): Promise<Result<ParsedMail>> => {
    try {
      const mail = await reader.read(() => desk.blobs.read(sha256, blobContent));
      const admitted = admitFile(desk, mail.ok && mail.value.isTraining);
      return admitted.ok ? mail : admitted;
    } catch (error) {
      return fileRefusal(error, name);
    }
  };

  /** Puts files of a mail beside the records; they are held until `letGo`. */
  const store = async (
    parts: readonly { readonly name: string; readonly content: Uint8Array }[],
  ): Promise<
    Result<{ readonly files: readonly Pick<StoredFile, 'sha256' | 'name'>[]; readonly letGo: () => void }>
  > => {
    const files: Pick<StoredFile, 'sha256' | 'name'>[] = [];
    const holds: (() => void)[] = [];
    const letGo = (): void => {
      for (const each of holds) each();
    };
    for (const { name, content } of parts) {
      const stored = await storeFile(desk, content);
      if (!stored.ok) {
        letGo();
        return stored;
      }
      holds.push(stored.value.letGo);
      files.push({ sha256: stored.value.sha256, name });
    }
    return succeed({ files, letGo });
  };

  /** Stages a ticket that begins with the mail. When it was sent is when it was received, unless it says that it comes from the future. */
  const begin = (
    unit: Unit,
    { ticket, events }: PlannedChange,
    { sentAt, ...mail }: MailRef & { readonly sentAt: string | null },
  ): Ticket => {
    const receivedAt = sentAt !== null && sentAt < unit.at ? sentAt : ticket.receivedAt;
    const received = { ...ticket, receivedAt };
    const told = events.map((event) => withMail(event, mail));
    addToTimeline(unit, received, told, ticket.createdAt);
    unit.write('ticket.create', received);
    return received;
  };

  return {
    'mail.read': async ({ sha256 }) => {
      const opened = await open(sha256, 'mail');
      if (!opened.ok) return opened;
      const mail = opened.value;
      const subject = readSubject(mail.subject);
      const { said, quoted } = splitQuoted(mail.text);
      const known = ticketWith(desk.records, mail);
      const review: MailReview = {
        from: mail.from,
        address: mail.address,
        contact: contactOf(mail.address),
        to: mail.to,
        cc: mail.cc,
        sentAt: mail.sentAt,
        subject: mail.subject,
        title: subject.base,
        said,
        quoted,
        isForward: subject.isForward,
        parts: mail.parts.map(({ name, mediaType, content, isDecoration }, index) => ({
          index,
          name,
          mediaType,
          bytes: content.length,
          isDecoration,
        })),
        candidates: findTickets(desk, mail, tickets.timelineOf, contactOf),
        known: known ? { ticketId: known.id, number: known.number } : null,
      };
      return succeed(review);
    },

    'mail.take': async ({ sha256, name, parts, as }, { session }) => {
      const opened = await open(sha256, name);
      if (!opened.ok) return opened;
      const mail = opened.value;
      const before = refuseKnown(desk.records, mail);
      if (before) return before;
      const wanted = new Set(parts);
      const stored = await store(mail.parts.filter((_part, index) => wanted.has(index)));
      if (!stored.ok) return stored;
      const ref = { messageId: mail.messageId, from: mail.address };

      const take = (unit: Unit, files: readonly StoredFile[]): Taken => {
        const known = refuseKnown(unit, mail);
        if (known) return known;
        const finish = (ticket: Ticket, at: string): Taken => {
          const attached = planAttach(tickets.timelineOf(ticket.id), files);
          if (!attached.ok) return attached;
          attachFiles(unit, ticket, attached.value, at);
          return succeed({ ticketId: ticket.id, number: ticket.number });
        };
        if (as.kind === 'ticket') {
          const { ticketKind, title, requester, description } = as;
          const stamp = unit.stamp('ticket', unit.newId('ticket'));
          // A name that somebody put in place of the sender's is another person.
          const contact = contactOf(mail.address);
          const isSender = contact !== null && (requester === contact.name || requester === mail.from);
          const ticket = receiveTicket(
            {
              kind: ticketKind,
              channel: 'email',
              title,
              description,
              impact: 3,
              urgency: 2,
              category: null,
              requester: { id: isSender ? contact.id : null, name: requester },
            },
            stamp,
            unit.nextNumber(prefixOfKind[ticketKind]),
            tickets.matrix(),
          );
          const change = { ticket, events: [{ kind: 'created', channel: 'email' } as const] };
          return finish(begin(unit, change, { ...ref, sentAt: mail.sentAt }), ticket.createdAt);
        }
        const named = unit.get<Ticket>('ticket', as.ticketId);
        if (!named)
          return refuse('record.not-found', `there is no ticket ${as.ticketId}`, { type: 'ticket', id: as.ticketId });
        const target = sayingTarget(named, unit);
        const get = (ticketId: string) => unit.get<Ticket>('ticket', ticketId);
        const sender = senderOf(mail, target, get, tickets.timelineOf, contactOf);
        if (!sender.isKnown && !as.acceptsUnknownSender)
          return refuse('record.stale', `the sender is not known on ${target.number}`, { fields: ['sender'] });
        if (as.kind === 'followUp') {
          const stamp = unit.stamp('ticket', unit.newId('ticket'));
          const number = unit.nextNumber(prefixOfKind[target.kind]);
          const planned = planFollowUp(
            target,
            { description: as.text, channel: 'email' },
            stamp,
            number,
            tickets.matrix(),
          );
          if (!planned.ok) return planned;
          const { ticket, events } = planned.value;
          const asked = { ticket: { ...ticket, requester: sender.person }, events };
          const next = begin(unit, asked, { ...ref, sentAt: mail.sentAt });
          tell(unit, target, [linkTo(next, 'followed_up_by')], 'ticket.follow-up');
          return finish(next, next.createdAt);
        }
        const at = momentAfter(target.updatedAt, unit.at);
        const planned = planReply(target, { text: as.text, channel: 'email' }, at);
        if (!planned.ok) return planned;
        const { ticket, events } = planned.value;
        const said = events.map((event) => withMail(event, ref));
        addToTimeline(unit, ticket, said, at, sender.person);
        unit.put(ticket);
        const standing = ({ state, hold }: Ticket) => ({ state, hold });
        const isMoved = ticket.state !== target.state;
        unit.audit({
          action: 'ticket.reply',
          object: { type: 'ticket', id: ticket.id, number: ticket.number },
          ...unit.difference(
            'entry',
            ticket.id,
            isMoved ? standing(target) : undefined,
            isMoved ? { ...said[0], ...standing(ticket) } : said[0],
          ),
        });
        return finish(ticket, at);
      };

      try {
        return await withStoredFiles(desk, [...stored.value.files, { sha256, name }], (files) =>
          desk.commit(actorOf(session), (unit) => take(unit, files)),
        );
      } finally {
        stored.value.letGo();
      }
    },
  };
};

/** Shift hand-over: what one shift leaves to the next, and who took note of it. Tickets are changed by their own rules. */
import { isAllowed } from '#shared/accounts/roles.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { foldGroupName } from '#shared/groups/group.ts';
import {
  receiptPrefix,
  receiptsOf,
  type Handover,
  type HandoverItem,
  type HandoverReceipt,
} from '#shared/handover/handover.ts';
import type { HandoverView } from '#shared/handover/operations.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { planTransition } from '#shared/tickets/transition.ts';
import type { Admit } from '../admission.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { knownPerson, workersOf } from '../known-person.ts';
import { mentioning } from '../mention-door.ts';
import { actorOf, type Session } from '../session.ts';
import { addToTimeline, sayingTarget, tell, ticketFor } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';

type HandoverOperation = 'handover.list' | 'handover.give' | 'handover.takeNote';

/** Hand-overs listed; older ones stay in the trail and in the timelines. */
const MAX_LISTED = 100;

/** `groupNamesOf`: folded names of the groups that somebody is in. `dueAt`: when the clock of a ticket falls due, ms since epoch. `admit`: whether somebody may be given a ticket. */
export const handoverHandlers = (
  desk: Desk,
  groupNamesOf: (userId: string) => ReadonlySet<string>,
  dueAt: (ticketId: string) => number | null = () => null,
  admit?: Admit,
): FeatureHandlers<HandoverOperation> => {
  const { records } = desk;

  const isFor = (
    { to, group, by }: Pick<Handover, 'to' | 'group' | 'by'>,
    userId: string,
    names: ReadonlySet<string>,
  ): boolean => {
    if (by.id === userId) return false;
    return to === null ? group !== null && names.has(foldGroupName(group)) : to.id === userId;
  };

  const viewFor = (handover: Handover, { userId }: Session, names: ReadonlySet<string>): HandoverView => ({
    id: handover.id,
    at: handover.createdAt,
    by: handover.by,
    to: handover.to,
    group: handover.group,
    note: handover.note,
    items: handover.items,
    receipts: receiptsOf(
      records
        .idsWithPrefix(receiptPrefix(handover.id))
        .flatMap((id) => records.get<HandoverReceipt>('handoverReceipt', id) ?? []),
    ),
    isForMe: isFor(handover, userId, names),
  });

  /** Refuses what nobody here could ever see or take note of, as `handover.nobody` { name }. */
  const withReceiver = (given: Pick<Handover, 'to' | 'group' | 'by'>): Result<null> =>
    workersOf(records).some(({ id }) => isFor(given, id, groupNamesOf(id)))
      ? succeed(null)
      : refuse('handover.nobody', 'nobody here could take note of it', { name: given.to?.name ?? given.group });

  /** Stages a work note as if it had been written on the ticket: a merged one passes it on, and whom it mentions watches from then on. */
  const leaveNote = (unit: Unit, named: Ticket, text: string, handoverId: string): void => {
    const { ticket, events } = mentioning(records, unit.actor.id, {
      ticket: sayingTarget(named, unit),
      events: [{ kind: 'workNote', text }],
    });
    tell(unit, ticket, events, 'ticket.work-note', handoverId);
  };

  /** Stages what one ticket is told, and its way to the receiver. */
  const passOn = (
    unit: Unit,
    session: Session,
    item: { readonly ticketId: string; readonly note: string; readonly reassign: boolean },
    { to, group, handoverId }: Pick<Handover, 'to' | 'group'> & { readonly handoverId: string },
  ): Result<HandoverItem> => {
    const found = ticketFor(unit, item.ticketId, 'workNote');
    if (!found.ok) return found;
    const ticket = found.value;
    if (item.note !== '') leaveNote(unit, ticket, item.note, handoverId);
    if (item.reassign) {
      if (ticket.assignee?.id !== session.userId && !isAllowed(session.roles, 'tickets.assign'))
        return refuse('auth.denied', 'the ticket of somebody else is passed on by who may assign', {
          operation: 'handover.give',
          permission: 'tickets.assign',
        });
      const now = unit.get<Ticket>('ticket', ticket.id) ?? ticket;
      const mover = {
        by: { id: unit.actor.id, name: unit.actor.name },
        at: momentAfter(now.updatedAt, unit.at),
      };
      const planned = planTransition(now, { action: 'assign', assignee: to, group }, mover);
      if (!planned.ok) return planned;
      const admitted = admit?.(now, planned.value.ticket, session.roles);
      if (admitted?.ok === false) return admitted;
      addToTimeline(unit, planned.value.ticket, planned.value.events, mover.at);
      if (planned.value.events.length > 0)
        unit.write('ticket.assign', planned.value.ticket, { correlation: handoverId });
    }
    const { id: ticketId, number, title, state, priority } = ticket;
    const due = dueAt(ticketId);
    return succeed({
      ticketId,
      number,
      title,
      state,
      priority,
      dueAt: due === null ? null : new Date(due).toISOString(),
      note: item.note,
      reassigned: item.reassign,
    });
  };

  return {
    'handover.list': (_input, { session }) => {
      const names = groupNamesOf(session.userId);
      const listed: HandoverView[] = [];
      for (const id of [...records.ids('handover')].toReversed()) {
        const handover = records.get<Handover>('handover', id);
        if (!handover || (handover.by.id !== session.userId && !isFor(handover, session.userId, names))) continue;
        // Those of years lie behind it, each with all its tickets.
        if (listed.push(viewFor(handover, session, names)) === MAX_LISTED) break;
      }
      return succeed(listed);
    },

    'handover.give': async ({ to, group, note, items }, { session }) => {
      const given = await desk.commit(actorOf(session), (unit) => {
        const receiver = to === null ? succeed(null) : knownPerson(to, unit);
        if (!receiver.ok) return receiver;
        const by = { id: unit.actor.id, name: unit.actor.name };
        const ends = { by, to: receiver.value, group };
        const received = withReceiver(ends);
        if (!received.ok) return received;
        const id = unit.newId('handover');
        const passed: HandoverItem[] = [];
        for (const item of items) {
          const done = passOn(unit, session, item, { to: receiver.value, group, handoverId: id });
          if (!done.ok) return done;
          passed.push(done.value);
        }
        const handover: Handover = {
          ...unit.stamp('handover', id),
          ...ends,
          note,
          items: passed,
        };
        unit.write('handover.give', handover, { correlation: id });
        return succeed(handover);
      });
      return given.ok ? succeed(viewFor(given.value, session, groupNamesOf(session.userId))) : given;
    },

    'handover.takeNote': async ({ handoverId, ticketIds }, { session }) => {
      const names = groupNamesOf(session.userId);
      const taken = await desk.commit(actorOf(session), (unit) => {
        const handover = unit.get<Handover>('handover', handoverId);
        if (!handover)
          return refuse('record.not-found', `there is no hand-over ${handoverId}`, {
            type: 'handover',
            id: handoverId,
          });
        if (!isFor(handover, session.userId, names))
          return refuse('handover.not-yours', 'it was given to somebody else', { name: handover.to?.name ?? '' });
        const known = viewFor(handover, session, names).receipts;
        const wanted = new Set(ticketIds ?? handover.items.map((item) => item.ticketId));
        const news = handover.items.flatMap((item) =>
          wanted.has(item.ticketId) && known[item.ticketId] === undefined ? [item.ticketId] : [],
        );
        const isNoteOnly = handover.items.length === 0 && known[handover.id] === undefined;
        if (news.length === 0 && !isNoteOnly) return succeed(handover);
        const receipt: HandoverReceipt = {
          ...unit.stamp('handoverReceipt', unit.newChildId('handoverReceipt', handover.id)),
          handoverId,
          // A hand-over of words alone is taken note of as a whole.
          ticketIds: isNoteOnly ? [handover.id] : news,
          by: { id: unit.actor.id, name: unit.actor.name },
        };
        unit.put(receipt);
        unit.audit({
          action: 'handover.take-note',
          object: { type: 'handover', id: handoverId, number: null },
          ...unit.difference('handoverReceipt', receipt.id, undefined, receipt),
          correlation: handoverId,
        });
        return succeed(handover);
      });
      return taken.ok ? succeed(viewFor(taken.value, session, names)) : taken;
    },
  };
};

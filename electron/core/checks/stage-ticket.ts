import { succeed, type Result } from '#shared/base/result.ts';
import type { Subject } from '#shared/checks/check.ts';
import type { CheckEvent } from '#shared/checks/event.ts';
import type { MadeTicket } from '#shared/checks/operations.ts';
import { targetOf } from '#shared/checks/target.ts';
import type { PriorityMatrix } from '#shared/priority/matrix.ts';
import { inLanguage } from '#shared/services/service.ts';
import type { Language } from '#shared/settings/operations.ts';
import { receiveTicket } from '#shared/tickets/new-ticket.ts';
import { prefixOfKind } from '#shared/tickets/number.ts';
import type { Level } from '#shared/tickets/ticket.ts';
import type { Desk } from '../desk.ts';
import { addToTimeline } from '../ticket-door.ts';
import type { Unit } from '../unit.ts';
import { namesOf } from './listing.ts';

interface Seen {
  readonly title: string;
  readonly category: string | null;
  readonly impact: Level;
  readonly urgency: Level;
  readonly subject: Subject;
  readonly event: CheckEvent;
  /** That of whoever makes the ticket. */
  readonly language: Language;
}

interface Doors {
  readonly matrix: () => PriorityMatrix;
  readonly tieAsset: (unit: Unit, ticketId: string, assetId: string) => Result<null>;
}

/** Stages a ticket that begins with a finding: that is the second thing its timeline says, and what was looked at and for whom its description. */
export const stageTicket = (unit: Unit, desk: Desk, doors: Doors, seen: Seen): Result<MadeTicket> => {
  const { title, category, impact, urgency, subject, event, language } = seen;
  const about = Object.values(namesOf(desk, [subject])).map((name) => inLanguage(name, language));
  const ticket = receiveTicket(
    {
      kind: 'incident',
      channel: 'log_alert',
      title,
      description: [targetOf(event.finding.diagnostic), ...about].filter((line) => line !== '').join('\n'),
      impact,
      urgency,
      category,
      requester: null,
    },
    unit.stamp('ticket', unit.newId('ticket')),
    unit.nextNumber(prefixOfKind.incident),
    doors.matrix(),
  );
  addToTimeline(unit, ticket, [{ kind: 'created', channel: ticket.channel }, event], ticket.createdAt);
  unit.write('ticket.create', ticket);
  const { assetId } = subject;
  // What it was about may be gone since: no reason to lose the ticket.
  const tied = assetId === null || !unit.get('ci', assetId) ? succeed(null) : doors.tieAsset(unit, ticket.id, assetId);
  return tied.ok ? succeed({ ticketId: ticket.id, number: ticket.number, isNew: true }) : tied;
};

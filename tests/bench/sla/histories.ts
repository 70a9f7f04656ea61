/** Open tickets with what happened to them: two years of receipts, a reply or two, holds, a reopening now and then. */
import { encodeUlid } from '#shared/base/ulid.ts';
import type { Ticket, TimelineEntry, TicketState } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { generateTicket } from '../generate-tickets.ts';
import { seededRandom } from '../random.ts';

export interface History {
  readonly ticket: Ticket;
  readonly timeline: readonly TimelineEntry[];
}

const FIRST_DAY = Date.UTC(2026, 0, 2, 1);
const SPAN_MS = 2 * 365 * 86_400_000;
const HOUR_MS = 3_600_000;

/** Moves as desks make them: most tickets are taken and answered, two fifths wait for something, some come back. */
const plots: readonly (readonly (TicketState | 'reply' | 'note')[])[] = [
  [],
  ['in_progress', 'reply'],
  ['assigned', 'in_progress', 'note', 'reply', 'note'],
  ['in_progress', 'reply', 'on_hold'],
  ['in_progress', 'reply', 'on_hold', 'in_progress', 'note', 'reply'],
  ['in_progress', 'on_hold', 'in_progress', 'reply', 'on_hold', 'in_progress'],
  ['in_progress', 'reply', 'resolved', 'in_progress', 'reply'],
];
const plotShares = [0.15, 0.2, 0.2, 0.1, 0.2, 0.1, 0.05];

const eventOf = (step: TicketState | 'reply' | 'note', from: TicketState): TimelineEvent => {
  if (step === 'reply') return { kind: 'comment', text: 'x', delivery: 'mail' };
  if (step === 'note') return { kind: 'workNote', text: 'x' };
  return { kind: 'transition', action: step, from, to: step, reason: null };
};

export const generateHistory = (seed: number, index: number, count: number): History => {
  const random = seededRandom(seed ^ 0x51a, index);
  const receivedAt = FIRST_DAY + Math.floor((SPAN_MS * index) / count) + random.below(HOUR_MS);
  const stamp = new Date(receivedAt).toISOString();
  const base = generateTicket(seed, index);
  const by = base.assignee ?? { id: base.createdBy, name: 'x' };
  const id = `ticket:${encodeUlid(receivedAt, random.bytes(10))}`;
  let state = 'new' as TicketState;
  let at = receivedAt;
  const timeline = ['created' as const, ...(plots[random.weighted(plotShares)] ?? [])].map((step): TimelineEntry => {
    const event: TimelineEvent = step === 'created' ? { kind: 'created', channel: base.channel } : eventOf(step, state);
    if (event.kind === 'transition') state = event.to;
    const moment = new Date(at).toISOString();
    at += Math.floor(HOUR_MS * Math.exp(0.8 + random.normal()));
    return {
      id: `entry:${id.slice('ticket:'.length)}:${encodeUlid(at, random.bytes(10))}`,
      type: 'entry',
      schema: 1,
      createdAt: moment,
      updatedAt: moment,
      createdBy: base.createdBy,
      device: base.device,
      ticketId: id,
      at: moment,
      by,
      event,
      imported: null,
    };
  });
  const until = new Date(at + 48 * HOUR_MS).toISOString();
  return {
    timeline,
    ticket: {
      ...base,
      id,
      state,
      receivedAt: stamp,
      createdAt: stamp,
      updatedAt: timeline.at(-1)?.at ?? stamp,
      hold: state === 'on_hold' ? { reason: 'vendor', until, since: timeline.at(-1)?.at ?? stamp } : null,
      resolution: null,
      closedAt: null,
      cancelReason: null,
      cycle: 1,
    },
  };
};

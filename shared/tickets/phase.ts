import { surveyOf } from '../survey/standing.ts';
import type { Ticket, TicketState, TimelineEntry } from './ticket.ts';

export const phases = [
  'intake',
  'registration',
  'diagnosis',
  'solution',
  'implementation',
  'verification',
  'feedback',
] as const;
/** The seven phases of the service manual. */
export type Phase = (typeof phases)[number];

/** The state that a hold interrupted: the ticket keeps the phase it was in. */
const stateBeforeHold = (timeline: readonly TimelineEntry[]): TicketState => {
  for (const { event } of timeline.toReversed()) {
    if (event.kind === 'transition' && event.to === 'on_hold' && event.from !== 'on_hold') return event.from;
  }
  return 'in_progress';
};

const workedAfter = (timeline: readonly TimelineEntry[], at: string): boolean =>
  timeline.some((entry) => entry.event.kind === 'workNote' && Date.parse(entry.at) > Date.parse(at));

/**
 * DOMAIN.md §1, derived and never stored. `timeline` in time order. Undefined for a ticket that ended without a phase (cancelled, merged).
 * Intake is what has no ticket yet: a draft.
 */
export const phaseOf = (ticket: Ticket, timeline: readonly TimelineEntry[]): Phase | undefined => {
  const state = ticket.state === 'on_hold' ? stateBeforeHold(timeline) : ticket.state;
  switch (state) {
    case 'new':
      return 'registration';
    case 'resolved':
      return surveyOf(timeline, ticket.cycle)?.answer ? 'feedback' : 'verification';
    case 'closed':
      return 'feedback';
    case 'cancelled':
    case 'merged':
      return undefined;
    default:
      if (ticket.resolution === null) return 'diagnosis';
      return workedAfter(timeline, ticket.resolution.at) ? 'implementation' : 'solution';
  }
};

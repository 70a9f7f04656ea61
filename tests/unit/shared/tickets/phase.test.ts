import { describe, expect, it } from 'vitest';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { phaseOf } from '#shared/tickets/phase.ts';
import { receiveTicket } from '#shared/tickets/new-ticket.ts';
import type { Resolution, Ticket, TicketState, TimelineEntry } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 9, 9, 9, minute)).toISOString();
const by = { id: null, name: 'Lin Yue' };
const stamp = { createdAt: at(0), updatedAt: at(0), createdBy: 'user:1', device: 'device:1', schema: 1 } as const;

const ticketIn = (state: TicketState, resolution: Resolution | null = null): Ticket => ({
  ...receiveTicket(
    {
      kind: 'incident',
      channel: 'phone',
      title: 'VPN drops',
      description: '',
      impact: 2,
      urgency: 2,
      category: null,
      requester: null,
    },
    { ...stamp, id: 'ticket:1', type: 'ticket' },
    'INC-7K3Q-000001',
    defaultPriorityMatrix,
  ),
  state,
  resolution,
});

const entry = (event: TimelineEvent, minute: number): TimelineEntry => ({
  ...stamp,
  id: `entry:1:${minute}`,
  type: 'entry',
  ticketId: 'ticket:1',
  at: at(minute),
  by,
  event,
  imported: null,
});

const solved: Resolution = {
  code: 'configuration',
  text: 'Rolled back',
  articleId: null,
  noArticleReason: 'one-off',
  at: at(10),
  by,
};
const held = (from: TicketState, minute: number) =>
  entry({ kind: 'transition', action: 'hold', from, to: 'on_hold', reason: 'parts' }, minute);

describe('the phase of a ticket (DOMAIN.md §1)', () => {
  it.each([
    ['new', 'registration'],
    ['assigned', 'diagnosis'],
    ['in_progress', 'diagnosis'],
    ['resolved', 'verification'],
    ['closed', 'feedback'],
    ['cancelled', undefined],
    ['merged', undefined],
  ] as const)('of a ticket that is %s is %s', (state, phase) => {
    expect(phaseOf(ticketIn(state, state === 'resolved' || state === 'closed' ? solved : null), [])).toBe(phase);
  });

  it('is solution once there is a solution text, and implementation once work is noted after it', () => {
    const before = entry({ kind: 'workNote', text: 'looked' }, 5);
    const after = entry({ kind: 'workNote', text: 'rolled out' }, 15);
    const reply = entry({ kind: 'comment', text: 'done', delivery: 'phone' }, 20);
    expect(phaseOf(ticketIn('in_progress', solved), [before])).toBe('solution');
    expect(phaseOf(ticketIn('in_progress', solved), [before, reply])).toBe('solution');
    expect(phaseOf(ticketIn('in_progress', solved), [before, after])).toBe('implementation');
  });

  it('is feedback once the survey of this cycle is answered', () => {
    const answer = {
      score: 4,
      comment: '',
      answeredBy: 'Wang',
      signature: null,
      language: 'en',
      solved: null,
    } as const;
    const asked = (cycle: number, given: typeof answer | null) =>
      entry({ kind: 'survey', cycle, answer: given, replaces: null }, 20);
    expect(phaseOf(ticketIn('resolved', solved), [asked(1, answer)])).toBe('feedback');
    expect(phaseOf(ticketIn('resolved', solved), [asked(1, null)])).toBe('verification');
    expect(phaseOf({ ...ticketIn('resolved', solved), cycle: 2 }, [asked(1, answer)])).toBe('verification');
  });

  it('stays what it was when the hold began', () => {
    expect(phaseOf(ticketIn('on_hold'), [held('new', 3)])).toBe('registration');
    expect(phaseOf(ticketIn('on_hold'), [held('in_progress', 3)])).toBe('diagnosis');
    expect(phaseOf(ticketIn('on_hold', solved), [held('assigned', 12)])).toBe('solution');
  });

  it('looks through a changed hold to the state before the first', () => {
    const changed = entry(
      { kind: 'transition', action: 'changeHold', from: 'on_hold', to: 'on_hold', reason: 'vendor' },
      9,
    );
    expect(phaseOf(ticketIn('on_hold'), [held('new', 3), changed])).toBe('registration');
  });

  it('is diagnosis for a hold whose history was not imported', () => {
    expect(phaseOf(ticketIn('on_hold'), [])).toBe('diagnosis');
  });
});

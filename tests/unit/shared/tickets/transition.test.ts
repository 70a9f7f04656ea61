import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedActions, nextState, ticketActions, type TicketAction } from '#shared/tickets/actions.ts';
import { cancelReasons, holdReasons, resolutionCodes, ticketStates, type TicketState } from '#shared/tickets/ticket.ts';
import { planTransition, type PlannedChange, type TransitionRequest } from '#shared/tickets/transition.ts';
import { lin, sam, ticketIn } from './sample-ticket.ts';

const at = '2026-10-01T02:00:00.000Z';
const later = '2026-10-03T02:00:00.000Z';

const complete: Readonly<Record<TicketAction, TransitionRequest>> = {
  assign: { action: 'assign', assignee: sam, group: 'Network' },
  take: { action: 'take' },
  start: { action: 'start' },
  hold: { action: 'hold', reason: 'vendor', until: later, comment: null },
  changeHold: { action: 'changeHold', reason: 'parts', until: later, comment: null },
  resume: { action: 'resume' },
  resolve: { action: 'resolve', code: 'configuration', text: 'Fixed', articleId: null, noArticleReason: 'One-off' },
  close: { action: 'close' },
  reopen: { action: 'reopen', reason: 'It is back' },
  cancel: { action: 'cancel', reason: 'duplicate' },
  returnToQueue: { action: 'returnToQueue' },
};

const plan = (state: TicketState, request: TransitionRequest): PlannedChange => {
  const outcome = planTransition(ticketIn(state), request, { by: sam, at });
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
};

/**
 * The table of DOMAIN.md §1 as printed: a row per state, a column per state it leads to, `–` where nothing does.
 * `take` from assigned is a reassignment and a start; "reassigning keeps on_hold" stands under on_hold.
 */
const printed = `
from         new            assigned  in_progress  on_hold            resolved  closed  cancelled
new          –              assign    take         hold               resolve   –       cancel
assigned     returnToQueue  assign    start,take   hold               resolve   –       cancel
in_progress  returnToQueue  assign    –            hold               resolve   –       cancel
on_hold      –              –         resume       changeHold,assign  resolve   –       cancel
resolved     –              –         reopen       –                  –         close   –
closed       –              –         –            –                  –         –       –
cancelled    –              –         –            –                  –         –       –
merged       –              –         –            –                  –         –       –
`;

const [heading = [], ...lines] = printed
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

const expected = new Map<string, string>();
for (const [from = '', ...cells] of lines)
  cells.forEach((cell, column) => {
    if (cell !== '–')
      for (const action of cell.split(',')) expected.set(`${from} ${action}`, heading[column + 1] ?? '');
  });

const pairs = ticketStates.flatMap((state) => ticketActions.map((action) => ({ state, action })));

describe('the state machine', () => {
  it('has a row for every state', () => {
    expect(lines.map(([from]) => from)).toEqual([...ticketStates]);
  });

  it.each(pairs)('$action from $state', ({ state, action }) => {
    const to = expected.get(`${state} ${action}`);
    expect(nextState(state, action)).toBe(to);
    const outcome = planTransition(ticketIn(state), complete[action], { by: sam, at });
    if (to === undefined) {
      expect(outcome).toMatchObject({
        ok: false,
        failure: { code: 'ticket.illegal-transition', details: { from: state, action } },
      });
      return;
    }
    expect(outcome).toMatchObject({ ok: true, value: { ticket: { state: to, updatedAt: at } } });
    const moves = outcome.ok ? outcome.value.events.filter((event) => event.kind === 'transition') : [];
    const isMove = to !== state || action === 'changeHold';
    expect(moves).toMatchObject(isMove ? [{ action, from: state, to }] : []);
  });

  it('judges the state before the fields', () => {
    const outcome = planTransition(ticketIn('closed'), { action: 'reopen', reason: '' }, { by: sam, at });
    expect(outcome).toMatchObject({ failure: { code: 'ticket.illegal-transition' } });
  });
});

describe('required fields', () => {
  const lacking: readonly (readonly [string, TicketState, TransitionRequest, readonly string[]])[] = [
    [
      'hold without anything',
      'assigned',
      { action: 'hold', reason: null, until: null, comment: null },
      ['reason', 'until'],
    ],
    ['hold that ended', 'assigned', { action: 'hold', reason: 'vendor', until: at, comment: null }, ['until']],
    ['hold until nonsense', 'assigned', { action: 'hold', reason: 'vendor', until: 'soon', comment: null }, ['until']],
    [
      'waiting for a requester who was not told',
      'in_progress',
      { action: 'hold', reason: 'requester', until: later, comment: ' ' },
      ['comment'],
    ],
    [
      'changing to such a hold',
      'on_hold',
      { action: 'changeHold', reason: 'requester', until: later, comment: null },
      ['comment'],
    ],
    [
      'resolve without anything',
      'new',
      { action: 'resolve', code: null, text: ' ', articleId: null, noArticleReason: null },
      ['code', 'text', 'article'],
    ],
    [
      'resolve with a blank reason for no article',
      'new',
      { action: 'resolve', code: 'access', text: 'Done', articleId: null, noArticleReason: ' ' },
      ['article'],
    ],
    ['reopen without a reason', 'resolved', { action: 'reopen', reason: '\n' }, ['reason']],
    ['cancel without a reason', 'new', { action: 'cancel', reason: null }, ['reason']],
    ['assign to nobody', 'new', { action: 'assign', assignee: null, group: 'Network' }, ['assignee']],
  ];
  it.each(lacking)('%s', (_name, state, request, fields) => {
    expect(planTransition(ticketIn(state), request, { by: sam, at })).toMatchObject({
      ok: false,
      failure: { code: 'ticket.fields-missing', details: { fields } },
    });
  });

  it('takes every reason and code there is', () => {
    for (const reason of holdReasons)
      expect(
        plan('assigned', { action: 'hold', reason, until: later, comment: 'Please send the serial number' }).ticket.hold
          ?.reason,
      ).toBe(reason);
    for (const reason of cancelReasons)
      expect(plan('new', { action: 'cancel', reason }).ticket.cancelReason).toBe(reason);
    for (const code of resolutionCodes)
      expect(
        plan('new', { action: 'resolve', code, text: 'x', articleId: 'article:1', noArticleReason: null }).ticket
          .resolution?.code,
      ).toBe(code);
  });
});

describe('what a move does', () => {
  it('take makes the ticket mine and starts it', () => {
    const { ticket, events } = plan('new', complete.take);
    expect(ticket).toMatchObject({ state: 'in_progress', assignee: sam });
    expect(events).toEqual([
      { kind: 'assignment', from: null, to: sam, group: null },
      { kind: 'transition', action: 'take', from: 'new', to: 'in_progress', reason: null },
    ]);
  });

  it('take of a ticket that is mine already says nothing about assignment', () => {
    const outcome = planTransition(ticketIn('assigned'), complete.take, { by: { ...lin, name: 'Lin Y.' }, at });
    expect(outcome.ok && outcome.value.events.map(({ kind }) => kind)).toEqual(['transition']);
  });

  it('assigning on hold keeps the hold', () => {
    const { ticket, events } = plan('on_hold', complete.assign);
    expect(ticket).toMatchObject({
      state: 'on_hold',
      assignee: sam,
      assignmentGroup: 'Network',
      hold: { reason: 'vendor' },
    });
    expect(events).toEqual([{ kind: 'assignment', from: lin, to: sam, group: 'Network' }]);
  });

  it('assigning without a group keeps the group', () => {
    const ticket = ticketIn('new', { assignmentGroup: 'Desk' });
    const outcome = planTransition(ticket, { action: 'assign', assignee: sam, group: null }, { by: lin, at });
    expect(outcome).toMatchObject({ value: { ticket: { assignmentGroup: 'Desk', assignee: sam } } });
  });

  it('assigning to whom it is assigned changes nothing', () => {
    const ticket = ticketIn('assigned');
    const outcome = planTransition(ticket, { action: 'assign', assignee: lin, group: null }, { by: sam, at });
    expect(outcome).toEqual({ ok: true, value: { ticket, events: [] } });
  });

  it('returning to the queue leaves it to nobody', () => {
    expect(plan('in_progress', complete.returnToQueue).ticket).toMatchObject({ state: 'new', assignee: null });
  });

  it('a hold for the requester tells them, not yet delivered', () => {
    const { ticket, events } = plan('in_progress', {
      action: 'hold',
      reason: 'requester',
      until: later,
      comment: ' Which printer? ',
    });
    const hold = { reason: 'requester', until: later, since: at };
    expect(ticket.hold).toEqual(hold);
    expect(events).toEqual([
      { kind: 'comment', text: 'Which printer?', delivery: 'pending' },
      { kind: 'transition', action: 'hold', from: 'in_progress', to: 'on_hold', reason: 'requester', hold },
    ]);
  });

  it('another reason for the same hold does not restart it', () => {
    const { ticket } = plan('on_hold', complete.changeHold);
    expect(ticket.hold).toEqual({ reason: 'parts', until: later, since: ticketIn('on_hold').hold?.since });
  });

  it.each(['resume', 'resolve', 'cancel'] as const)('%s ends the hold', (action) => {
    expect(plan('on_hold', complete[action]).ticket.hold).toBeNull();
  });

  it('resolving keeps the text in the timeline, where reopening does not clear it', () => {
    const { ticket, events } = plan('in_progress', complete.resolve);
    expect(ticket.resolution).toEqual({
      code: 'configuration',
      text: 'Fixed',
      articleId: null,
      noArticleReason: 'One-off',
      at,
      by: sam,
    });
    expect(events).toMatchObject([{ reason: 'Fixed', resolution: ticket.resolution }]);
    const reopened = planTransition(ticket, complete.reopen, { by: sam, at: later });
    expect(reopened).toMatchObject({
      value: {
        ticket: { state: 'in_progress', resolution: null, reopenCount: 1, cycle: 2 },
        events: [{ reason: 'It is back' }],
      },
    });
  });

  it('with an article no reason for none is kept', () => {
    const { ticket } = plan('new', {
      action: 'resolve',
      code: 'access',
      text: 'x',
      articleId: 'article:1',
      noArticleReason: 'none',
    });
    expect(ticket.resolution).toMatchObject({ articleId: 'article:1', noArticleReason: null });
  });

  it('closing notes when', () => {
    expect(plan('resolved', complete.close).ticket.closedAt).toBe(at);
  });
});

describe('who may do what', () => {
  it('a technician works, does not assign', () => {
    expect(allowedActions('new', ['technician'])).toEqual(['take', 'hold', 'resolve', 'cancel']);
    expect(allowedActions('new', ['team-lead'])).toEqual(['assign', 'take', 'hold', 'resolve', 'cancel']);
  });

  it.each(['auditor', 'change-authority', 'kiosk'] as const)('%s changes nothing in any state', (role) => {
    expect(ticketStates.flatMap((state) => allowedActions(state, [role]))).toEqual([]);
  });
});

describe('any sequence of moves', () => {
  it('keeps state, hold, resolution and counters in step', () => {
    const move = fc.constantFrom(...ticketActions);
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (actions) => {
        let ticket = ticketIn('new');
        let reopenings = 0;
        for (const action of actions) {
          const outcome = planTransition(ticket, complete[action], { by: sam, at });
          if (!outcome.ok) continue;
          if (action === 'reopen') reopenings++;
          ticket = outcome.value.ticket;
          expect(ticket.hold !== null).toBe(ticket.state === 'on_hold');
          expect(ticket.resolution !== null).toBe(ticket.state === 'resolved' || ticket.state === 'closed');
          expect(ticket.closedAt !== null).toBe(ticket.state === 'closed');
          expect(ticket.cancelReason !== null).toBe(ticket.state === 'cancelled');
          if (ticket.state === 'new') expect(ticket.assignee).toBeNull();
          if (ticket.state === 'assigned') expect(ticket.assignee).not.toBeNull();
          expect([ticket.reopenCount, ticket.cycle]).toEqual([reopenings, reopenings + 1]);
        }
      }),
    );
  });
});

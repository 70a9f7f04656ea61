import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonRef } from '#shared/base/record.ts';
import type { Result } from '#shared/base/result.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { allowedActions, nextState, ticketActions, type TicketAction } from '#shared/tickets/actions.ts';
import { planEdit } from '#shared/tickets/edit.ts';
import { planFollowUp } from '#shared/tickets/follow-up.ts';
import { planReply } from '#shared/tickets/reply.ts';
import {
  cancelReasons,
  holdReasons,
  resolutionCodes,
  ticketStates,
  type HoldReason,
  type TicketState,
} from '#shared/tickets/ticket.ts';
import { planTransition, type PlannedChange, type TransitionRequest } from '#shared/tickets/transition.ts';
import { lin, sam, ticketIn } from './sample-ticket.ts';

const at = '2026-10-01T02:00:00.000Z';
const later = '2026-10-03T02:00:00.000Z';

const other = { id: 'ticket:01J00000000000000000000003', number: 'INC-7K3Q-000143', state: 'assigned' } as const;

type Move = TransitionRequest['action'];
const complete: Readonly<Record<Move, TransitionRequest>> = {
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
  merge: { action: 'merge', into: other },
};
const moves = Object.keys(complete) as readonly Move[];

/** Whom a ticket is assigned to starts it; everything else is Sam's doing. */
const moverOf = (action: Move) => ({ by: action === 'start' ? lin : sam, at });

const plan = (state: TicketState, request: TransitionRequest): PlannedChange => {
  const outcome = planTransition(ticketIn(state), request, moverOf(request.action));
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
};

/**
 * The table of DOMAIN.md §1 as printed: a row per state, a column per state it leads to, `–` where nothing does. Requester reply, and
 * "reassigning keeps on_hold", stand where they do there; *return to queue* → new is said below it.
 */
const printed = `
from         new            assigned  in_progress   on_hold            resolved  closed  cancelled  merged
new          –              assign    take          hold               resolve   –       cancel     merge
assigned     returnToQueue  assign    start         hold               resolve   –       cancel     merge
in_progress  returnToQueue  assign    –             hold               resolve   –       cancel     merge
on_hold      –              –         resume,reply  changeHold,assign  resolve   –       cancel     merge
resolved     –              –         reopen        –                  –         close   –          –
closed       –              –         –             –                  –         –       –          –
cancelled    –              –         –             –                  –         –       –          –
merged       –              –         –             –                  –         –       –          –
`;

/**
 * What leaves the state as it is. Timelines are only added to, so something can always be said; "closed, cancelled and merged end a ticket",
 * so nothing of it changes, and what is wrong is looked for while a ticket is open; "a follow-up ticket with parentId" comes after a closed one; "a reply to a merged one goes to mergedInto".
 */
const staying: Readonly<Record<TicketState, readonly TicketAction[]>> = {
  new: ['edit', 'workNote', 'comment', 'deliver', 'reply', 'diagnose'],
  assigned: ['edit', 'workNote', 'comment', 'deliver', 'reply', 'diagnose'],
  in_progress: ['edit', 'workNote', 'comment', 'deliver', 'reply', 'diagnose'],
  on_hold: ['edit', 'workNote', 'comment', 'deliver', 'diagnose'],
  resolved: ['edit', 'workNote', 'comment', 'deliver', 'reply', 'survey'],
  closed: ['followUp', 'workNote', 'comment', 'deliver', 'survey'],
  cancelled: ['workNote', 'comment', 'deliver'],
  merged: ['workNote', 'comment', 'deliver', 'reply'],
};

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

for (const state of ticketStates) for (const action of staying[state]) expected.set(`${state} ${action}`, state);

const pairs = ticketStates.flatMap((state) => ticketActions.map((action) => ({ state, action })));
const movePairs = ticketStates.flatMap((state) => moves.map((action) => ({ state, action })));

describe('the state machine', () => {
  it('has a row for every state', () => {
    expect(lines.map(([from]) => from)).toEqual([...ticketStates]);
  });

  it.each(pairs)('$action from $state leads where DOMAIN.md says, or nowhere', ({ state, action }) => {
    expect(nextState(state, action)).toBe(expected.get(`${state} ${action}`));
  });

  it.each(movePairs)('$action from $state is carried out or refused by it', ({ state, action }) => {
    const to = nextState(state, action);
    const outcome = planTransition(ticketIn(state), complete[action], moverOf(action));
    if (to === undefined) {
      expect(outcome).toMatchObject({
        ok: false,
        failure: { code: 'ticket.illegal-transition', details: { from: state, action } },
      });
      return;
    }
    expect(outcome).toMatchObject({ ok: true, value: { ticket: { state: to, updatedAt: at, revision: 1 } } });
    const made = outcome.ok ? outcome.value.events.filter((event) => event.kind === 'transition') : [];
    const isMove = to !== state || action === 'changeHold';
    expect(made).toMatchObject(isMove ? [{ action, from: state, to }] : []);
  });

  it.each(ticketStates)('edits, replies and follow-ups of a ticket that is %s go by the same table', (state) => {
    const ticket = ticketIn(
      state,
      state === 'on_hold' ? { hold: { reason: 'requester', until: later, since: at } } : {},
    );
    const { id, type, schema, createdAt, updatedAt, createdBy, device } = ticketIn('new');
    const stamp = { id, type, schema, createdAt, updatedAt, createdBy, device };
    const outcomes = {
      edit: planEdit(ticket, { title: 'VPN' }, { seen: ticket, at, matrix: defaultPriorityMatrix }),
      reply: planReply(ticket, { text: 'It works again', channel: 'phone' }, at),
      followUp: planFollowUp(
        ticket,
        { description: 'It is back', channel: 'phone' },
        stamp,
        'INC-7K3Q-000144',
        defaultPriorityMatrix,
      ),
    };
    for (const [action, outcome] of Object.entries(outcomes) as [keyof typeof outcomes, Result<PlannedChange>][]) {
      const to = nextState(state, action);
      if (to === undefined)
        expect(outcome).toMatchObject({
          failure: { code: 'ticket.illegal-transition', details: { from: state, action } },
        });
      else if (action === 'followUp')
        expect(outcome).toMatchObject({ value: { ticket: { state: 'new', parentId: ticket.id } } });
      else expect(outcome).toMatchObject({ value: { ticket: { state: to } } });
    }
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
    ['merge into nothing', 'new', { action: 'merge', into: null }, ['into']],
    ['assign to nobody and no group', 'new', { action: 'assign', assignee: null, group: null }, ['assignee']],
    ['assign to a group without a name', 'new', { action: 'assign', assignee: null, group: ' ' }, ['assignee']],
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
    const ticket = ticketIn('new', { assignee: lin });
    const outcome = planTransition(ticket, complete.take, { by: { ...lin, name: 'Lin Y.' }, at });
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

  it('assigning to a group alone takes it from whoever has it: it waits for the group', () => {
    const request = { action: 'assign', assignee: null, group: 'Network' } as const;
    for (const state of ['new', 'assigned', 'in_progress', 'on_hold'] as const) {
      const ticket = ticketIn(state);
      const outcome = planTransition(ticket, request, { by: lin, at });
      expect(outcome).toMatchObject({
        value: {
          ticket: {
            assignee: null,
            assignmentGroup: 'Network',
            state: state === 'on_hold' ? 'on_hold' : 'assigned',
          },
        },
      });
      expect(outcome.ok && outcome.value.events[0]).toEqual({
        kind: 'assignment',
        from: ticket.assignee,
        to: null,
        group: 'Network',
      });
    }
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

  it('a hold ends at an instant in UTC with milliseconds, however it was written', () => {
    const { ticket } = plan('assigned', {
      action: 'hold',
      reason: 'vendor',
      until: '2026-10-03T10:00:00+08:00',
      comment: null,
    });
    expect(ticket.hold?.until).toBe('2026-10-03T02:00:00.000Z');
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

describe('whose ticket it is', () => {
  const start = (assignee: PersonRef | null) =>
    planTransition(
      ticketIn('assigned', { assignee, assignmentGroup: 'Network' }),
      { action: 'start' },
      { by: sam, at },
    );

  it('a colleague’s is not started: it is reassigned, or returned to the queue first', () => {
    expect(start(lin)).toMatchObject({ failure: { code: 'ticket.not-assignee', details: { assignee: 'Lin Yue' } } });
    expect(start({ id: null, name: 'Ana Ruiz' })).toMatchObject({ failure: { code: 'ticket.not-assignee' } });
  });

  it('one’s own is, and one that only waits for a group is whoever’s starts it', () => {
    expect(start(sam)).toMatchObject({ value: { ticket: { assignee: sam }, events: [{ kind: 'transition' }] } });
    for (const assignee of [null, { id: null, name: sam.name }])
      expect(start(assignee)).toMatchObject({
        value: { ticket: { assignee: sam }, events: [{ kind: 'assignment', to: sam }, { kind: 'transition' }] },
      });
  });
});

describe('merging', () => {
  it('names the other ticket in the record and in the timeline', () => {
    expect(plan('on_hold', complete.merge)).toMatchObject({
      ticket: { mergedInto: other.id, hold: null },
      events: [
        { kind: 'transition', action: 'merge', from: 'on_hold', to: 'merged' },
        { kind: 'link', relation: 'merged_into', ticketId: other.id, number: other.number },
      ],
    });
  });

  it.each(ticketStates)('into one that is %s', (state) => {
    const outcome = planTransition(ticketIn('new'), { action: 'merge', into: { ...other, state } }, { by: sam, at });
    if (['closed', 'cancelled', 'merged'].includes(state))
      expect(outcome).toMatchObject({ failure: { code: 'ticket.merge-target', details: { state } } });
    else expect(outcome).toMatchObject({ ok: true });
  });

  it('never into itself', () => {
    const ticket = ticketIn('new');
    expect(planTransition(ticket, { action: 'merge', into: ticket }, { by: sam, at })).toMatchObject({
      failure: { code: 'ticket.merge-target' },
    });
  });
});

describe('what the requester says', () => {
  const reply = { text: 'It is the dock in 4.11', channel: 'phone' } as const;
  const held = (reason: HoldReason) =>
    planReply(ticketIn('on_hold', { hold: { reason, until: later, since: at } }), reply, at);

  it('ends a hold that waits for them', () => {
    expect(held('requester')).toMatchObject({
      value: {
        ticket: { state: 'in_progress', hold: null },
        events: [
          { kind: 'reply', ...reply },
          { kind: 'transition', action: 'reply', from: 'on_hold', to: 'in_progress' },
        ],
      },
    });
  });

  it('ends no hold that waits for something else', () => {
    for (const reason of holdReasons.filter((each) => each !== 'requester'))
      expect(held(reason)).toMatchObject({
        value: { ticket: { state: 'on_hold', hold: { reason } }, events: [{ kind: 'reply' }] },
      });
  });
});

describe('following up', () => {
  it('begins with what was known and nothing that was done', () => {
    const closed = ticketIn('closed', { tags: ['vpn'], assignmentGroup: 'Network', impact: 1, reopenCount: 2 });
    const { id, type, schema, createdAt, updatedAt, createdBy, device } = ticketIn('new');
    const stamp = { id: id.replace(/1$/, '9'), type, schema, createdAt, updatedAt, createdBy, device };
    expect(
      planFollowUp(
        closed,
        { description: 'It is back', channel: 'email' },
        stamp,
        'INC-7K3Q-000144',
        defaultPriorityMatrix,
      ),
    ).toMatchObject({
      value: {
        ticket: {
          id: stamp.id,
          number: 'INC-7K3Q-000144',
          parentId: closed.id,
          state: 'new',
          title: closed.title,
          description: 'It is back',
          channel: 'email',
          impact: 1,
          requester: closed.requester,
          category: closed.category,
          tags: ['vpn'],
          assignmentGroup: 'Network',
          assignee: null,
          resolution: null,
          reopenCount: 0,
        },
        events: [
          { kind: 'created', channel: 'email' },
          { kind: 'link', relation: 'follow_up_of', ticketId: closed.id, number: closed.number },
        ],
      },
    });
  });
});

describe('who may do what', () => {
  it('a technician works, does not assign', () => {
    const saying = ['edit', 'workNote', 'comment', 'deliver', 'reply', 'diagnose'];
    const work = ['take', 'hold', 'resolve', 'cancel', 'merge', ...saying];
    expect(allowedActions('new', ['technician'])).toEqual(work);
    expect(allowedActions('new', ['team-lead'])).toEqual(['assign', ...work]);
  });

  it.each(['auditor', 'change-authority', 'kiosk'] as const)('%s changes nothing in any state', (role) => {
    expect(ticketStates.flatMap((state) => allowedActions(state, [role]))).toEqual([]);
  });
});

describe('any sequence of moves', () => {
  it('keeps state, hold, resolution and counters in step', () => {
    const move = fc.constantFrom(...moves);
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (actions) => {
        let ticket = ticketIn('new');
        let reopenings = 0;
        for (const action of actions) {
          const by = action === 'start' ? (ticket.assignee ?? sam) : sam;
          const outcome = planTransition(ticket, complete[action], { by, at });
          if (!outcome.ok) continue;
          if (action === 'reopen') reopenings++;
          ticket = outcome.value.ticket;
          expect(ticket.hold !== null).toBe(ticket.state === 'on_hold');
          expect(ticket.resolution !== null).toBe(ticket.state === 'resolved' || ticket.state === 'closed');
          expect(ticket.closedAt !== null).toBe(ticket.state === 'closed');
          expect(ticket.mergedInto !== null).toBe(ticket.state === 'merged');
          expect(ticket.cancelReason !== null).toBe(ticket.state === 'cancelled');
          if (ticket.state === 'new') expect(ticket.assignee).toBeNull();
          if (ticket.state === 'assigned') expect(ticket.assignee).not.toBeNull();
          expect([ticket.reopenCount, ticket.cycle]).toEqual([reopenings, reopenings + 1]);
        }
      }),
    );
  });
});

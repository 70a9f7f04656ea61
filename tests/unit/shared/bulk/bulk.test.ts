import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulkFields, planBulkEdit, type BulkChange } from '#shared/bulk/change.ts';
import { planBulkUndo, stepBetween } from '#shared/bulk/undo.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { planEdit, type TicketEdit } from '#shared/tickets/edit.ts';
import { ticketStates, type Level, type Ticket, type TicketState } from '#shared/tickets/ticket.ts';
import type { TimelineEvent } from '#shared/tickets/timeline-event.ts';
import { planTransition, type TransitionRequest } from '#shared/tickets/transition.ts';
import { lin, sam, ticketIn } from '../tickets/sample-ticket.ts';

const at = '2026-10-01T08:00:00.000Z';
const mover = { by: lin, at, matrix: defaultPriorityMatrix };

const applied = (ticket: Ticket, change: BulkChange) => {
  const plan = planBulkEdit(ticket, change, mover);
  if (!plan.ok) throw new Error(plan.failure.code);
  return plan.value;
};
/** What a ticket says, apart from how often and when it was changed. */
const said = ({ revision: _revision, updatedAt: _updatedAt, ...rest }: Ticket) => rest;

describe('a bulk edit of one ticket', () => {
  it('sets several fields and assigns, and says what changes', () => {
    const plan = applied(ticketIn('new'), {
      impact: 1,
      urgency: 1,
      category: 'VPN',
      addTags: ['dock'],
      assignment: { assignee: sam, group: 'Network' },
    });
    expect(plan.changes).toEqual([
      { field: 'impact', from: '2', to: '1' },
      { field: 'urgency', from: '2', to: '1' },
      { field: 'priority', from: '3', to: '1' },
      { field: 'category', from: 'Network', to: 'VPN' },
      { field: 'tags', from: null, to: 'dock' },
      { field: 'assignee', from: null, to: sam.name },
      { field: 'group', from: null, to: 'Network' },
      { field: 'state', from: 'new', to: 'assigned' },
    ]);
    expect(plan.events.map(({ kind }) => kind)).toEqual(['edit', 'assignment', 'transition']);
  });

  it('adds to title and description, once, and never replaces them', () => {
    const change = { titleStart: '[Outage]', descriptionEnd: 'See INC-1.' };
    const plan = applied(ticketIn('new', { title: 'No mail', description: 'Since nine.' }), change);
    expect(plan.ticket).toMatchObject({ title: '[Outage] No mail', description: 'Since nine.\n\nSee INC-1.' });
    expect(plan.changes).toEqual([
      { field: 'title', from: null, to: '[Outage]' },
      { field: 'description', from: null, to: 'See INC-1.' },
    ]);
    expect(applied(plan.ticket, change).events).toEqual([]);
    const chinese = applied(ticketIn('new', { title: '打不开邮件', description: '' }), {
      titleStart: '【停电】',
      descriptionEnd: '见公告',
    });
    expect(chinese.ticket).toMatchObject({ title: '【停电】打不开邮件', description: '见公告' });
  });

  it('refuses a title that would be too long', () => {
    const plan = planBulkEdit(ticketIn('new', { title: 'x'.repeat(295) }), { titleStart: '[Outage]' }, mover);
    expect(plan).toMatchObject({ failure: { code: 'bulk.too-long', details: { most: 300 } } });
  });

  it.each(ticketStates)('does all or nothing to a ticket that is %s', (state) => {
    const plan = planBulkEdit(ticketIn(state), { category: 'VPN', assignment: { assignee: sam, group: null } }, mover);
    const possible: readonly TicketState[] = ['new', 'assigned', 'in_progress', 'on_hold'];
    expect(plan.ok).toBe(possible.includes(state));
    if (!plan.ok) expect(plan.failure.code).toBe('ticket.illegal-transition');
  });

  it('leaves what is as wanted alone, also who works on it', () => {
    const ticket = ticketIn('in_progress', { assignmentGroup: 'Network', tags: ['a'] });
    const plan = applied(ticket, {
      category: 'Network',
      addTags: ['a'],
      removeTags: ['b'],
      assignment: { assignee: lin, group: null },
    });
    expect(plan).toEqual({ ticket, events: [], changes: [] });
  });

  it('assigns to a group alone: it then waits for whoever of the group starts it', () => {
    const { ticket } = applied(ticketIn('in_progress'), { assignment: { assignee: null, group: 'Network' } });
    expect(ticket).toMatchObject({ state: 'assigned', assignee: null, assignmentGroup: 'Network' });
    expect(planTransition(ticket, { action: 'start' }, { by: sam, at })).toMatchObject({
      ok: true,
      value: { ticket: { assignee: sam, state: 'in_progress' } },
    });
  });

  it('refuses more tags than a ticket holds', () => {
    const tags = Array.from({ length: 40 }, (_, place) => `tag ${place}`);
    const plan = planBulkEdit(ticketIn('new', { tags }), { addTags: ['one more'] }, mover);
    expect(plan).toMatchObject({ ok: false, failure: { code: 'bulk.too-many-tags', details: { most: 40 } } });
  });
});

describe('a priority set by hand', () => {
  it('needs its reason, and goes back to what stood before', () => {
    const before = ticketIn('in_progress');
    expect(planBulkEdit(before, { override: { priority: 1, reason: 'urgent' } }, mover)).toMatchObject({
      failure: { code: 'ticket.reason-too-short' },
    });
    const after = applied(before, { override: { priority: 1, reason: 'The director waits for it' } });
    expect(after.changes).toEqual([{ field: 'priority', from: '3', to: '1' }]);
    const back = planBulkUndo(after.ticket, stepBetween(before, after.ticket), [], mover);
    expect(back.ok && said(back.value.ticket)).toEqual(said(before));
  });
});

describe('its undo', () => {
  const undone = (ticket: Ticket, step: ReturnType<typeof stepBetween>) => {
    const plan = planBulkUndo(ticket, step, [], mover);
    if (!plan.ok) throw new Error(plan.failure.code);
    return plan.value;
  };

  it('keeps what somebody set since and puts the rest back', () => {
    const before = ticketIn('in_progress');
    const after = applied(before, { category: 'VPN', kind: 'request' }).ticket;
    const since = { ...after, category: 'Wi-Fi' };
    const plan = undone(since, stepBetween(before, after));
    expect(plan.kept).toEqual(['category']);
    expect(plan.ticket).toMatchObject({ category: 'Wi-Fi', kind: 'incident' });
  });

  it('takes away from title and description what was added, also where other fields were set since', () => {
    const before = ticketIn('in_progress', { title: 'No mail', description: 'Since nine.' });
    const after = applied(before, { titleStart: '[Outage]', descriptionEnd: 'See INC-1.' }).ticket;
    const plan = undone({ ...after, category: 'Wi-Fi' }, stepBetween(before, after));
    expect(plan.kept).toEqual([]);
    expect(plan.ticket).toMatchObject({ title: 'No mail', description: 'Since nine.', category: 'Wi-Fi' });
    const edited = undone({ ...after, title: 'Mail is slow' }, stepBetween(before, after));
    expect(edited.kept).toEqual(['title']);
    expect(edited.ticket).toMatchObject({ title: 'Mail is slow', description: 'Since nine.' });
  });

  it('leaves a ticket with whoever started it since', () => {
    const before = ticketIn('new');
    const after = applied(before, { assignment: { assignee: sam, group: null } }).ticket;
    const started = planTransition(after, { action: 'start' }, { by: sam, at });
    if (!started.ok) throw new Error(started.failure.code);
    const plan = undone(started.value.ticket, stepBetween(before, after));
    expect(plan.kept).toEqual(['assignee']);
    expect(plan.events).toEqual([]);
    expect(plan.ticket).toMatchObject({ state: 'in_progress', assignee: sam });
  });

  it('is refused where the ticket has ended since', () => {
    const before = ticketIn('resolved');
    const after = applied(before, { category: 'VPN' }).ticket;
    const plan = planBulkUndo({ ...after, state: 'closed', closedAt: at }, stepBetween(before, after), [], mover);
    expect(plan).toMatchObject({ ok: false, failure: { code: 'ticket.illegal-transition' } });
  });
});

const level = fc.constantFrom<Level>(1, 2, 3);
const tag = fc.constantFrom('dock', 'vpn', '北京', 'vip');
const category = fc.constantFrom(null, 'Network', 'VPN', '打印机');
const person = fc.constantFrom(null, lin, sam, { id: null, name: '王芳' });
const group = fc.constantFrom('Network', '网络组');

const anyTicket = fc
  .record({
    state: fc.constantFrom<TicketState>('new', 'assigned', 'in_progress', 'on_hold', 'resolved'),
    kind: fc.constantFrom('incident' as const, 'request' as const),
    impact: level,
    urgency: level,
    category,
    requester: person,
    tags: fc.uniqueArray(tag),
    assignee: person,
    assignmentGroup: fc.option(group),
  })
  .map(({ state, assignee, ...rest }) => {
    // As the matrix has it, so that an edit of the level it has already changes nothing.
    const ticket = ticketIn(state, { ...rest, ...(state === 'new' ? {} : { assignee }) });
    const edited = planEdit(ticket, { impact: rest.impact === 1 ? 2 : 1 }, { seen: ticket, ...mover });
    if (!edited.ok) throw new Error(edited.failure.code);
    const back = planEdit(edited.value.ticket, { impact: rest.impact }, { seen: edited.value.ticket, ...mover });
    if (!back.ok) throw new Error(back.failure.code);
    return back.value.ticket;
  });

const anyChange: fc.Arbitrary<BulkChange> = fc.record(
  {
    kind: fc.constantFrom('incident' as const, 'request' as const),
    impact: level,
    urgency: level,
    category,
    requester: person,
    titleStart: fc.constantFrom('[Outage]', '【停电】'),
    descriptionEnd: fc.constantFrom('See INC-1.', '见公告'),
    addTags: fc.uniqueArray(tag),
    removeTags: fc.uniqueArray(tag),
    override: fc.record({
      priority: fc.constantFrom(null, 1 as const, 4 as const),
      reason: fc.constant('The director waits for it'),
    }),
    assignment: fc
      .record({ assignee: person, group: fc.option(group) })
      .filter((value) => value.assignee !== null || value.group !== null),
  },
  { requiredKeys: [] },
);

type Act = { readonly edit: TicketEdit } | { readonly move: TransitionRequest };
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc
    .record(
      {
        impact: level,
        category,
        requester: person,
        tags: fc.uniqueArray(tag),
        title: fc.constantFrom('VPN drops', '[Outage] VPN drops'),
        description: fc.constantFrom('', 'Since nine.'),
      },
      { requiredKeys: [] },
    )
    .map((edit) => ({ edit })),
  fc
    .constantFrom<TransitionRequest>(
      { action: 'start' },
      { action: 'resume' },
      { action: 'returnToQueue' },
      { action: 'assign', assignee: sam, group: null },
    )
    .map((move) => ({ move })),
);
const act = (ticket: Ticket, what: Act) => {
  const plan =
    'edit' in what
      ? planEdit(ticket, what.edit, { seen: ticket, ...mover })
      : planTransition(ticket, what.move, { by: sam, at });
  return plan.ok ? plan.value : { ticket, events: [] };
};

describe('any bulk edit', () => {
  it('followed by its undo leaves an untouched ticket as it was', () => {
    fc.assert(
      fc.property(anyTicket, anyChange, (before, change) => {
        const plan = planBulkEdit(before, change, mover);
        if (!plan.ok) return;
        const back = planBulkUndo(plan.value.ticket, stepBetween(before, plan.value.ticket), [], mover);
        expect(back.ok && back.value.kept).toEqual([]);
        expect(back.ok && said(back.value.ticket)).toEqual(said(before));
        if (plan.value.events.length === 0) expect(plan.value.changes).toEqual([]);
        for (const { field } of plan.value.changes) expect(bulkFields).toContain(field);
      }),
    );
  });

  it('and its undo never take away what somebody set in between, be it what stood there', () => {
    fc.assert(
      fc.property(anyTicket, anyChange, fc.array(anyAct, { maxLength: 4 }), (before, change, acts) => {
        const plan = planBulkEdit(before, change, mover);
        if (!plan.ok) return;
        const bulk = plan.value.ticket;
        let since = bulk;
        const events: TimelineEvent[] = [];
        for (const each of acts) {
          const done = act(since, each);
          since = done.ticket;
          events.push(...done.events);
        }
        const back = planBulkUndo(since, stepBetween(before, bulk), events, mover);
        if (!back.ok) return;
        const { ticket } = back.value;
        const touched = new Set(
          events.flatMap((event) => (event.kind === 'edit' ? event.changes.map(({ field }) => field) : [event.kind])),
        );
        for (const field of ['impact', 'urgency', 'category', 'requester', 'kind', 'tags'] as const)
          expect(ticket[field]).toEqual(touched.has(field) ? since[field] : before[field]);
        const isMoved = touched.has('assignment') || touched.has('transition');
        const standing = isMoved ? since : before;
        expect([ticket.state, ticket.assignee]).toEqual([standing.state, standing.assignee]);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonRef } from '#shared/base/record.ts';
import type { Stamp } from '#shared/merge/candidates.ts';
import { causeOfConflict, joinVersions, standingTicket, versionOf } from '#shared/merge/ticket-version.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { planMajor, planOverride } from '#shared/priority/override.ts';
import { planEdit, type TicketEdit } from '#shared/tickets/edit.ts';
import { planDueMove } from '#shared/tickets/due.ts';
import { planReply } from '#shared/tickets/reply.ts';
import {
  cancelReasons,
  holdReasons,
  resolutionCodes,
  ticketStates,
  type Priority,
  type Ticket,
  type TimelineEntry,
} from '#shared/tickets/ticket.ts';
import { planTransition, type PlannedChange, type TransitionRequest } from '#shared/tickets/transition.ts';
import type { Result } from '#shared/base/result.ts';
import { lin, sam, ticketIn } from '../tickets/sample-ticket.ts';

const matrix = defaultPriorityMatrix;
const START = Date.UTC(2026, 9, 14, 9);
const instant = (minute: number): string => new Date(START + minute * 60_000).toISOString();
const far = new Date(START + 30 * 86_400_000).toISOString();

/** What somebody does on a console that is away from the others. */
type Deed =
  | { readonly move: TransitionRequest }
  | { readonly edit: TicketEdit }
  | { readonly priority: Priority | null }
  | { readonly major: boolean }
  | { readonly reply: string };

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .oneof(
        fc.constantFrom('take', 'start', 'resume', 'close', 'returnToQueue').map((action) => ({ action }) as const),
        fc.constantFrom(lin, sam).map((assignee) => ({ action: 'assign', assignee, group: null }) as const),
        fc.record({
          action: fc.constantFrom('hold' as const, 'changeHold' as const),
          reason: fc.constantFrom(...holdReasons),
          until: fc.constant(far),
          comment: fc.constant('We wait'),
        }),
        fc.record({
          action: fc.constant('resolve' as const),
          code: fc.constantFrom(...resolutionCodes.slice(0, 3)),
          text: fc.constantFrom('Rolled back', 'Replaced'),
          articleId: fc.constant(null),
          noArticleReason: fc.constant('One-off'),
        }),
        fc.constant({ action: 'reopen', reason: 'Back again' } as const),
        fc.record({ action: fc.constant('cancel' as const), reason: fc.constantFrom(...cancelReasons) }),
        fc.constantFrom('2', '3').map(
          (last) =>
            ({
              action: 'merge',
              into: { id: `ticket:01J0000000000000000000000${last}`, number: `INC-7K3Q-00000${last}`, state: 'new' },
            }) as const,
        ),
      )
      .map((move) => ({ move: move as TransitionRequest })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record(
        {
          title: fc.constantFrom('VPN drops', 'VPN and dock'),
          urgency: fc.constantFrom(1, 2, 3),
          category: fc.constantFrom(null, 'Network', 'Dock'),
          requester: fc.constantFrom(null, { id: null, name: '王芳' }, { id: null, name: 'Wang Fang' }),
          tags: fc.uniqueArray(fc.constantFrom('dock', 'vpn', 'firmware')),
        },
        { requiredKeys: [] },
      )
      .map((edit) => ({ edit: edit as TicketEdit })),
  },
  { weight: 1, arbitrary: fc.constantFrom<Priority | null>(null, 1, 4).map((priority) => ({ priority })) },
  { weight: 1, arbitrary: fc.boolean().map((major) => ({ major })) },
  { weight: 1, arbitrary: fc.constant({ reply: 'It still does' }) },
);

interface Console {
  readonly ticket: Ticket;
  readonly entries: readonly TimelineEntry[];
  readonly stamp: Stamp;
}

const planOf = (ticket: Ticket, deed: Deed, by: PersonRef, at: string): Result<PlannedChange> => {
  if ('move' in deed) return planTransition(ticket, deed.move, { by, at });
  if ('edit' in deed) return planEdit(ticket, deed.edit, { seen: ticket, at, matrix });
  if ('priority' in deed)
    return planOverride(
      ticket,
      { priority: deed.priority, reason: 'The board meets here' },
      { seen: ticket.priority, by, at, matrix },
    );
  if ('major' in deed) return planMajor(ticket, deed.major, at);
  return planReply(ticket, { text: deed.reply, channel: 'phone' }, at);
};

/** Does what the rules allow of it; the rest is refused there and then, as a console does. */
const workOn = (
  base: Ticket,
  name: string,
  by: PersonRef,
  steps: readonly { readonly deed: Deed; readonly minute: number }[],
): Console => {
  let ticket = base;
  const entries: TimelineEntry[] = [];
  const inOrder = steps.toSorted((left, right) => left.minute - right.minute);
  inOrder.forEach(({ deed, minute }, step) => {
    // No two moves of one console at one instant, as `momentAfter` sees to.
    const at = new Date(Date.parse(instant(minute)) + step).toISOString();
    const planned = planOf(ticket, deed, by, at);
    if (!planned.ok) return;
    ({ ticket } = planned.value);
    planned.value.events.forEach((event, place) =>
      entries.push({
        id: `entry:1:${String(step).padStart(4, '0')}${place}${name}`,
        type: 'entry',
        schema: 1,
        createdAt: at,
        updatedAt: at,
        createdBy: by.id ?? '',
        device: `device:${name}`,
        ticketId: base.id,
        at,
        by,
        event,
        imported: null,
      }),
    );
  });
  return { ticket, entries, stamp: { hlc: ticket.updatedAt, device: `device:${name}`, by, at: ticket.updatedAt } };
};

const states = fc.constantFrom(...ticketStates).map((state) => ticketIn(state, { tags: ['dock'] }));
const steps = fc.array(fc.record({ deed: deeds, minute: fc.nat(600) }), { maxLength: 8 });

const versionFrom = (base: Ticket, { ticket, entries, stamp }: Console) => versionOf(base, ticket, entries, stamp);

describe('three consoles that worked apart', () => {
  const worlds = fc.tuple(states, steps, steps, steps).map(([base, first, second, third]) => ({
    base,
    a: workOn(base, 'A', lin, first),
    b: workOn(base, 'B', sam, second),
    c: workOn(base, 'C', { id: null, name: 'Ana Ruiz' }, third),
  }));

  it('come to the same, whoever joins with whom first, and as often as they like', () => {
    fc.assert(
      fc.property(worlds, ({ base, ...consoles }) => {
        const [a, b, c] = [consoles.a, consoles.b, consoles.c].map((console_) => versionFrom(base, console_));
        if (!a || !b || !c) throw new Error('three consoles');
        expect(joinVersions(a, b)).toEqual(joinVersions(b, a));
        expect(joinVersions(a, a)).toEqual(a);
        const all = joinVersions(a, joinVersions(b, c));
        expect(joinVersions(joinVersions(a, b), c)).toEqual(all);
        expect(joinVersions(all, b)).toEqual(all);
      }),
      { numRuns: 400 },
    );
  });

  it('lose no entry of anybody’s timeline', () => {
    fc.assert(
      fc.property(worlds, ({ base, a, b, c }) => {
        const all = joinVersions(versionFrom(base, a), joinVersions(versionFrom(base, b), versionFrom(base, c)));
        const ids = new Set(all.entries.map(({ id }) => id));
        for (const { id } of [...a.entries, ...b.entries, ...c.entries]) expect(ids.has(id)).toBe(true);
        expect(ids.size).toBe(a.entries.length + b.entries.length + c.entries.length);
      }),
    );
  });

  it('keep every value that somebody gave: it stands, or a person is asked about it', () => {
    fc.assert(
      fc.property(worlds, ({ base, a, b, c }) => {
        const all = joinVersions(versionFrom(base, a), joinVersions(versionFrom(base, b), versionFrom(base, c)));
        const { ticket, conflicts } = standingTicket(base, all, matrix);
        for (const { ticket: theirs } of [a, b, c])
          for (const field of ['title', 'category', 'requester', 'assignee', 'urgency', 'major'] as const) {
            if (JSON.stringify(theirs[field]) === JSON.stringify(base[field])) continue;
            const asked = conflicts.some(
              (conflict) =>
                conflict.kind === 'field' &&
                conflict.field === field &&
                conflict.candidates.some(({ value }) => JSON.stringify(value) === JSON.stringify(theirs[field])),
            );
            expect(asked || JSON.stringify(ticket[field]) === JSON.stringify(theirs[field])).toBe(true);
          }
        expect(new Set(conflicts.map((conflict) => causeOfConflict(base, conflict))).size).toBe(conflicts.length);
      }),
    );
  });
});

it('what one console did alone stands exactly as it left it', () => {
  fc.assert(
    fc.property(states, steps, (base, mine) => {
      const a = workOn(base, 'A', lin, mine);
      const idle = workOn(base, 'B', sam, []);
      const joined = joinVersions(versionFrom(base, a), versionFrom(base, idle));
      const { ticket, conflicts } = standingTicket(base, joined, matrix);
      const sorted = (one: Ticket) => ({
        ...one,
        tags: [...new Set(one.tags)].toSorted(),
        revision: one.revision ?? 0,
      });
      expect(sorted(ticket)).toEqual(sorted(a.ticket));
      expect(conflicts).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

describe('two people on one ticket', () => {
  const at = (minute: number, deed: Deed) => ({ minute, deed });
  const meet = (base: Ticket, first: readonly ReturnType<typeof at>[], second: readonly ReturnType<typeof at>[]) =>
    standingTicket(
      base,
      joinVersions(versionFrom(base, workOn(base, 'A', lin, first)), versionFrom(base, workOn(base, 'B', sam, second))),
      matrix,
    );
  const hold: Deed = { move: { action: 'hold', reason: 'vendor', until: far, comment: null } };
  const resolve = (text: string): Deed => ({
    move: { action: 'resolve', code: 'configuration', text, articleId: null, noArticleReason: 'One-off' },
  });

  it('who held it before the other resolved it: both moves stand, in the order of time', () => {
    expect(meet(ticketIn('in_progress'), [at(10, resolve('Rolled back'))], [at(5, hold)])).toMatchObject({
      ticket: { state: 'resolved', hold: null },
      conflicts: [],
    });
  });
  it('who held it after it was resolved elsewhere: resolved stands, and a person is asked', () => {
    expect(meet(ticketIn('in_progress'), [at(10, resolve('Rolled back'))], [at(15, hold)])).toMatchObject({
      ticket: { state: 'resolved', resolution: { text: 'Rolled back' } },
      conflicts: [{ kind: 'move', move: { action: 'hold', from: 'resolved', to: 'on_hold', by: sam } }],
    });
  });
  it('both resolved it: the first solution stands, the other is asked about unless it says the same', () => {
    const base = ticketIn('in_progress');
    expect(meet(base, [at(10, resolve('Rolled back'))], [at(15, resolve('Replaced'))])).toMatchObject({
      ticket: { resolution: { text: 'Rolled back' } },
      conflicts: [{ kind: 'move', move: { action: 'resolve', by: sam } }],
    });
    expect(meet(base, [at(10, resolve('Rolled back'))], [at(15, resolve('Rolled back'))]).conflicts).toEqual([]);
  });
  it('who reassigned it after the other put it on hold: it is on hold, and theirs, and nobody is asked', () => {
    const to = { id: 'user:01J0000000000000000000000C', name: 'Ana Ruiz' };
    const assign: Deed = { move: { action: 'assign', assignee: to, group: null } };
    expect(meet(ticketIn('in_progress'), [at(5, hold)], [at(10, assign)])).toMatchObject({
      ticket: { state: 'on_hold', hold: { reason: 'vendor', until: far }, assignee: to },
      conflicts: [],
    });
  });
  it('a hold that one made longer is not ended by the rule for the shorter one', () => {
    const until = instant(60);
    const base = ticketIn('on_hold', { hold: { reason: 'vendor', until, since: instant(0) } });
    const longer = workOn(base, 'A', lin, [
      at(5, { move: { action: 'changeHold', reason: 'parts', until: far, comment: null } }),
    ]);
    const due = planDueMove(base, { action: 'holdReached', ticketId: base.id, at: Date.parse(until) }, far);
    if (!due) throw new Error('it is due');
    const entry = { ...longer.entries[0], id: 'entry:1:rule', at: until, event: due.events[0] } as TimelineEntry;
    const idle = workOn(base, 'B', sam, []);
    const rested = versionOf(base, due.ticket, [entry], { ...idle.stamp, hlc: 'later' });
    expect(standingTicket(base, joinVersions(versionFrom(base, longer), rested), matrix)).toMatchObject({
      ticket: { state: 'on_hold', hold: { reason: 'parts', until: far } },
      conflicts: [],
    });
    expect(standingTicket(base, rested, matrix)).toMatchObject({ ticket: { state: 'in_progress', hold: null } });
  });
  it('both took it: it is in progress, and whose it is has to be settled', () => {
    expect(
      meet(ticketIn('new'), [at(10, { move: { action: 'take' } })], [at(11, { move: { action: 'take' } })]),
    ).toMatchObject({
      ticket: { state: 'in_progress', assignee: lin },
      conflicts: [{ kind: 'field', field: 'assignee', candidates: [{ value: lin }, { value: sam }] }],
    });
  });
  it('tags: what either added is there, what either removed is gone', () => {
    const base = ticketIn('new', { tags: ['dock', 'vpn'] });
    const { ticket } = meet(
      base,
      [at(1, { edit: { tags: ['dock', 'firmware'] } })],
      [at(2, { edit: { tags: ['dock', 'vpn', 'site-b'] } })],
    );
    expect(ticket.tags).toEqual(['dock', 'firmware', 'site-b']);
  });
  it('impact by one, urgency by the other: the priority is that of both', () => {
    const { ticket } = meet(ticketIn('new'), [at(1, { edit: { impact: 1 } })], [at(2, { edit: { urgency: 1 } })]);
    expect(ticket).toMatchObject({ impact: 1, urgency: 1, priority: 1 });
  });
});

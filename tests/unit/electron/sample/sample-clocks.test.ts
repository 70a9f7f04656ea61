/** The real clocks over the sample desk: whenever and wherever it is filled, it looks like a desk that is run well on a busy day. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueueDue } from '#shared/sla/due.ts';
import type { SlaClock, TicketClocks } from '#shared/sla/clocks.ts';
import type { SlaTarget } from '#shared/sla/runs.ts';
import { dueMoves } from '#shared/tickets/due.ts';
import { ticketRow } from '#shared/tickets/row.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { holdReasons, type Ticket } from '#shared/tickets/ticket.ts';
import { filledDesk, lin, type FilledDesk } from './filled-desk.ts';

const moments: readonly (readonly [zone: string, what: string, at: string])[] = [
  ['Europe/Berlin', 'a Wednesday noon', '2026-10-14T12:00:00+02:00'],
  ['Europe/Berlin', 'a Sunday night', '2026-10-18T23:40:00+02:00'],
  ['Europe/Berlin', 'the Monday after clocks went back, before opening', '2026-10-26T06:10:00+01:00'],
  ['Asia/Shanghai', 'a lunch break', '2026-10-14T12:30:00+08:00'],
  ['Asia/Shanghai', 'National Day', '2026-10-05T15:00:00+08:00'],
  ['Asia/Shanghai', 'the first morning after it, before opening', '2026-10-08T06:10:00+08:00'],
  ['Asia/Shanghai', 'a Saturday that is worked', '2026-10-10T10:00:00+08:00'],
  ['Asia/Shanghai', 'a Sunday night after one that was', '2026-10-11T23:40:00+08:00'],
  ['UTC', 'a Wednesday noon', '2026-10-14T12:00:00Z'],
  ['UTC', 'a Saturday', '2027-01-02T15:00:00Z'],
  ['America/New_York', 'a Monday before opening', '2026-10-19T06:10:00-04:00'],
  ['America/New_York', 'a Friday in the second it closes', '2026-11-06T17:00:00-05:00'],
];

const shareOf = <Item>(items: readonly Item[], test: (item: Item) => boolean): number =>
  items.filter(test).length / items.length;

const expectWithin = (share: number, [low, high]: readonly [number, number]): void => {
  expect(share).toBeGreaterThanOrEqual(low);
  expect(share).toBeLessThanOrEqual(high);
};

describe.each(moments)('a desk in %s, filled on %s', (zone, _what, at) => {
  let filled: FilledDesk;
  let open: readonly (readonly [Ticket, QueueDue])[];
  let clocks: ReadonlyMap<Ticket, TicketClocks>;
  beforeAll(async () => {
    filled = await filledDesk(at, zone);
    const { sla, tickets } = filled;
    open = tickets.filter(({ state }) => isOpen(state)).map((ticket) => [ticket, dueOf(ticket)]);
    const all = await Promise.all(
      tickets.map(async (ticket) => {
        const read = await sla.handlers['sla.clocks']({ ticketId: ticket.id }, lin);
        if (!read.ok) throw new Error(read.failure.message);
        return [ticket, read.value] as const;
      }),
    );
    clocks = new Map(all);
  });
  afterAll(() => filled.folder.remove());

  const dueOf = ({ id, title }: Ticket): QueueDue => {
    const due = filled.sla.index.dueOf(id);
    if (!due) throw new Error(`no clock leads in ${title}`);
    return due;
  };
  const history = (target: SlaTarget): readonly SlaClock[] =>
    [...clocks]
      .filter(([{ state }]) => state === 'closed' || state === 'resolved')
      .flatMap(([, { current, earlier, feedback }]) => [...earlier, ...current, feedback])
      .filter((clock) => clock.target === target);

  it('has a few open tickets that are late, a few more that are about to be, and most in time', () => {
    expect(open.length).toBeGreaterThan(60);
    expectWithin(
      shareOf(open, ([, { state }]) => state === 'breached'),
      [0.08, 0.12],
    );
    expectWithin(
      shareOf(open, ([, { state, percent }]) => state === 'running' && percent >= 75),
      [0.12, 0.18],
    );
    // Late is not hopeless, and nothing that many people wait for is late.
    for (const [{ priority }, { state, percent }] of open) {
      expect(percent).toBeLessThan(150);
      if (priority === 1) expect(state).toBe('running');
    }
  });

  it('waits for everything that one can wait for, in time', () => {
    const paused = open.filter(([{ state }]) => state === 'on_hold');
    expectWithin(paused.length / open.length, [0.15, 0.25]);
    for (const [, { state, percent }] of paused) {
      expect(state).toBe('paused');
      expect(percent).toBeLessThan(75);
    }
    const policy = { calendar: filled.sla.businessCalendar(), autoCloseAfter: 3 };
    expect(dueMoves(filled.tickets.map(ticketRow), filled.now, policy)).toEqual([]);
    expect(new Set(paused.map(([, { pausedReason }]) => pausedReason))).toEqual(new Set(holdReasons));
  });

  it('is led by the response where nobody has answered, by news and the end where somebody has', () => {
    const led = new Set<SlaTarget>();
    for (const [{ state }, { target }] of open) {
      expect(target === 'response').toBe(state === 'new' || state === 'assigned');
      led.add(target);
    }
    expect(led).toEqual(new Set(['response', 'update', 'resolve']));
  });

  it('has countdowns to be seen: some that end within two hours of the desk, and some that run at any hour', () => {
    const soon = open.filter(([, { state, remainingSeconds }]) => state === 'running' && remainingSeconds <= 2 * 3600);
    expect(soon.length).toBeGreaterThanOrEqual(5);
    expect(open.filter(([, { isCounting, state }]) => isCounting && state === 'running').length).toBeGreaterThan(1);
  });

  it('answers early, and tells how it goes', () => {
    const worked = [...clocks].filter(([{ state }]) => state === 'in_progress' || state === 'on_hold');
    const stateOf = (one: (typeof worked)[number], target: SlaTarget): SlaClock['state'] | undefined =>
      one[1].current.find((clock) => clock.target === target)?.state;
    expectWithin(
      shareOf(worked, (one) => stateOf(one, 'response') === 'met'),
      [0.88, 0.96],
    );
    const promised = worked.filter((one) => stateOf(one, 'update') !== undefined);
    expect(shareOf(promised, (one) => stateOf(one, 'update') !== 'breached')).toBeGreaterThan(0.8);
  });

  it('has kept its promises before', () => {
    const attained = (target: SlaTarget): number =>
      shareOf(
        history(target).filter(({ state }) => state !== 'none'),
        ({ state }) => state === 'met',
      );
    expectWithin(attained('response'), [0.85, 0.93]);
    expectWithin(attained('resolve'), [0.85, 0.93]);
    expectWithin(attained('update'), [0.85, 0.99]);
    expectWithin(attained('feedback'), [0.85, 0.97]);
  });

  it('works in its hours: nothing is done outside of them but by the rule, for P1, and by requesters', () => {
    const calendar = filled.sla.businessCalendar();
    const during = (instant: number): boolean => calendar.isCounting(instant) || calendar.isCounting(instant - 1000);
    for (const ticket of filled.tickets) {
      for (const { at: moment, event, by } of filled.timelineOf(ticket)) {
        expect(Date.parse(moment)).toBeLessThanOrEqual(filled.now);
        if (ticket.priority === 1) continue;
        if (event.kind === 'created' || by.id === filled.folder.desk.device.id) continue;
        expect(during(Date.parse(moment)), `${ticket.title} at ${moment}`).toBe(true);
      }
    }
  });

  it('tells nobody of what was late before the desk was there', async () => {
    await filled.sla.watch.runRound();
    expect(filled.folder.desk.records.count('threshold')).toBe(0);
  });
});

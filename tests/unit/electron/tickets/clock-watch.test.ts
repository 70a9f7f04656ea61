import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/audit/entry.ts';
import { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import { mondayToFriday } from '#shared/calendar/plain-calendar.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Desk } from '#core/desk.ts';
import { actorOf } from '#core/session.ts';
import { ClockWatch } from '#core/tickets/clock-watch.ts';
import { startDueWork } from '#core/tickets/due-work.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const hour = 3_600_000;
const lin = contextOf('Lin Yue');
const policy = { calendar: new CompiledCalendar(mondayToFriday('UTC')), autoCloseAfter: 3 };
const begin = '2026-10-14T09:00:00.000Z';
const clock = testAmbient(begin);
let up = 0;

let folder: DeskFolder;
let notices: Notice[];
beforeEach(async () => {
  clock.set(begin);
  up = 0;
  notices = [];
  folder = await deskFolder(clock);
});
afterEach(() => folder.remove());

const watchOn = async (desk: Desk): Promise<ClockWatch> => {
  const watch = new ClockWatch(desk, { notify: (notice) => notices.push(notice), uptime: () => up });
  await watch.ready;
  return watch;
};
/** Both clocks go on. */
const pass = (ms: number): void => {
  clock.set(new Date(clock.now().getTime() + ms).toISOString());
  up += ms;
};
const trail = async (desk: Desk): Promise<readonly AuditEntry[]> =>
  (await desk.readAudit(1, desk.auditHead.seq)).map((line) => JSON.parse(line) as AuditEntry);

/** A resolved ticket that a rule would close on 19 October, and a commit by whoever signs in. */
const resolvedTicket = async (desk: Desk): Promise<string> => {
  const tickets = ticketHandlers(desk);
  const report = {
    kind: 'incident',
    channel: 'phone',
    title: 'No sound',
    description: '',
    impact: 3,
    urgency: 3,
  } as const;
  const made = await tickets['tickets.create']({ ...report, category: null, requester: null, draftId: null }, lin);
  if (!made.ok) throw new Error(made.failure.message);
  const { ticketId } = made.value;
  const solution = { code: 'assistance', text: 'Unmuted', articleId: null, noArticleReason: 'Trivial' } as const;
  await tickets['tickets.resolve']({ ticketId, ...solution }, lin);
  return ticketId;
};
/** The first round of what rules do; what it commits is applied by then. */
const round = async (desk: Desk, watch: ClockWatch): Promise<void> => {
  const stop = startDueWork(
    desk,
    () => desk.records.rows<TicketRow>('ticket'),
    () => policy,
    watch,
  );
  await nextTurn();
  stop();
};
const stateOf = (desk: Desk, ticketId: string): string | undefined =>
  desk.records.get<Ticket>('ticket', ticketId)?.state;

describe('a clock that is set while the console runs', () => {
  it('stops the rules, says so, and lets them go on when it is right again', async () => {
    const ticketId = await resolvedTicket(folder.desk);
    const watch = await watchOn(folder.desk);
    expect(watch.isTrusted()).toBe(true);
    pass(60_000);
    clock.set('2076-10-14T09:01:00.000Z');
    await round(folder.desk, watch);
    expect(stateOf(folder.desk, ticketId)).toBe('resolved');
    expect(watch.doubt).toMatchObject({ reason: 'jumped', trustedAt: '2026-10-14T09:01:00.000Z' });
    clock.set('2026-10-14T09:02:00.000Z');
    expect(watch.isTrusted()).toBe(true);
    expect(notices).toEqual([
      { name: 'clock.changed', doubt: expect.objectContaining({ reason: 'jumped' }) as unknown },
      { name: 'clock.changed', doubt: null },
    ]);
    await nextTurn();
    expect((await trail(folder.desk)).slice(-2).map(({ action }) => action)).toEqual(['clock.doubt', 'clock.settle']);
    expect(await ticketHandlers(folder.desk)['tickets.reopen']({ ticketId, reason: 'It is back' }, lin)).toMatchObject({
      ok: true,
    });
  });

  it('does not stop them when the laptop only slept', async () => {
    const watch = await watchOn(folder.desk);
    expect(watch.isTrusted()).toBe(true);
    pass(64 * hour);
    expect(watch.isTrusted()).toBe(true);
    pass(40 * 60_000);
    clock.set(new Date(clock.now().getTime() + 50 * 60_000).toISOString());
    expect(watch.isTrusted()).toBe(true);
    expect(notices).toEqual([]);
  });
});

describe('a clock that stands far from what was last believed', () => {
  it('stops the rules over restarts, whatever is written meanwhile, until a person confirms it', async () => {
    const ticketId = await resolvedTicket(folder.desk);
    expect((await watchOn(folder.desk)).isTrusted()).toBe(true);
    pass(25 * hour);
    expect((await watchOn(folder.desk)).isTrusted()).toBe(true);
    clock.set('2076-10-14T09:00:00.000Z');
    let desk = folder.desk;
    for (let restart = 0; restart < 2; restart++) {
      desk = await folder.reopen();
      const watch = await watchOn(desk);
      await ticketHandlers(desk)['tickets.workNote']({ ticketId, text: 'Looked again' }, lin);
      await round(desk, watch);
      expect(watch.doubt).toMatchObject({ reason: 'ahead' });
      expect(stateOf(desk, ticketId)).toBe('resolved');
    }
    const watch = await watchOn(desk);
    expect(watch.isTrusted()).toBe(false);
    expect(await watch.confirm(actorOf(lin.session), '2026-10-14T09:00:00.000Z')).toMatchObject({
      failure: { code: 'record.stale' },
    });
    expect(await watch.confirm(actorOf(lin.session), '2076-10-14T09:00:30.000Z')).toEqual({ ok: true, value: null });
    expect((await trail(desk)).at(-1)).toMatchObject({
      action: 'clock.confirm',
      actor: lin.session.userId,
      before: { reason: 'ahead' },
    });
    await round(desk, watch);
    expect(stateOf(desk, ticketId)).toBe('closed');
    expect((await watchOn(await folder.reopen())).isTrusted()).toBe(true);
  });

  it('is judged by the newest entry where nothing was noted yet: the entries of this very run do not count', async () => {
    const ticketId = await resolvedTicket(folder.desk);
    clock.set('2076-10-14T09:00:00.000Z');
    const desk = await folder.reopen();
    const watch = new ClockWatch(desk, { notify: () => undefined, uptime: () => up });
    await ticketHandlers(desk)['tickets.workNote']({ ticketId, text: 'Signed in with a wrong clock' }, lin);
    await watch.ready;
    expect(watch.isTrusted()).toBe(false);
    clock.set('2026-10-15T09:00:00.000Z');
    expect(watch.isTrusted()).toBe(true);
  });

  it('behind it, too', async () => {
    const watch = await watchOn(folder.desk);
    expect(watch.isTrusted()).toBe(true);
    clock.set('2015-01-01T00:00:00.000Z');
    const again = await watchOn(await folder.reopen());
    expect(again.isTrusted()).toBe(false);
    expect(again.doubt?.reason).toBe('behind');
    // A laptop with a dead battery gets its time from the network a minute later.
    clock.set('2026-10-14T10:00:00.000Z');
    expect(again.isTrusted()).toBe(true);
  });
});

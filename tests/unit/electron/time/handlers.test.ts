import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/audit/entry.ts';
import { totalMinutes, workTimesOf } from '#shared/time/work-time.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Desk } from '#core/desk.ts';
import { timeHandlers } from '#core/time/handlers.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { openTicketPort } from '#core/tickets/open-ticket-port.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue');
const sam = contextOf('Sam Okafor', ['technician'], 'user:01J0000000000000000000000B');
const lead = contextOf('Ana Ruiz', ['team-lead'], 'user:01J0000000000000000000000C');
const clock = testAmbient();

let folder: DeskFolder;
beforeEach(async () => {
  clock.set('2026-10-14T09:00:00.000Z');
  folder = await deskFolder(clock);
});
afterEach(() => folder.remove());

const handlersOn = (desk: Desk) =>
  timeHandlers(
    desk,
    openTicketPort(desk, () => undefined, plainRules),
    () => [...desk.records.rows<TicketRow>('ticket')],
  );
const create = async (): Promise<string> => {
  const report = { kind: 'incident', channel: 'phone', title: 'No sound', description: '' } as const;
  const made = await ticketHandlers(folder.desk)['tickets.create'](
    { ...report, impact: 3, urgency: 3, category: null, requester: null, draftId: null },
    lin,
  );
  if (!made.ok) throw new Error(made.failure.message);
  return made.value.ticketId;
};
const worked = {
  startedAt: '2026-10-14T08:00:00.000Z',
  minutes: 25,
  work: 'on_site',
  note: 'Replaced the dock of Wang Fang',
  corrects: null,
  endTimer: false,
} as const;

describe('timers', () => {
  it('go on over a restart; starting one pauses the other, which keeps what it gathered', async () => {
    const [first, second] = [await create(), await create()];
    await handlersOn(folder.desk)['time.start']({ ticketId: first }, lin);
    clock.set('2026-10-14T09:10:00.000Z');
    const desk = await folder.reopen();
    await handlersOn(desk)['time.start']({ ticketId: second }, lin);
    expect(await handlersOn(desk)['time.timers']({}, lin)).toMatchObject({
      value: [
        { ticketId: second, seconds: 0, runningSince: '2026-10-14T09:10:00.000Z' },
        { ticketId: first, seconds: 600, runningSince: null },
      ],
    });
  });

  it('are one’s own', async () => {
    const ticketId = await create();
    const time = handlersOn(folder.desk);
    await time['time.start']({ ticketId }, lin);
    expect(await time['time.timers']({}, sam)).toEqual({ ok: true, value: [] });
    await time['time.discard']({ ticketId }, sam);
    expect(await time['time.timers']({}, lin)).toMatchObject({ value: [{ ticketId }] });
    expect(await time['time.discard']({ ticketId }, lin)).toEqual({ ok: true, value: [] });
  });
});

describe('logged time', () => {
  it('ends the timer in the same commit if asked to, and says nothing of the note in the trail', async () => {
    const ticketId = await create();
    const { desk } = folder;
    const time = handlersOn(desk);
    await time['time.start']({ ticketId }, lin);
    const logged = await time['time.log']({ ticketId, ...worked, endTimer: true }, lin);
    expect(logged.ok && totalMinutes(workTimesOf(logged.value.timeline))).toBe(25);
    expect(await time['time.timers']({}, lin)).toEqual({ ok: true, value: [] });
    const lines = await desk.readAudit(1, desk.auditHead.seq);
    expect(JSON.parse(lines.at(-1) ?? '') as AuditEntry).toMatchObject({
      action: 'time.log',
      after: { minutes: 25, work: 'on_site' },
    });
    expect(lines.join('\n')).not.toContain('Wang Fang');
  });

  it('is corrected by who worked or by a lead, and only as long as it counts', async () => {
    const ticketId = await create();
    const time = handlersOn(folder.desk);
    const logged = await time['time.log']({ ticketId, ...worked }, lin);
    const [first] = logged.ok ? workTimesOf(logged.value.timeline) : [];
    const correction = { ticketId, ...worked, minutes: 40, corrects: first?.entryId ?? '' };
    expect(await time['time.log'](correction, sam)).toMatchObject({
      failure: { code: 'time.not-yours', details: { name: 'Lin Yue' } },
    });
    const corrected = await time['time.log'](correction, lead);
    expect(corrected.ok && workTimesOf(corrected.value.timeline)).toMatchObject([
      { minutes: 40, by: { name: 'Lin Yue' } },
    ]);
    expect(await time['time.log'](correction, lin)).toMatchObject({ failure: { code: 'record.stale' } });
  });

  it('is refused for no time at all', async () => {
    const ticketId = await create();
    expect(await handlersOn(folder.desk)['time.log']({ ticketId, ...worked, minutes: 0 }, lin)).toMatchObject({
      failure: { code: 'request.invalid' },
    });
  });
});

describe('the working time of a day', () => {
  it('is one’s own that began today, by ticket and after corrections, also what was written before a restart', async () => {
    const [first, second, other] = [await create(), await create(), await create()];
    const handlers = handlersOn(folder.desk);
    const log = async (ticketId: string, change: object, who = lin) => {
      const done = await handlersOn(folder.desk)['time.log']({ ticketId, ...worked, ...change }, who);
      if (!done.ok) throw new Error(done.failure.message);
      return workTimesOf(done.value.timeline).at(-1)?.entryId ?? '';
    };
    await log(first, {});
    await log(first, { minutes: 10, startedAt: '2026-10-14T08:30:00.000Z' });
    const entry = await log(second, { minutes: 60, startedAt: '2026-10-14T08:40:00.000Z' });
    await log(other, { startedAt: '2026-10-12T08:00:00.000Z' });
    await log(other, {}, sam);
    const day = {
      minutes: 95,
      tickets: [
        { ticketId: second, minutes: 60 },
        { ticketId: first, minutes: 35 },
      ],
    };
    expect(await handlers['time.today']({}, lin)).toMatchObject({ value: day });
    expect(await handlersOn(folder.desk)['time.today']({}, lin)).toMatchObject({ value: day });

    // Kept up after the first question: a lead corrects it, and it stays hers.
    await log(second, { minutes: 15, startedAt: '2026-10-14T08:40:00.000Z', corrects: entry }, lead);
    expect(await handlers['time.today']({}, lin)).toMatchObject({ value: { minutes: 50 } });
    clock.set('2026-10-15T09:00:00.000Z');
    expect(await handlers['time.today']({}, lin)).toMatchObject({ value: { minutes: 0, tickets: [] } });
  });
});

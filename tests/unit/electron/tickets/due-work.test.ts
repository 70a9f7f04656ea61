import { afterEach, beforeEach, expect, it } from 'vitest';
import { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import { mondayToFriday } from '#shared/calendar/plain-calendar.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import { ClockWatch } from '#core/tickets/clock-watch.ts';
import { runDueWork, startDueWork } from '#core/tickets/due-work.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue');
const policy = { calendar: new CompiledCalendar(mondayToFriday('UTC')), autoCloseAfter: 3 };
const clock = testAmbient('2026-10-14T09:00:00.000Z');

let folder: DeskFolder;
let tickets: ReturnType<typeof ticketHandlers>;
beforeEach(async () => {
  clock.set('2026-10-14T09:00:00.000Z');
  folder = await deskFolder(clock);
  tickets = ticketHandlers(folder.desk);
});
afterEach(() => folder.remove());

const rows = (): Iterable<TicketRow> => folder.desk.records.rows<TicketRow>('ticket');

const create = async (): Promise<string> => {
  const made = await tickets['tickets.create'](
    {
      kind: 'incident',
      channel: 'phone',
      title: 'No sound',
      description: '',
      impact: 3,
      urgency: 3,
      category: null,
      requester: null,
      draftId: null,
    },
    lin,
  );
  if (!made.ok) throw new Error(made.failure.message);
  return made.value.ticketId;
};

const timelineOf = async (ticketId: string): Promise<readonly TimelineEntry[]> => {
  const detail = await tickets['tickets.get']({ ticketId }, lin);
  return detail.ok ? detail.value.timeline : [];
};

it('resumes when the hold has ended, as the device, and only once', async () => {
  const ticketId = await create();
  await tickets['tickets.hold']({ ticketId, reason: 'vendor', until: '2026-10-15T09:00:00.000Z', comment: null }, lin);
  expect(await runDueWork(folder.desk, rows, policy)).toEqual({ ok: true, value: 0 });
  clock.set('2026-10-16T07:00:00.000Z');
  expect(await runDueWork(folder.desk, rows, policy)).toEqual({ ok: true, value: 1 });
  expect(await runDueWork(folder.desk, rows, policy)).toEqual({ ok: true, value: 0 });
  const entry = (await timelineOf(ticketId)).at(-1);
  expect(entry).toMatchObject({
    at: '2026-10-15T09:00:00.000Z',
    createdBy: folder.desk.device.id,
    event: { kind: 'transition', action: 'holdReached', from: 'on_hold', to: 'in_progress' },
  });
  const [line = ''] = await folder.desk.readAudit(folder.desk.auditHead.seq, folder.desk.auditHead.seq);
  expect(JSON.parse(line)).toMatchObject({ action: 'ticket.hold-reached', actor: folder.desk.device.id, role: null });
});

it('gives the entry the same id on every laptop', async () => {
  const ticketId = await create();
  await tickets['tickets.hold']({ ticketId, reason: 'vendor', until: '2026-10-15T09:00:00.000Z', comment: null }, lin);
  const other = await deskFolder(clock);
  await other.desk.commit(other.desk.deviceActor, (unit) => {
    for (const type of ['ticket', 'entry'])
      for (const id of folder.desk.records.ids(type)) {
        const record = folder.desk.records.get(type, id);
        if (record) unit.putLocal(record);
      }
    return { ok: true, value: null };
  });
  clock.set('2026-10-16T07:00:00.000Z');
  await runDueWork(folder.desk, rows, policy);
  clock.set('2026-10-19T12:00:00.000Z');
  await runDueWork(other.desk, () => other.desk.records.rows<TicketRow>('ticket'), policy);
  expect([...other.desk.records.ids('entry')]).toEqual([...folder.desk.records.ids('entry')]);
  await other.remove();
});

it('closes what stayed resolved for three business days', async () => {
  const ticketId = await create();
  clock.set('2026-10-15T17:00:00.000Z');
  await tickets['tickets.resolve'](
    { ticketId, code: 'assistance', text: 'Unmuted', articleId: null, noArticleReason: 'Trivial' },
    lin,
  );
  clock.set('2026-10-20T16:59:59.999Z');
  expect(await runDueWork(folder.desk, rows, policy)).toEqual({ ok: true, value: 0 });
  clock.set('2026-10-20T17:00:00.000Z');
  expect(await runDueWork(folder.desk, rows, policy)).toEqual({ ok: true, value: 1 });
  expect((await timelineOf(ticketId)).at(-1)).toMatchObject({
    event: { action: 'autoClose', from: 'resolved', to: 'closed' },
  });
});

it('leaves alone what a person moved between finding and doing', async () => {
  const ticketId = await create();
  await tickets['tickets.hold']({ ticketId, reason: 'vendor', until: '2026-10-15T09:00:00.000Z', comment: null }, lin);
  const stale = [...rows()];
  clock.set('2026-10-16T07:00:00.000Z');
  await tickets['tickets.cancel']({ ticketId, reason: 'withdrawn' }, lin);
  expect(await runDueWork(folder.desk, () => stale, policy)).toEqual({ ok: true, value: 0 });
});

it('runs at once when started, and not after it was stopped', async () => {
  const ticketId = await create();
  await tickets['tickets.hold']({ ticketId, reason: 'vendor', until: '2026-10-15T09:00:00.000Z', comment: null }, lin);
  clock.set('2026-10-16T07:00:00.000Z');
  const done = new Promise<void>((resolve) => {
    folder.desk.onDurable(() => {
      resolve();
    });
  });
  const watch = new ClockWatch(folder.desk, { notify: () => undefined });
  const stop = startDueWork(folder.desk, rows, () => policy, watch);
  await done;
  stop();
  expect((await timelineOf(ticketId)).at(-1)).toMatchObject({ event: { action: 'holdReached' } });
});

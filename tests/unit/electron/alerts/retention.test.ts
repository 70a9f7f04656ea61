import { afterEach, beforeEach, expect, it } from 'vitest';
import { deleteExpired } from '#core/alerts/retention.ts';
import { attachmentsIn } from '#shared/attachments/attachment.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import type { Alert } from '#shared/alerts/alert.ts';
import type { AlertRow } from '#shared/alerts/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { download, featuresOf, valueOf } from '../attachments/attaching.ts';
import { lead, logDesk, technician, type LogDesk } from './log-desk.ts';

let kit: LogDesk;
beforeEach(async () => {
  kit = await logDesk();
});
afterEach(() => kit.remove());

const DAY = 24 * 3_600_000;
const START = Date.UTC(2026, 10, 20, 8);
const goTo = (days: number) => kit.ambient.set(new Date(START + days * DAY).toISOString());
const failedUnit = (unit: string): string =>
  `2026-11-20T07:00:00.000Z systemd[1]: ${unit}.service: Failed with result 'exit-code'.`;
const has = (id: string) => kit.desk().records.has(id);
const close = async (...alerts: readonly AlertRow[]) => {
  const { 'alerts.moveAll': moveAll } = kit.handlers();
  const seen = alerts.map(({ id, revision }) => ({ alertId: id, seen: revision }));
  return valueOf(await moveAll({ alerts: seen, to: { state: 'closed' } }, technician));
};
const keep = async (keepClosedDays: 30 | 90 | 365 | null) => {
  const { revision } = valueOf(await kit.handlers()['alerts.settings']({}, technician));
  return kit.handlers()['alerts.saveSettings']({ seen: revision, keepClosedDays }, lead);
};
const trail = async () => kit.desk().readAudit(1, kit.desk().auditHead.seq);

it('deletes what was closed a year ago, says so in the trail, and leaves what is open, and the lines on the ticket', async () => {
  await kit.append(failedUnit('closed'), failedUnit('open'), failedUnit('solved'));
  await kit.read();
  const rows = await kit.list();
  const [closed, open, solved] = ['closed', 'open', 'solved'].map((unit) =>
    rows.find(({ key }) => key.startsWith(unit))!,
  );
  const made = await kit.handlers()['alerts.ticket']({ alertId: solved!.id, language: 'en' }, technician);
  const { ticketId } = valueOf(made);
  goTo(10);
  await close(closed!);
  goTo(30);
  valueOf(
    await kit.desk().commit(kit.desk().deviceActor, (unit) => {
      const closing: Ticket = { ...unit.get<Ticket>('ticket', ticketId)!, state: 'closed', updatedAt: unit.at };
      unit.write('ticket.close', closing);
      return { ok: true, value: null };
    }),
  );
  goTo(375);
  expect(valueOf(await deleteExpired(kit.desk()))).toBe(0);
  goTo(376);
  expect(valueOf(await deleteExpired(kit.desk()))).toBe(1);
  expect([has(closed!.id), has(open!.id), has(solved!.id)]).toEqual([false, true, true]);
  // Over since its ticket is, not since it was raised.
  goTo(396);
  expect(valueOf(await deleteExpired(kit.desk()))).toBe(1);
  expect([has(open!.id), has(solved!.id)]).toEqual([true, false]);
  const [file] = attachmentsIn(readTimeline(kit.desk().records, ticketId));
  expect((await download(featuresOf(kit.desk()), technician, file!.entryId)).toString('utf8')).toContain(
    'solved.service',
  );
  const entries = (await trail()).filter((line) => line.includes('"alert.expire"'));
  expect(entries).toHaveLength(2);
  expect(entries[0]).toContain(closed!.id);
  expect(entries.join('\n')).not.toContain('closed.service');

  // What comes again after that is a new alert of a known problem, and stays after a restart.
  await kit.restart();
  await kit.append(failedUnit('closed').replace('2026-11-20', '2027-12-21'));
  await kit.read();
  expect((await kit.list()).map(({ key, state }) => [key, state])).toEqual([
    ['closed.service', 'new'],
    ['open.service', 'new'],
  ]);
});

it('keeps them as long as the desk says, for ever too, and refuses what was said over another word', async () => {
  await kit.append(failedUnit('a'));
  await kit.read();
  await close(await kit.alert());
  expect(valueOf(await keep(null))).toMatchObject({ keepClosedDays: null, revision: 1 });
  goTo(5_000);
  expect(valueOf(await deleteExpired(kit.desk()))).toBe(0);
  expect(await kit.handlers()['alerts.saveSettings']({ seen: null, keepClosedDays: 30 }, lead)).toMatchObject({
    ok: false,
    failure: { code: 'record.stale' },
  });
  valueOf(await keep(90));
  expect((await trail()).filter((line) => line.includes('alert-settings.save')).at(-1)).toContain(
    '"keepClosedDays":90',
  );
  // Of a clock that was put back nothing is old.
  goTo(-5_000);
  expect(valueOf(await deleteExpired(kit.desk()))).toBe(0);
  goTo(91);
  expect(valueOf(await deleteExpired(kit.desk()))).toBe(1);
});

it('goes in small commits, leaves what was opened again meanwhile, and goes on after it was stopped', async () => {
  await kit.append(...Array.from({ length: 20 }, (_, unit) => failedUnit(`unit-${unit}`)));
  await kit.read();
  const records = kit.desk().records;
  const [first] = await kit.list();
  const one = records.get<Alert>('alert', first!.id)!;
  valueOf(
    await kit.desk().commit(kit.desk().deviceActor, (unit) => {
      for (let more = 0; more < 300; more++) {
        const closed: Alert = { ...one, id: unit.newId('alert'), state: 'closed' };
        unit.putLocal(closed);
      }
      return { ok: true, value: null };
    }),
  );
  await close(...(await kit.list()).filter(({ state }) => state !== 'closed'));
  goTo(400);
  let asked = 0;
  // Stopped after two commits.
  expect(valueOf(await deleteExpired(kit.desk(), () => ++asked > 2))).toBe(100);
  const deleting = deleteExpired(kit.desk());
  const left = [...records.ids('alert')].at(-1)!;
  const { revision } = records.get<Alert>('alert', left)!;
  valueOf(await kit.handlers()['alerts.move']({ alertId: left, seen: revision, to: { state: 'new' } }, technician));
  expect(valueOf(await deleting)).toBe(219);
  expect([...records.ids('alert')]).toEqual([left]);
  expect((await trail()).filter((line) => line.includes('"alert.expire"'))).toHaveLength(319);
});

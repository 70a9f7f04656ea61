import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shippedRules } from '#core/alerts/shipped.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { attachmentsIn } from '#shared/attachments/attachment.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import { contextOf } from '../../../support/session-context.ts';
import { featuresOf, upload, valueOf } from '../attachments/attaching.ts';
import { lead, logDesk, SOURCE, technician, type LogDesk } from './log-desk.ts';

let kit: LogDesk;
beforeEach(async () => {
  kit = await logDesk();
});
afterEach(() => kit.remove());

const at = (hour: number): string => `2026-11-20T0${hour}:00:00.000Z`;
const full = (hour: number): string => `${at(hour)} app: write failed: No space left on device`;
const failed = (hour: number, unit: string): string =>
  `${at(hour)} host systemd[1]: ${unit}.service: Failed with result 'exit-code'.`;

const read = async (...lines: readonly string[]): Promise<void> => {
  await kit.append(...lines);
  await kit.read();
};
const fitting = async (text: string, sourceId = SOURCE.id) =>
  valueOf(await kit.handlers()['alerts.fittingRule']({ text, sourceId }, technician));
/** What the form sends. */
const created = async (by = technician): Promise<string> => {
  const ticket = {
    kind: 'incident',
    channel: 'log_alert',
    title: 'Seen in the log',
    description: '',
    impact: 3,
    urgency: 2,
    category: null,
    requester: null,
    draftId: null,
  } as const;
  return valueOf(await kit.tickets()['tickets.create'](ticket, by)).ticketId;
};
const tie = async (ticketId: string, by = technician) =>
  kit.handlers()['alerts.tie']({ alertId: (await kit.alert()).id, ticketId, language: 'en' }, by);
const ticketCount = (): number => [...kit.desk().records.ids('ticket')].length;
const dueIn = (): number => [...kit.desk().records.ids('alertTicketDue')].length;
const notes = (ticketId: string): readonly string[] =>
  readTimeline(kit.desk().records, ticketId).flatMap(({ event }) => (event.kind === 'workNote' ? [event.text] : []));

describe('the alert of chosen lines', () => {
  it('is that of their rule, source and key, with its open ticket', async () => {
    await read(failed(1, 'cron'), failed(1, 'nginx'));
    const alerts = await kit.list();
    const idOf = (unit: string) => alerts.find(({ key }) => key.includes(unit))!.id;
    expect(await fitting(failed(2, 'nginx'))).toMatchObject({ alert: { alertId: idOf('nginx'), ticket: null } });
    expect(await fitting([failed(2, 'nginx'), failed(2, 'cron'), failed(3, 'cron')].join('\n'))).toMatchObject({
      alert: { alertId: idOf('cron') },
    });
    expect(await fitting(failed(2, 'sshd'))).toMatchObject({ code: 'systemd-failed', alert: null });
    expect(await fitting(failed(2, 'cron'), 'logSource:01J0000000000000000000000T')).toMatchObject({ alert: null });
    const alertId = idOf('cron');
    const made = valueOf(await kit.handlers()['alerts.ticket']({ alertId, language: 'en' }, technician));
    expect((await fitting(failed(2, 'cron')))?.alert).toEqual({
      alertId,
      ticket: { ticketId: made.ticketId, number: made.number, title: kit.ticket(made.ticketId).title },
    });
  });

  it('is none that is over', async () => {
    await read(full(1));
    const { id, revision } = await kit.alert();
    valueOf(await kit.handlers()['alerts.move']({ alertId: id, seen: revision, to: { state: 'closed' } }, technician));
    expect(await fitting(full(2))).toMatchObject({ code: 'disk-full', alert: null });
  });
});

describe('a ticket of chosen lines', () => {
  it('is that of the alert: the same problem again goes onto it', async () => {
    await read(full(1));
    const ticketId = await created();
    expect(valueOf(await tie(ticketId))).toMatchObject({ ticketId, isOpen: true });
    expect(await kit.alert()).toMatchObject({ state: 'acknowledged', ticket: { ticketId } });
    await read(full(4));
    expect(notes(ticketId)).toEqual([expect.stringMatching(/^The same problem again: 1 more time/)]);
    // Sent twice, it is tied once.
    const { revision } = await kit.alert();
    valueOf(await tie(ticketId));
    expect((await kit.alert()).revision).toBe(revision);
  });

  it('is the only one where a rule makes tickets by itself', async () => {
    const { code, ...content } = shippedRules().find((rule) => rule.code === 'disk-full')!;
    const automation = { do: 'ticket', language: 'en' } as const;
    const rule = { code, isNew: false, seen: null, content: { ...content, automation } };
    valueOf(await kit.handlers()['alerts.saveRule'](rule, lead));
    const ciId = 'ci:01J0000000000000000000000C';
    valueOf(
      await kit.desk().commit(kit.desk().deviceActor, (unit) => {
        unit.putLocal({ ...unit.stamp('ci', ciId) });
        return succeed(null);
      }),
    );
    kit.linking = refuse('internal', 'not now');
    await kit.append(full(1));
    for (const scan of await kit.scans()) valueOf(await kit.alerts().book.take({ ...SOURCE, assetId: ciId }, scan));
    expect([dueIn(), ticketCount()]).toEqual([1, 0]);

    valueOf(await tie(await created()));
    expect(dueIn()).toBe(0);
    kit.linking = succeed(null);
    await kit.restart();
    await kit.alerts().dueTickets.makeAll();
    await read(full(4));
    expect(ticketCount()).toBe(1);
  });

  it('is refused where the alert has got another one meanwhile', async () => {
    await read(full(1));
    const alertId = (await kit.alert()).id;
    const made = valueOf(await kit.handlers()['alerts.ticket']({ alertId, language: 'en' }, lead));
    expect(await tie(await created())).toMatchObject({
      ok: false,
      failure: { code: 'alert.has-ticket', details: { number: made.number } },
    });
    expect(await kit.alert()).toMatchObject({ ticket: { ticketId: made.ticketId } });
  });

  it('is refused for a ticket that there is not, and for that of somebody else unless one may assign', async () => {
    await read(full(1));
    expect(await tie('ticket:01J0000000000000000000000T')).toMatchObject({ failure: { code: 'record.not-found' } });
    const ticketId = await created(contextOf('Sam Reed', ['technician'], 'user:01J0000000000000000000000B'));
    expect(await tie(ticketId)).toMatchObject({ failure: { code: 'auth.denied' } });
    expect(await kit.alert()).toMatchObject({ state: 'new', ticket: null });
    valueOf(await tie(ticketId, lead));
  });
});

describe('chosen lines of a problem with an open ticket', () => {
  const add = async (alertId: string, content: string) => {
    const { sha256, name } = await upload(featuresOf(kit.desk()), technician, 'lines.txt', Buffer.from(content));
    return kit.handlers()['alerts.addLines']({ alertId, text: 'Lines 3 to 5', files: [{ sha256, name }] }, technician);
  };

  it('go onto it: a note and a file, each in the trail', async () => {
    await read(full(1));
    const { id } = await kit.alert();
    const { ticketId } = valueOf(await kit.handlers()['alerts.ticket']({ alertId: id, language: 'en' }, technician));
    const before = kit.ticket(ticketId);
    expect(valueOf(await add(id, full(2)))).toMatchObject({ ticketId, isOpen: true });
    expect(notes(ticketId)).toEqual(['Lines 3 to 5']);
    expect(attachmentsIn(readTimeline(kit.desk().records, ticketId)).map(({ name }) => name)).toContain('lines.txt');
    expect(kit.ticket(ticketId).updatedAt > before.updatedAt).toBe(true);
    expect(ticketCount()).toBe(1);
  });

  it('are refused where the alert has no ticket', async () => {
    await read(full(1));
    expect(await add((await kit.alert()).id, full(2))).toMatchObject({ failure: { code: 'record.not-found' } });
  });
});

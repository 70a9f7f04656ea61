import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditHandlers } from '#core/audit/handlers.ts';
import type { User } from '#shared/accounts/user.ts';
import type { CalendarContent } from '#shared/calendar/schema.ts';
import { succeed } from '#shared/base/result.ts';
import { importer } from '../imports/importing.ts';
import { at, lin, root, slaDesk, valueOf, type SlaDesk } from '../sla/sla-desk.ts';

/** Stands in everything that somebody types. No hash or id holds it: it is no hexadecimal and has a small letter. */
const typed = (field: string): string => `Zqx ${field}`;

let desk: SlaDesk;
beforeEach(async () => {
  desk = await slaDesk('10-12 09:00');
});
afterEach(() => desk.remove());

it('the trail holds nothing that somebody typed, whatever they did', async () => {
  const { tickets, queue, sla } = desk;
  await desk.desk.commit(desk.desk.deviceActor, (unit) => {
    const user: User = {
      ...unit.stamp('user', lin.session.userId),
      name: typed('sign-in name'),
      displayName: typed('user'),
      roles: ['team-lead'],
      disabled: false,
    };
    unit.write('user.create', user);
    unit.write('user.change', { ...user, displayName: typed('married') } as User);
    return succeed(null);
  });
  const person = { id: null, name: typed('person') };
  const { ticketId } = await valueOf(
    tickets['tickets.create'](
      {
        kind: 'incident',
        channel: 'phone',
        title: typed('title'),
        description: typed('description'),
        impact: 2,
        urgency: 2,
        category: typed('category'),
        requester: person,
        draftId: null,
      },
      lin,
    ),
  );
  await valueOf(tickets['tickets.assign']({ ticketId, assignee: person, group: typed('group') }, lin));
  const { ticket } = await valueOf(tickets['tickets.get']({ ticketId }, lin));
  const { title, description, category, requester, tags } = ticket;
  await valueOf(
    tickets['tickets.edit'](
      {
        ticketId,
        seen: { title, description, category, requester, tags: [...tags] },
        title: typed('other title'),
        description: typed('other'),
        category: typed('other category'),
        tags: [typed('tag')],
        requester: { id: null, name: typed('another') },
      },
      lin,
    ),
  );
  await valueOf(tickets['tickets.workNote']({ ticketId, text: typed('note') }, lin));
  await valueOf(tickets['tickets.comment']({ ticketId, text: typed('comment'), delivery: 'mail' }, lin));
  const until = at('10-13 09:00');
  await valueOf(tickets['tickets.hold']({ ticketId, reason: 'requester', until, comment: typed('asked') }, lin));
  await valueOf(tickets['tickets.reply']({ ticketId, text: typed('reply'), channel: 'phone' }, lin));
  await valueOf(
    tickets['tickets.resolve'](
      { ticketId, code: 'other', text: typed('solution'), articleId: null, noArticleReason: typed('no article') },
      lin,
    ),
  );
  await valueOf(tickets['tickets.reopen']({ ticketId, reason: typed('not yet') }, lin));
  const into = await desk.create(3, typed('category'));
  await valueOf(tickets['tickets.merge']({ ticketId, into }, lin));

  const filter = {
    text: typed('search'),
    states: [],
    priorities: [],
    kinds: [],
    assignee: `name:${typed('person')}`,
    group: typed('group'),
    category: typed('category'),
    importBatch: null,
  };
  const order = { by: 'number', descending: false } as const;
  const view = await valueOf(queue['queue.saveView']({ id: null, name: typed('view'), filter, order }, lin));
  await valueOf(queue['queue.removeView']({ id: view.id }, lin));

  const { handlers, context, check, inspect, run } = importer(desk.desk);
  const file = `Number,Title,Status,Owner\n${typed('number')},${typed('imported')},Open,${typed('owner')}\n`;
  const { importId, plan } = await inspect(`${typed('file')}.csv`, Buffer.from(file));
  const chosen = { ...plan, sourceName: typed('source') };
  await check(importId, chosen);
  await valueOf(run(importId));
  const mapping = { name: typed('mapping'), header: [typed('column')], plan: chosen };
  const profile = await valueOf(handlers['imports.saveProfile'](mapping, context));
  await valueOf(handlers['imports.removeProfile']({ id: profile.id }, context));

  const [calendar] = await valueOf(sla.handlers['sla.calendars']({}, root));
  const [policy] = await valueOf(sla.handlers['sla.policies']({}, root));
  if (!calendar || !policy) throw new Error('no rules');
  const { zone, week, makeupDays, validUntil } = calendar;
  const holidays = [...calendar.holidays, { date: '2026-12-30', name: typed('holiday') }];
  const hours = { name: typed('calendar'), zone, week, makeupDays, validUntil, holidays } as CalendarContent;
  await valueOf(
    sla.handlers['sla.saveCalendar']({ id: calendar.id, version: 1, judgesFrom: null, calendar: hours }, root),
  );
  const scope = { services: [typed('service')], categories: [typed('category')] };
  const promises = { name: typed('policy'), scope, targets: policy.targets, reopen: policy.reopen };
  await valueOf(sla.handlers['sla.savePolicy']({ id: null, version: null, judgesFrom: null, policy: promises }, root));

  const audit = auditHandlers(desk.desk);
  await audit['audit.page']({ before: null, count: 1, result: null, text: typed('looked for'), objectId: null }, lin);
  const lines = await desk.desk.readAudit(1, desk.desk.auditHead.seq);
  expect(lines.length).toBeGreaterThan(18);
  expect(lines.filter((line) => /zqx/i.test(line))).toEqual([]);
  // Codes, enumerations, ids, numbers and times are there.
  const all = lines.join('\n');
  for (const open of [
    '"in_progress"',
    '"phone"',
    '"merged_from"',
    `"mergedInto":"${into}"`,
    'INC-7K3Q-000001',
    until,
    '"2026-12-30"',
    '"create":1',
  ])
    expect(all).toContain(open);
});

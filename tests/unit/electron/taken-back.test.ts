/** After the disk refused, whatever is kept beside the records shows what it would show if it were made anew from them. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { auditRules, deskSchema } from '#core/desk-schema.ts';
import { Desk } from '#core/desk.ts';
import { queueHandlers } from '#core/queue/handlers.ts';
import { QueueSearch } from '#core/queue/queue-search.ts';
import { rowMatcher } from '#core/queue/text-search.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { TicketSearch } from '#core/search/ticket-search.ts';
import { openSla } from '#core/sla/open-sla.ts';
import { Blobs } from '#core/storage/blobs/blobs.ts';
import { createStore } from '#core/storage/index.ts';
import { taskHandlers } from '#core/tasks/handlers.ts';
import { OpenTasks } from '#core/team/open-tasks.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { succeed } from '#shared/base/result.ts';
import { emptyFilter } from '#shared/queue/filter.ts';
import type { Level } from '#shared/tickets/ticket.ts';
import { testAmbient } from '../../support/desk-folder.ts';
import { contextOf } from '../../support/session-context.ts';
import { MemoryFiles } from './storage/memory-files.ts';

const key = new Uint8Array(32).fill(3);
const lin = contextOf('Lin Yue', ['team-lead']);
const me = { id: lin.session.userId, name: lin.session.displayName };

const indexesOf = (desk: Desk) => {
  const index = openTicketIndex(desk);
  const timelineOf = (ticketId: string) => readTimeline(desk.records, ticketId);
  const sla = openSla(desk, {
    rows: () => index.rows(),
    readTimeline: timelineOf,
    notify: () => undefined,
    zone: 'UTC',
    after: () => () => undefined,
  });
  const search = new TicketSearch(desk, {
    rows: index,
    matchRow: rowMatcher(index),
    readTimeline: timelineOf,
    dueNow: (filter) => {
      const test = sla.times.test(filter, (slot) => index.row(slot)?.id ?? '');
      return (slot) => test(index.dueAt(slot), slot);
    },
    zone: 'UTC',
    onRead: () => undefined,
  });
  const queue = queueHandlers(desk, index, sla.times, search, new QueueSearch(index, sla.times, search));
  const tasks = new OpenTasks(desk);
  return { sla, search, queue, tasks };
};

const texts = ['', 'vpn', 'printer', 'due:8h', 'has:comment', '-tag:none'];

const shown = async ({ queue, sla, tasks }: ReturnType<typeof indexesOf>): Promise<readonly unknown[]> => {
  const lists = texts.flatMap((text) =>
    (['due', 'number', 'updatedAt'] as const).map(async (by) => {
      const asked = { filter: { ...emptyFilter, text }, order: { by, descending: false }, from: 0, count: 100 };
      const page = await queue['queue.page'](asked, lin);
      return page.ok && { rows: page.value.rows, groups: page.value.groups };
    }),
  );
  return [...(await Promise.all(lists)), tasks.of(me.id), sla.times.awaitingFeedback];
};

const steps = fc.array(
  fc.record({
    act: fc.constantFrom(
      'create',
      'comment',
      'take',
      'hold',
      'cancel',
      'resolve',
      'tag',
      'task',
      'remove',
      'wait',
      'look',
    ),
    place: fc.nat(9),
    word: fc.constantFrom('VPN', 'Printer'),
    level: fc.constantFrom<Level>(1, 2, 3),
  }),
  { minLength: 4, maxLength: 16, size: 'max' },
);
type Step = typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never;

it('after a refusal every index shows what one made anew shows', async () => {
  await fc.assert(
    fc.asyncProperty(steps, steps, async (kept, refused) => {
      const files = new MemoryFiles();
      const ambient = testAmbient('2026-10-12T09:00:00.000Z');
      const store = await createStore({
        folder: '/store',
        key,
        now: ambient.now,
        schema: deskSchema,
        worker: null,
        files,
      });
      const desk = await Desk.create(
        { store, blobs: new Blobs('/blobs', key), ambient, host: 'test', appVersion: '0.0.0', auditRules },
        { desk: 'Northgate desk', device: { id: 'device:01J0000000000000000000000D', code: '7K3Q' } },
      );
      await desk.commit(desk.deviceActor, (unit) => {
        const user = { name: 'lin', displayName: me.name, roles: ['team-lead'], disabled: false };
        unit.write('user.add', { ...unit.stamp('user', me.id), ...user });
        return succeed(null);
      });
      const indexes = indexesOf(desk);
      const tickets = ticketHandlers(desk);
      const tasks = taskHandlers(desk);

      const take = async ({ act, place, word, level }: Step): Promise<unknown> => {
        const ids = [...desk.records.ids('ticket')];
        const ticketId = ids[place % Math.max(1, ids.length)] ?? '';
        switch (act) {
          case 'create': {
            const report = { kind: 'incident', channel: 'email', title: word, description: '' } as const;
            const levels = { impact: level, urgency: level };
            const rest = { category: null, requester: null, draftId: null };
            return tickets['tickets.create']({ ...report, ...levels, ...rest }, lin);
          }
          case 'comment':
            return tickets['tickets.comment']({ ticketId, text: word, delivery: 'phone' }, lin);
          case 'take':
            return tickets['tickets.take']({ ticketId }, lin);
          case 'hold':
            return tickets['tickets.hold'](
              { ticketId, reason: 'vendor', until: '2026-11-01T00:00:00.000Z', comment: null },
              lin,
            );
          case 'cancel':
            return tickets['tickets.cancel']({ ticketId, reason: 'duplicate' }, lin);
          case 'resolve':
            return tickets['tickets.resolve'](
              { ticketId, code: 'other', text: word, articleId: null, noArticleReason: 'none' },
              lin,
            );
          case 'tag':
            return tickets['tickets.edit']({ ticketId, seen: { tags: [] }, tags: [word] }, lin);
          case 'task':
            return tasks['tasks.add'](
              { subjectId: ticketId, tasks: [{ title: word, required: false, assignee: me }] },
              lin,
            );
          case 'remove':
            return desk.commit(desk.deviceActor, (unit) => {
              const ulid = ticketId.slice('ticket:'.length);
              const parts = ['entry', 'task'].flatMap((type) => desk.records.idsWithPrefix(`${type}:${ulid}:`));
              for (const id of [ticketId, ...parts]) unit.remove(id);
              unit.audit({ action: 'test.remove', object: null });
              return succeed(null);
            });
          case 'wait':
            return ambient.set(new Date(ambient.now().getTime() + level * 1_800_000).toISOString());
          case 'look':
            return shown(indexes);
        }
      };

      await take({ act: 'create', place: 0, word: 'VPN', level: 2 });
      for (const step of kept) await take(step);
      files.before = (call) => {
        if (call.name === 'write' && call.path.includes('journal'))
          throw Object.assign(new Error('EIO'), { code: 'EIO', path: call.path });
      };
      await Promise.all(refused.map((step) => take(step)));
      await desk.settled();

      const anew = indexesOf(desk);
      anew.sla.index.settleAll();
      anew.search.settleAll();
      expect(await shown(indexes)).toEqual(await shown(anew));
      files.before = () => undefined;
      await desk.close();
    }),
    { numRuns: 25 },
  );
}, 60_000);

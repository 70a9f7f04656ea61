import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
import { groupOperations } from '#shared/groups/operations.ts';
import { emptyFilter, MY_GROUPS } from '#shared/queue/filter.ts';
import { everyGroupNameOf, groupHandlers, groupNamesOf } from '#core/groups/handlers.ts';
import { QueueSearch } from '#core/queue/queue-search.ts';
import { queueHandlers } from '#core/queue/handlers.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { failureOf, valueOf } from '../imports/importing.ts';

const lead = contextOf('Lin Yue', ['team-lead']);
const me = { id: null, name: 'Sam Okafor' };

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const consoleOn = () => {
  const { desk } = folder;
  const index = openTicketIndex(desk);
  const groupsOf = (userId: string) => groupNamesOf(desk.records, userId);
  return {
    desk,
    groups: groupHandlers(desk, () => index.rows()),
    queue: queueHandlers(desk, index, undefined, undefined, new QueueSearch(index, undefined, undefined, groupsOf)),
    tickets: ticketHandlers(desk),
  };
};
type Console = ReturnType<typeof consoleOn>;

const save = async ({ groups }: Console, change: Partial<InputOf<'groups.save'>>) =>
  groups['groups.save'](
    { id: null, version: null, name: 'Networks', members: [me], lead: null, active: true, ...change },
    lead,
  );
const ticketOf = async ({ tickets }: Console, group: string): Promise<string> => {
  const { ticketId } = valueOf(
    await tickets['tickets.create'](
      {
        kind: 'incident',
        channel: 'phone',
        title: 'VPN drops',
        description: '',
        impact: 2,
        urgency: 2,
        category: null,
        requester: null,
        draftId: null,
      },
      lead,
    ),
  );
  valueOf(await tickets['tickets.assign']({ ticketId, assignee: null, group }, lead));
  return ticketId;
};

describe('groups', () => {
  it('have a name that no other has or had, whatever its case and width', async () => {
    const here = consoleOn();
    const made = valueOf(await save(here, { name: 'Networks' }));
    expect(failureOf(await save(here, { name: ' ｎｅｔｗｏｒｋｓ ' }))).toMatchObject({
      code: 'record.exists',
      details: { name: 'Networks' },
    });
    expect(failureOf(await save(here, { name: 'Net\u200bworks\u200e' })).code).toBe('record.exists');
    const next = valueOf(await save(here, { id: made.id, version: 1, name: '网络组' }));
    expect(next).toMatchObject({ version: 2, name: '网络组', formerNames: ['Networks'] });
    expect(failureOf(await save(here, { name: 'networks' })).code).toBe('record.exists');
    expect(failureOf(await save(here, { id: made.id, version: 1, name: 'Other' })).code).toBe('record.stale');
  });

  it('have a name that can be seen', () => {
    const { input } = groupOperations['groups.save'];
    const group = { id: null, version: null, members: [], lead: null, active: true };
    expect(input.safeParse({ ...group, name: '🧑‍💻' }).success).toBe(true);
    for (const name of ['', ' ', '\u200b', '\u200e\u2060'])
      expect(input.safeParse({ ...group, name }).success).toBe(false);
  });

  it('offer the names that tickets carry for adoption, and count their own, under former names too', async () => {
    const here = consoleOn();
    await ticketOf(here, 'Networks');
    await ticketOf(here, 'networks');
    await ticketOf(here, 'Printing');
    const before = valueOf(await here.groups['groups.list']({}, lead));
    expect(before).toEqual({
      groups: [],
      unadopted: [expect.objectContaining({ tickets: 2 }), { name: 'Printing', tickets: 1 }],
    });
    const made = valueOf(await save(here, { name: 'Networks' }));
    valueOf(await save(here, { id: made.id, version: 1, name: 'Network and VPN' }));
    const after = valueOf(await here.groups['groups.list']({}, lead));
    expect(after.groups).toMatchObject([{ name: 'Network and VPN', open: 2, members: [me] }]);
    expect(after.unadopted).toEqual([{ name: 'Printing', tickets: 1 }]);
  });

  it('take nobody in who is not here', async () => {
    const here = consoleOn();
    const members = [{ id: 'user:01J0000000000000000000000Z', name: 'Nobody' }];
    expect(failureOf(await save(here, { members })).code).toBe('record.not-found');
  });

  it('of one’s own are one filter of the queue', async () => {
    const here = consoleOn();
    const { desk } = here;
    const ada = contextOf('Ada Marsh', ['technician'], 'user:01J0000000000000000000000C');
    await desk.commit(desk.deviceActor, (unit) => {
      const user = { displayName: 'Ada Marsh', name: 'ada', roles: ['technician'], disabled: false };
      unit.write('user.add', { ...unit.stamp('user', ada.session.userId), ...user });
      return { ok: true, value: null };
    });
    const wanted = await ticketOf(here, 'networks');
    await ticketOf(here, 'Printing');
    const page = async () =>
      valueOf(
        await here.queue['queue.page'](
          {
            filter: { ...emptyFilter, group: MY_GROUPS },
            order: { by: 'number', descending: false },
            from: 0,
            count: 10,
          },
          ada,
        ),
      ).rows.map(({ id }) => id);
    expect(await page()).toEqual([]);
    valueOf(await save(here, { members: [{ id: ada.session.userId, name: 'Ada' }] }));
    expect(await page()).toEqual([wanted]);
  });

  it('that are given no work any more are out of that filter, and what was left to them is still theirs', async () => {
    const here = consoleOn();
    const { session } = lead;
    await here.desk.commit(here.desk.deviceActor, (unit) => {
      const user = { displayName: 'Lin Yue', name: 'lin', roles: ['team-lead'], disabled: false };
      unit.write('user.add', { ...unit.stamp('user', session.userId), ...user });
      return { ok: true, value: null };
    });
    const members = [{ id: session.userId, name: 'Lin Yue' }];
    const { id } = valueOf(await save(here, { members }));
    valueOf(await save(here, { id, version: 1, members, active: false }));
    expect([...groupNamesOf(here.desk.records, session.userId)]).toEqual([]);
    expect([...everyGroupNameOf(here.desk.records, session.userId)]).toEqual(['networks']);
  });
});

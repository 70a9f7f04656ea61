import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { succeed } from '#shared/base/result.ts';
import type { Role } from '#shared/accounts/roles.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { mentionPrefix } from '#shared/watching/mentions.ts';
import { handoverHandlers } from '#core/handover/handlers.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { failureOf, timelineOf, valueOf } from '../imports/importing.ts';

const people = [
  ['Lin Yue', 'technician', 'A'],
  ['Sam Okafor', 'technician', 'B'],
  ['Ada Marsh', 'team-lead', 'C'],
] as const satisfies readonly (readonly [string, Role, string])[];
const [lin, sam, ada] = people.map(([name, role, letter]) =>
  contextOf(name, [role], `user:01J0000000000000000000000${letter}`),
) as [ReturnType<typeof contextOf>, ReturnType<typeof contextOf>, ReturnType<typeof contextOf>];
const refOf = ({ session }: typeof lin) => ({ id: session.userId, name: session.displayName });

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
  const { desk } = folder;
  await desk.commit(desk.deviceActor, (unit) => {
    for (const [displayName, role, letter] of people) {
      const user = { name: displayName, displayName, roles: [role], disabled: false };
      unit.write('user.add', { ...unit.stamp('user', `user:01J0000000000000000000000${letter}`), ...user });
    }
    return succeed(null);
  });
});
afterEach(() => folder.remove());

const consoleOn = () => ({
  desk: folder.desk,
  handover: handoverHandlers(folder.desk, (userId) => new Set(userId === sam.session.userId ? ['night'] : [])),
  tickets: ticketHandlers(folder.desk),
});
const takenBy = async (context: typeof lin): Promise<string> => {
  const { tickets } = consoleOn();
  const report = {
    kind: 'incident',
    channel: 'phone',
    title: 'VPN drops',
    description: '',
    impact: 2,
    urgency: 2,
    category: null,
    requester: null,
    draftId: null,
  } as const;
  const { ticketId } = valueOf(await tickets['tickets.create'](report, context));
  valueOf(await tickets['tickets.take']({ ticketId }, context));
  return ticketId;
};
const ticket = (id: string) => folder.desk.records.get<Ticket>('ticket', id);

describe('a hand-over', () => {
  it('leaves its notes on the tickets, passes them on, and is taken note of item by item', async () => {
    const { desk, handover } = consoleOn();
    const [first, second] = [await takenBy(lin), await takenBy(lin)];
    const given = valueOf(
      await handover['handover.give'](
        {
          to: refOf(sam),
          group: null,
          note: 'The ERP is slow since 16:00.',
          items: [
            { ticketId: first, note: 'Vendor calls back at 20:00.', reassign: true },
            { ticketId: second, note: '', reassign: false },
          ],
        },
        lin,
      ),
    );
    expect(ticket(first)).toMatchObject({ state: 'assigned', assignee: refOf(sam) });
    expect(ticket(second)).toMatchObject({ state: 'in_progress', assignee: refOf(lin) });
    expect(timelineOf(desk, first).map(({ event }) => event)).toContainEqual({
      kind: 'workNote',
      text: 'Vendor calls back at 20:00.',
    });
    expect(timelineOf(desk, second).filter(({ event }) => event.kind === 'workNote')).toEqual([]);

    expect(valueOf(await handover['handover.list']({}, ada))).toEqual([]);
    expect(valueOf(await handover['handover.list']({}, sam))).toMatchObject([{ id: given.id, isForMe: true }]);
    const { id: handoverId } = given;
    expect(failureOf(await handover['handover.takeNote']({ handoverId, ticketIds: null }, lin)).code).toBe(
      'handover.not-yours',
    );
    const one = valueOf(await handover['handover.takeNote']({ handoverId, ticketIds: [first] }, sam));
    expect(Object.keys(one.receipts)).toEqual([first]);
    const all = valueOf(await handover['handover.takeNote']({ handoverId, ticketIds: null }, sam));
    expect(Object.keys(all.receipts).toSorted()).toEqual([first, second].toSorted());
    expect(desk.records.count('handoverReceipt')).toBe(2);
    valueOf(await handover['handover.takeNote']({ handoverId, ticketIds: null }, sam));
    expect(desk.records.count('handoverReceipt')).toBe(2);
  });

  it('to a group is for everybody in it', async () => {
    const { handover } = consoleOn();
    const given = valueOf(
      await handover['handover.give']({ to: null, group: 'Night', note: 'Quiet.', items: [] }, lin),
    );
    expect(valueOf(await handover['handover.list']({}, sam))).toMatchObject([{ id: given.id, isForMe: true }]);
    const taken = valueOf(await handover['handover.takeNote']({ handoverId: given.id, ticketIds: null }, sam));
    expect(Object.values(taken.receipts)).toMatchObject([{ by: refOf(sam) }]);
  });

  it('passes a colleague’s ticket on for who may assign only, and nothing of it stands otherwise', async () => {
    const { desk, handover } = consoleOn();
    const [own, other] = [await takenBy(lin), await takenBy(sam)];
    const items = [own, other].map((ticketId) => ({ ticketId, note: 'See log', reassign: true }));
    const give = (context: typeof lin) =>
      handover['handover.give']({ to: refOf(sam), group: null, note: '', items }, context);
    expect(failureOf(await give(lin)).code).toBe('auth.denied');
    expect(desk.records.count('handover')).toBe(0);
    expect(ticket(own)).toMatchObject({ state: 'in_progress', assignee: refOf(lin) });
    expect(timelineOf(desk, own).some(({ event }) => event.kind === 'workNote')).toBe(false);
    valueOf(await give(ada));
    expect([own, other].map((id) => ticket(id)?.assignee)).toEqual([refOf(sam), refOf(sam)]);
  });

  it('says what is said on a merged ticket where it went on', async () => {
    const { desk, handover, tickets } = consoleOn();
    const [merged, into] = [await takenBy(lin), await takenBy(lin)];
    valueOf(await tickets['tickets.merge']({ ticketId: merged, into }, lin));
    const items = [{ ticketId: merged, note: 'Vendor calls back.', reassign: false }];
    const given = valueOf(await handover['handover.give']({ to: refOf(sam), group: null, note: '', items }, lin));
    const notesOf = (id: string) => timelineOf(desk, id).filter(({ event }) => event.kind === 'workNote');
    expect([notesOf(merged).length, notesOf(into).length]).toEqual([0, 1]);
    expect(given.items).toMatchObject([{ ticketId: merged, state: 'merged' }]);
  });

  it('mentions whom its notes name, who then watch the ticket', async () => {
    const { desk, handover } = consoleOn();
    const ticketId = await takenBy(lin);
    const items = [{ ticketId, note: 'Ask @Ada Marsh before you call.', reassign: false }];
    valueOf(await handover['handover.give']({ to: refOf(sam), group: null, note: '', items }, lin));
    expect(ticket(ticketId)?.watchers).toEqual([ada.session.userId]);
    expect(timelineOf(desk, ticketId).at(-1)?.event).toMatchObject({ kind: 'workNote', mentions: [refOf(ada)] });
    expect(desk.records.idsWithPrefix(mentionPrefix(ada.session.userId))).toHaveLength(1);
  });

  it('is refused where nobody here could take note of it', async () => {
    const { desk, handover } = consoleOn();
    const ticketId = await takenBy(lin);
    const items = [{ ticketId, note: 'x', reassign: false }];
    for (const [to, group] of [
      [null, 'Nihgt'],
      [refOf(lin), null],
      [{ id: null, name: 'Sam' }, null],
    ] as const)
      expect(failureOf(await handover['handover.give']({ to, group, note: '', items }, lin))).toMatchObject({
        code: 'handover.nobody',
        details: { name: to?.name ?? group },
      });
    expect(desk.records.count('handover')).toBe(0);
    expect(timelineOf(desk, ticketId).some(({ event }) => event.kind === 'workNote')).toBe(false);
    // The only one of the group gives to colleagues that it does not have.
    const toNight = { to: null, group: 'night', note: 'Quiet.', items: [] };
    expect(failureOf(await handover['handover.give'](toNight, sam)).code).toBe('handover.nobody');
    valueOf(await handover['handover.give'](toNight, ada));
  });
});

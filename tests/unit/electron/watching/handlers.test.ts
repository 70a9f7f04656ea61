import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredRecord } from '#shared/base/record.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { CompiledCalendar } from '#shared/calendar/compiled-calendar.ts';
import { mondayToFriday } from '#shared/calendar/plain-calendar.ts';
import { ticketRow, type TicketRow } from '#shared/tickets/row.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Inbox } from '#shared/watching/operations.ts';
import { runDueWork } from '#core/tickets/due-work.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { actorOf } from '#core/session.ts';
import { openTicketPort } from '#core/tickets/open-ticket-port.ts';
import { plainRules, ticketCommands } from '#core/tickets/ticket-commands.ts';
import { watchingHandlers } from '#core/watching/handlers.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue', ['technician'], 'user:01J0000000000000000000000A');
const sam = contextOf('Sam Okafor', ['technician'], 'user:01J0000000000000000000000B');

const ambient = testAmbient('2026-10-01T08:00:00.000Z');
let minute = 0;
/** Everything happens a minute after what was before. */
const later = (): void => ambient.set(new Date(Date.UTC(2026, 9, 1, 8, ++minute)).toISOString());

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder(ambient);
  for (const [{ session }, disabled] of [
    [lin, false],
    [sam, false],
    [contextOf('Gone Person', [], 'user:01J0000000000000000000000C'), true],
  ] as const)
    await folder.desk.commit(folder.desk.deviceActor, (unit) => {
      const stamp = unit.stamp('user', session.userId);
      const user: StoredRecord & object = Object.assign(stamp, { displayName: session.displayName, disabled });
      unit.write('user.add', user);
      return succeed(null);
    });
});
afterEach(() => folder.remove());

const valueOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};
const console_ = () => {
  const desk = folder.keeper.desk ?? folder.desk;
  const rows = () =>
    [...desk.records.ids('ticket')].flatMap((id) => {
      const ticket = desk.records.get<Ticket>('ticket', id);
      return ticket ? [ticketRow(ticket)] : [];
    });
  return {
    desk,
    tickets: ticketHandlers(desk),
    watching: watchingHandlers(desk, { rows, detail: ticketCommands(desk).detail }),
  };
};
const inboxOf = async (person: typeof lin): Promise<Inbox> =>
  valueOf(await console_().watching['watching.inbox']({}, person));
const newTicket = async (): Promise<string> => {
  later();
  const report = { kind: 'incident', channel: 'phone', title: 'VPN', description: '', impact: 3, urgency: 3 } as const;
  const made = await console_().tickets['tickets.create'](
    { ...report, category: null, requester: null, draftId: null },
    lin,
  );
  return valueOf(made).ticketId;
};
const note = async (ticketId: string, text: string, by = lin) => {
  later();
  return valueOf(await console_().tickets['tickets.workNote']({ ticketId, text }, by));
};
const seen = async (ticketId: string, person: typeof lin) => {
  later();
  return console_().watching['watching.seen']({ ticketId }, person);
};

describe('a mention', () => {
  it('is kept with the note, makes the person a watcher, and stands in their inbox until they see the ticket', async () => {
    const ticketId = await newTicket();
    const { ticket, timeline } = await note(ticketId, 'Please look, @Sam Okafor');
    expect(timeline.at(-1)?.event).toMatchObject({ mentions: [{ id: sam.session.userId, name: 'Sam Okafor' }] });
    expect(ticket.watchers).toEqual([sam.session.userId]);
    expect(await inboxOf(sam)).toMatchObject({
      unreadMentions: 1,
      mentions: [{ ticketId, by: 'Lin Yue', isUnread: true }],
      unreadWatched: [ticketId],
    });
    expect(await inboxOf(lin)).toEqual({ mentions: [], unreadMentions: 0, unreadWatched: [] });
    await seen(ticketId, sam);
    expect(await inboxOf(sam)).toMatchObject({ unreadMentions: 0, mentions: [{ isUnread: false }], unreadWatched: [] });
    await note(ticketId, 'And again');
    expect(await inboxOf(sam)).toMatchObject({ unreadMentions: 0, unreadWatched: [ticketId] });
  });

  it('is one wherever it is said: with an assignment, a hold, or the comment that a ticket is resolved with', async () => {
    const [assigned, held, resolved] = [await newTicket(), await newTicket(), await newTicket()];
    const { tickets, desk } = console_();
    const text = 'See @Sam Okafor';
    await tickets['tickets.assign'](
      { ticketId: assigned, assignee: { id: null, name: 'Ana Ruiz' }, group: null, note: text },
      lin,
    );
    const until = '2026-10-05T08:00:00.000Z';
    await tickets['tickets.hold']({ ticketId: held, reason: 'vendor', until, comment: text }, lin);
    await desk.commit(actorOf(lin.session), (unit) =>
      openTicketPort(desk, () => undefined, plainRules).resolve(
        unit,
        resolved,
        { code: 'other', text: 'Done', noArticleReason: 'One-off' },
        { text, delivery: 'pending' },
        resolved,
      ),
    );
    const inbox = await inboxOf(sam);
    expect(inbox.mentions.map(({ ticketId }) => ticketId).toSorted()).toEqual([assigned, held, resolved].toSorted());
    expect(inbox.unreadWatched).toHaveLength(3);
  });

  it('of oneself, or of somebody who cannot sign in, tells nobody', async () => {
    const ticketId = await newTicket();
    const { timeline, ticket } = await note(ticketId, '@Gone Person was here, says @Lin Yue');
    expect(timeline.at(-1)?.event).toMatchObject({ mentions: [{ name: 'Lin Yue' }] });
    expect(ticket.watchers).toBeUndefined();
    expect(await inboxOf(lin)).toMatchObject({ mentions: [] });
  });
});

describe('watching', () => {
  it('begins and ends, and is written once', async () => {
    const ticketId = await newTicket();
    const watch = async (watches: boolean) =>
      valueOf(await console_().watching['watching.watch']({ ticketId, watches }, sam)).ticket.watchers;
    expect(await watch(true)).toEqual([sam.session.userId]);
    const { seq } = folder.desk.auditHead;
    await watch(true);
    expect(folder.desk.auditHead.seq).toBe(seq);
    expect(await watch(false)).toEqual([]);
  });

  it('counts what others did, not what one did oneself', async () => {
    const ticketId = await newTicket();
    await console_().watching['watching.watch']({ ticketId, watches: true }, sam);
    await seen(ticketId, sam);
    await note(ticketId, 'Mine', sam);
    expect((await inboxOf(sam)).unreadWatched).toEqual([]);
    await note(ticketId, 'Theirs', lin);
    await note(ticketId, 'Mine again', sam);
    expect((await inboxOf(sam)).unreadWatched).toEqual([ticketId]);
  });

  it('goes on with the ticket that another is merged into', async () => {
    const [from, into] = [await newTicket(), await newTicket()];
    const { watching, tickets } = console_();
    for (const [ticketId, person] of [
      [from, sam],
      [into, lin],
    ] as const)
      await watching['watching.watch']({ ticketId, watches: true }, person);
    later();
    await tickets['tickets.merge']({ ticketId: from, into }, lin);
    const { ticket } = await note(from, 'A clue');
    expect(ticket).toMatchObject({ id: into, watchers: [lin.session.userId, sam.session.userId] });
    expect((await inboxOf(sam)).unreadWatched).toContain(into);
  });

  it('counts what a rule did late, though it says that it was done before', async () => {
    const ticketId = await newTicket();
    const { desk, tickets, watching } = console_();
    await watching['watching.watch']({ ticketId, watches: true }, sam);
    const until = new Date(ambient.now().getTime() + 60_000).toISOString();
    await tickets['tickets.hold']({ ticketId, reason: 'vendor', until, comment: null }, lin);
    later();
    await note(ticketId, 'Still waiting', lin);
    await seen(ticketId, sam);
    expect((await inboxOf(sam)).unreadWatched).toEqual([]);
    // The laptop slept, and the hold ends as of its moment.
    later();
    const policy = { calendar: new CompiledCalendar(mondayToFriday('UTC')), autoCloseAfter: 3 };
    await runDueWork(desk, () => desk.records.rows<TicketRow>('ticket'), policy);
    expect((await inboxOf(sam)).unreadWatched).toEqual([ticketId]);
  });

  it('keeps no mark of tickets that are nobody’s news', async () => {
    const ticketId = await newTicket();
    await seen(ticketId, sam);
    expect(folder.desk.records.count('readMark')).toBe(0);
    const elsewhere = await newTicket();
    await note(elsewhere, 'See @Sam Okafor');
    await seen(ticketId, sam);
    expect(folder.desk.records.count('readMark')).toBe(0);
    await seen(elsewhere, sam);
    expect(folder.desk.records.count('readMark')).toBe(1);
  });
});

it('a clock that is set back hides nothing that is said after it', async () => {
  const ticketId = await newTicket();
  await note(ticketId, 'See @Sam Okafor');
  await seen(ticketId, sam);
  minute -= 30;
  await folder.reopen();
  await note(ticketId, 'And again, @Sam Okafor');
  expect(await inboxOf(sam)).toMatchObject({ unreadMentions: 1, unreadWatched: [ticketId] });
  await seen(ticketId, sam);
  expect(await inboxOf(sam)).toMatchObject({ unreadMentions: 0, unreadWatched: [] });
});

it('an excerpt ends with a whole character', async () => {
  const ticketId = await newTicket();
  await note(ticketId, `@Sam Okafor ${'x'.repeat(267)}🙂`);
  const [mention] = (await inboxOf(sam)).mentions;
  expect(mention?.text).toHaveLength(279);
  expect(mention?.text.isWellFormed()).toBe(true);
});

it('follows who watches what, also what is not watched any more or was taken away', async () => {
  const [one, two] = [await newTicket(), await newTicket()];
  const { watching, desk } = console_();
  const inbox = async () => valueOf(await watching['watching.inbox']({}, sam)).unreadWatched;
  expect(await inbox()).toEqual([]);
  for (const ticketId of [one, two]) await watching['watching.watch']({ ticketId, watches: true }, sam);
  expect((await inbox()).toSorted()).toEqual([one, two].toSorted());
  await watching['watching.watch']({ ticketId: one, watches: false }, sam);
  expect(await inbox()).toEqual([two]);
  await desk.commit(desk.deviceActor, (unit) => {
    unit.remove(two);
    unit.audit({ action: 'import.remove', object: null });
    return succeed(null);
  });
  expect(await inbox()).toEqual([]);
});

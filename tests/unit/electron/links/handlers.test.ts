import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '#shared/base/result.ts';
import type { Desk } from '#core/desk.ts';
import { linkHandlers } from '#core/links/handlers.ts';
import { openBelow, openLinks } from '#core/open-links.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import { openTicketPort } from '#core/tickets/open-ticket-port.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const sam = contextOf('Sam Okafor');
let folder: DeskFolder;
/** A ticket whose required task is open. */
let blocked: string | undefined;
let tickets: ReturnType<typeof ticketHandlers>;
let links: ReturnType<typeof linkHandlers>;
const open = (desk: Desk) => {
  const index = openTicketIndex(desk);
  const known = openLinks(desk);
  const rowOf = (id: string) => index.row(index.slotOf(id) ?? -1);
  const rules = {
    ...plainRules,
    openBelow: openBelow(known, rowOf),
    requiredTasks: (id: string) => (id === blocked ? ['Wipe the disk'] : []),
  };
  tickets = ticketHandlers(desk, rules);
  links = linkHandlers(desk, known, openTicketPort(desk, rowOf, rules));
};
beforeEach(async () => {
  folder = await deskFolder(testAmbient('2026-10-01T02:00:00.000Z'));
  blocked = undefined;
  open(folder.desk);
});
afterEach(() => folder.remove());

const valueOf = async <T>(reply: Result<T> | Promise<Result<T>>): Promise<T> => {
  const settled = await reply;
  if (!settled.ok) throw new Error(`${settled.failure.code}: ${settled.failure.message}`);
  return settled.value;
};
const aTicket = async (): Promise<string> => {
  const made = await valueOf(
    tickets['tickets.create'](
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
      sam,
    ),
  );
  return made.ticketId;
};
const linksOf = async (ticketId: string) =>
  (await valueOf(links['links.of']({ ticketId }, sam))).map(({ relation, ticket }) => [relation, ticket.id]);
const timelineOf = async (ticketId: string) =>
  (await valueOf(tickets['tickets.get']({ ticketId }, sam))).timeline.map(({ event }) => event);

it('a link stands on both tickets, in both timelines, and goes from both', async () => {
  const [parent, child] = [await aTicket(), await aTicket()];
  await valueOf(links['links.add']({ ticketId: child, side: 'child_of', otherId: parent }, sam));
  expect(await linksOf(child)).toEqual([['child_of', parent]]);
  expect(await linksOf(parent)).toEqual([['parent_of', child]]);
  expect((await timelineOf(parent)).at(-1)).toMatchObject({ kind: 'link', relation: 'parent_of', ticketId: child });
  open(await folder.reopen());
  expect(await linksOf(parent)).toEqual([['parent_of', child]]);
  await valueOf(links['links.remove']({ ticketId: parent, side: 'parent_of', otherId: child }, sam));
  expect(await linksOf(child)).toEqual([]);
  expect((await timelineOf(child)).at(-1)).toMatchObject({ kind: 'unlink', relation: 'child_of', ticketId: parent });
  const gone = await links['links.remove']({ ticketId: parent, side: 'parent_of', otherId: child }, sam);
  expect(gone).toMatchObject({ failure: { code: 'record.not-found' } });
});

it('what became of a ticket is listed beside the links and stays', async () => {
  const [one, two] = [await aTicket(), await aTicket()];
  await valueOf(tickets['tickets.merge']({ ticketId: one, into: two }, sam));
  expect(await valueOf(links['links.of']({ ticketId: two }, sam))).toMatchObject([
    { relation: 'merged_from', isFixed: true, ticket: { id: one, state: 'merged' } },
  ]);
  expect(await links['links.add']({ ticketId: one, side: 'related', otherId: two }, sam)).toMatchObject({
    failure: { code: 'link.ended' },
  });
});

it('a ticket is resolved with its children, itself named in the trail, and nothing else is', async () => {
  const [parent, child, stranger] = [await aTicket(), await aTicket(), await aTicket()];
  await valueOf(links['links.add']({ ticketId: parent, side: 'parent_of', otherId: child }, sam));
  expect(await valueOf(links['links.resolvable']({ ticketId: parent }, sam))).toMatchObject([
    { ticket: { id: parent }, refusal: null },
    { ticket: { id: child }, refusal: null },
  ]);
  const answer = await valueOf(
    links['links.resolveTogether'](
      {
        ticketId: parent,
        ticketIds: [parent, child, stranger],
        code: 'configuration',
        text: 'Route restored',
        noArticleReason: 'One-off',
        comment: null,
      },
      sam,
    ),
  );
  expect(answer.resolved.map(({ id }) => id)).toEqual([parent, child]);
  expect(answer.refused.map(({ ticket }) => ticket.id)).toEqual([stranger]);
  expect(await valueOf(links['links.resolvable']({ ticketId: parent }, sam))).toEqual([]);
  const lines = await folder.desk.readAudit(1, folder.desk.auditHead.seq);
  expect(lines.filter((line) => line.includes(`"correlation":"${parent}"`))).toHaveLength(2);
});

describe('a ticket with open ones below it', () => {
  const solution = {
    code: 'configuration',
    text: 'Route restored',
    articleId: null,
    noArticleReason: 'One-off',
  } as const;
  const stateOf = async (ticketId: string) => (await valueOf(tickets['tickets.get']({ ticketId }, sam))).ticket.state;
  const numberOf = async (ticketId: string) => (await valueOf(tickets['tickets.get']({ ticketId }, sam))).ticket.number;
  const family = async () => {
    const [parent, child, grandchild] = [await aTicket(), await aTicket(), await aTicket()];
    await valueOf(links['links.add']({ ticketId: parent, side: 'parent_of', otherId: child }, sam));
    await valueOf(links['links.add']({ ticketId: child, side: 'parent_of', otherId: grandchild }, sam));
    return { parent, child, grandchild };
  };

  it('is not resolved before it is said what becomes of them, and they are named', async () => {
    const { parent, child, grandchild } = await family();
    const numbers = `${await numberOf(child)} · ${await numberOf(grandchild)}`;
    expect(await tickets['tickets.resolve']({ ticketId: parent, ...solution }, sam)).toMatchObject({
      failure: { code: 'ticket.children-open', details: { count: 2, numbers } },
    });
    expect(await stateOf(parent)).toBe('new');
    expect(await valueOf(links['links.openBelow']({ ticketIds: [parent, child] }, sam))).toMatchObject([
      { id: grandchild },
    ]);
  });

  it('leaves them open where that is said', async () => {
    const { parent, child, grandchild } = await family();
    await valueOf(tickets['tickets.resolve']({ ticketId: parent, ...solution, children: 'leave' }, sam));
    expect([await stateOf(parent), await stateOf(child), await stateOf(grandchild)]).toEqual([
      'resolved',
      'new',
      'new',
    ]);
  });

  it('resolves them alike with itself, at any depth, and the trail names it in each', async () => {
    const { parent, child, grandchild } = await family();
    await valueOf(tickets['tickets.resolve']({ ticketId: parent, ...solution, children: 'resolve' }, sam));
    for (const ticketId of [child, grandchild]) {
      const { ticket } = await valueOf(tickets['tickets.get']({ ticketId }, sam));
      expect(ticket).toMatchObject({
        state: 'resolved',
        resolution: { code: 'configuration', text: 'Route restored' },
      });
    }
    const lines = await folder.desk.readAudit(1, folder.desk.auditHead.seq);
    expect(lines.filter((line) => line.includes(`"correlation":"${parent}"`))).toHaveLength(2);
  });

  it('stays as it is where one below it cannot be resolved, which is named', async () => {
    const { parent, child, grandchild } = await family();
    blocked = grandchild;
    expect(await tickets['tickets.resolve']({ ticketId: parent, ...solution, children: 'resolve' }, sam)).toMatchObject(
      {
        failure: { code: 'ticket.tasks-open', details: { child: await numberOf(grandchild) } },
      },
    );
    expect([await stateOf(parent), await stateOf(child)]).toEqual(['new', 'new']);
  });

  it('asks again when it is closed, and resolves them with what it was resolved with', async () => {
    const { parent, child } = await family();
    expect(await tickets['tickets.close']({ ticketId: parent }, sam)).toMatchObject({
      failure: { code: 'ticket.illegal-transition' },
    });
    await valueOf(tickets['tickets.resolve']({ ticketId: parent, ...solution, children: 'leave' }, sam));
    expect(await tickets['tickets.close']({ ticketId: parent }, sam)).toMatchObject({
      failure: { code: 'ticket.children-open' },
    });
    await valueOf(tickets['tickets.close']({ ticketId: parent, children: 'resolve' }, sam));
    expect(await stateOf(parent)).toBe('closed');
    const { ticket } = await valueOf(tickets['tickets.get']({ ticketId: child }, sam));
    expect(ticket).toMatchObject({ state: 'resolved', resolution: { text: 'Route restored' } });
  });

  it('asks of those that are not resolved together with it', async () => {
    const { parent, child, grandchild } = await family();
    const together = { ticketId: parent, ...solution, comment: null };
    const { articleId: _articleId, ...input } = together;
    const some = await valueOf(links['links.resolveTogether']({ ...input, ticketIds: [parent, child] }, sam));
    expect(some.refused.map(({ failure }) => failure.code)).toEqual(['ticket.children-open', 'ticket.children-open']);
    const all = await valueOf(
      links['links.resolveTogether']({ ...input, ticketIds: [parent, child], children: 'leave' }, sam),
    );
    expect(all.resolved.map(({ id }) => id)).toEqual([parent, child]);
    expect(await stateOf(grandchild)).toBe('new');
  });
});

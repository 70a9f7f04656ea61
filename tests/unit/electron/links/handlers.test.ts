import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Result } from '#shared/base/result.ts';
import type { Desk } from '#core/desk.ts';
import { linkHandlers } from '#core/links/handlers.ts';
import { openLinks } from '#core/open-links.ts';
import { openTicketIndex } from '#core/queue/ticket-index.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import { openTicketPort } from '#core/tickets/open-ticket-port.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const sam = contextOf('Sam Okafor');
let folder: DeskFolder;
let tickets: ReturnType<typeof ticketHandlers>;
let links: ReturnType<typeof linkHandlers>;
const open = (desk: Desk) => {
  const index = openTicketIndex(desk);
  tickets = ticketHandlers(desk);
  links = linkHandlers(
    desk,
    openLinks(desk),
    openTicketPort(desk, (id) => index.row(index.slotOf(id) ?? -1), plainRules),
  );
};
beforeEach(async () => {
  folder = await deskFolder(testAmbient('2026-10-01T02:00:00.000Z'));
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

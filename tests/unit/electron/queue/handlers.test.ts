import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyFilter } from '#shared/queue/filter.ts';
import type { QueueOrder, QueuePage } from '#shared/queue/operations.ts';
import type { Result } from '#shared/base/result.ts';
import { queueHandlers } from '#core/queue/handlers.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue', ['team-lead']);
const sam = contextOf('Sam Okafor', ['technician'], 'user:01J0000000000000000000000B');
const byNumber: QueueOrder = { by: 'number', descending: false };

let folder: DeskFolder;
let queue: ReturnType<typeof queueHandlers>;
let tickets: ReturnType<typeof ticketHandlers>;
beforeEach(async () => {
  folder = await deskFolder();
  queue = queueHandlers(folder.desk);
  tickets = ticketHandlers(folder.desk);
});
afterEach(() => folder.remove());

const valueOf = async <T>(reply: Result<T> | Promise<Result<T>>): Promise<T> => {
  const settled = await reply;
  if (!settled.ok) throw new Error(`${settled.failure.code}: ${settled.failure.message}`);
  return settled.value;
};

const create = async (title: string, category: string | null = null): Promise<string> => {
  const made = await valueOf(
    tickets['tickets.create'](
      {
        kind: 'incident',
        channel: 'email',
        title,
        description: '',
        impact: 2,
        urgency: 2,
        category,
        requester: null,
        draftId: null,
      },
      sam,
    ),
  );
  return made.ticketId;
};

const page = (text: string, from = 0, count = 100): Promise<QueuePage> =>
  valueOf(queue['queue.page']({ filter: { ...emptyFilter, text }, order: byNumber, from, count }, sam));

describe('pages', () => {
  it('are windows of the whole result', async () => {
    for (let place = 0; place < 5; place++) await create(`Printer ${place}`);
    await create('VPN');
    const window = await page('printer', 3, 10);
    expect(window).toMatchObject({ total: 5, held: 6, from: 3 });
    expect(window.rows.map(({ title }) => title)).toEqual(['Printer 3', 'Printer 4']);
    expect((await page('printer', 99)).rows).toEqual([]);
  });

  it('follow every commit, and a restart shows the same', async () => {
    const ticketId = await create('Printer');
    const before = await page('');
    await tickets['tickets.take']({ ticketId }, sam);
    const after = await page('okafor');
    expect(after.version).toBeGreaterThan(before.version);
    expect(after.rows).toMatchObject([{ id: ticketId, state: 'in_progress', assignee: 'Sam Okafor' }]);
    queue = queueHandlers(await folder.reopen());
    expect((await page('')).rows).toEqual(after.rows);
  });

  it('say where a ticket stands', async () => {
    await create('Printer');
    const second = await create('Printer two');
    const position = (text: string, ticketId: string) =>
      valueOf(queue['queue.position']({ filter: { ...emptyFilter, text }, order: byNumber, ticketId }, sam));
    expect(await position('', second)).toBe(1);
    expect(await position('two', second)).toBe(0);
    expect(await position('vpn', second)).toBe(-1);
    expect(await position('', 'ticket:01J00000000000000000000009')).toBe(-1);
  });
});

describe('overviews', () => {
  it('count what is open, mine, and nobody’s', async () => {
    const [first, second] = [await create('One'), await create('Two'), await create('Three')];
    await tickets['tickets.take']({ ticketId: first }, sam);
    await tickets['tickets.cancel']({ ticketId: second, reason: 'withdrawn' }, sam);
    expect(await valueOf(queue['queue.counts']({}, sam))).toEqual({
      open: 2,
      mine: 1,
      unassigned: 1,
      feedback: 0,
      views: {},
    });
    expect(await valueOf(queue['queue.counts']({}, lin))).toMatchObject({ mine: 0 });
  });

  it('list values in use, most used first, in the form that a filter takes', async () => {
    await create('One', 'Network');
    await create('Two', 'Printing');
    const third = await create('Three', 'Printing');
    await tickets['tickets.assign']({ ticketId: third, assignee: { id: null, name: 'Ana Ruiz' }, group: 'Desk' }, lin);
    const facets = await valueOf(queue['queue.facets']({}, sam));
    expect(facets).toEqual({
      groups: ['Desk'],
      categories: ['Printing', 'Network'],
      assignees: [{ id: 'name:Ana Ruiz', name: 'Ana Ruiz' }],
    });
    const hers = await valueOf(
      queue['queue.page'](
        { filter: { ...emptyFilter, assignee: facets.assignees[0]?.id ?? '' }, order: byNumber, from: 0, count: 9 },
        sam,
      ),
    );
    expect(hers.rows).toMatchObject([{ id: third }]);
  });
});

describe('views', () => {
  it('belong to a person, have a number, can be renamed and removed', async () => {
    await create('Printer');
    const input = { id: null, name: 'Printers', filter: { ...emptyFilter, text: 'printer' }, order: byNumber };
    const view = await valueOf(queue['queue.saveView'](input, sam));
    expect(await valueOf(queue['queue.views']({}, sam))).toEqual([view]);
    expect(await valueOf(queue['queue.views']({}, lin))).toEqual([]);
    expect((await valueOf(queue['queue.counts']({}, sam))).views).toEqual({ [view.id]: 1 });

    expect(await queue['queue.saveView']({ ...input, id: view.id, name: 'Mine now' }, lin)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
    expect(await queue['queue.removeView']({ id: view.id }, lin)).toMatchObject({
      failure: { code: 'record.not-found' },
    });
    expect(await valueOf(queue['queue.saveView']({ ...input, id: view.id, name: 'All printers' }, sam))).toEqual({
      ...view,
      name: 'All printers',
    });

    queue = queueHandlers(await folder.reopen());
    expect(await valueOf(queue['queue.views']({}, sam))).toMatchObject([{ name: 'All printers' }]);
    await valueOf(queue['queue.removeView']({ id: view.id }, sam));
    expect(await valueOf(queue['queue.views']({}, sam))).toEqual([]);
  });
});

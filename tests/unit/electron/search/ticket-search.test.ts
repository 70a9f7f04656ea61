import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queueHandlers } from '#core/queue/handlers.ts';
import { rowMatcher } from '#core/queue/text-search.ts';
import { openTicketIndex, type TicketIndex } from '#core/queue/ticket-index.ts';
import { searchHandlers } from '#core/search/handlers.ts';
import { TicketSearch } from '#core/search/ticket-search.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import type { Desk } from '#core/desk.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { emptyFilter } from '#shared/queue/filter.ts';
import type { QueueOrder, QueuePage } from '#shared/queue/operations.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { ticketIn } from '../../shared/tickets/sample-ticket.ts';

const sam = contextOf('Sam Okafor', ['technician'], 'user:01J0000000000000000000000B');
const byNumber: QueueOrder = { by: 'number', descending: false };
const byMatch: QueueOrder = { by: 'match', descending: true };

const ambient = testAmbient('2026-11-25T13:00:00.000Z');
let folder: DeskFolder;
let index: TicketIndex;
let search: TicketSearch;
let queue: ReturnType<typeof queueHandlers>;
let asked: ReturnType<typeof searchHandlers>;
let tickets: ReturnType<typeof ticketHandlers>;
let read: { readonly done: number; readonly total: number }[];

const openOn = (desk: Desk): void => {
  index = openTicketIndex(desk);
  read = [];
  const timelineOf = (ticketId: string) => readTimeline(desk.records, ticketId);
  search = new TicketSearch(desk, {
    rows: index,
    matchRow: rowMatcher(index),
    readTimeline: timelineOf,
    dueNow: () => () => false,
    zone: 'Asia/Shanghai',
    onRead: (done, total) => read.push({ done, total }),
  });
  queue = queueHandlers(desk, index, undefined, search);
  asked = searchHandlers(desk, { search, rows: index, readTimeline: timelineOf });
  tickets = ticketHandlers(desk);
};

beforeEach(async () => {
  folder = await deskFolder(ambient);
  openOn(folder.desk);
});
afterEach(() => folder.remove());

const valueOf = async <T>(reply: Result<T> | Promise<Result<T>>): Promise<T> => {
  const settled = await reply;
  if (!settled.ok) throw new Error(`${settled.failure.code}: ${settled.failure.message}`);
  return settled.value;
};

const create = async (title: string, more: Partial<InputOf<'tickets.create'>> = {}): Promise<string> =>
  (
    await valueOf(
      tickets['tickets.create'](
        {
          kind: 'incident',
          channel: 'email',
          title,
          description: '',
          impact: 2,
          urgency: 2,
          category: null,
          requester: null,
          draftId: null,
          ...more,
        },
        sam,
      ),
    )
  ).ticketId;

const page = (text: string, order = byNumber): Promise<QueuePage> =>
  valueOf(queue['queue.page']({ filter: { ...emptyFilter, text }, order, from: 0, count: 100 }, sam));
const titles = async (text: string, order = byNumber): Promise<readonly string[]> =>
  (await page(text, order)).rows.map(({ title }) => title);

/** Tickets put as they are: more than are read at once. */
const putMany = (count: number, change: (place: number) => Partial<Ticket>): Promise<Result<null>> =>
  folder.desk.commit(folder.desk.deviceActor, (unit) => {
    for (let place = 0; place < count; place++) {
      const ticket = ticketIn('new', change(place));
      unit.put({ ...ticket, id: unit.newId('ticket'), number: unit.nextNumber('INC') } as Ticket);
    }
    unit.audit({ action: 'test.fill', object: null });
    return succeed(null);
  });

describe('a search', () => {
  it('finds what is written anywhere on a ticket, from the commit on', async () => {
    const first = await create('Mouse', { description: 'The cable is loose.' });
    await create('Keyboard');
    expect(await titles('cable')).toEqual(['Mouse']);
    await valueOf(tickets['tickets.workNote']({ ticketId: first, text: '驱动程序签名失败' }, sam));
    expect(await titles('签名')).toEqual(['Mouse']);
    await valueOf(tickets['tickets.comment']({ ticketId: first, text: 'Sent a spare one', delivery: 'mail' }, sam));
    expect(await titles('spare 驱动')).toEqual(['Mouse']);
    await valueOf(tickets['tickets.edit']({ ticketId: first, seen: { tags: [] }, tags: ['VIP', 'Floor 3'] }, sam));
    expect(await titles('tag:vip')).toEqual(['Mouse']);
    expect(await titles('tag:"floor 3"')).toEqual(['Mouse']);
    expect(await titles('tag:none')).toEqual(['Keyboard']);
    expect(await titles('floor')).toEqual(['Mouse']);
  });

  it('finds words and numbers whatever cannot be seen in them', async () => {
    const id = await create('Ver\u00adbindung', { description: 'srv-\u200bdb01 is \u200edown' });
    expect(await titles('verbindung')).toEqual(['Ver\u00adbindung']);
    expect(await titles('srv-db01')).toHaveLength(1);
    expect(await titles('do\u200bwn')).toHaveLength(1);
    const number = folder.desk.records.get<Ticket>('ticket', id)?.number ?? '';
    expect(await titles(`\u200e${number}\u200b`)).toHaveLength(1);
  });

  it('finds the same after a restart', async () => {
    const first = await create('Mouse');
    await valueOf(tickets['tickets.workNote']({ ticketId: first, text: '驱动程序签名失败' }, sam));
    openOn(await folder.reopen());
    expect(await titles('签名')).toEqual(['Mouse']);
  });

  it('narrows by operators, in either language, and by what must not be', async () => {
    const first = await create('VPN drops', { impact: 1, urgency: 1, channel: 'phone', category: 'Network' });
    await create('VPN slow', { channel: 'walk_up' });
    await valueOf(tickets['tickets.take']({ ticketId: first }, sam));
    await valueOf(tickets['tickets.comment']({ ticketId: first, text: 'Try again', delivery: 'mail' }, sam));
    const both = ['VPN drops', 'VPN slow'];
    expect(await titles('vpn status:open')).toEqual(both);
    expect(await titles('状态：处理中')).toEqual(['VPN drops']);
    expect(await titles('优先级:1')).toEqual(['VPN drops']);
    expect(await titles('-priority:1')).toEqual(['VPN slow']);
    expect(await titles('assignee:me')).toEqual(['VPN drops']);
    expect(await titles('assignee:okafor')).toEqual(['VPN drops']);
    expect(await titles('is:unassigned')).toEqual(['VPN slow']);
    expect(await titles('渠道:到台')).toEqual(['VPN slow']);
    expect(await titles('category:net')).toEqual(['VPN drops']);
    expect(await titles('has:comment')).toEqual(['VPN drops']);
    expect(await titles('vpn -slow')).toEqual(['VPN drops']);
    expect(await titles('-drops')).toEqual(['VPN slow']);
    expect(await titles('created:today')).toEqual(both);
    expect(await titles('before:today')).toEqual([]);
    expect(await titles('due:none')).toEqual(both);
    expect(await titles('status:nonsense vpn')).toEqual(both);
  });

  it('measures times from now each time it is asked', async () => {
    await create('VPN');
    expect(await titles('created:2h')).toEqual(['VPN']);
    ambient.set('2026-11-25T16:30:00.000Z');
    expect(await titles('created:2h')).toEqual([]);
    expect(await titles('created:yesterday')).toEqual(['VPN']);
    ambient.set('2026-11-25T13:00:00.000Z');
  });

  it('puts the best match first where asked to', async () => {
    await create('Mouse', { description: 'Next to the printer.' });
    await create('Printer jams', { description: 'The printer again.' });
    expect(await titles('printer')).toEqual(['Mouse', 'Printer jams']);
    expect(await titles('printer', byMatch)).toEqual(['Printer jams', 'Mouse']);
    expect(await titles('', byMatch)).toEqual(['Mouse', 'Printer jams']);
  });

  it('says what it took a word for, and what to mark', async () => {
    await create('Printer jams');
    expect((await page('pritner')).search).toEqual({
      words: [{ text: 'printer', isWhole: true }],
      takenFor: [{ typed: 'pritner', words: ['printer'] }],
      reading: null,
    });
    expect((await page('')).search).toBeNull();
  });

  it('forgets tickets that go, and gives their place to others', async () => {
    const gone = await create('Mouse', { description: 'secret cable' });
    await folder.desk.commit(folder.desk.deviceActor, (unit) => {
      unit.remove(gone);
      unit.audit({ action: 'test.remove', object: null });
      return succeed(null);
    });
    await create('Keyboard');
    expect(await titles('cable')).toEqual([]);
    expect(await titles('keyboard')).toEqual(['Keyboard']);
  });
});

describe('while tickets are being read', () => {
  it('titles are searched, and it says how far it is', async () => {
    await putMany(300, (place) => ({
      title: `Ticket ${place}`,
      description: place % 2 === 0 ? 'even number' : 'odd one',
    }));
    openOn(await folder.reopen());
    const during = await page('"Ticket 7"');
    expect(during.search?.reading).toEqual({ done: 0, total: 300 });
    expect(during.total).toBeGreaterThan(0);
    expect(await titles('even')).toEqual([]);
    search.settleAll();
    const after = await page('even');
    expect(after.search?.reading).toBeNull();
    expect(after.total).toBe(150);
  });

  it('an index made anew beside the old one takes its place unnoticed', async () => {
    const first = await create('Mouse', { description: 'cable' });
    await putMany(50, (place) => ({ title: `Ticket ${place}` }));
    search.settleAll();
    search.startOver();
    await valueOf(tickets['tickets.workNote']({ ticketId: first, text: 'while it was made' }, sam));
    expect(await titles('while')).toEqual(['Mouse']);
    const before = search.index;
    search.settleAll();
    expect(search.index).not.toBe(before);
    expect(await titles('while cable')).toEqual(['Mouse']);
    expect(search.index.gone).toBe(0);
  });
});

describe('beside the list', () => {
  it('a snippet says where else a word stands', async () => {
    const first = await create('Mouse', { description: 'The cable is loose.' });
    const second = await create('Cable');
    await valueOf(tickets['tickets.workNote']({ ticketId: first, text: 'Ordered a new cable, cable length 2 m' }, sam));
    const snippets = await valueOf(
      asked['search.snippets']({ text: 'cable ordered', ticketIds: [first, second] }, sam),
    );
    expect(snippets).toEqual({ [first]: { field: 'workNote', text: 'Ordered a new cable, cable length 2 m' } });
    expect(await valueOf(asked['search.snippets']({ text: 'mouse', ticketIds: [first] }, sam))).toEqual({});
    expect(await valueOf(asked['search.snippets']({ text: 'status:open', ticketIds: [first] }, sam))).toEqual({});
  });

  it('values in use stand with their number, most used first', async () => {
    await create('One', { category: 'Network' });
    await create('Two', { category: 'Printing' });
    await create('Three', { category: 'Printing' });
    const values = (operator: 'category' | 'status' | 'tag', beginning = '') =>
      valueOf(asked['search.values']({ operator, beginning, count: 5 }, sam));
    expect(await values('category')).toEqual([
      { value: 'Printing', count: 2 },
      { value: 'Network', count: 1 },
    ]);
    expect(await values('category', 'net')).toEqual([{ value: 'Network', count: 1 }]);
    expect(await values('status')).toEqual([{ value: 'new', count: 3 }]);
    expect(await values('tag')).toEqual([]);
  });
});

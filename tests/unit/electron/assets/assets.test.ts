import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assetHandlers } from '#core/assets/handlers.ts';
import { tablePort } from '#core/imports/table-port.ts';
import type { OpenFile } from '#core/imports/open-file.ts';
import { importHandlers } from '#core/imports/handlers.ts';
import { openLinks } from '#core/open-links.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { succeed } from '#shared/base/result.ts';
import { everyAsset } from '#shared/assets/filter.ts';
import type { AssetDetail } from '#shared/assets/operations.ts';
import type { ExistingMode } from '#shared/assets/import/judge.ts';
import { emptyPerson, type Person } from '#shared/directory/person.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { assetContent } from '../../shared/assets/sample-asset.ts';
import { failureOf, valueOf } from '../imports/importing.ts';

const ambient = testAmbient('2026-10-01T09:00:00.000Z');
const lin = contextOf('Lin Yue', ['team-lead']);
const helen = { id: 'person:01J0000000000000000000000H', name: 'Helen Marsh' };
const helena = { id: 'person:01J0000000000000000000000J', name: 'Helena Marsh' };

let folder: DeskFolder;
let assets: ReturnType<typeof assetHandlers>;
let imports: ReturnType<typeof importHandlers>;
let tickets: ReturnType<typeof ticketHandlers>;

beforeEach(async () => {
  folder = await deskFolder(ambient);
  const { desk } = folder;
  const files = new Map<string, OpenFile>();
  const notify = () => undefined;
  const hold = () => () => undefined;
  await desk.commit(desk.deviceActor, (unit) => {
    for (const { id, name } of [helen, helena]) {
      const person: Person = {
        ...emptyPerson,
        ...unit.stamp('person', id),
        revision: 1,
        name,
        active: true,
        mergedInto: null,
        batch: null,
        cardUid: null,
      };
      unit.write('directory.create', person);
    }
    return succeed(null);
  });
  tickets = ticketHandlers(desk);
  imports = importHandlers(desk, { notify, hold, matrix: () => defaultPriorityMatrix, files });
  assets = assetHandlers(desk, {
    links: openLinks(desk),
    rowOf: (id) => {
      const ticket = desk.records.get<Ticket>('ticket', id);
      return ticket && { ...ticket, assignee: ticket.assignee?.name ?? null, holdReason: null };
    },
    today: () => ambient.now().toISOString().slice(0, 10),
    tables: tablePort(desk, files, notify),
    whoIs: {
      person: ({ name, mail }) => (mail === 'helen@example.org' || name === helen.name ? helen : undefined),
      site: () => undefined,
    },
    mergedInto: (id) => (id === helen.id ? [helena.id] : []),
    hold,
  });
});
afterEach(() => folder.remove());

const create = async (more: Parameters<typeof assetContent>[0]): Promise<AssetDetail> =>
  valueOf(await assets['assets.create']({ content: assetContent(more), status: 'in_use' }, lin));

const names = async (text = '', more: Partial<typeof everyAsset> = {}) =>
  valueOf(
    await assets['assets.page'](
      { filter: { ...everyAsset, ...more, text }, order: { by: 'name', descending: false }, from: 0, count: 50 },
      lin,
    ),
  ).rows.map(({ name }) => name);

const ticket = async (title: string): Promise<string> =>
  valueOf(
    await tickets['tickets.create'](
      {
        kind: 'incident',
        channel: 'phone',
        title,
        description: '',
        impact: 2,
        urgency: 2,
        category: null,
        requester: helen,
        draftId: null,
      },
      lin,
    ),
  ).ticketId;

describe('an asset', () => {
  it('is numbered, found by what is on its label, and belongs to whom the directory knows by the name', async () => {
    const { item } = await create({
      name: 'NB 1',
      serial: 'PF-4X 1',
      assetTag: 'T-100',
      owner: { id: null, name: helen.name },
    });
    expect(item).toMatchObject({ number: 'CI-7K3Q-000001', owner: helen, revision: 1 });
    const scan = async (text: string) => valueOf(await assets['assets.scan']({ text }, lin))?.id;
    for (const text of ['pf4x1', 'PF 4X-1', 't100', 'ci7k3q1']) expect(await scan(text)).toBe(item.id);
    expect(await scan('t10')).toBeUndefined();
    expect(await names('4x')).toEqual(['NB 1']);
    expect(valueOf(await assets['assets.ofOwner'](helen, lin)).map(({ id }) => id)).toEqual([item.id]);
  });

  it('keeps a serial to itself, and frees it when that is corrected', async () => {
    const { item } = await create({ name: 'NB 1', serial: 'A1' });
    const second = await assets['assets.create']({ content: assetContent({ serial: 'a-1' }), status: 'in_use' }, lin);
    expect(failureOf(second)).toMatchObject({ code: 'asset.serial-taken', details: { number: item.number } });
    const content = assetContent({ name: 'NB 1', serial: 'A2' });
    valueOf(await assets['assets.edit']({ ciId: item.id, seen: 1, content }, lin));
    expect((await create({ name: 'NB 2', serial: 'A1' })).item.number).toBe('CI-7K3Q-000002');
    expect(failureOf(await assets['assets.edit']({ ciId: item.id, seen: 1, content }, lin)).code).toBe('record.stale');
  });

  it('belongs to nobody whom the directory does not know, and to the one whom its owner was found to be', async () => {
    const owner = { id: 'Helen, room 4', name: 'Helen' };
    const content = assetContent({ name: 'NB 1', owner });
    expect(failureOf(await assets['assets.create']({ content, status: 'in_use' }, lin))).toMatchObject({
      code: 'record.not-found',
      details: { type: 'person' },
    });
    const site = assetContent({ name: 'NB 1', site: owner });
    expect(failureOf(await assets['assets.create']({ content: site, status: 'in_use' }, lin)).code).toBe(
      'record.not-found',
    );
    await create({ name: 'NB 1', owner: helena });
    await create({ name: 'NB 2', owner: helen });
    const theirs = valueOf(await assets['assets.ofOwner'](helen, lin));
    expect(theirs.map(({ name }) => name)).toEqual(['NB 1', 'NB 2']);
  });

  it('goes where its status leads and says so; what is retired leaves the list', async () => {
    const { item } = await create({ name: 'NB 1', owner: helen });
    const to = (status: 'retired' | 'disposed', seen: number) =>
      assets['assets.move']({ ciId: item.id, seen, to: status, note: 'old', release: true }, lin);
    expect(failureOf(await to('disposed', 1)).code).toBe('asset.illegal-status');
    const detail = valueOf(await to('retired', 1));
    expect(detail.item).toMatchObject({ status: 'retired', owner: null });
    expect(detail.history.map(({ event }) => event.kind).toSorted()).toEqual(['created', 'edit', 'status']);
    expect(await names()).toEqual([]);
    expect(await names('', { status: 'retired' })).toEqual(['NB 1']);
  });

  it('is part of a whole, never of itself', async () => {
    const rack = await create({ name: 'Rack' });
    const server = await create({ name: 'Server', parentId: rack.item.id });
    expect(server.above.map(({ name }) => name)).toEqual(['Rack']);
    const ring = await assets['assets.edit'](
      { ciId: rack.item.id, seen: 1, content: assetContent({ name: 'Rack', parentId: server.item.id }) },
      lin,
    );
    expect(failureOf(ring)).toMatchObject({ code: 'asset.cycle', details: { path: 'Rack › Server › Rack' } });
    expect(valueOf(await assets['assets.get']({ ciId: rack.item.id }, lin)).parts).toMatchObject([
      { name: 'Server', depth: 1 },
    ]);
  });

  it('is on a ticket in both histories until it is taken off', async () => {
    const { item } = await create({ name: 'NB 1' });
    const ticketId = await ticket('Fan is loud');
    const link = { ticketId, ciIds: [item.id, item.id] };
    expect(valueOf(await assets['assets.link'](link, lin)).map(({ id }) => id)).toEqual([item.id]);
    valueOf(await assets['assets.link'](link, lin));
    const { timeline } = valueOf(await tickets['tickets.get']({ ticketId }, lin));
    expect(timeline.filter(({ event }) => event.kind === 'asset')).toHaveLength(1);
    expect(valueOf(await assets['assets.get']({ ciId: item.id }, lin)).tickets.map(({ id }) => id)).toEqual([ticketId]);
    expect(valueOf(await assets['assets.unlink']({ ticketId, ciId: item.id }, lin))).toEqual([]);
    expect(failureOf(await assets['assets.unlink']({ ticketId, ciId: item.id }, lin)).code).toBe('record.not-found');
  });
});

describe('a list of assets', () => {
  const open = async (csv: string): Promise<string> => {
    const bytes = Buffer.from(csv);
    const { importId } = valueOf(await imports['imports.begin']({ name: 'list.csv', size: bytes.length }, lin));
    valueOf(await imports['imports.chunk']({ importId, offset: 0, base64: bytes.toString('base64') }, lin));
    return importId;
  };
  const check = async (csv: string, mode: ExistingMode = 'fill') => {
    const importId = await open(csv);
    const { reading, columns, dates } = valueOf(await assets['assets.importInspect']({ importId, reading: null }, lin));
    const plan = { reading, columns, dates: dates[0] ?? ('ymd' as const), mode };
    return { importId, columns, report: valueOf(await assets['assets.importCheck']({ importId, plan }, lin)) };
  };
  const run = async (csv: string, mode: ExistingMode = 'fill') => {
    const { importId } = await check(csv, mode);
    return valueOf(await assets['assets.importRun']({ importId }, lin));
  };

  it('is read in Chinese, with parts before their wholes in the file, owners by mail, and unknown columns kept', async () => {
    const csv = [
      '名称;资产标签;序列号;使用人邮箱;隶属于;采购日期;状态;成本中心',
      '扩展坞;SZ-2;;;SZ-1;;在用;',
      '笔记本;SZ-1;XX1;helen@example.org;;31/12/2025;在库;4711',
    ].join('\r\n');
    const { columns, report } = await check(csv);
    expect(columns).toEqual([
      'name',
      'assetTag',
      'serial',
      'ownerMail',
      'parent',
      'purchasedOn',
      'status',
      'attribute',
    ]);
    expect(report.rows).toEqual({ create: 2, update: 0, same: 0, refuse: 0 });
    await run(csv);
    const dock = valueOf(await assets['assets.scan']({ text: 'sz2' }, lin));
    const detail = valueOf(await assets['assets.get']({ ciId: dock?.id ?? '' }, lin));
    expect(detail.above.map(({ name }) => name)).toEqual(['笔记本']);
    const whole = valueOf(await assets['assets.get']({ ciId: detail.above[0]?.id ?? '' }, lin)).item;
    expect(whole).toMatchObject({
      owner: helen,
      status: 'in_stock',
      purchasedOn: '2025-12-31',
      attributes: [{ key: '成本中心', value: '4711' }],
    });
  });

  it('overwrites nothing unless told to, shows what it would, and comes back whole', async () => {
    const { item } = await create({ name: 'NB 1', serial: 'A1', model: 'T14' });
    const csv = 'Name,Serial,Model,Manufacturer\nNB one,A1,X1,Lenovo\nNB 2,A2,X1,Lenovo\nNB 2,A2,,\n';
    const filled = await check(csv);
    expect(filled.report.rows).toEqual({ create: 1, update: 1, same: 0, refuse: 1 });
    expect(filled.report.problems).toMatchObject([{ code: 'serial.twice', firstRow: 4, warning: false }]);
    const { rows } = valueOf(
      await assets['assets.importReport'](
        { importId: filled.importId, outcome: 'update', problem: false, from: 0, count: 10 },
        lin,
      ),
    );
    expect(rows[0]?.changes).toEqual([{ field: 'manufacturer', from: null, to: 'Lenovo' }]);
    const batch = await run(csv, 'replace');
    expect(valueOf(await assets['assets.get']({ ciId: item.id }, lin)).item).toMatchObject({
      name: 'NB one',
      model: 'X1',
    });
    const undone = valueOf(await assets['assets.importUndo']({ batchId: batch.id }, lin));
    expect(undone).toMatchObject({ state: 'undone', kept: 0 });
    expect(valueOf(await assets['assets.get']({ ciId: item.id }, lin)).item).toMatchObject({
      name: 'NB 1',
      model: 'T14',
    });
    expect(await names()).toEqual(['NB 1']);
  });

  it('leaves on an undo what somebody has put on a ticket since', async () => {
    const batch = await run('Name,Tag\nA,T1\nB,T2\n');
    const row = valueOf(await assets['assets.scan']({ text: 'T1' }, lin));
    valueOf(await assets['assets.link']({ ticketId: await ticket('A'), ciIds: [row?.id ?? ''] }, lin));
    expect(valueOf(await assets['assets.importUndo']({ batchId: batch.id }, lin)).kept).toBe(1);
    expect(await names()).toEqual(['A']);
  });

  it('says again what it would do where assets changed after the check, and refuses rings', async () => {
    const { importId } = await check('Name,Tag\nA,T1\n');
    await create({ name: 'Late' });
    expect(failureOf(await assets['assets.importRun']({ importId }, lin)).code).toBe('record.stale');
    const ring = await check('Name,Tag,Part of\nA,T1,T2\nB,T2,T1\nC,T3,T9\n');
    expect(ring.report.rows).toEqual({ create: 1, update: 0, same: 0, refuse: 2 });
    expect(ring.report.problems.map(({ code }) => code)).toEqual(['parent.cycle', 'parent.unknown']);
  });

  it('says before it writes which parts would be too deep, and takes the others', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, place) => `Part ${place},T-${place},${place === 0 ? '' : `T-${place - 1}`}`,
    );
    const csv = ['Name,Asset tag,Part of', ...rows.toReversed()].join('\n');
    const { report } = await check(csv);
    expect(report.rows).toEqual({ create: 13, update: 0, same: 0, refuse: 7 });
    expect(report.problems).toMatchObject([{ code: 'parent.too-deep', count: 7 }]);
    expect((await run(csv)).state).toBe('done');
    expect(await names()).toHaveLength(13);
  });

  it('goes out harmless to spreadsheets and comes back as it went', async () => {
    const { item } = await create({
      name: '=HYPERLINK("x")',
      assetTag: 'T1',
      attributes: [{ key: 'RAM', value: '-8' }],
    });
    const { csv, rows } = valueOf(
      await assets['assets.export'](
        { filter: everyAsset, order: { by: 'number', descending: false }, language: 'zh-CN' },
        lin,
      ),
    );
    expect(rows).toBe(1);
    expect(csv.startsWith('\uFEFF编号,名称,类别,状态,')).toBe(true);
    expect(csv).toContain(`${item.number},"'=HYPERLINK(""x"")",笔记本电脑,使用中,`);
    expect((await check(csv, 'replace')).report.rows).toEqual({ create: 0, update: 0, same: 1, refuse: 0 });
  });
});

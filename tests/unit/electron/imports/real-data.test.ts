import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { importer, readReal, realData, ticketsOf, timelineOf, valueOf } from './importing.ts';

const folders: DeskFolder[] = [];
const newFolder = async (): Promise<DeskFolder> => {
  const folder = await deskFolder();
  folders.push(folder);
  return folder;
};
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove();
});

const eventLog = realData('servicenow-uci498/incident_event_log.csv');
const helpDesk = realData('tickets-endava-cc0/tickets.csv.gz');
const synthetic = realData('tickets-synthetic-soba-mit/train.csv');

describe('the ServiceNow event log', () => {
  it.skipIf(!eventLog)('becomes 890 tickets with the history of 5,998 events', async () => {
    const { desk } = await newFolder();
    const { inspect, check, run } = importer(desk);
    const bytes = readReal(eventLog);
    const inspection = await inspect('incident_event_log.csv', bytes);
    expect(inspection.match.system).toBe('servicenow-events');
    expect(inspection.reading).toEqual({ charset: 'utf-8', delimiter: ',' });
    expect(inspection.rows).toBe(5998);
    expect(inspection.plan.shape).toBe('events');
    // 29-02-2016 decides for day first.
    expect(new Set(Object.values(inspection.plan.dates))).toEqual(new Set(['dmy']));
    const plan = { ...inspection.plan, zone: 'UTC' };
    const report = await check(inspection.importId, plan);
    // 33 events name no category, subcategory or symptom.
    expect(report.problems).toMatchObject([{ code: 'title.from-id', count: 33, warning: true }]);
    expect(report.rows).toEqual({ create: 5998, update: 0, duplicate: 0, refuse: 0 });
    expect(report.tickets).toEqual({ create: 890, update: 0, duplicate: 0, refuse: 0 });
    const batch = valueOf(await run(inspection.importId));
    expect(batch.tickets.create).toBe(890);

    const tickets = ticketsOf(desk);
    expect(tickets).toHaveLength(890);
    const first = tickets.find(({ imported }) => imported?.externalId === 'INC0000045');
    expect(first).toMatchObject({
      state: 'closed',
      impact: 2,
      urgency: 2,
      priority: 3,
      channel: 'phone',
      receivedAt: '2016-02-29T01:16:00.000Z',
      closedAt: '2016-03-05T12:00:00.000Z',
      requester: { id: null, name: 'Caller 2403' },
      title: 'Category 55 · Subcategory 170 · Symptom 72',
    });
    expect(first?.number).toMatch(/^INC-7K3Q-\d{6}$/);
    const timeline = timelineOf(desk, first?.id ?? '');
    expect(timeline.map(({ at, event }) => [at, event.kind])).toEqual([
      ['2016-02-29T01:16:00.000Z', 'created'],
      ['2016-02-29T08:53:00.000Z', 'transition'],
      ['2016-02-29T11:29:00.000Z', 'edit'],
      ['2016-03-05T12:00:00.000Z', 'transition'],
    ]);
    expect(timeline.every(({ imported }) => imported?.batch === batch.id)).toBe(true);

    // Every event left its mark: as many distinct rows as the log has.
    const digests = new Set(tickets.flatMap(({ id }) => timelineOf(desk, id).map(({ imported }) => imported?.digest)));
    expect(digests.size).toBe(5998);
  });

  it.skipIf(!eventLog)('adds nothing the second time, and only the news of a longer log', async () => {
    const { desk } = await newFolder();
    const { take, check, inspect, run } = importer(desk);
    const text = readReal(eventLog).toString('utf8').trimEnd().split('\n');
    const shorter = Buffer.from(text.slice(0, 4001).join('\n'));
    await take('first.csv', shorter);
    const before = desk.records.countsByType();
    const again = await inspect('first again.csv', shorter);
    expect((await check(again.importId, again.plan)).rows).toMatchObject({ create: 0, update: 0, duplicate: 4000 });
    valueOf(await run(again.importId));
    expect(desk.records.count('ticket')).toBe(before['ticket']);
    expect(desk.records.count('entry')).toBe(before['entry']);

    const longer = await inspect('longer.csv', Buffer.from(text.join('\n')));
    const report = await check(longer.importId, longer.plan);
    expect(report.tickets.refuse).toBe(0);
    expect(report.tickets.create + report.tickets.update + report.tickets.duplicate).toBe(890);
    const batch = valueOf(await run(longer.importId));
    expect(batch.tickets).toEqual(report.tickets);
    expect(desk.records.count('ticket')).toBe(890);
    const digests = new Set(
      ticketsOf(desk).flatMap(({ id }) => timelineOf(desk, id).map(({ imported }) => imported?.digest)),
    );
    expect(digests.size).toBe(5998);
  });
});

describe('the anonymised help desk', () => {
  it.skipIf(!helpDesk)(
    '47,837 texts without number or date are understood: the import asks what to fill in',
    async () => {
      const { desk } = await newFolder();
      const { inspect, check } = importer(desk);
      const inspection = await inspect('tickets.csv.gz', readReal(helpDesk));
      expect(inspection.rows).toBe(47_837);
      expect(inspection.match.columns.map(({ field }) => field)).toEqual(['description', 'category']);
      expect(inspection.plan.title).toEqual({ from: 'words', column: 0, words: 8 });
      const report = await check(inspection.importId, inspection.plan);
      expect(report.rows).toEqual({ create: 47_837, update: 0, duplicate: 0, refuse: 0 });
      expect(desk.records.count('ticket')).toBe(0);
    },
  );

  // All of them are imported end to end, with the store's own thread.
  it.skipIf(!helpDesk)(
    '8,000 of them are imported, not imported again, and undone',
    async () => {
      const { desk } = await newFolder();
      const { inspect, check, take, handlers, context, progress } = importer(desk);
      const lines = gunzipSync(readReal(helpDesk)).toString('utf8').split('\n').slice(0, 8001);
      const bytes = gzipSync(lines.join('\n'));
      const batch = await take('tickets.csv.gz', bytes, (plan) => ({
        ...plan,
        fill: { ...plan.fill, kind: 'request', state: 'closed', receivedAt: '2024-01-02T03:04:05.000Z' },
      }));
      expect(batch.tickets.create).toBe(8000);
      expect(progress.at(-1)).toMatchObject({ phase: 'done', done: 8000 });
      expect(ticketsOf(desk)[0]).toMatchObject({
        number: 'REQ-7K3Q-000001',
        title: 'connection with icon icon dear please setup icon …',
        category: 'Hardware',
        state: 'closed',
        receivedAt: '2024-01-02T03:04:05.000Z',
      });

      const again = await inspect('tickets.csv.gz', bytes);
      const report = await check(again.importId, again.plan);
      expect(report.rows).toEqual({ create: 0, update: 0, duplicate: 8000, refuse: 0 });

      const undone = valueOf(await handlers['imports.undo']({ batchId: batch.id, keepTouched: false }, context));
      expect(undone).toMatchObject({ state: 'undone', kept: 0 });
      expect(desk.records.count('ticket')).toBe(0);
      expect(desk.records.count('entry')).toBe(0);
      expect(desk.records.count('importPart')).toBe(0);
    },
    300_000,
  );
});

describe('the synthetic set', () => {
  it.skipIf(!synthetic)('maps ServiceNow-like columns and keeps impact and urgency', async () => {
    const { desk } = await newFolder();
    const { inspect, take } = importer(desk);
    const bytes = readReal(synthetic);
    const inspection = await inspect('train.csv', bytes);
    expect(inspection.match.columns.map(({ field }) => field)).toEqual([
      'externalId',
      'title',
      'description',
      'urgency',
      'impact',
      'category',
      'assignmentGroup',
      'resolution',
    ]);
    await take('train.csv', bytes);
    expect(ticketsOf(desk).find(({ imported }) => imported?.externalId === 'INC00469')).toMatchObject({
      title: 'Access Rights Restriction',
      urgency: 3,
      impact: 1,
      priority: 3,
      assignmentGroup: 'IT Support',
    });
  });
});

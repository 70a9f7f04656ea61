import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { bulkHandlers } from '#core/bulk/handlers.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { importer, readReal, realData, ticketsOf, valueOf } from '../imports/importing.ts';

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const helpDesk = realData('tickets-endava-cc0/tickets.csv.gz');
const synthetic = realData('tickets-synthetic-soba-mit/train.csv');

const handlers = () =>
  bulkHandlers(folder.desk, {
    find: () => [...folder.desk.records.ids('ticket')],
    readTimeline: (ticketId) => readTimeline(folder.desk.records, ticketId),
    matrix: () => defaultPriorityMatrix,
    notify: () => undefined,
    hold: () => () => undefined,
  });
/** What a ticket says, apart from how often and when it was changed. */
const said = (tickets: readonly Ticket[]) =>
  tickets.map(({ revision: _revision, updatedAt: _updatedAt, ...rest }) => rest);
const emptyFilter = {
  text: '',
  states: [],
  priorities: [],
  kinds: [],
  assignee: null,
  group: null,
  category: null,
  importBatch: null,
};

describe('bulk edits of real tickets', () => {
  it.skipIf(!helpDesk)(
    '5,000 of the anonymised help desk are set and assigned, and put back',
    async () => {
      const { desk } = folder;
      const { take, context } = importer(desk);
      const lines = gunzipSync(readReal(helpDesk)).toString('utf8').split('\n').slice(0, 5001);
      await take('tickets.csv.gz', gzipSync(lines.join('\n')), (plan) => ({
        ...plan,
        fill: { ...plan.fill, kind: 'request', state: 'new', receivedAt: '2024-01-02T03:04:05.000Z' },
      }));
      const before = ticketsOf(desk);
      expect(before).toHaveLength(5000);
      const bulk = handlers();
      const change = {
        category: 'Access',
        addTags: ['2024 backlog'],
        assignment: { assignee: { id: null, name: 'Marek Novák' }, group: 'Desk' },
      };
      const preview = valueOf(await bulk['bulk.preview']({ selection: { filter: emptyFilter }, change }, context));
      expect(preview).toMatchObject({ total: 5000, changing: 5000, same: 0, refused: [] });
      // Every category of the file is named with how often it is replaced; those that are `Access` already stay.
      const replaced = preview.summary.filter(({ field }) => field === 'category');
      expect(replaced.reduce((sum, { count }) => sum + count, 0)).toBe(
        before.filter(({ category }) => category !== 'Access').length,
      );
      const report = valueOf(await bulk['bulk.apply']({ previewId: preview.previewId }, context));
      expect(report).toMatchObject({ changed: 5000, stale: 0, refused: 0 });
      expect(new Set(ticketsOf(desk).map(({ state, category }) => `${state} ${category}`))).toEqual(
        new Set(['assigned Access']),
      );
      const undone = valueOf(await bulk['bulk.undo']({ bulkId: report.bulkId }, context));
      expect(undone).toMatchObject({ restored: 5000, kept: 0 });
      expect(said(ticketsOf(desk))).toEqual(said(before));
    },
    300_000,
  );

  it.skipIf(!synthetic)(
    'the synthetic set: what has ended is refused, the rest is raised and put back',
    async () => {
      const { desk } = folder;
      const { take, context } = importer(desk);
      await take('train.csv', readReal(synthetic));
      const before = ticketsOf(desk);
      const bulk = handlers();
      const preview = valueOf(
        await bulk['bulk.preview']({ selection: { filter: emptyFilter }, change: { impact: 1, urgency: 1 } }, context),
      );
      const ended = before.filter(({ state }) => ['closed', 'cancelled', 'merged'].includes(state)).length;
      expect(preview.total).toBe(before.length);
      expect(preview.refused.reduce((sum, { count }) => sum + count, 0)).toBe(ended);
      const report = valueOf(await bulk['bulk.apply']({ previewId: preview.previewId }, context));
      expect(report).toMatchObject({ changed: preview.changing, stale: 0, refused: 0 });
      valueOf(await bulk['bulk.undo']({ bulkId: report.bulkId }, context));
      expect(said(ticketsOf(desk))).toEqual(said(before));
    },
    300_000,
  );
});

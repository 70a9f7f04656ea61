import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { BulkChange } from '#shared/bulk/change.ts';
import type { BulkPreview } from '#shared/bulk/operations.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { bulkHandlers } from '#core/bulk/handlers.ts';
import { ticketHandlers } from '#core/tickets/handlers.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { failureOf, ticketsOf, timelineOf, valueOf } from '../imports/importing.ts';

const lead = contextOf('Lin Yue', ['team-lead']);
const technician = contextOf('Sam Okafor', ['technician'], 'user:01J0000000000000000000000B');

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const consoleOn = (desk = folder.desk) => {
  const notices: Notice[] = [];
  const bulk = bulkHandlers(desk, {
    find: () => [...desk.records.ids('ticket')],
    readTimeline: (ticketId) => readTimeline(desk.records, ticketId),
    matrix: () => defaultPriorityMatrix,
    notify: (notice) => notices.push(notice),
    hold: () => () => undefined,
  });
  return { desk, notices, bulk, tickets: ticketHandlers(desk) };
};
type Console = ReturnType<typeof consoleOn>;

const register = async ({ tickets }: Console, count: number, category: string | null = null): Promise<string[]> => {
  const ids: string[] = [];
  for (let place = 1; place <= count; place++) {
    const made = await tickets['tickets.create'](
      {
        kind: 'incident',
        channel: 'phone',
        title: `Printer ${place} does not answer`,
        description: '',
        impact: 2,
        urgency: 2,
        category,
        requester: null,
        draftId: null,
      },
      lead,
    );
    ids.push(valueOf(made).ticketId);
  }
  return ids;
};
const look = async ({ bulk }: Console, ids: readonly string[], change: BulkChange): Promise<BulkPreview> =>
  valueOf(await bulk['bulk.preview']({ selection: { ids: [...ids] }, change: change as never }, lead));
const carryOut = async ({ bulk }: Console, { previewId }: BulkPreview) =>
  valueOf(await bulk['bulk.apply']({ previewId }, lead));
const ticket = ({ desk }: Console, id = ''): Ticket => {
  const found = desk.records.get<Ticket>('ticket', id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};
const auditOf = async ({ desk }: Console): Promise<readonly AuditEntry[]> =>
  (await desk.readAudit(1, desk.auditHead.seq)).map((line) => JSON.parse(line) as AuditEntry);

describe('a preview', () => {
  it('counts what changes, what is so already and what is refused, and changes nothing', async () => {
    const here = consoleOn();
    const ids = await register(here, 4);
    const [printer] = await register(here, 1, 'Printer');
    valueOf(await here.tickets['tickets.cancel']({ ticketId: ids[0] ?? '', reason: 'duplicate' }, lead));
    const preview = await look(here, [...ids, printer ?? ''], { category: 'Printer' });
    expect(preview).toMatchObject({
      total: 5,
      changing: 3,
      same: 1,
      refused: [{ code: 'ticket.illegal-transition', details: { from: 'cancelled', action: 'edit' }, count: 1 }],
      summary: [{ field: 'category', from: null, to: 'Printer', count: 3 }],
    });
    expect(preview.rows.map(({ title }) => title)).toEqual([
      'Printer 2 does not answer',
      'Printer 3 does not answer',
      'Printer 4 does not answer',
    ]);
    expect(ticketsOf(here.desk).filter(({ category }) => category === 'Printer')).toHaveLength(1);
  });

  it('of an assignment is for who may assign', async () => {
    const here = consoleOn();
    const ids = await register(here, 1);
    const change = { assignment: { assignee: { id: null, name: 'Marek' }, group: null } };
    const refused = await here.bulk['bulk.preview']({ selection: { ids }, change }, technician);
    // With the permission that it lacked, by which `dispatch` knows that the trail has to tell of it.
    expect(failureOf(refused)).toEqual({
      code: 'auth.denied',
      details: { operation: 'bulk.preview', permission: 'tickets.assign' },
    });
    expect(
      valueOf(await here.bulk['bulk.preview']({ selection: { ids }, change: { impact: 1 } }, technician)).changing,
    ).toBe(1);
  });
});

describe('a bulk edit', () => {
  it('changes each ticket in its timeline and in the trail, under one correlation', async () => {
    const here = consoleOn();
    const ids = await register(here, 3);
    const preview = await look(here, ids, {
      impact: 1,
      addTags: ['branch'],
      assignment: { assignee: null, group: 'Print' },
    });
    const report = await carryOut(here, preview);
    expect(report).toMatchObject({ changed: 3, stale: 0, refused: 0, notReached: 0, left: [] });
    for (const id of ids) {
      expect(ticket(here, id)).toMatchObject({
        impact: 1,
        priority: 2,
        tags: ['branch'],
        assignmentGroup: 'Print',
        state: 'assigned',
      });
      expect(timelineOf(here.desk, id).map(({ event }) => event.kind)).toEqual([
        'created',
        'edit',
        'assignment',
        'transition',
      ]);
    }
    const trail = (await auditOf(here)).filter(({ correlation }) => correlation === report.bulkId);
    expect(trail.map(({ action }) => action)).toEqual([
      'bulk.apply',
      ...ids.map(() => 'ticket.bulk-edit'),
      'bulk.applied',
    ]);
  });

  it('leaves a ticket alone that is not as it was shown, and says so', async () => {
    const here = consoleOn();
    const ids = await register(here, 3);
    const preview = await look(here, ids, { category: 'Printer' });
    const [first = '', second = ''] = ids;
    valueOf(
      await here.tickets['tickets.edit']({ ticketId: first, seen: { category: null }, category: 'VPN' }, technician),
    );
    valueOf(await here.tickets['tickets.cancel']({ ticketId: second, reason: 'withdrawn' }, technician));
    const report = await carryOut(here, preview);
    expect(report).toMatchObject({ changed: 1, stale: 1, refused: 1 });
    expect(report.left.map(({ id, code }) => [id, code])).toEqual([
      [first, 'record.stale'],
      [second, 'ticket.illegal-transition'],
    ]);
    expect(ticket(here, first).category).toBe('VPN');
  });

  it('goes on where something else about a ticket changed since it was shown', async () => {
    const here = consoleOn();
    const ids = await register(here, 1);
    const preview = await look(here, ids, { category: 'Printer' });
    valueOf(await here.tickets['tickets.workNote']({ ticketId: ids[0] ?? '', text: 'Called' }, technician));
    expect(await carryOut(here, preview)).toMatchObject({ changed: 1, stale: 0 });
  });

  it('is carried out once, by who looked at it', async () => {
    const here = consoleOn();
    const ids = await register(here, 1);
    const preview = await look(here, ids, { category: 'Printer' });
    const { previewId } = preview;
    expect(failureOf(await here.bulk['bulk.apply']({ previewId }, technician)).code).toBe('bulk.preview-gone');
    await carryOut(here, preview);
    expect(failureOf(await here.bulk['bulk.apply']({ previewId }, lead)).code).toBe('bulk.preview-gone');
  });

  it('stops when cancelled; what was done stays and can be undone', async () => {
    const here = consoleOn();
    const ids = await register(here, 600);
    const preview = await look(here, ids, { category: 'Printer' });
    const running = carryOut(here, preview);
    await new Promise((resolve) => setImmediate(resolve));
    expect(failureOf(await here.bulk['bulk.apply']({ previewId: 'another' }, lead)).code).toBe('bulk.preview-gone');
    valueOf(await here.bulk['bulk.cancel']({ jobId: preview.previewId }, technician));
    valueOf(await here.bulk['bulk.cancel']({ jobId: preview.previewId }, lead));
    const report = await running;
    expect(report.changed).toBeGreaterThan(0);
    expect(report.notReached).toBeGreaterThan(0);
    expect(report.changed + report.notReached).toBe(600);
    const last = valueOf(await here.bulk['bulk.last']({}, lead));
    expect(last).toMatchObject({ bulkId: report.bulkId, tickets: report.changed, fields: ['category'] });
    const undone = valueOf(await here.bulk['bulk.undo']({ bulkId: report.bulkId }, lead));
    expect(undone).toMatchObject({ restored: report.changed, kept: 0, notReached: 0 });
    expect(ticketsOf(here.desk).every(({ category }) => category === null)).toBe(true);
  });
});

describe('the undo', () => {
  it('tells how far it is, stops when cancelled, and goes on where it stopped', async () => {
    const here = consoleOn();
    const ids = await register(here, 600);
    const { bulkId } = await carryOut(here, await look(here, ids, { category: 'Printer' }));
    here.notices.length = 0;
    const running = here.bulk['bulk.undo']({ bulkId }, lead);
    await new Promise((resolve) => setImmediate(resolve));
    valueOf(await here.bulk['bulk.cancel']({ jobId: bulkId }, lead));
    const stopped = valueOf(await running);
    expect(stopped.restored).toBeGreaterThan(0);
    expect(stopped.notReached).toBe(600 - stopped.restored);
    expect(stopped.notReached).toBeGreaterThan(0);
    expect(here.notices).toContainEqual(expect.objectContaining({ name: 'bulk.progress', jobId: bulkId, total: 600 }));
    expect(valueOf(await here.bulk['bulk.undo']({ bulkId }, lead))).toMatchObject({
      restored: stopped.notReached,
      notReached: 0,
    });
    expect(ticketsOf(here.desk).every(({ category }) => category === null)).toBe(true);
  });

  it('is there after a restart, is the caller’s own, and is used once', async () => {
    const before = consoleOn();
    const ids = await register(before, 3);
    const { bulkId } = await carryOut(before, await look(before, ids, { category: 'Printer', urgency: 1 }));

    const here = consoleOn(await folder.reopen());
    expect(valueOf(await here.bulk['bulk.last']({}, technician))).toBeNull();
    expect(failureOf(await here.bulk['bulk.undo']({ bulkId }, technician)).code).toBe('record.not-found');
    expect(valueOf(await here.bulk['bulk.last']({}, lead))).toMatchObject({ bulkId, tickets: 3 });
    valueOf(
      await here.tickets['tickets.edit'](
        { ticketId: ids[1] ?? '', seen: { category: 'Printer' }, category: 'Plotter' },
        technician,
      ),
    );
    const report = valueOf(await here.bulk['bulk.undo']({ bulkId }, lead));
    expect(report).toMatchObject({ restored: 3, kept: 1, left: [{ id: ids[1], fields: ['category'], refusal: null }] });
    expect(ids.map((id) => [ticket(here, id).category, ticket(here, id).priority])).toEqual([
      [null, 3],
      ['Plotter', 3],
      [null, 3],
    ]);
    expect(valueOf(await here.bulk['bulk.last']({}, lead))).toBeNull();
    expect(here.desk.records.count('bulkPart')).toBe(0);
  });

  it('is of the last bulk edit only', async () => {
    const here = consoleOn();
    const ids = await register(here, 2);
    const first = await carryOut(here, await look(here, ids, { category: 'Printer' }));
    const second = await carryOut(here, await look(here, ids, { category: 'VPN' }));
    expect(failureOf(await here.bulk['bulk.undo']({ bulkId: first.bulkId }, lead)).code).toBe('record.not-found');
    valueOf(await here.bulk['bulk.undo']({ bulkId: second.bulkId }, lead));
    expect(ids.map((id) => ticket(here, id).category)).toEqual(['Printer', 'Printer']);
  });

  it('loses no acknowledged edit, whenever it came', async () => {
    const categories = fc.constantFrom('Printer', 'VPN', '打印机');
    await fc.assert(
      fc.asyncProperty(
        categories,
        fc.array(fc.tuple(fc.nat({ max: 5 }), categories), { maxLength: 4 }),
        fc.array(fc.tuple(fc.nat({ max: 5 }), categories), { maxLength: 4 }),
        async (wanted, during, between) => {
          const here = consoleOn();
          const ids = await register(here, 6);
          const acknowledged = new Map<string, string>();
          const edit = async ([place, category]: readonly [number, string]) => {
            const ticketId = ids[place] ?? '';
            const seen = { category: ticket(here, ticketId).category };
            const reply = await here.tickets['tickets.edit']({ ticketId, seen, category }, technician);
            // An edit to what stands there already says nothing that an undo could take away.
            if (reply.ok && seen.category !== category) acknowledged.set(ticketId, category);
          };
          const preview = await look(here, ids, { category: wanted });
          const applying = carryOut(here, preview);
          await Promise.all(during.map(edit));
          const { bulkId } = await applying;
          for (const each of between) await edit(each);
          if (valueOf(await here.bulk['bulk.last']({}, lead))) valueOf(await here.bulk['bulk.undo']({ bulkId }, lead));
          for (const id of ids) expect(ticket(here, id).category).toBe(acknowledged.get(id) ?? null);
        },
      ),
      { numRuns: 12 },
    );
  });
});

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importHandlers } from '#core/imports/handlers.ts';
import type { Desk } from '#core/desk.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { succeed } from '#shared/base/result.ts';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { ImportBatch } from '#shared/imports/batch.ts';
import { revise } from '#shared/tickets/revision.ts';
import type { Ticket, TimelineEntry } from '#shared/tickets/ticket.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { failureOf, fixture, importer, ticketsOf, timelineOf, valueOf } from './importing.ts';

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

const table = (rows: number, edit: (row: number) => string = (row) => `Ticket ${row}`): Buffer =>
  Buffer.from(
    ['Number,Title,Status', ...Array.from({ length: rows }, (_, row) => `N-${row},${edit(row)},Open`)].join('\n'),
  );

const somebody = {
  id: 'user:01J0000000000000000000000A',
  name: 'Lin Yue',
  roles: ['technician'],
  session: null,
} as const;

/** Works on a ticket as the ticket feature does: a new version of the record and an entry of its own. */
const workOn = async (desk: Desk, ticket: Ticket): Promise<void> => {
  valueOf(
    await desk.commit(somebody, (unit) => {
      unit.put(revise({ ...ticket, title: 'Worked on here' }, unit.at));
      const note: TimelineEntry = {
        ...unit.stamp('entry', unit.newChildId('entry', ticket.id)),
        ticketId: ticket.id,
        at: unit.at,
        by: { id: somebody.id, name: somebody.name },
        event: { kind: 'workNote', text: 'Looked at it' },
        imported: null,
      };
      unit.put(note);
      unit.audit({ action: 'ticket.workNote', object: { type: 'ticket', id: ticket.id, number: ticket.number } });
      return succeed(null);
    }),
  );
};

/** How the trail has a text. */
const inTrail = (text: string) => ({ length: text.length, sha256: createHash('sha256').update(text).digest('hex') });

const auditOf = async (desk: Desk): Promise<AuditEntry[]> =>
  (await desk.readAudit(1, desk.auditHead.seq)).map((line) => JSON.parse(line) as AuditEntry);

const nothingIsLeft = (desk: Desk): void => {
  const counts = desk.records.countsByType();
  expect({ ticket: counts['ticket'] ?? 0, entry: counts['entry'] ?? 0, importPart: counts['importPart'] ?? 0 }).toEqual(
    {
      ticket: 0,
      entry: 0,
      importPart: 0,
    },
  );
};

describe('a batch', () => {
  it('is audited step by step with counts, tied together by its id', async () => {
    const batch = await importer(folder.desk).take('x.csv', table(500));
    const trail = (await auditOf(folder.desk)).filter(({ correlation }) => correlation === batch.id);
    expect(trail[0]).toMatchObject({ action: 'import.begin' });
    expect(trail.at(-1)).toMatchObject({ action: 'import.end' });
    const steps = trail.slice(1, -1);
    expect(steps.every(({ action }) => action === 'import.write')).toBe(true);
    expect(steps.length).toBeLessThan(20);
    expect(steps.reduce((sum, { after }) => sum + (after as { tickets: number }).tickets, 0)).toBe(500);
  });

  it('can be proved to have made exactly what it made', async () => {
    const batch = await importer(folder.desk).take('x.csv', table(300));
    const ids = ticketsOf(folder.desk).flatMap(({ id }) => [
      id,
      ...timelineOf(folder.desk, id).map((entry) => entry.id),
    ]);
    let from = 0;
    for (const { action, after, correlation } of await auditOf(folder.desk)) {
      if (action !== 'import.write' || correlation !== batch.id) continue;
      const { tickets, made } = after as { tickets: number; made: { count: number; sha256: string } };
      const part = ids.slice(from, (from += 2 * tickets));
      const sha256 = createHash('sha256').update(part.toSorted().join('\n')).digest('hex');
      expect(made).toEqual({ count: 2 * tickets, sha256 });
    }
    expect(from).toBe(ids.length);
  });

  it('names each ticket that it changed or took away, with what was there before', async () => {
    const { take, handlers, context } = importer(folder.desk);
    await take('a.csv', table(2));
    const second = ticketsOf(folder.desk)[1];
    const trailOf = async (batchId: string) =>
      (await auditOf(folder.desk))
        .filter(({ correlation, object }) => correlation === batchId && object?.type === 'ticket')
        .map(({ action, object, before, after }) => ({ action, number: object?.number, before, after }));
    const newer = await take(
      'b.csv',
      table(3, (row) => (row === 0 ? 'Ticket 0' : `Renamed ${row}`)),
    );
    expect(await trailOf(newer.id)).toMatchObject([
      {
        action: 'import.update',
        number: second?.number,
        before: { title: inTrail('Ticket 1') },
        after: { title: inTrail('Renamed 1') },
      },
    ]);
    valueOf(await handlers['imports.undo']({ batchId: newer.id, keepTouched: false }, context));
    expect((await trailOf(newer.id)).slice(1)).toMatchObject([
      {
        action: 'import.remove',
        number: 'INC-7K3Q-000003',
        before: { title: inTrail('Renamed 2'), state: 'new' },
        after: null,
      },
      {
        action: 'import.restore',
        number: second?.number,
        before: { title: inTrail('Renamed 1') },
        after: { title: inTrail('Ticket 1') },
      },
    ]);
  });

  it('survives reopening, with its list of earlier ones', async () => {
    const batch = await importer(folder.desk).take('zammad.csv', fixture('zammad.csv'));
    const desk = await folder.reopen();
    const { handlers, context } = importer(desk);
    expect(valueOf(await handlers['imports.batches']({}, context))).toEqual([batch]);
    expect(ticketsOf(desk)).toHaveLength(5);
  });

  it('all or nothing refuses a file with a refused row; skipping takes the others', async () => {
    const { inspect, check, run } = importer(folder.desk);
    const { importId, plan } = await inspect('bad-values.csv', fixture('bad-values.csv'));
    await check(importId, plan);
    expect(failureOf(await run(importId, 'all'))).toEqual({ code: 'import.rows-refused', details: { rows: 5 } });
    nothingIsLeft(folder.desk);
    const batch = valueOf(await run(importId, 'skip-refused'));
    expect(batch.rows).toEqual({ create: 3, update: 0, duplicate: 0, refuse: 5 });
    expect(ticketsOf(folder.desk).map(({ imported }) => imported?.externalId)).toEqual(['1', '2', '7']);
  });

  it('the file is gone once it is imported', async () => {
    const { inspect, check, run } = importer(folder.desk);
    const { importId, plan } = await inspect('x.csv', table(3));
    await check(importId, plan);
    valueOf(await run(importId));
    expect(failureOf(await run(importId)).code).toBe('record.not-found');
  });

  it('gives numbers of this desk by kind, and keeps those of the other system findable', async () => {
    await importer(folder.desk).take('jira.csv', fixture('jira.csv'));
    expect(ticketsOf(folder.desk).map(({ number, imported }) => [number, imported?.externalId])).toEqual([
      ['INC-7K3Q-000001', 'HELP-101'],
      ['REQ-7K3Q-000001', 'HELP-102'],
      ['INC-7K3Q-000002', 'HELP-103'],
    ]);
  });
});

describe('the same tickets again', () => {
  it('the same file adds nothing, whoever reads it and however it is mapped', async () => {
    await importer(folder.desk).take('zammad.csv', fixture('zammad.csv'));
    const before = folder.desk.records.countsByType();
    const { inspect, check, run } = importer(folder.desk);
    const { importId, plan } = await inspect('again.csv', fixture('zammad.csv'));
    const columns = plan.columns.map((field) => (field === 'tags' ? null : field));
    const report = await check(importId, { ...plan, columns });
    expect(report.rows).toEqual({ create: 0, update: 0, duplicate: 5, refuse: 0 });
    valueOf(await run(importId));
    expect(folder.desk.records.countsByType()).toEqual({
      ...before,
      importBatch: 2,
      outbox: (before['outbox'] ?? 0) + 1,
      // Of the batch's own entry in the trail.
      salt: (before['salt'] ?? 0) + 1,
    });
  });

  it('rows without a number are known by what stands in them', async () => {
    const rows = Buffer.from(
      'Text,Topic\nprinter is jammed again on floor two,Hardware\nforgot the password of my account,Access\nprinter is jammed again on floor two,Hardware\n',
    );
    const first = await importer(folder.desk).take('a.csv', rows);
    expect(first.rows).toMatchObject({ create: 2, duplicate: 1 });
    expect((await importer(folder.desk).take('b.csv', rows)).rows).toMatchObject({ create: 0, duplicate: 3 });
  });

  it('two systems may use the same number', async () => {
    await importer(folder.desk).take('a.csv', table(2));
    const batch = await importer(folder.desk).take('b.csv', table(2), (plan) => ({
      ...plan,
      sourceName: 'Other desk',
    }));
    expect(batch.rows.create).toBe(2);
  });

  it('a newer export updates what nobody touched, and only adds history to what somebody works on', async () => {
    await importer(folder.desk).take('a.csv', table(3));
    const [touched, untouched] = ticketsOf(folder.desk);
    if (!touched || !untouched) throw new Error('two tickets were expected');
    await workOn(folder.desk, touched);
    const newer = table(3, (row) => (row < 2 ? `Renamed ${row}` : `Ticket ${row}`));
    const batch = await importer(folder.desk).take('b.csv', newer);
    expect(batch.rows).toEqual({ create: 0, update: 2, duplicate: 1, refuse: 0 });
    expect(folder.desk.records.get<Ticket>('ticket', touched.id)?.title).toBe('Worked on here');
    expect(timelineOf(folder.desk, touched.id).at(-1)).toMatchObject({
      imported: { batch: batch.id },
      event: { kind: 'edit', changes: [{ field: 'title', from: 'Worked on here', to: 'Renamed 0' }] },
    });
    expect(folder.desk.records.get<Ticket>('ticket', untouched.id)).toMatchObject({
      title: 'Renamed 1',
      number: untouched.number,
    });
    // Once told, it is no news any more.
    expect((await importer(folder.desk).take('c.csv', newer)).rows).toMatchObject({ update: 0, duplicate: 3 });
  });
});

it('whoever watches a ticket watches it still after a newer export', async () => {
  await importer(folder.desk).take('a.csv', table(1));
  const [ticket] = ticketsOf(folder.desk);
  if (!ticket) throw new Error('a ticket was expected');
  await folder.desk.commit(somebody, (unit) => {
    unit.write('ticket.watch', revise({ ...ticket, watchers: [somebody.id] }, unit.at));
    return { ok: true, value: null };
  });
  await importer(folder.desk).take(
    'b.csv',
    table(1, () => 'Renamed'),
  );
  expect(folder.desk.records.get<Ticket>('ticket', ticket.id)).toMatchObject({
    title: 'Renamed',
    watchers: [somebody.id],
  });
});

it('a ticket that was opened again less than never is in its first cycle', async () => {
  const file = Buffer.from('number,short_description,state,reopen_count\nINC1,VPN,New,-3');
  await importer(folder.desk).take('a.csv', file);
  expect(ticketsOf(folder.desk)).toMatchObject([{ reopenCount: 0, cycle: 1 }]);
});

describe('undoing', () => {
  it('leaves nothing of a batch that nobody touched', async () => {
    const { take, handlers, context } = importer(folder.desk);
    const batch = await take('x.csv', table(300));
    const undone = valueOf(await handlers['imports.undo']({ batchId: batch.id, keepTouched: false }, context));
    expect(undone).toMatchObject({ state: 'undone', kept: 0 });
    nothingIsLeft(folder.desk);
    expect(failureOf(await handlers['imports.undo']({ batchId: batch.id, keepTouched: false }, context)).code).toBe(
      'record.not-found',
    );
    // The same file can be imported once more, under new numbers.
    await take('x.csv', table(300));
    expect(ticketsOf(folder.desk)[0]?.number).toBe('INC-7K3Q-000301');
  });

  it('refuses with the list while somebody worked on a ticket, and keeps those if told to', async () => {
    const { take, handlers, context } = importer(folder.desk);
    const batch = await take('x.csv', table(20));
    const touched = ticketsOf(folder.desk)[7];
    if (!touched) throw new Error('a ticket was expected');
    await workOn(folder.desk, touched);
    expect(failureOf(await handlers['imports.undo']({ batchId: batch.id, keepTouched: false }, context))).toEqual({
      code: 'import.touched-since',
      details: { count: 1, numbers: [touched.number] },
    });
    expect(ticketsOf(folder.desk)).toHaveLength(20);
    const undone = valueOf(await handlers['imports.undo']({ batchId: batch.id, keepTouched: true }, context));
    expect(undone).toMatchObject({ state: 'undone', kept: 1 });
    expect(ticketsOf(folder.desk).map(({ id, title }) => [id, title])).toEqual([[touched.id, 'Worked on here']]);
    expect(timelineOf(folder.desk, touched.id).map(({ event }) => event.kind)).toEqual(['created', 'workNote']);
  });

  it('knows work by what changed, whatever the clock said meanwhile', async () => {
    const clock = testAmbient('2026-10-01T02:00:00.000Z');
    const other = await deskFolder(clock);
    const { take, handlers, context } = importer(other.desk);
    await take('a.csv', table(3));
    const batch = await take(
      'b.csv',
      table(3, (row) => `Renamed ${row}`),
    );
    const [touched] = ticketsOf(other.desk);
    if (!touched) throw new Error('a ticket was expected');
    clock.set('2026-09-30T02:00:00.000Z');
    await workOn(other.desk, touched);
    expect(failureOf(await handlers['imports.undo']({ batchId: batch.id, keepTouched: false }, context))).toMatchObject(
      {
        code: 'import.touched-since',
        details: { numbers: [touched.number] },
      },
    );
    await other.remove();
  });

  it('puts back what a later batch had changed', async () => {
    const { take, handlers, context } = importer(folder.desk);
    await take('a.csv', table(3));
    const before = ticketsOf(folder.desk);
    const batch = await take(
      'b.csv',
      table(5, (row) => `Renamed ${row}`),
    );
    expect(batch.rows).toMatchObject({ create: 2, update: 3 });
    valueOf(await handlers['imports.undo']({ batchId: batch.id, keepTouched: false }, context));
    // As it was, and yet another version: nobody who looks at the renamed one takes it for this.
    expect(ticketsOf(folder.desk)).toEqual(before.map((ticket) => ({ ...ticket, revision: 2 })));
    expect(folder.desk.records.count('entry')).toBe(3);
  });
});

describe('cancelling', () => {
  it('takes back what was written', async () => {
    const driver = importer(folder.desk);
    const { importId, plan } = await driver.inspect('x.csv', table(3000));
    await driver.check(importId, plan);
    let written = 0;
    driver.listeners.add(({ phase }) => {
      if (phase !== 'writing' || written > 0) return;
      written = folder.desk.records.count('ticket');
      void driver.handlers['imports.cancel']({ importId }, driver.context);
    });
    expect(failureOf(await driver.run(importId)).code).toBe('request.cancelled');
    expect(written).toBeGreaterThan(0);
    nothingIsLeft(folder.desk);
    expect(driver.progress.at(-1)?.phase).toBe('cancelled');
    expect(valueOf(await driver.handlers['imports.batches']({}, driver.context))).toMatchObject([
      { state: 'cancelled' },
    ]);
    // The file is still there: the same import can be run after all.
    expect(valueOf(await driver.run(importId)).rows.create).toBe(3000);
  });

  it('stops reading and checking, too', async () => {
    const driver = importer(folder.desk);
    const importId = await driver.open('x.csv', table(60_000));
    const reading = driver.handlers['imports.inspect']({ importId, reading: null }, driver.context);
    await driver.handlers['imports.cancel']({ importId }, driver.context);
    expect(failureOf(await reading).code).toBe('request.cancelled');
  });
});

describe('one writes at a time', () => {
  it('a second run is refused while the first writes', async () => {
    const first = importer(folder.desk);
    const { importId, plan } = await first.inspect('x.csv', table(2000));
    await first.check(importId, plan);
    const running = first.run(importId);
    const again = failureOf(await first.run(importId));
    expect(again.code).toBe('import.running');
    expect(failureOf(await first.handlers['imports.discard']({ importId }, first.context)).code).toBe('import.running');
    expect(valueOf(await running).rows.create).toBe(2000);
  });
});

describe('what a crash cut off', () => {
  /** The desk as a killed process leaves it: the batch still says `running`, some of its parts are there. */
  const cutOff = async (desk: Desk, state: 'running' | 'undoing'): Promise<ImportBatch> => {
    const view = await importer(desk).take('x.csv', table(400));
    const batch = desk.records.get<ImportBatch>('importBatch', view.id);
    if (!batch) throw new Error('the batch was expected');
    const broken: ImportBatch = { ...batch, state, endsAs: state === 'undoing' ? 'undone' : null, finishedAt: null };
    valueOf(
      await desk.commit(somebody, (unit) => {
        unit.write('test.cutOff', broken);
        return succeed(null);
      }),
    );
    return broken;
  };

  it.each([
    ['running', 'interrupted'],
    ['undoing', 'undone'],
  ] as const)('%s is taken back on the next opening', async (state, ended) => {
    const batch = await cutOff(folder.desk, state);
    const desk = await folder.reopen();
    const { handlers, context } = importer(desk);
    expect(valueOf(await handlers['imports.batches']({}, context))).toMatchObject([{ id: batch.id, state: ended }]);
    nothingIsLeft(desk);
    const again = await folder.reopen();
    nothingIsLeft(again);
  });

  it('another console’s unfinished import is its own to end', async () => {
    const batch = await cutOff(folder.desk, 'running');
    valueOf(
      await folder.desk.commit(somebody, (unit) => {
        unit.write('test.elsewhere', { ...batch, device: 'device:01J0000000000000000000000E' });
        return succeed(null);
      }),
    );
    const { handlers, context } = importer(folder.desk);
    expect(valueOf(await handlers['imports.batches']({}, context))).toMatchObject([{ state: 'running' }]);
    expect(ticketsOf(folder.desk)).toHaveLength(400);
  });

  it('work that somebody put into a ticket meanwhile stays', async () => {
    await cutOff(folder.desk, 'running');
    const ticket = ticketsOf(folder.desk)[3];
    if (!ticket) throw new Error('a ticket was expected');
    await workOn(folder.desk, ticket);
    const desk = await folder.reopen();
    const { handlers, context } = importer(desk);
    expect(valueOf(await handlers['imports.batches']({}, context))).toMatchObject([{ state: 'interrupted', kept: 1 }]);
    expect(ticketsOf(desk).map(({ id }) => id)).toEqual([ticket.id]);
  });

  it('the desk is held open while imports run, and let go after', async () => {
    let held = 0;
    const handlers = importHandlers(folder.desk, {
      notify: () => undefined,
      hold: () => {
        held++;
        return () => held--;
      },
      matrix: () => defaultPriorityMatrix,
    });
    const context = contextOf('Lin Yue', ['administrator']);
    valueOf(await handlers['imports.batches']({}, context));
    expect(held).toBe(0);
  });
});

describe('saved mappings', () => {
  it('are offered for the header they were made for, replaced by name, and removed', async () => {
    const driver = importer(folder.desk);
    const { plan, header } = await driver.inspect('x.csv', fixture('zammad.csv'));
    const saved = { ...plan, fill: { ...plan.fill, kind: 'request' as const } };
    const input = { name: 'Zammad weekly', header: [...header], plan: saved };
    valueOf(await driver.handlers['imports.saveProfile']({ ...input, plan }, driver.context));
    const profile = valueOf(await driver.handlers['imports.saveProfile'](input, driver.context));
    expect((await driver.inspect('y.csv', fixture('zammad.csv'))).profiles).toEqual([
      expect.objectContaining({ id: profile.id, name: 'Zammad weekly', fits: true, plan: saved }),
    ]);
    expect((await driver.inspect('z.csv', fixture('jira.csv'))).profiles).toMatchObject([{ fits: false }]);
    valueOf(await driver.handlers['imports.removeProfile']({ id: profile.id }, driver.context));
    expect((await driver.inspect('y.csv', fixture('zammad.csv'))).profiles).toEqual([]);
  });
});

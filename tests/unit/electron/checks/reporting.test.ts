/** A ticket that begins with what somebody found by hand. */
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Checks } from '#core/checks/handlers.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import type { Language } from '#shared/settings/operations.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { checksOf, valueOf } from './checks-desk.ts';
import { Started } from './servers.ts';

const technician = contextOf('Lin Yue', ['technician']);
const siteId = 'site:01J0000000000000000000000S';
const assetId = 'ci:01J0000000000000000000000A';
const started = new Started();
let folder: DeskFolder;
let checks: Checks;
let tied: (readonly [ticketId: string, assetId: string])[] = [];
beforeEach(async () => {
  tied = [];
  folder = await deskFolder(testAmbient());
  checks = checksOf(folder.desk, [], {
    tieAsset: (_unit, ticketId, ciId) => {
      tied.push([ticketId, ciId]);
      return succeed(null);
    },
  });
  await folder.desk.commit(folder.desk.deviceActor, (unit) => {
    unit.putLocal({ ...unit.stamp('site', siteId), name: { en: 'Harbour works', 'zh-CN': '海港厂' } } as never);
    unit.putLocal({ ...unit.stamp('ci', assetId), name: 'ERP-01' } as never);
    return succeed(null);
  });
});
afterEach(async () => {
  await started.end();
  await folder.remove();
});

const run = async (jobId: string, port: number) =>
  valueOf(
    await checks.handlers['checks.run'](
      { jobId, diagnostic: { kind: 'tcp', host: '127.0.0.1', port }, limits: null, timeoutSeconds: 5 },
      technician,
    ),
  );
const report = (
  jobId: string,
  more: { readonly siteId?: string; readonly assetId?: string; readonly language?: Language } = {},
  by = technician,
) =>
  checks.handlers['checks.reportRun'](
    {
      jobId,
      title: 'Port 127.0.0.1: nothing listens',
      category: 'Network',
      subject: { siteId: more.siteId ?? null, assetId: more.assetId ?? null },
      language: more.language ?? 'en',
    },
    by,
  );

describe('a ticket of what was found by hand', () => {
  it('has category, priority, what it is about and the finding, in one commit', async () => {
    const port = await started.refusingPort();
    const finding = await run('job-00000001', port);
    const { seq } = folder.desk.auditHead;
    const made = valueOf(await report('job-00000001', { siteId, assetId }));
    expect(made.isNew).toBe(true);
    expect(folder.desk.auditHead.seq).toBe(seq + 1);
    expect(folder.desk.records.get<Ticket>('ticket', made.ticketId)).toMatchObject({
      kind: 'incident',
      title: 'Port 127.0.0.1: nothing listens',
      description: `127.0.0.1:${port}\nHarbour works\nERP-01`,
      category: 'Network',
      priority: 3,
      state: 'new',
    });
    expect(tied).toEqual([[made.ticketId, assetId]]);
    const events = readTimeline(folder.desk.records, made.ticketId).map(({ event }) => event);
    expect(events).toMatchObject([{ kind: 'created' }, { kind: 'check', act: 'result', check: null, finding }]);
  });

  it('names what it is about in the language of who makes it, and what has one name by that', async () => {
    const port = await started.refusingPort();
    await run('job-00000008', port);
    const { ticketId } = valueOf(await report('job-00000008', { siteId, assetId, language: 'zh-CN' }));
    expect(folder.desk.records.get<Ticket>('ticket', ticketId)?.description).toBe(`127.0.0.1:${port}\n海港厂\nERP-01`);
  });

  it('of what is well matters less', async () => {
    await run('job-00000002', await started.listen(createServer()));
    const { ticketId } = valueOf(await report('job-00000002'));
    expect(folder.desk.records.get<Ticket>('ticket', ticketId)).toMatchObject({ impact: 3, urgency: 3 });
  });

  it('is made once, however often the key is pressed', async () => {
    await run('job-00000003', await started.refusingPort());
    const first = valueOf(await report('job-00000003'));
    expect(valueOf(await report('job-00000003'))).toEqual({ ...first, isNew: false });
  });

  it('is made by who found it, and of nothing else', async () => {
    await run('job-00000004', await started.refusingPort());
    const gone = { failure: { code: 'check.result-gone' } };
    expect(await report('job-00000004', {}, contextOf('Wei', ['technician']))).toMatchObject(gone);
    expect(await report('job-00000005')).toMatchObject(gone);
  });

  it('is made though its asset is gone since, and is not where the asset cannot be tied', async () => {
    await run('job-00000006', await started.refusingPort());
    expect(valueOf(await report('job-00000006', { assetId: 'ci:01J0000000000000000000000Z' })).isNew).toBe(true);
    expect(tied).toEqual([]);
    const strict = checksOf(folder.desk, [], { tieAsset: () => refuse('request.invalid', 'no') });
    await strict.handlers['checks.run'](
      {
        jobId: 'job-00000007',
        diagnostic: { kind: 'load' },
        limits: null,
        timeoutSeconds: 5,
      },
      technician,
    );
    const tickets = [...folder.desk.records.ids('ticket')].length;
    const refused = await strict.handlers['checks.reportRun'](
      { jobId: 'job-00000007', title: 'x', category: null, subject: { siteId: null, assetId }, language: 'en' },
      technician,
    );
    expect(refused.ok).toBe(false);
    expect([...folder.desk.records.ids('ticket')]).toHaveLength(tickets);
  });
});

/** Checks of a real desk, with a clock that the test sets, against servers of this run. */
import { createServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readTimeline } from '#core/tickets/timeline.ts';
import { resolveTicket } from '#core/tickets/resolve-ticket.ts';
import { succeed } from '#shared/base/result.ts';
import { operations } from '#shared/contract/index.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { contextOf } from '../../../support/session-context.ts';
import { deskOfEachTest, lead, portCheck, valueOf } from './checks-desk.ts';

const kit = deskOfEachTest();
const { started, ambient, add, list, tick, later, standing, news } = kit;

const call = () => kit.checks.handlers;
const state = async (checkId: string): Promise<string> =>
  valueOf(await call()['checks.get']({ checkId }, lead)).listed.state;
const told = (ticketId: string): readonly string[] =>
  readTimeline(kit.desk.records, ticketId).flatMap(({ event }) => (event.kind === 'check' ? [event.act] : []));
const serveOn = async (port: number): Promise<Server> => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  started.add(() => server.close());
  return server;
};

describe('a check', () => {
  it('says what became of the asset that it looks after', async () => {
    const assetId = 'ci:01J0000000000000000000000B';
    const put = (status: string) =>
      kit.desk.commit(kit.desk.deviceActor, (unit) => {
        unit.putLocal({ ...unit.stamp('ci', assetId), name: 'ERP-01', status } as never);
        return succeed(null);
      });
    await put('in_use');
    const port = await started.listen(createServer());
    const id = await add({ ...portCheck(port), subject: { siteId: null, assetId } });
    const end = async () => valueOf(await call()['checks.get']({ checkId: id }, lead)).listed.assetEnd;
    for (const status of ['in_use', 'in_repair', 'retired', 'disposed', 'lost', 'in_stock']) {
      await put(status);
      expect(await end(), status).toBe(['retired', 'disposed', 'lost'].includes(status) ? status : null);
    }
    await kit.desk.commit(kit.desk.deviceActor, (unit) => {
      unit.removeLocal(assetId);
      return succeed(null);
    });
    expect(await end()).toBe('gone');
  });

  it('runs as soon as it is there, then at its interval, and not before', async () => {
    const port = await started.listen(createServer());
    const id = await add(portCheck(port));
    expect(await state(id)).toBe('ok');
    await later(1);
    expect(standing(id)?.results).toHaveLength(1);
    await later(4.1);
    expect(standing(id)?.results).toHaveLength(2);
  });

  it('makes up once for what fell due while the laptop slept', async () => {
    const port = await started.listen(createServer());
    const id = await add(portCheck(port));
    await later(60 * 24 * 3);
    kit.checks.patrol.look();
    await kit.checks.patrol.settled();
    expect(standing(id)?.results).toHaveLength(2);
    expect(standing(id)?.days.map(({ on }) => on)).toEqual(['2026-11-26', '2026-11-29']);
  });

  it('alerts after so many failures in a row, once, and looks less and less often then', async () => {
    const id = await add(portCheck(await started.refusingPort()));
    expect(await state(id)).toBe('warning');
    expect(news()).toEqual([]);
    await later(1);
    expect(await state(id)).toBe('failing');
    expect(news()).toEqual(['failing']);
    expect(valueOf(await call()['checks.failing']({}, lead))).toBe(1);
    for (const wait of [5, 10, 20, 20]) await later(wait);
    expect(standing(id)?.failedInARow).toBe(6);
    await later(15);
    expect(standing(id)?.failedInARow).toBe(6);
    expect(news()).toEqual(['failing']);
  });

  it('says nothing in quiet hours, and says it when they end', async () => {
    const id = await add(portCheck(await started.refusingPort(), { inARow: 1, quiet: { from: '08:00', to: '09:20' } }));
    expect(await state(id)).toBe('failing');
    expect(news()).toEqual([]);
    await later(30);
    expect(news()).toEqual(['failing']);
  });

  it('does not run during maintenance', async () => {
    const maintenance = { from: '2026-11-26T08:00:00.000Z', to: '2026-11-26T10:00:00.000Z' };
    const id = await add(portCheck(await started.refusingPort(), { maintenance }));
    await later(30);
    expect(standing(id)?.results).toEqual([]);
    await later(31);
    expect(standing(id)?.results).toHaveLength(1);
  });

  it('is unknown on a laptop without a network, tells nobody, and notes that once', async () => {
    kit.takeNetwork();
    const id = await add(portCheck(80, { inARow: 1, diagnostic: { kind: 'tcp', host: '192.0.2.9', port: 80 } }));
    await later(6);
    await later(6);
    expect(await state(id)).toBe('unknown');
    expect(standing(id)?.results).toHaveLength(1);
    expect(news()).toEqual([]);
    expect((await list()).hasNetwork).toBe(false);
  });

  it('never runs more than four at once, nor one twice', async () => {
    let [now, most] = [0, 0];
    const server = createServer((socket) => {
      most = Math.max(most, ++now);
      socket.on('close', () => now--);
    });
    const port = await started.listen(server);
    for (let count = 0; count < 9; count++) await add(portCheck(port, { title: `ERP ${count}` }));
    ambient.set('2026-11-26T12:00:00.000Z');
    for (let look = 0; look < 5; look++) kit.checks.patrol.look();
    await kit.checks.patrol.settled();
    expect(most).toBeLessThanOrEqual(4);
    const { checks: all } = await list();
    expect(all.map(({ results }) => results.length)).toEqual(Array.from({ length: 9 }, () => 2));
  });

  it('runs only where somebody let exactly that run', async () => {
    const port = await started.listen(createServer());
    const id = await add(portCheck(port));
    valueOf(await call()['checks.switch']({ checkId: id, seen: 1, on: false }, lead));
    await later(60);
    expect(await state(id)).toBe('paused');
    expect(standing(id)?.results).toHaveLength(1);
    valueOf(await call()['checks.switch']({ checkId: id, seen: 1, on: true }, lead));
    await kit.checks.patrol.settled();
    expect(standing(id)?.results).toHaveLength(2);
    // As if another laptop had made another thing of it.
    const check = kit.desk.records.get('check', id);
    await kit.desk.commit(kit.desk.deviceActor, (unit) => {
      unit.write('check.edit', { ...check, diagnostic: { kind: 'tcp', host: '10.0.0.1', port } } as never);
      return succeed(null);
    });
    await later(60);
    expect(await state(id)).toBe('paused');
    expect(standing(id)?.results).toHaveLength(2);
  });

  it('keeps what was not seen from being overwritten', async () => {
    const id = await add(portCheck(await started.listen(createServer())));
    const edit = (seen: number) =>
      call()['checks.edit']({ checkId: id, seen, content: portCheck(1, { title: 'Other' }) }, lead);
    valueOf(await edit(1));
    expect(await edit(1)).toMatchObject({ failure: { code: 'record.stale' } });
  });

  it('goes on as it was after a restart, and keeps its history bounded', async () => {
    const port = await started.listen(createServer());
    const id = await add(portCheck(port, { everyMinutes: 1 }));
    for (let run = 0; run < 60; run++) await later(1);
    expect(standing(id)?.results).toHaveLength(48);
    expect(standing(id)?.days).toMatchObject([{ runs: { ok: 61 } }]);
    await kit.reopen();
    expect(standing(id)?.results).toHaveLength(48);
  });
});

describe('what rests', () => {
  it('is not told of when somebody runs it by hand, and the trail says who did', async () => {
    const maintenance = { from: '2026-11-26T08:00:00.000Z', to: '2026-11-26T10:00:00.000Z' };
    const id = await add(portCheck(await started.refusingPort(), { inARow: 1, maintenance }));
    valueOf(await call()['checks.runNow']({ checkId: id }, lead));
    expect(standing(id)?.results).toHaveLength(1);
    expect(news()).toEqual([]);
    const { seq } = kit.desk.auditHead;
    const [line = ''] = await kit.desk.readAudit(seq, seq);
    expect(JSON.parse(line)).toMatchObject({ action: 'check.run', actor: lead.session.userId, object: { id } });
    await later(61);
    expect(news()).toEqual(['failing']);
  });

  it('gives the network time to come back after a sleep, and then runs once', async () => {
    const port = await started.listen(createServer());
    const id = await add(portCheck(port));
    await tick(10);
    await tick(8 * 3_600);
    expect(standing(id)?.results).toHaveLength(1);
    await tick(10);
    expect(standing(id)?.results).toHaveLength(1);
    await tick(21);
    expect(standing(id)?.results).toHaveLength(2);
    // A clock that is set back is no sleep, and what it left in the future is due.
    await tick(-86_400);
    expect(standing(id)?.results).toHaveLength(3);
  });
});

describe('a ticket of a check', () => {
  it('that does not fail does not say that it does', async () => {
    const id = await add(portCheck(await started.listen(createServer())));
    const { ticketId } = valueOf(await call()['checks.makeTicket']({ checkId: id, language: 'en' }, lead));
    expect(told(ticketId)).toEqual(['result']);
  });

  it('is made by one key, hears of recovery and of failing again, and is no second one', async () => {
    const port = await started.refusingPort();
    const id = await add(portCheck(port, { inARow: 1 }));
    const made = valueOf(await call()['checks.makeTicket']({ checkId: id, language: 'en' }, lead));
    expect(made.isNew).toBe(true);
    const ticket = kit.desk.records.get<Ticket>('ticket', made.ticketId);
    expect(ticket).toMatchObject({
      title: 'ERP port',
      kind: 'incident',
      channel: 'log_alert',
      priority: 3,
      state: 'new',
    });
    expect(told(made.ticketId)).toEqual(['failing']);
    await later(6);
    expect(told(made.ticketId)).toEqual(['failing']);
    const server = await serveOn(port);
    await later(30);
    expect(told(made.ticketId)).toEqual(['failing', 'recovered']);
    server.close();
    await later(30);
    expect(told(made.ticketId)).toEqual(['failing', 'recovered', 'failing']);
    expect(valueOf(await call()['checks.makeTicket']({ checkId: id, language: 'en' }, lead))).toEqual({
      ...made,
      isNew: false,
    });
  });

  it('that is resolved makes room for another one', async () => {
    const id = await add(portCheck(await started.refusingPort(), { inARow: 1 }));
    const first = valueOf(await call()['checks.makeTicket']({ checkId: id, language: 'en' }, lead));
    const ticket = kit.desk.records.get<Ticket>('ticket', first.ticketId);
    if (!ticket) throw new Error('no ticket');
    await kit.desk.commit(kit.desk.deviceActor, (unit) => {
      const request = { code: 'other', text: 'done', articleId: null, noArticleReason: 'none' } as const;
      const taken = { ...ticket, state: 'in_progress', assignee: { id: null, name: 'Lin Yue' } } as const;
      return resolveTicket(unit, taken, request, '2026-11-26T09:10:00.000Z', []);
    });
    expect(kit.desk.records.get<Ticket>('ticket', first.ticketId)?.state).toBe('resolved');
    expect(valueOf(await call()['checks.makeTicket']({ checkId: id, language: 'en' }, lead)).isNew).toBe(true);
  });
});

describe('what a person runs', () => {
  const run = (jobId: string, port: number) =>
    call()['checks.run'](
      { jobId, diagnostic: { kind: 'tcp', host: '127.0.0.1', port }, limits: null, timeoutSeconds: 5 },
      lead,
    );

  it('goes onto a ticket as it was found, from the session that ran it and no other', async () => {
    const id = await add(portCheck(await started.refusingPort(), { inARow: 1 }));
    const { ticketId } = valueOf(await call()['checks.makeTicket']({ checkId: id, language: 'en' }, lead));
    const finding = valueOf(await run('job-00000001', await started.listen(createServer())));
    const detail = valueOf(await call()['checks.attach']({ jobId: 'job-00000001', ticketId }, lead));
    expect(detail.timeline.at(-1)?.event).toEqual({ kind: 'check', act: 'result', check: null, finding });
    const other = contextOf('Wei', ['technician']);
    expect(await call()['checks.attach']({ jobId: 'job-00000001', ticketId }, other)).toMatchObject({
      failure: { code: 'check.result-gone' },
    });
  });

  it('can be stopped, and leaves no result', async () => {
    const silent = await started.listen(createServer());
    const going = call()['checks.run'](
      {
        jobId: 'job-00000002',
        diagnostic: { kind: 'tls', host: '127.0.0.1', port: silent, name: null },
        limits: null,
        timeoutSeconds: 60,
      },
      lead,
    );
    await call()['checks.cancel']({ jobId: 'job-00000002' }, lead);
    expect(await going).toMatchObject({ failure: { code: 'request.cancelled' } });
  });

  it('is at most eight at once, and says so', async () => {
    const silent = await started.listen(createServer());
    const diagnostic = { kind: 'tls', host: '127.0.0.1', port: silent, name: null } as const;
    const begin = (jobId: string) =>
      call()['checks.run']({ jobId, diagnostic, limits: null, timeoutSeconds: 60 }, lead);
    const ids = Array.from({ length: 8 }, (_none, at) => `job-0000010${at}`);
    const going = ids.map(begin);
    expect(await begin('job-00000109')).toMatchObject({ failure: { code: 'check.too-many-running' } });
    for (const jobId of ids) await call()['checks.cancel']({ jobId }, lead);
    for (const each of going) expect((await each).ok).toBe(false);
  });

  it('is asked for by other parts of the desk too, and notes nothing', async () => {
    const { seq } = kit.desk.auditHead;
    const port = await started.refusingPort();
    const cancel = new AbortController();
    const diagnostic = { kind: 'tcp', host: '127.0.0.1', port } as const;
    expect(await kit.checks.runDiagnostic(diagnostic, cancel.signal)).toMatchObject({ meaning: 'refused' });
    cancel.abort();
    expect(await kit.checks.runDiagnostic(diagnostic, cancel.signal)).toBeNull();
    expect(kit.desk.auditHead.seq).toBe(seq);
  });

  it('is in the trail by its kind, and never by its target', async () => {
    await run('job-00000003', await started.refusingPort());
    const { seq } = kit.desk.auditHead;
    const [line = ''] = await kit.desk.readAudit(seq, seq);
    expect(JSON.parse(line)).toMatchObject({ action: 'check.run', after: { kind: 'tcp', outcome: 'failed' } });
    expect(line).not.toContain('127.0.0.1');
  });

  it('takes no target that is more than one', () => {
    const input = operations['checks.run'].input;
    for (const host of ['a b', '-h', 'a;b', '$(x)', 'a\nb', 'http://a', 'a/b', '', 'x'.repeat(300)])
      expect(
        input.safeParse({
          jobId: 'job-00000004',
          diagnostic: { kind: 'tcp', host, port: 80 },
          limits: null,
          timeoutSeconds: 5,
        }).success,
        host,
      ).toBe(false);
  });
});

/** Checks that run by themselves through what a laptop goes through: sleep, clocks that change, no network, many at once, the desk closed. */
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { askGateways } from '#core/checks/ask-gateways.ts';
import { CutOff } from '#core/checks/cut-off.ts';
import { unknownSystem } from '#core/checks/systems/this-system.ts';
import type { Diagnostic } from '#shared/checks/diagnostic.ts';
import type { Meaning, Outcome } from '#shared/checks/finding.ts';
import { eventually } from '../../../support/eventually.ts';
import { deskOfEachTest, lead, portCheck, valueOf } from './checks-desk.ts';
import { noPlaces } from './probing.ts';

const kit = deskOfEachTest();
const { started, ambient, add, list, pass, tick, later, standing, news } = kit;
const systemWith = (addresses: readonly string[]) => ({
  ...unknownSystem,
  gateways: () =>
    Promise.resolve({ by: 'a test', all: addresses.map((address) => ({ device: 'lo', address, metric: 0 })) }),
});

describe('a laptop that sleeps', () => {
  it('does not take its own sleep for a server that is silent', async () => {
    const held: Socket[] = [];
    let answers = true;
    const port = await started.listen(
      createServer((socket) => {
        if (answers) socket.end('220 mail.test\r\n');
        else held.push(socket);
      }),
    );
    const diagnostic: Diagnostic = { kind: 'tls', host: '127.0.0.1', port, name: null };
    const id = await add(portCheck(port, { diagnostic, limits: null, inARow: 1 }));
    expect(standing(id)?.results).toHaveLength(1);
    answers = false;
    pass(600);
    kit.checks.patrol.tick();
    pass(31);
    kit.checks.patrol.tick();
    await eventually(() => expect(held).toHaveLength(1));
    // Asleep in the middle of the question; the connection is gone when it wakes.
    pass(8 * 3_600);
    for (const socket of held) socket.destroy();
    await kit.checks.patrol.settled();
    expect(standing(id)?.results).toHaveLength(1);
    answers = true;
    kit.checks.patrol.look();
    await kit.checks.patrol.settled();
    expect(standing(id)?.results).toHaveLength(1);
    await tick(31);
    await tick(31);
    expect(standing(id)?.results).toHaveLength(2);
  });

  it('is opened and closed a dozen times a day, and each check runs once for each time it fell due', async () => {
    const port = await started.listen(createServer());
    const id = await add(portCheck(port, { everyMinutes: 60 }));
    for (let nap = 0; nap < 12; nap++) {
      await tick(10);
      await tick(50 * 60);
      await tick(31);
    }
    // Twelve hours less ten minutes each, at an interval that is up to a tenth shorter.
    expect(standing(id)?.results.length).toBeGreaterThanOrEqual(7);
    expect(standing(id)?.results.length).toBeLessThanOrEqual(13);
  });
});

describe('a clock', () => {
  it('that goes over to winter time makes no run twice and leaves none out', async () => {
    kit.open({ zone: 'Europe/Berlin' });
    ambient.set('2026-10-24T22:00:00.000Z');
    const port = await started.listen(createServer());
    const id = await add(portCheck(port, { everyMinutes: 60 }));
    for (let minutes = 10; minutes < 25 * 60; minutes += 10) await later(10);
    const { days = [], results = [] } = standing(id) ?? {};
    expect(days.map(({ on }) => on)).toEqual(['2026-10-25']);
    const gaps = results.slice(1).map(({ at }, place) => Date.parse(at) - Date.parse(results[place]?.at ?? ''));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50 * 60_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(70 * 60_000);
  });

  it('that shows an hour twice keeps quiet through both of them', async () => {
    kit.open({ zone: 'Europe/Berlin' });
    ambient.set('2026-10-25T00:10:00.000Z');
    const quiet = { from: '02:00', to: '03:00' };
    await add(portCheck(await started.refusingPort(), { everyMinutes: 10, inARow: 1, quiet }));
    for (let ten = 0; ten < 10; ten++) await later(10);
    // 02:50 by winter time.
    expect(ambient.now().toISOString()).toBe('2026-10-25T01:50:00.000Z');
    expect(news()).toEqual([]);
    for (let ten = 0; ten < 8; ten++) await later(10);
    expect(news()).toEqual(['failing']);
  });

  it('that is set back by a month holds nothing up, and an alert still comes', async () => {
    const port = await started.listen(createServer());
    const server = await started.refusingPort();
    const well = await add(portCheck(port));
    const ill = await add(portCheck(server, { inARow: 3 }));
    await tick(10);
    await tick(-30 * 86_400);
    expect(standing(well)?.results).toHaveLength(2);
    await tick(61);
    await tick(31);
    await tick(61);
    await tick(31);
    expect(standing(ill)?.alert).not.toBeNull();
    expect(news()).toEqual(['failing']);
    // What was noted by the clock that was ahead takes in no day of now.
    expect(standing(well)?.days.map(({ on }) => on)).not.toContain('2026-11-26');
  });
});

describe('a network', () => {
  it('that is gone all day is noted once by each check, and told of by none', async () => {
    kit.takeNetwork();
    const ids: string[] = [];
    for (let each = 0; each < 12; each++)
      ids.push(
        await add(portCheck(80, { inARow: 1, diagnostic: { kind: 'tcp', host: `192.0.2.${each + 1}`, port: 80 } })),
      );
    for (let hour = 0; hour < 24; hour++) {
      await tick(1_800);
      await tick(31);
    }
    expect(news()).toEqual([]);
    for (const id of ids) {
      expect(standing(id)?.results.map(({ outcome, meaning }) => [outcome, meaning])).toEqual([
        ['unknown', 'noNetwork'],
      ]);
      expect(standing(id)?.failedInARow).toBe(0);
    }
  });

  it('that leads nowhere is one word to people, not one for each check, and ends with the first answer', async () => {
    const proxyPort = await started.refusingPort();
    valueOf(await kit.checks.handlers['checks.setProxy']({ proxy: `http://127.0.0.1:${proxyPort}` }, lead));
    const ids: string[] = [];
    for (let each = 0; each < 30; each++)
      ids.push(
        await add(portCheck(80, { limits: null, diagnostic: { kind: 'http', url: `http://h${each}.example/` } })),
      );
    for (let round = 0; round < 12; round++) {
      await tick(301);
      await tick(31);
    }
    expect(news()).toEqual(['silentAll']);
    const { silence, checks: all } = await list();
    expect(silence).toEqual({ since: '2026-11-26T09:00:00.000Z', why: 'silentAll' });
    expect(all.filter(({ state }) => state === 'failing')).toEqual([]);
    expect(standing(ids[29] ?? '')?.results).toMatchObject([{ outcome: 'unknown', meaning: 'silentAll' }]);

    const proxy = createHttpServer((_request, response) => response.end('fine'));
    await new Promise<void>((resolve) => proxy.listen(proxyPort, '127.0.0.1', resolve));
    started.add(() => proxy.close());
    await tick(301);
    await tick(31);
    const back = await list();
    expect(back.silence).toBeNull();
    expect(back.checks.map(({ state }) => state)).toEqual(ids.map(() => 'ok'));
    expect(news()).toEqual(['silentAll']);
  });

  it.each([
    ['does not answer', '127.255.255.255', 'cutOff'],
    ['answers', '127.0.0.1', 'silentBeyond'],
  ])('whose gateway %s is told of as that', async (_, address, why) => {
    const proxyPort = await started.refusingPort();
    kit.checks.patrol.stop();
    kit.open({ places: { ...noPlaces, system: systemWith([address]) } });
    valueOf(await kit.checks.handlers['checks.setProxy']({ proxy: `http://127.0.0.1:${proxyPort}` }, lead));
    const ids: string[] = [];
    for (let each = 0; each < 5; each++)
      ids.push(
        await add(portCheck(80, { limits: null, diagnostic: { kind: 'http', url: `http://h${each}.example/` } })),
      );
    await tick(301);
    await tick(31);
    expect(news()).toEqual([why]);
    expect((await list()).silence?.why).toBe(why);
    expect(standing(ids[4] ?? '')?.last).toMatchObject({ outcome: 'unknown', meaning: why });
  });

  it('whose gateway answers has servers that are down, where they lie in it themselves', async () => {
    const cutOff = new CutOff({
      gateways: () => askGateways(systemWith(['127.0.0.1']), new AbortController().signal),
      isNear: (address) => address.startsWith('10.0.0.'),
      mono: () => 0,
    });
    const judged = async (host: string, addresses: string) => {
      const { finding } = await cutOff.judge({
        diagnostic: { kind: 'tcp', host, port: 443 },
        outcome: 'failed',
        meaning: 'timeout',
        facts: [{ key: 'addresses', value: addresses }],
        measures: [],
        at: '2026-11-26T09:00:00.000Z',
        tookMs: 1,
      });
      return [finding.outcome, finding.meaning];
    };
    await judged('a.example', '10.0.0.1');
    await judged('b.example', '10.0.0.2');
    expect(await judged('c.example', '10.0.0.3')).toEqual(['failed', 'timeout']);
    expect(await judged('10.0.0.4', '')).toEqual(['failed', 'timeout']);
    expect(cutOff.silence).toBeNull();
    expect(await judged('d.example', '10.0.0.3, 192.0.2.7')).toEqual(['unknown', 'silentBeyond']);
    expect(await judged('e.example', '')).toEqual(['unknown', 'silentBeyond']);
    expect(await judged('c.example', '10.0.0.3')).toEqual(['failed', 'timeout']);
  });

  it('on which one server is silent while others answer is no reason to doubt: that one fails', async () => {
    const cutOff = new CutOff({ gateways: () => Promise.resolve('gone'), isNear: () => false, mono: () => 0 });
    const finding = (host: string, outcome: Outcome, meaning: Meaning) => ({
      diagnostic: { kind: 'tcp', host, port: 443 } as const,
      outcome,
      meaning,
      facts: [],
      measures: [],
      at: '2026-11-26T09:00:00.000Z',
      tookMs: 1,
    });
    const judged = async (host: string, outcome: Outcome, meaning: Meaning) => {
      const { finding: found, isFirst } = await cutOff.judge(finding(host, outcome, meaning));
      return [found.outcome, isFirst];
    };
    for (let round = 0; round < 5; round++) {
      expect(await judged('a.example', 'failed', 'timeout')).toEqual(['failed', false]);
      expect(await judged('b.example', 'failed', 'nameTimeout')).toEqual(['failed', false]);
      // A refusal is an answer.
      expect(await judged('c.example', 'failed', 'refused')).toEqual(['failed', false]);
    }
    // The laptop itself hears nobody and is no witness; unknown is none either.
    expect(await judged('a.example', 'failed', 'timeout')).toEqual(['failed', false]);
    expect(await judged('b.example', 'failed', 'timeout')).toEqual(['failed', false]);
    expect(await judged('127.0.0.1', 'ok', 'tcpOpen')).toEqual(['ok', false]);
    expect(await judged('d.example', 'unknown', 'noRoute')).toEqual(['unknown', false]);
    expect(await judged('C.example', 'failed', 'unreachable')).toEqual(['unknown', true]);
    expect(await judged('c.example', 'failed', 'unreachable')).toEqual(['unknown', false]);
    expect(cutOff.silence).toEqual({ since: '2026-11-26T09:00:00.000Z', why: 'cutOff' });
    expect(await judged('a.example', 'ok', 'tcpOpen')).toEqual(['ok', false]);
    expect(cutOff.silence).toBeNull();
    expect(await judged('b.example', 'failed', 'timeout')).toEqual(['failed', false]);
  });
});

describe('many checks', () => {
  it('that fall due together run four at a time, and whoever asks meanwhile is answered', async () => {
    let [most, seen] = [0, 0];
    const waiting: Socket[] = [];
    const port = await started.listen(
      createServer((socket) => {
        seen++;
        most = Math.max(most, waiting.push(socket.resume()));
      }),
    );
    const diagnostic: Diagnostic = { kind: 'tls', host: '127.0.0.1', port, name: null };
    for (let each = 0; each < 200; each++)
      valueOf(
        await kit.checks.handlers['checks.add'](
          { content: portCheck(port, { title: `Check ${each}`, diagnostic, limits: null }) },
          lead,
        ),
      );
    await eventually(() => expect(waiting).toHaveLength(4));
    // All four wait for a server that says nothing, and the desk answers.
    const { checks: all } = await list();
    expect(all).toHaveLength(200);
    expect(all.filter(({ isRunning }) => isRunning)).toHaveLength(4);
    const refused = await kit.checks.handlers['checks.add']({ content: portCheck(port) }, lead);
    expect(refused).toMatchObject({ failure: { code: 'check.too-many' } });
    const answer = setInterval(() => {
      for (const socket of waiting.splice(0)) socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    }, 1);
    started.add(() => clearInterval(answer));
    await kit.checks.patrol.settled();
    expect(most).toBe(4);
    expect(seen).toBe(200);
    expect((await list()).checks.filter(({ results }) => results.length === 1)).toHaveLength(200);
  });
});

describe('a desk', () => {
  it('that is locked stops what runs, notes nothing of it, and makes up for it once', async () => {
    const waiting: Socket[] = [];
    const port = await started.listen(createServer((socket) => waiting.push(socket.resume())));
    const diagnostic: Diagnostic = { kind: 'tls', host: '127.0.0.1', port, name: null };
    const { check } = valueOf(
      await kit.checks.handlers['checks.add']({ content: portCheck(port, { diagnostic, limits: null }) }, lead),
    );
    await eventually(() => expect(waiting).toHaveLength(1));
    const { patrol } = kit.checks;
    const closed = new Promise((resolve) => waiting[0]?.once('close', resolve));
    await kit.reopen();
    await closed;
    await patrol.settled();
    kit.open();
    const results = () => standing(check.id)?.results;
    expect(results()).toEqual([]);
    for (const socket of waiting) socket.destroy();
    patrol.tick();
    expect(patrol.isRunning(check.id)).toBe(false);
    kit.checks.patrol.look();
    await eventually(() => expect(waiting).toHaveLength(2));
    waiting[1]?.end('no');
    await kit.checks.patrol.settled();
    expect(results()).toHaveLength(1);
  });
});

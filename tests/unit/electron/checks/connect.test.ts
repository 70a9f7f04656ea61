/** Port, response time and certificate, against servers of this run. */
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { runDiagnostic } from '#core/checks/run-diagnostic.ts';
import { judgeCertificate, judgeChain } from '#core/checks/diagnostics/tls.ts';
import { eventually } from '../../../support/eventually.ts';
import { makeCertificate, type Identity } from './certificate.ts';
import { factOf, measureOf, noPlaces, noRoots, realClock, run } from './probing.ts';
import { Started } from './servers.ts';

const started = new Started();
afterEach(() => started.end());

const DAY = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY);

describe('a port', () => {
  it('that takes connections is open, and says how long that took', async () => {
    const port = await started.listen(createServer());
    const finding = await run({ kind: 'tcp', host: '127.0.0.1', port });
    expect(finding).toMatchObject({ outcome: 'ok', meaning: 'tcpOpen' });
    expect(factOf(finding, 'address')).toBe('127.0.0.1');
    expect(measureOf(finding, 'connect')).toBeGreaterThanOrEqual(0);
  });

  it('that nobody listens on is refused', async () => {
    const finding = await run({ kind: 'tcp', host: '127.0.0.1', port: await started.refusingPort() });
    expect(finding).toMatchObject({ outcome: 'failed', meaning: 'refused' });
    expect(factOf(finding, 'code')).toBe('ECONNREFUSED');
  });

  it.runIf(process.platform === 'linux')('that swallows everything is a timeout, not a refusal', async () => {
    const port = await started.blackHole();
    const finding = await run({ kind: 'tcp', host: '127.0.0.1', port }, { timeoutMs: 400 });
    expect(finding).toMatchObject({ outcome: 'failed', meaning: 'timeout' });
  });

  it('of a host that is none is not tried', async () => {
    for (const host of ['-oProxyCommand=x', '127.1', '0x7f000001', 'a..b', 'exa_mple.-x'])
      expect(await run({ kind: 'tcp', host, port: 80 }), host).toMatchObject({ meaning: 'hostInvalid' });
  });

  it('on localhost is found on whichever of its addresses answers', async () => {
    const port = await started.listen(createServer());
    expect(await run({ kind: 'tcp', host: 'localhost', port })).toMatchObject({ meaning: 'tcpOpen' });
  });

  it('out of the network is not tried on a laptop without one', async () => {
    const places = { ...noPlaces, hasNetwork: () => false };
    expect(await run({ kind: 'tcp', host: '192.0.2.1', port: 80 }, { places })).toMatchObject({
      outcome: 'unknown',
      meaning: 'noNetwork',
    });
    const port = await started.listen(createServer());
    expect(await run({ kind: 'tcp', host: '127.0.0.1', port }, { places })).toMatchObject({ meaning: 'tcpOpen' });
  });
});

describe('response time', () => {
  it('is told by its least, its middle, its slow end and what was lost', async () => {
    const port = await started.listen(createServer());
    const finding = await run({ kind: 'latency', host: '127.0.0.1', port, count: 5 });
    expect(finding).toMatchObject({ outcome: 'ok', meaning: 'latencyGood' });
    expect(measureOf(finding, 'loss')).toBe(0);
    expect(factOf(finding, 'answered')).toBe('5');
    expect(measureOf(finding, 'least')).toBeLessThanOrEqual(measureOf(finding, 'median') ?? -1);
    expect(measureOf(finding, 'median')).toBeLessThanOrEqual(measureOf(finding, 'p95') ?? -1);
  });

  it('of a port that refuses is a loss of everything, with the reason', async () => {
    const port = await started.refusingPort();
    const finding = await run({ kind: 'latency', host: '127.0.0.1', port, count: 3 });
    expect(finding).toMatchObject({ outcome: 'failed', meaning: 'refused' });
    expect(measureOf(finding, 'loss')).toBe(100);
  });

  it('is slow from its limit on', async () => {
    const port = await started.listen(createServer());
    const finding = await run(
      { kind: 'latency', host: '127.0.0.1', port, count: 3 },
      { limits: { warn: 0, fail: 60_000 } },
    );
    expect(finding).toMatchObject({ outcome: 'warning', meaning: 'latencySlow' });
  });
});

describe('a certificate', () => {
  const serve = (identity: Identity, chain = ''): Promise<number> =>
    started.listen(createTlsServer({ key: identity.keyPem, cert: identity.pem + chain }));
  const authority = makeCertificate({
    name: 'Test CA',
    hosts: [],
    from: inDays(-9),
    until: inDays(900),
    isAuthority: true,
  });
  const leaf = (from: number, until: number, hosts: readonly string[] = ['127.0.0.1', 'erp.test']): Identity =>
    makeCertificate({ name: 'erp.test', hosts, from: inDays(from), until: inDays(until), issuer: authority });
  const look = async (identity: Identity, chain = '') =>
    run({ kind: 'tls', host: '127.0.0.1', port: await serve(identity, chain), name: null });

  it('tells its names, its dates, its fingerprint and who signed it', async () => {
    const finding = await look(leaf(-1, 400), authority.pem);
    expect(finding).toMatchObject({ outcome: 'warning', meaning: 'tlsOwnAuthority' });
    expect(factOf(finding, 'names')).toBe('127.0.0.1, erp.test');
    expect(factOf(finding, 'fingerprint')).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(factOf(finding, 'chain')).toBe('erp.test ← Test CA');
    expect(factOf(finding, 'protocol')).toBe('TLSv1.3');
    expect(measureOf(finding, 'daysLeft')).toBe(399);
  });

  it('that is over is said before anything else', async () => {
    const expired = await look(leaf(-30, -2));
    expect(expired).toMatchObject({ outcome: 'failed', meaning: 'tlsExpired' });
    expect(measureOf(expired, 'daysLeft')).toBe(-2);
    expect(measureOf(await look(leaf(-30, -0.5)), 'daysLeft')).toBe(0);
    expect(await look(leaf(2, 30))).toMatchObject({ outcome: 'failed', meaning: 'tlsNotYet' });
  });

  it('that ends in a few days fails in time', async () => {
    const finding = await look(leaf(-30, 5));
    expect(finding).toMatchObject({ outcome: 'failed', meaning: 'tlsExpiring' });
    expect(measureOf(finding, 'daysLeft')).toBe(4);
  });

  it('that ends soon is said, also where its authority is not a public one', async () => {
    const finding = await look(leaf(-30, 15), authority.pem);
    expect(finding).toMatchObject({ outcome: 'warning', meaning: 'tlsExpiring' });
    expect(factOf(finding, 'code')).toBe('SELF_SIGNED_CERT_IN_CHAIN');
  });

  it('that leaves out who signed it is told apart from one of an own authority', async () => {
    expect(await look(leaf(-1, 400))).toMatchObject({ outcome: 'warning', meaning: 'tlsUnknownIssuer' });
  });

  it('without dates that can be read is no valid one', async () => {
    const strange = {
      getPeerCertificate: () => ({ subject: { CN: 'x' }, valid_from: 'Bad time value', valid_to: 'Bad time value' }),
      getProtocol: () => 'TLSv1.3',
      getCipher: () => ({ name: 'x' }),
      authorizationError: undefined,
    } as unknown as TLSSocket;
    const still = {
      now: () => Date.now(),
      mono: () => 0,
      tell: () => undefined,
      timeoutMs: 1,
      limits: null,
      proxy: '',
      roots: () => noRoots.roots(),
    };
    const judged = judgeCertificate(strange, 'x', await still.roots(), {
      ...still,
      signal: new AbortController().signal,
    });
    expect(judged).toMatchObject({ outcome: 'failed', meaning: 'tlsUnreadable', measures: [] });
  });

  it.each([
    ['CERT_REVOKED', 'failed', 'tlsRevoked'],
    ['CERT_HAS_EXPIRED', 'failed', 'tlsChainExpired'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'warning', 'tlsUnknownIssuer'],
    ['INVALID_PURPOSE', 'failed', 'tlsBadChain'],
  ])('of a chain with %s is %s, %s', (code, outcome, meaning) => {
    expect(judgeChain(code)).toEqual([outcome, meaning]);
  });

  it('is asked for by a server that breaks off: told as that, not as no TLS', async () => {
    const refusing = createTlsServer({
      key: authority.keyPem,
      cert: authority.pem,
      SNICallback: (_name, done) => done(new Error('unknown name')),
    });
    const port = await started.listen(refusing);
    const finding = await run({ kind: 'tls', host: '127.0.0.1', port, name: 'erp.test' });
    expect(['tlsRefused', 'connectionLost']).toContain(finding.meaning);
    // Its key is of another kind than its only cipher needs.
    const ciphers = { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' } as const;
    const old = createTlsServer({ key: authority.keyPem, cert: authority.pem, ...ciphers });
    const other = await run({ kind: 'tls', host: '127.0.0.1', port: await started.listen(old), name: null });
    expect(other).toMatchObject({ outcome: 'failed', meaning: 'tlsRefused' });
  });

  it('for another host is told apart from one that nobody signed', async () => {
    expect(await look(leaf(-1, 400, ['other.test']))).toMatchObject({ outcome: 'failed', meaning: 'tlsWrongHost' });
    const own = makeCertificate({ name: 'nas', hosts: ['127.0.0.1'], from: inDays(-1), until: inDays(400) });
    expect(await look(own)).toMatchObject({ outcome: 'warning', meaning: 'tlsSelfSigned' });
  });

  it('is looked at for the name that was given', async () => {
    const port = await serve(leaf(-1, 400, ['erp.test']));
    expect(await run({ kind: 'tls', host: '127.0.0.1', port, name: 'erp.test' })).toMatchObject({
      meaning: 'tlsUnknownIssuer',
    });
  });

  it('is not there where the server speaks something else, or nothing', async () => {
    const talker = await started.listen(createServer((socket) => socket.write('220 mail.test ESMTP\r\n')));
    expect(await run({ kind: 'tls', host: '127.0.0.1', port: talker, name: null })).toMatchObject({
      meaning: 'tlsNone',
    });
    const silent = await started.listen(createServer());
    expect(await run({ kind: 'tls', host: '127.0.0.1', port: silent, name: null }, { timeoutMs: 300 })).toMatchObject({
      outcome: 'failed',
      meaning: 'silentOnceOpen',
    });
  });

  it('of a server that breaks off before anybody listens is a lost connection, and the console goes on', async () => {
    const guests = new Set<Socket>();
    const port = await started.listen(createServer((socket) => void guests.add(socket)));
    // Between the connection and the handshake, roots are read.
    const slowRoots = async () => {
      await eventually(() => expect(guests.size).toBe(1));
      for (const guest of guests) guest.resetAndDestroy();
      guests.clear();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return noRoots.roots();
    };
    const finding = await run({ kind: 'tls', host: '127.0.0.1', port, name: null }, { roots: slowRoots });
    expect(finding).toMatchObject({ outcome: 'failed', meaning: 'connectionLost' });
    expect(factOf(finding, 'code')).toBe('ECONNRESET');
    const web = await run({ kind: 'http', url: `https://127.0.0.1:${port}/` }, { roots: slowRoots });
    expect(web).toMatchObject({ outcome: 'failed', meaning: 'connectionLost' });
  });

  it('stops when somebody stops it, and answers with nothing', async () => {
    const silent = await started.listen(createServer());
    const stop = new AbortController();
    const going = runDiagnostic(
      { kind: 'tls', host: '127.0.0.1', port: silent, name: null },
      {
        ambient: realClock,
        places: noPlaces,
        limits: null,
        timeoutMs: 60_000,
        proxy: '',
        roots: () => noRoots.roots(),
        cancel: stop.signal,
        tell: (step) => {
          if (step === 'asking') stop.abort();
        },
      },
    );
    expect(await going).toBeNull();
  });
});

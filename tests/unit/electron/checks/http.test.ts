/** What a web address answers, through redirects, proxies and whatever else is put there. */
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, createServer as createTcpServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { howFarIn } from '#core/checks/inwardness.ts';
import { found } from '#core/checks/probe.ts';
import { reach } from '#core/checks/reach.ts';
import { diagnosticSchema } from '#shared/checks/diagnostic.ts';
import { makeCertificate } from './certificate.ts';
import { factOf, measureOf, run, noRoots } from './probing.ts';
import { Started } from './servers.ts';

const started = new Started();
afterEach(() => started.end());

const serve = async (listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await started.listen(createServer(listener))}`;
const look = (url: string, setting: Parameters<typeof run>[1] = {}) => run({ kind: 'http', url }, setting);

it('tells status, time and size, and sends nothing that says who asks', async () => {
  let seen: IncomingMessage | undefined;
  const base = await serve((request, response) => {
    seen = request;
    response.setHeader('set-cookie', 'a=b');
    response.end('hello');
  });
  const finding = await look(`${base}/health?full=1`);
  expect(finding).toMatchObject({ outcome: 'ok', meaning: 'httpAnswered' });
  expect(factOf(finding, 'status')).toBe('200');
  expect(measureOf(finding, 'bodyBytes')).toBe(5);
  expect(measureOf(finding, 'firstByte')).toBeGreaterThanOrEqual(0);
  expect(seen?.url).toBe('/health?full=1');
  expect(Object.keys(seen?.headers ?? {}).toSorted()).toEqual(['accept', 'connection', 'host', 'user-agent']);
});

it('follows redirects, keeps each, and takes no name, password or cookie along', async () => {
  const seen: (string | undefined)[] = [];
  const end = await serve((request, response) => {
    seen.push(request.headers.authorization, request.headers.cookie);
    response.end();
  });
  const base = await serve((_request, response) => {
    response.writeHead(302, { location: end.replace('http://', 'http://admin:secret@'), 'set-cookie': 'a=b' });
    response.end();
  });
  const finding = await look(base);
  expect(finding).toMatchObject({ outcome: 'ok' });
  expect(factOf(finding, 'redirect')).toBe(`302 → ${end}/`);
  expect(factOf(finding, 'finalUrl')).toBe(`${end}/`);
  expect(seen).toEqual([undefined, undefined]);
});

it('ends with a redirect in a circle, and with one that leads out of the web', async () => {
  const circle = await serve((_request, response) => response.writeHead(301, { location: '/again' }).end());
  expect(await look(circle)).toMatchObject({ outcome: 'failed', meaning: 'httpTooManyRedirects' });
  const out = await serve((_request, response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end());
  expect(await look(out)).toMatchObject({ outcome: 'failed', meaning: 'httpBadRedirect' });
});

it.each([
  [503, 'failed', 'httpServerError'],
  [404, 'warning', 'httpClientError'],
  [204, 'ok', 'httpAnswered'],
] as const)('status %i is %s', async (status, outcome, meaning) => {
  const base = await serve((_request, response) => response.writeHead(status).end());
  expect(await look(base)).toMatchObject({ outcome, meaning });
});

it('reads no more of a body than it needs to', async () => {
  const base = await serve((_request, response) => {
    const more = (): void => {
      while (response.write(Buffer.alloc(65_536)));
      response.once('drain', more);
    };
    more();
  });
  const finding = await look(base);
  expect(finding).toMatchObject({ outcome: 'ok' });
  expect(factOf(finding, 'cutBody')).toBe('1048576');
});

it('tells what speaks no HTTP, what refuses and what says nothing apart', async () => {
  const other = await started.listen(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
  expect(await look(`http://127.0.0.1:${other}/`)).toMatchObject({ meaning: 'httpNotHttp' });
  expect(await look(`https://127.0.0.1:${other}/`)).toMatchObject({ meaning: 'tlsNone' });
  expect(await look(`http://127.0.0.1:${await started.refusingPort()}/`)).toMatchObject({ meaning: 'refused' });
  const silent = await started.listen(createTcpServer());
  expect(await look(`http://127.0.0.1:${silent}/`, { timeoutMs: 300 })).toMatchObject({ meaning: 'silentOnceOpen' });
});

it('judges the certificate of a secure address', async () => {
  const identity = makeCertificate({
    name: 'nas',
    hosts: ['127.0.0.1'],
    from: new Date(Date.now() - 9e8),
    until: new Date(Date.now() - 1e8),
  });
  const server = createSecureServer({ key: identity.keyPem, cert: identity.pem }, (_request, response) =>
    response.end(),
  );
  const finding = await look(`https://127.0.0.1:${await started.listen(server)}/`);
  expect(finding).toMatchObject({ outcome: 'failed', meaning: 'httpBadCertificate' });
  expect(factOf(finding, 'validUntil')).toMatch(/^20/);
});

it('goes through the proxy that is set, and says where that is what fails', async () => {
  const asked: string[] = [];
  const base = await serve((_request, response) => response.end('direct'));
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end('by proxy');
  });
  const identity = makeCertificate({
    name: 'tunnel.test',
    hosts: ['tunnel.test'],
    from: new Date(Date.now() - 1e8),
    until: new Date(Date.now() + 9e9),
  });
  const target = await started.listen(
    createSecureServer({ key: identity.keyPem, cert: identity.pem }, (request, response) => {
      asked.push(`${request.method} ${request.url} of ${request.headers.host}`);
      response.end('through the tunnel');
    }),
  );
  proxy.on('connect', (request, socket, head) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url?.startsWith('refused')) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const onward = connect({ port: target, host: '127.0.0.1' }, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => undefined);
  });
  const setting = { proxy: `http://127.0.0.1:${await started.listen(proxy)}` };
  const plain = await look(`${base}/x`, setting);
  expect(plain).toMatchObject({ outcome: 'ok' });
  expect(factOf(plain, 'proxy')).toBe(setting.proxy);
  const tunnelled = await look('https://tunnel.test/y', setting);
  expect(tunnelled).toMatchObject({ outcome: 'warning', meaning: 'httpBadCertificate' });
  expect(factOf(tunnelled, 'status')).toBe('200');
  expect(await look('https://refused.test/', setting)).toMatchObject({ outcome: 'failed', meaning: 'httpProxyFailed' });
  expect(asked).toEqual([
    `GET ${base}/x`,
    'CONNECT tunnel.test:443',
    'GET /y of tunnel.test',
    'CONNECT refused.test:443',
  ]);
  const none = { proxy: `http://127.0.0.1:${await started.refusingPort()}` };
  expect(await look(base, none)).toMatchObject({ outcome: 'failed', meaning: 'httpProxyFailed' });
});

it('takes no address with a name or a password in it', () => {
  for (const url of [
    'http://admin@nas/',
    'http://admin:pw@nas/',
    'ftp://nas/',
    'http://a b/',
    'http://nas:99999/',
    'javascript:1',
  ])
    expect(diagnosticSchema.safeParse({ kind: 'http', url }).success, url).toBe(false);
  for (const url of ['http://nas', 'https://[::1]:8443/a?b=c@d', 'http://中文.test/路径'])
    expect(diagnosticSchema.safeParse({ kind: 'http', url }).success, url).toBe(true);
});

it('keeps no password and no ticket that a redirect carries', async () => {
  const end = await serve((_request, response) => response.end());
  const base = await serve((_request, response) =>
    response.writeHead(302, { location: `${end}/in?ticket=s3cret#t` }).end(),
  );
  const finding = await look(base);
  expect(factOf(finding, 'redirect')).toBe(`302 → ${end}/in?…`);
  expect(factOf(finding, 'finalUrl')).toBe(`${end}/in?…`);
  const out = await serve((_request, response) =>
    response.writeHead(301, { location: 'ftp://admin:s3cret@nas/' }).end(),
  );
  const bad = await look(out);
  expect(bad).toMatchObject({ meaning: 'httpBadRedirect' });
  expect(JSON.stringify([finding, bad])).not.toContain('s3cret');
});

it('leads further out or stays, and never further in', async () => {
  expect(['93.184.216.34', '2606:2800::1', '::ffff:93.184.216.34'].map(howFarIn)).toEqual([0, 0, 0]);
  expect(['10.1.2.3', '172.31.0.1', '192.168.1.1', 'fd00::1', '::ffff:10.0.0.1'].map(howFarIn)).toEqual([
    1, 1, 1, 1, 1,
  ]);
  expect(['127.0.0.1', '::1', '169.254.169.254', 'fe80::1', '::ffff:127.0.0.1'].map(howFarIn)).toEqual([2, 2, 2, 2, 2]);
  let knocks = 0;
  const port = await started.listen(createTcpServer(() => knocks++));
  const probe = {
    signal: new AbortController().signal,
    timeoutMs: 900,
    limits: null,
    proxy: '',
    roots: () => noRoots.roots(),
  };
  const at = { now: () => 0, mono: () => 0, tell: () => undefined };
  const reached = await reach('localhost', port, { ...probe, ...at }, (address) =>
    howFarIn(address) > 1 ? found('failed', 'httpInward') : undefined,
  );
  expect(reached).toMatchObject({ ok: false, found: { meaning: 'httpInward' } });
  expect(knocks).toBe(0);
});

it('ends at once where the connection is to become something else', async () => {
  const other = await started.listen(
    createTcpServer((socket) => {
      socket.once('data', () =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
      );
    }),
  );
  expect(await look(`http://127.0.0.1:${other}/`, { timeoutMs: 60_000 })).toMatchObject({ meaning: 'connectionLost' });
});

it('has its answer from a page that never ends, and none from a head that never does', async () => {
  const trickle = await started.listen(
    createTcpServer((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n'));
    }),
  );
  const finding = await look(`http://127.0.0.1:${trickle}/`, { timeoutMs: 400 });
  expect(finding).toMatchObject({ outcome: 'ok', meaning: 'httpAnswered' });
  expect(factOf(finding, 'cutBody')).toBe('9');
  const slow = await started.listen(
    createTcpServer((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nX-Slow: '));
    }),
  );
  expect(await look(`http://127.0.0.1:${slow}/`, { timeoutMs: 300 })).toMatchObject({ meaning: 'silentOnceOpen' });
});

it('says that a head without end is no good answer, and that 401 is one', async () => {
  const endless = await started.listen(
    createTcpServer((socket) => {
      socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(200_000)}`));
    }),
  );
  expect(await look(`http://127.0.0.1:${endless}/`)).toMatchObject({ outcome: 'failed', meaning: 'httpBadAnswer' });
  const base = await serve((_request, response) => response.writeHead(401).end());
  expect(await look(base)).toMatchObject({ outcome: 'ok', meaning: 'httpWantsSignIn' });
});

it('of a server that wants a certificate of who asks is told as that', async () => {
  const identity = makeCertificate({
    name: 'erp',
    hosts: ['127.0.0.1'],
    from: new Date(Date.now() - 1e8),
    until: new Date(Date.now() + 9e9),
  });
  const server = createSecureServer(
    { key: identity.keyPem, cert: identity.pem, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' },
    (_request, response) => response.end(),
  );
  server.on('tlsClientError', () => undefined);
  const finding = await look(`https://127.0.0.1:${await started.listen(server)}/`);
  expect(['tlsClientCertificate', 'connectionLost']).toContain(finding.meaning);
});

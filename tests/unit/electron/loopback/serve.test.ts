import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { MAX_REQUEST_LENGTH } from '#shared/contract/wire.ts';
import { serveLoopback, type LoopbackServer } from '../../../../electron/loopback/serve.ts';
import { createScriptedApp, type ScriptedApp } from '../../../support/scripted-app.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let folder: string;
let app: ScriptedApp;
let server: LoopbackServer;
const sockets = new Set<WebSocket>();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskside-loopback-'));
  await writeFile(join(folder, 'index.html'), '<p>console</p>');
  app = createScriptedApp();
  server = await serveLoopback(app, { rendererFolder: folder, port: 0 });
});
afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  sockets.clear();
  await server.close();
  await rm(folder, { recursive: true });
});

/** Unlike `fetch`, sends any Host header and any path as they are. */
const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.origin);
    const asked = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });

const entryPath = (): string => {
  const { pathname, search } = new URL(server.entryAddress());
  return pathname + search;
};

const enter = async (): Promise<string> => {
  const { headers } = await ask(entryPath());
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
};

const openSocket = (headers: Readonly<Record<string, string>>): WebSocket => {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/connection`, { headers });
  sockets.add(socket);
  return socket;
};

/** Resolves to 101 or to the status that refused the upgrade. */
const upgradeStatus = (headers: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve) => {
    const socket = openSocket(headers);
    socket.on('open', () => resolve(101));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });

const nextMessage = async (socket: WebSocket): Promise<unknown> => {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return JSON.parse(String(data));
};

const connected = async (): Promise<WebSocket> => {
  const socket = openSocket({ cookie: await enter(), origin: server.origin });
  await once(socket, 'open');
  return socket;
};

describe('admission', () => {
  it('gives the page to a browser that showed the key, once', async () => {
    expect((await ask('/')).status).toBe(401);
    const path = entryPath();
    const entry = await ask(path);
    expect(entry.status).toBe(200);
    const [cookie = ''] = entry.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(entry.body).not.toContain('key=');
    const page = await ask('/', { cookie: cookie.split(';')[0] ?? '' });
    expect(page).toMatchObject({ status: 200, body: '<p>console</p>' });
    expect((await ask(path)).status).toBe(403);
    expect(entryPath()).not.toBe(path);
  });

  it.each(['/enter', '/enter?key=', '/enter?key=guess', `/enter?key=${'A'.repeat(43)}`])('refuses %s', async (path) => {
    const { status, headers } = await ask(path);
    expect(status).toBe(403);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('answers to its exact address only, so that no other name can be pointed at it', async () => {
    const cookie = await enter();
    const { port } = new URL(server.origin);
    for (const host of [`localhost:${port}`, '127.0.0.1', `evil.example:${port}`, `127.0.0.1:${Number(port) + 1}`]) {
      expect((await ask('/', { cookie, host })).status).toBe(421);
      expect(await upgradeStatus({ cookie, host, origin: server.origin })).toBe(403);
    }
  });

  it('connects its own page and no other', async () => {
    const cookie = await enter();
    const { origin } = server;
    expect(await upgradeStatus({ cookie, origin })).toBe(101);
    expect(await upgradeStatus({ cookie })).toBe(403);
    expect(await upgradeStatus({ origin })).toBe(403);
    expect(await upgradeStatus({ cookie: `${cookie}x`, origin })).toBe(403);
    for (const other of ['null', 'http://localhost', 'https://evil.example', `${origin}.evil.example`, `${origin}/`])
      expect(await upgradeStatus({ cookie, origin: other })).toBe(403);
    expect(await upgradeStatus({ cookie, origin, 'sec-fetch-site': 'same-site' })).toBe(403);
  });

  it('does nothing but read, and tells nobody where the person came from', async () => {
    const cookie = await enter();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      expect((await ask('/', { cookie }, method)).status).toBe(405);
    const { headers } = await ask('/', { cookie });
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('lives on after bytes that are no request', async () => {
    const { hostname, port } = new URL(server.origin);
    for (const bytes of ['\u0000\u0001garbage\r\n\r\n', 'GET /connection HTTP/1.1\r\nUpgrade: websocket\r\n\r\n']) {
      const stream = connect(Number(port), hostname);
      stream.on('error', () => undefined);
      stream.end(bytes);
      stream.resume();
      await once(stream, 'close');
    }
    expect((await ask('/', { cookie: await enter() })).status).toBe(200);
  });
});

describe('connections', () => {
  it('answers each request, and pushes notices in order', async () => {
    const socket = await connected();
    socket.send(JSON.stringify({ id: 7, name: 'echo', input: { text: '已保存' } }));
    expect(await nextMessage(socket)).toEqual({ id: 7, reply: { ok: true, value: { text: '已保存' } } });
    const got: unknown[] = [];
    const all = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => got.push(JSON.parse(data.toString('utf8'))) === 100 && resolve());
    });
    for (let seq = 1; seq <= 100; seq++) app.push({ name: 'audit.appended', seq });
    await all;
    expect(got).toEqual(Array.from({ length: 100 }, (_, n) => ({ notice: { name: 'audit.appended', seq: n + 1 } })));
  });

  it('says too-large to an oversize request and goes on', async () => {
    const socket = await connected();
    socket.send(JSON.stringify({ id: 1, name: 'echo', input: 'x'.repeat(MAX_REQUEST_LENGTH) }));
    expect(await nextMessage(socket)).toMatchObject({
      id: 1,
      reply: { ok: false, failure: { code: 'request.too-large', details: { limit: MAX_REQUEST_LENGTH } } },
    });
    socket.send(JSON.stringify({ id: 2, name: 'echo', input: 'short' }));
    expect(await nextMessage(socket)).toEqual({ id: 2, reply: { ok: true, value: 'short' } });
    expect(app.requests).toHaveLength(1);
  });

  it.each(['', 'null', '[]', '{', '{"id":"1","name":"echo"}', '{"id":1.5,"name":"echo"}', '"text"'])(
    'answers the message %j, which is no request',
    async (message) => {
      const socket = await connected();
      socket.send(message);
      expect(await nextMessage(socket)).toMatchObject({ id: null, reply: { failure: { code: 'request.invalid' } } });
      socket.send('{"id":3,"name":7}');
      expect(await nextMessage(socket)).toMatchObject({ id: 3, reply: { failure: { code: 'request.invalid' } } });
    },
  );

  it('cuts off a frame that nobody would send, and takes the next connection', async () => {
    const socket = await connected();
    socket.on('error', () => undefined);
    socket.send('x'.repeat(4 * MAX_REQUEST_LENGTH + 8192));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
    const next = await connected();
    next.send('{"id":1,"name":"echo","input":1}');
    expect(await nextMessage(next)).toMatchObject({ id: 1, reply: { ok: true } });
  });

  it('keeps connections apart, and ends each with its socket', async () => {
    const [first, second] = [await connected(), await connected()];
    first.send('{"id":1,"name":"echo","input":"a"}');
    second.send('{"id":1,"name":"echo","input":"b"}');
    expect(await Promise.all([nextMessage(first), nextMessage(second)])).toEqual([
      { id: 1, reply: { ok: true, value: 'a' } },
      { id: 1, reply: { ok: true, value: 'b' } },
    ]);
    expect(app.open.size).toBe(2);
    first.close();
    await once(first, 'close');
    await expect.poll(() => app.open.size).toBe(1);
  });

  it('ends all of them when the host stops', async () => {
    const socket = await connected();
    socket.send('{"id":1,"name":"never","input":null}');
    await expect.poll(() => app.requests.length).toBe(1);
    const closed = once(socket, 'close');
    await server.close();
    expect((await closed)[0]).toBe(1001);
    await expect.poll(() => app.open.size).toBe(0);
    server = await serveLoopback(app, { rendererFolder: folder, port: 0 });
  });
});

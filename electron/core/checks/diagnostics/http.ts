import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import type { Fact } from '#shared/checks/finding.ts';
import { gradeOf, type Measure } from '#shared/checks/limits.ts';
import { codeOf, fact, facts, found, measure, type Found, type Probe } from '../probe.ts';
import { lost, reach } from '../reach.ts';
import { settleHost } from '../settle-host.ts';
import { handshake, judgeCertificate } from './tls.ts';

const MAX_REDIRECTS = 5;
/** More of a page is not read: that it comes is what was asked. */
const MAX_BODY = 1_048_576;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly firstByteMs: number;
  readonly bodyBytes: number;
  readonly isCut: boolean;
  readonly certificate: Found | null;
}

/** Where the connection goes: to the server, or through the proxy. */
interface Way {
  readonly socket: Socket;
  /** What stands in the request line. */
  readonly path: string;
  readonly certificate: Found | null;
}

/** A diagnostic ended; what it came to. */
class Ended extends Error {
  readonly found: Found;

  constructor(result: Found) {
    super('ended');
    this.found = result;
  }
}

/** Sends one request over a connection that is there, with no header that says who asks. */
const send = (
  socket: Socket,
  method: 'GET' | 'CONNECT',
  path: string,
  host: string,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const asked = request({
      method,
      path,
      createConnection: () => socket,
      signal,
      headers: { host, 'user-agent': 'Deskside', accept: '*/*', connection: 'close' },
    });
    asked.once('response', resolve);
    asked.once('connect', (response, _socket, head) => {
      socket.unshift(head);
      resolve(response);
    });
    asked.once('error', reject);
    asked.end();
  });

const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === 'https:' ? 443 : 80);

const reachOrEnd = async (host: string, port: number, probe: Probe, meaning?: 'httpProxyFailed') => {
  const reached = await reach(host, port, probe);
  if (reached.ok) return reached;
  throw new Ended(meaning ? { ...reached.found, meaning } : reached.found);
};

const through = async (url: URL, probe: Probe): Promise<Way> => {
  const isSecure = url.protocol === 'https:';
  const host = url.hostname.replaceAll(/[[\]]/g, '');
  const secured = async (socket: Socket): Promise<Way> => {
    const path = url.pathname + url.search;
    if (!isSecure) return { socket, path, certificate: null };
    const secure: TLSSocket = await handshake(socket, host, probe.signal);
    return { socket: secure, path, certificate: judgeCertificate(secure, host, probe) };
  };
  if (probe.proxy === '') return secured((await reachOrEnd(host, portOf(url), probe)).socket);
  const proxy = new URL(probe.proxy);
  const reached = await reachOrEnd(proxy.hostname.replaceAll(/[[\]]/g, ''), portOf(proxy), probe, 'httpProxyFailed');
  if (!isSecure) return { socket: reached.socket, path: url.href, certificate: null };
  const authority = `${url.hostname}:${portOf(url)}`;
  const tunnel = await send(reached.socket, 'CONNECT', authority, authority, probe.signal);
  if (tunnel.statusCode !== 200) {
    reached.socket.destroy();
    throw new Ended(found('failed', 'httpProxyFailed', facts(['proxy', probe.proxy], ['status', tunnel.statusCode])));
  }
  return secured(reached.socket);
};

const readBody = async (response: IncomingMessage): Promise<Pick<Answer, 'bodyBytes' | 'isCut'>> => {
  let bodyBytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bodyBytes += chunk.length;
    if (bodyBytes > MAX_BODY) return { bodyBytes: MAX_BODY, isCut: true };
  }
  return { bodyBytes, isCut: false };
};

const askOnce = async (url: URL, probe: Probe): Promise<Answer> => {
  const began = probe.mono();
  const { socket, path, certificate } = await through(url, probe);
  const stop = (): void => void socket.destroy();
  probe.signal.addEventListener('abort', stop, { once: true });
  try {
    probe.tell('asking', url.host);
    const response = await send(socket, 'GET', path, url.host, probe.signal);
    const firstByteMs = probe.mono() - began;
    const status = response.statusCode ?? 0;
    const location = REDIRECTS.has(status) ? (response.headers.location ?? null) : null;
    probe.tell('reading', url.host);
    const body = location === null ? await readBody(response) : { bodyBytes: 0, isCut: false };
    return { status, location, firstByteMs, certificate, ...body };
  } finally {
    probe.signal.removeEventListener('abort', stop);
    socket.destroy();
  }
};

/** The next address, without what somebody put there to be sent along; undefined where it is none of the web. */
const nextOf = (location: string, from: URL): URL | undefined => {
  if (!URL.canParse(location, from.href)) return undefined;
  const next = new URL(location, from.href);
  if ((next.protocol !== 'http:' && next.protocol !== 'https:') || settleHost(next.hostname) === undefined)
    return undefined;
  next.username = '';
  next.password = '';
  next.hash = '';
  return next;
};

const judge = (answer: Answer, said: readonly Fact[], measures: readonly Measure[], probe: Probe): Found => {
  const { status, certificate, firstByteMs } = answer;
  if (status >= 500) return found('failed', 'httpServerError', said, measures);
  if (certificate?.outcome === 'failed')
    return found('failed', 'httpBadCertificate', [...said, ...certificate.facts], measures);
  if (status >= 400) return found('warning', 'httpClientError', said, measures);
  if (certificate?.outcome === 'warning')
    return found('warning', 'httpBadCertificate', [...said, ...certificate.facts], measures);
  const grade = gradeOf('http', firstByteMs, probe.limits);
  return found(grade, grade === 'ok' ? 'httpAnswered' : 'httpSlow', said, measures);
};

/** What a web address answers, after at most five redirects. No cookie, no password and no name is ever sent. */
export const lookAtWeb = async (asked: DiagnosticOf<'http'>, probe: Probe): Promise<Found> => {
  let url = URL.canParse(asked.url) ? nextOf(asked.url, new URL(asked.url)) : undefined;
  if (!url) return found('failed', 'hostInvalid');
  const said: Fact[] = [...facts(['proxy', probe.proxy])];
  let wasSecure = url.protocol === 'https:';
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const answer: Answer = await askOnce(url, probe);
      const { status, location, firstByteMs, bodyBytes, isCut } = answer;
      const measures = [
        measure('firstByte', firstByteMs),
        ...(location === null ? [measure('bodyBytes', bodyBytes)] : []),
      ];
      if (location === null) {
        said.push(fact('status', status), ...(redirects > 0 ? [fact('finalUrl', url.href)] : []));
        if (isCut) said.push(fact('cutBody', MAX_BODY));
        return judge(answer, said, measures, probe);
      }
      const next: URL | undefined = nextOf(location, url);
      said.push(fact('redirect', `${status} → ${next?.href ?? location}`));
      if (!next) return found('failed', 'httpBadRedirect', said, measures);
      if (wasSecure && next.protocol === 'http:') return found('warning', 'httpDowngraded', said, measures);
      wasSecure = next.protocol === 'https:';
      url = next;
    }
    return found('failed', 'httpTooManyRedirects', said);
  } catch (error) {
    const code = codeOf(error);
    const isNoHttp = code.startsWith('HPE_') && !probe.signal.aborted;
    const isNoTls = (code.startsWith('ERR_SSL') || code === 'EPROTO') && !probe.signal.aborted;
    const failed =
      error instanceof Ended
        ? error.found
        : isNoHttp || isNoTls
          ? found('failed', isNoHttp ? 'httpNotHttp' : 'tlsNone', facts(['code', code]))
          : lost(error, probe);
    return { ...failed, facts: [...said, ...failed.facts] };
  }
};

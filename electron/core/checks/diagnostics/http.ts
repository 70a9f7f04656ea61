import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import type { Fact, Meaning } from '#shared/checks/finding.ts';
import { gradeOf, type Measure } from '#shared/checks/limits.ts';
import { codeOf, fact, facts, found, measure, type Found, type Probe } from '../probe.ts';
import { howFarIn } from '../inwardness.ts';
import { lossOf, reach, type Reached } from '../reach.ts';
import { settleHost } from '../settle-host.ts';
import { handshake, handshakeLost, judgeCertificate } from './tls.ts';

const MAX_REDIRECTS = 5;
/** More of a page is not read: that it comes is what was asked. */
const MAX_BODY = 1_048_576;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

interface Answer {
  /** Of who answered; a proxy's own where it goes through one. */
  readonly address: string;
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
  readonly address: string;
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
    const loss = lossOf(socket);
    if (loss) throw loss;
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
    // A connection that is to become something else is closed, with neither an answer nor an error.
    asked.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    asked.end();
  });

const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === 'https:' ? 443 : 80);

const bareHost = ({ hostname }: URL): string => hostname.replaceAll(/[[\]]/g, '');

const viaProxy = async (probe: Probe): Promise<Extract<Reached, { readonly ok: true }>> => {
  const proxy = new URL(probe.proxy);
  const reached = await reach(bareHost(proxy), portOf(proxy), probe);
  if (reached.ok) return reached;
  // What keeps this laptop from asking anybody keeps it from the proxy too.
  throw new Ended(
    reached.found.outcome === 'unknown' ? reached.found : { ...reached.found, meaning: 'httpProxyFailed' },
  );
};

/** `most`: how far in what is asked may lie. Through a proxy that is the proxy's to say. */
const direct = async (url: URL, most: number, probe: Probe): Promise<Extract<Reached, { readonly ok: true }>> => {
  const reached = await reach(bareHost(url), portOf(url), probe, (address) =>
    howFarIn(address) > most ? found('failed', 'httpInward', facts(['address', address])) : undefined,
  );
  if (reached.ok) return reached;
  throw new Ended(reached.found);
};

const secured = async ({ socket, address, path }: Omit<Way, 'certificate'>, url: URL, probe: Probe): Promise<Way> => {
  const roots = await probe.roots();
  const secure: TLSSocket = await handshake(socket, bareHost(url), roots, probe.signal);
  try {
    return { socket: secure, address, path, certificate: judgeCertificate(secure, bareHost(url), roots, probe) };
  } catch (error) {
    secure.destroy();
    throw error;
  }
};

const through = async (url: URL, most: number, probe: Probe): Promise<Way> => {
  const isSecure = url.protocol === 'https:';
  const path = url.pathname + url.search;
  if (probe.proxy === '') {
    const { socket, address } = await direct(url, most, probe);
    return isSecure ? secured({ socket, address, path }, url, probe) : { socket, address, path, certificate: null };
  }
  const { socket, address } = await viaProxy(probe);
  if (!isSecure) return { socket, address, path: url.href, certificate: null };
  const authority = `${url.hostname}:${portOf(url)}`;
  const tunnel = await send(socket, 'CONNECT', authority, authority, probe.signal);
  if (tunnel.statusCode !== 200) {
    socket.destroy();
    throw new Ended(found('failed', 'httpProxyFailed', facts(['status', tunnel.statusCode])));
  }
  return secured({ socket, address, path }, url, probe);
};

/** A page that does not end in time has answered all the same. */
const readBody = async (response: IncomingMessage, probe: Probe): Promise<Pick<Answer, 'bodyBytes' | 'isCut'>> => {
  let bodyBytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bodyBytes += chunk.length;
      if (bodyBytes > MAX_BODY) return { bodyBytes: MAX_BODY, isCut: true };
    }
  } catch (error) {
    if (!probe.signal.aborted) throw error;
    return { bodyBytes, isCut: true };
  }
  return { bodyBytes, isCut: false };
};

const askOnce = async (url: URL, most: number, probe: Probe): Promise<Answer> => {
  const began = probe.mono();
  const { socket, address, path, certificate } = await through(url, most, probe);
  const stop = (): void => void socket.destroy();
  probe.signal.addEventListener('abort', stop, { once: true });
  try {
    probe.tell('asking', url.host);
    const response = await send(socket, 'GET', path, url.host, probe.signal);
    const firstByteMs = probe.mono() - began;
    const status = response.statusCode ?? 0;
    const location = REDIRECTS.has(status) ? (response.headers.location ?? null) : null;
    probe.tell('reading', url.host);
    const body = location === null ? await readBody(response, probe) : { bodyBytes: 0, isCut: false };
    return { address, status, location, firstByteMs, certificate, ...body };
  } finally {
    probe.signal.removeEventListener('abort', stop);
    socket.destroy();
  }
};

/** An address of the web as it may be kept: what stands after `?` is often a ticket into something. */
const shown = ({ origin, pathname, search }: URL): string => `${origin}${pathname}${search === '' ? '' : '?…'}`;

/** Where a redirect leads that is not followed: its scheme alone, since anything else of it may be a secret. */
const schemeOf = (location: string): string => /^[a-z][a-z0-9+.-]*:/i.exec(location)?.[0] ?? '';

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

/** One that ends soon is trusted until then. */
const ofCertificate = ({ meaning }: Found): Meaning => (meaning === 'tlsExpiring' ? meaning : 'httpBadCertificate');

const judge = (answer: Answer, said: readonly Fact[], measures: readonly Measure[], probe: Probe): Found => {
  const { status, certificate, firstByteMs } = answer;
  if (status === 407) return found('failed', 'httpProxyFailed', said, measures);
  if (status >= 500) return found('failed', 'httpServerError', said, measures);
  if (certificate?.outcome === 'failed')
    return found(
      'failed',
      ofCertificate(certificate),
      [...said, ...certificate.facts],
      [...measures, ...certificate.measures],
    );
  if (status >= 400 && status !== 401) return found('warning', 'httpClientError', said, measures);
  if (certificate?.outcome === 'warning')
    return found(
      'warning',
      ofCertificate(certificate),
      [...said, ...certificate.facts],
      [...measures, ...certificate.measures],
    );
  const grade = gradeOf('http', firstByteMs, probe.limits);
  if (status === 401 && grade === 'ok') return found('ok', 'httpWantsSignIn', said, measures);
  return found(grade, grade === 'ok' ? 'httpAnswered' : 'httpSlow', said, measures);
};

/** What answers, and not in the words of HTTP, is told apart from what breaks off. */
const httpLost = (error: unknown, probe: Probe): Found => {
  const code = codeOf(error);
  if (!code.startsWith('HPE_') || probe.signal.aborted) return handshakeLost(error, probe);
  const isOther = code === 'HPE_INVALID_CONSTANT' || code === 'HPE_INVALID_VERSION';
  return found('failed', isOther ? 'httpNotHttp' : 'httpBadAnswer', facts(['code', code]));
};

/** What a web address answers, after at most five redirects. No cookie, no password and no name is ever sent. */
export const lookAtWeb = async (asked: DiagnosticOf<'http'>, probe: Probe): Promise<Found> => {
  let url = URL.canParse(asked.url) ? nextOf(asked.url, new URL(asked.url)) : undefined;
  if (!url) return found('failed', 'hostInvalid');
  const said: Fact[] = [...facts(['proxy', probe.proxy])];
  let wasSecure = url.protocol === 'https:';
  let most = Number.POSITIVE_INFINITY;
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const answer: Answer = await askOnce(url, most, probe);
      const { status, location, firstByteMs, bodyBytes, isCut } = answer;
      const measures = [
        measure('firstByte', firstByteMs),
        ...(location === null ? [measure('bodyBytes', bodyBytes)] : []),
      ];
      if (location === null) {
        said.push(fact('status', status), ...(redirects > 0 ? [fact('finalUrl', shown(url))] : []));
        if (isCut) said.push(fact('cutBody', bodyBytes));
        return judge(answer, said, measures, probe);
      }
      const next: URL | undefined = nextOf(location, url);
      said.push(fact('redirect', `${status} → ${next ? shown(next) : schemeOf(location)}`));
      if (!next) return found('failed', 'httpBadRedirect', said, measures);
      if (wasSecure && next.protocol === 'http:') return found('warning', 'httpDowngraded', said, measures);
      if (probe.proxy === '') most = howFarIn(answer.address);
      wasSecure = next.protocol === 'https:';
      url = next;
    }
    return found('failed', 'httpTooManyRedirects', said);
  } catch (error) {
    const failed = error instanceof Ended ? error.found : httpLost(error, probe);
    return { ...failed, facts: [...said, ...failed.facts] };
  }
};

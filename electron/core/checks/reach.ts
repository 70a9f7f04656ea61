/** Finding a host and connecting to it, with what goes wrong there told apart: every diagnostic that asks a server begins with this. */
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { Meaning } from '#shared/checks/finding.ts';
import { codeOf, facts, found, measure, orAborted, type Found, type Probe } from './probe.ts';
import { settleHost } from './settle-host.ts';

/** What codes of a connection mean. `notAllowed`, `noRoute` and `laptopFull` are about this laptop: of the other side they say nothing. */
const meaningOfCode: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'noRoute',
  ENETDOWN: 'noRoute',
  ENONET: 'noRoute',
  EADDRNOTAVAIL: 'noRoute',
  EAFNOSUPPORT: 'noRoute',
  EINVAL: 'noRoute',
  EACCES: 'notAllowed',
  EPERM: 'notAllowed',
  EMFILE: 'laptopFull',
  ENFILE: 'laptopFull',
  ENOBUFS: 'laptopFull',
  ENOMEM: 'laptopFull',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'connectionLost',
  ECONNABORTED: 'connectionLost',
  ENETRESET: 'connectionLost',
  EPIPE: 'connectionLost',
};

const ofThisLaptop: ReadonlySet<Meaning> = new Set(['noRoute', 'notAllowed', 'laptopFull']);

/** What says most of a host of which no address answered: a refusal is an answer, no way there is none. */
const TELLING: readonly Meaning[] = [
  'refused',
  'connectionLost',
  'timeout',
  'unreachable',
  'notAllowed',
  'laptopFull',
  'noRoute',
];

/** Of what came of several addresses, the one that says most of the host. */
export const mostTelling = (each: readonly Found[]): Found | undefined =>
  each.toSorted((left, right) => TELLING.indexOf(left.meaning) - TELLING.indexOf(right.meaning))[0];

const nameMeaning = (code: string): Meaning => {
  if (code === 'ENOTFOUND') return 'nameUnknown';
  return code === 'EAI_AGAIN' || code === 'ETIMEOUT' ? 'nameTimeout' : 'nameFailed';
};

/** What an error of a connection means. */
export const lost = (error: unknown, probe: Probe): Found => {
  const code = codeOf(error);
  const meaning = probe.signal.aborted ? 'timeout' : (meaningOfCode[code] ?? 'connectionLost');
  return found(ofThisLaptop.has(meaning) ? 'unknown' : 'failed', meaning, facts(['code', code]));
};

export type Resolved =
  | { readonly ok: true; readonly host: string; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly found: Found };

/** The addresses of a host, by the way in which this laptop's programs find them. */
export const resolveHost = async (text: string, probe: Probe): Promise<Resolved> => {
  const host = settleHost(text);
  if (host === undefined) return { ok: false, found: found('failed', 'hostInvalid') };
  if (isIP(host) !== 0) return { ok: true, host, addresses: [host] };
  probe.tell('looking', host);
  try {
    const answers = await orAborted(lookup(host, { all: true, verbatim: true }), probe.signal);
    const addresses = [...new Set(answers.map(({ address }) => address))];
    if (addresses.length > 0) return { ok: true, host, addresses };
    return { ok: false, found: found('failed', 'nameUnknown') };
  } catch (error) {
    const code = codeOf(error);
    const meaning = probe.signal.aborted ? 'nameTimeout' : nameMeaning(code);
    return { ok: false, found: found('failed', meaning, facts(['code', code])) };
  }
};

/**
 * Rejects as the system does, with `ETIMEDOUT` after its time, or with an `AbortError`. The socket is whoever asked's to destroy; one that is lost
 * before anybody listens to it ends nothing but itself, and `lossOf` tells why.
 */
export const connectOnce = (address: string, port: number, withinMs: number, signal: AbortSignal): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    // Between two who use it nobody else listens, and an error that nobody hears would end the console.
    socket.on('error', () => undefined);
    const timer = setTimeout(() => fail(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), withinMs);
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.off('error', fail);
    };
    const fail = (error: Error): void => {
      settle();
      socket.destroy();
      reject(error);
    };
    const stop = (): void => fail(new DOMException('over', 'AbortError'));
    socket.once('error', fail);
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** Why a connection that was there is not any more; undefined while it is. */
export const lossOf = (socket: Socket): Error | undefined =>
  socket.destroyed ? (socket.errored ?? Object.assign(new Error('closed'), { code: 'ECONNRESET' })) : undefined;

export type Reached =
  | {
      readonly ok: true;
      readonly socket: Socket;
      readonly host: string;
      readonly address: string;
      readonly addresses: readonly string[];
      readonly connectMs: number;
    }
  | { readonly ok: false; readonly found: Found };

/**
 * Connects to the first address of a host that answers, each having its share of the time. The socket is whoever asked's to destroy. Nothing is
 * asked where one of them is not to be: `refuse` says as what.
 */
export const reach = async (
  text: string,
  port: number,
  probe: Probe,
  refuse: (address: string) => Found | undefined = () => undefined,
): Promise<Reached> => {
  const resolved = await resolveHost(text, probe);
  if (!resolved.ok) return resolved;
  const { host, addresses } = resolved;
  for (const address of addresses) {
    const refused = refuse(address);
    if (refused) return { ok: false, found: refused };
  }
  const share = Math.max(200, Math.floor((probe.timeoutMs * 0.9) / addresses.length));
  const lostOnes: Found[] = [];
  for (const address of addresses) {
    probe.tell('connecting', address);
    const began = probe.mono();
    try {
      const socket = await connectOnce(address, port, share, probe.signal);
      return { ok: true, socket, host, address, addresses, connectMs: probe.mono() - began };
    } catch (error) {
      lostOnes.push(lost(error, probe));
      if (probe.signal.aborted) break;
    }
  }
  const { outcome, meaning, facts: said } = mostTelling(lostOnes) ?? found('failed', 'unreachable');
  return { ok: false, found: found(outcome, meaning, [...said, ...facts(['addresses', addresses.join(', ')])]) };
};

/** What stands at the head of anything that was reached. */
export const reachedFacts = ({ address, addresses, connectMs }: Extract<Reached, { readonly ok: true }>) => ({
  facts: facts(['address', address], ['addresses', addresses.length > 1 ? addresses.join(', ') : null]),
  measures: [measure('connect', connectMs)],
});

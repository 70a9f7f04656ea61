import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Who may talk to the loopback host: requests addressed to exactly this host and port, by a browser that showed the
 * one-time key once. Other pages fail on Origin and on the cookie's SameSite; names that resolve to 127.0.0.1 fail on Host.
 *
 * Cookies do not keep ports apart, so another server on this machine that the person visits may see this one. It opens a
 * locked console and nothing else: every connection signs in for itself.
 */
export interface Admission {
  /** The key of the next entry. Changes as soon as it was used. */
  readonly key: string;
  /** The `Set-Cookie` value for the right key, once; undefined for any other. */
  enter(key: string): string | undefined;
  isAddressedHere(headers: IncomingHttpHeaders): boolean;
  isAdmitted(headers: IncomingHttpHeaders): boolean;
  /** For the WebSocket: admitted, and asked for by the page that this host served. */
  isOwnPage(headers: IncomingHttpHeaders): boolean;
}

const equal = (left: string, right: string): boolean => {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
};

const cookieNamed = (name: string, header: string | undefined): string | undefined => {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
};

const newSecret = (): string => randomBytes(32).toString('base64url');

export const createAdmission = (port: number): Admission => {
  const host = `127.0.0.1:${port}`;
  const cookieName = `deskside-${port}`;
  const cookieValue = newSecret();
  let key = newSecret();

  const isAddressedHere = (headers: IncomingHttpHeaders): boolean => headers.host === host;
  const isAdmitted = (headers: IncomingHttpHeaders): boolean =>
    isAddressedHere(headers) && equal(cookieNamed(cookieName, headers.cookie) ?? '', cookieValue);

  return {
    get key() {
      return key;
    },
    enter: (given) => {
      if (!equal(given, key)) return undefined;
      key = newSecret();
      return `${cookieName}=${cookieValue}; Path=/; HttpOnly; SameSite=Strict`;
    },
    isAddressedHere,
    isAdmitted,
    isOwnPage: (headers) =>
      isAdmitted(headers) &&
      headers.origin === `http://${host}` &&
      (headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin'),
  };
};

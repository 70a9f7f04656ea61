import { X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import * as tls from 'node:tls';
import type { RootsOf } from '#shared/checks/roots.ts';

/** Where this laptop's own roots lie: the first of the files that is there, else what the system tells of them. */
export interface RootPlaces {
  readonly files: readonly string[];
  /** PEM, one each; null where nothing tells. */
  readonly ask: (() => readonly string[]) | null;
  /** Whether these are all that programs of the system trust. Windows fetches one when it first needs it, and macOS tells only of some. */
  readonly areAll: boolean;
}

/** What judges certificates: roots as one context, and whose each of them is. */
export interface Roots {
  readonly context: tls.SecureContext;
  /** Whose they are, most trusted by this laptop first. */
  readonly of: readonly RootsOf[];
  readonly counts: Readonly<Record<RootsOf, number>>;
  /** Whose root that is; undefined where it is none of these. */
  readonly whose: (certificate: Uint8Array) => RootsOf | undefined;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** Each certificate of a text. */
export const certificatesIn = (text: string): readonly string[] => text.match(BLOCK) ?? [];

/** What stands in a certificate, whatever its lines are like. */
const bodyOf = (pem: string): string => pem.replaceAll(/-----[^-]+-----|\s/g, '');

/** As Debian, Fedora, openSUSE, Alpine and NixOS have it. */
const linuxFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
  '/etc/ssl/certs/ca-bundle.crt',
];

export const rootsOfThisSystem = (): RootPlaces => {
  const isLinux = process.platform === 'linux';
  // Node 20 does not tell.
  const ask = typeof tls.getCACertificates === 'function' ? () => tls.getCACertificates('system') : null;
  return { files: isLinux ? linuxFiles : [], ask, areAll: isLinux };
};

interface Loaded {
  readonly key: string;
  readonly pems: readonly string[];
}

const asked = ({ ask }: RootPlaces): readonly string[] => {
  try {
    return ask?.() ?? [];
  } catch {
    return [];
  }
};

/** The roots by which certificates are judged, read anew when a file of theirs or what an administrator added has changed. */
export class RootStore {
  readonly #places: RootPlaces;
  readonly #own: () => readonly string[];
  #system: Loaded | undefined;
  #built: { readonly key: string; readonly roots: Roots } | undefined;

  /** `own`: PEM, one each. */
  constructor(places: RootPlaces, own: () => readonly string[]) {
    this.#places = places;
    this.#own = own;
  }

  async roots(): Promise<Roots> {
    const { key, pems } = await this.#ofSystem();
    const own = this.#own();
    const whole = JSON.stringify([key, own]);
    if (this.#built?.key === whole) return this.#built.roots;
    const bundled = pems.length > 0 && this.#places.areAll ? [] : tls.rootCertificates;
    const sets: readonly (readonly [RootsOf, readonly string[]])[] = [
      ['system', pems],
      ['own', own],
      ['bundled', bundled],
    ];
    const held = sets.filter(([, all]) => all.length > 0);
    const bodies = held.map(([of, all]) => [of, new Set(all.map(bodyOf))] as const);
    const roots: Roots = {
      context: tls.createSecureContext({ ca: held.flatMap(([, all]) => all), minVersion: 'TLSv1' }),
      of: held.map(([of]) => of),
      counts: { system: pems.length, own: own.length, bundled: bundled.length },
      whose: (certificate) => {
        const body = Buffer.from(certificate).toString('base64');
        return bodies.find(([, all]) => all.has(body))?.[0];
      },
    };
    this.#built = { key: whole, roots };
    return roots;
  }

  async #ofSystem(): Promise<Loaded> {
    for (const path of this.#places.files) {
      try {
        const { mtimeMs, size } = await stat(path);
        const key = `${path} ${mtimeMs} ${size}`;
        if (this.#system?.key === key) return this.#system;
        const pems = certificatesIn(await readFile(path, 'latin1'));
        if (pems.length === 0) continue;
        this.#system = { key, pems };
        return this.#system;
      } catch {
        // The next one may be there.
      }
    }
    this.#system = this.#system?.key === 'asked' ? this.#system : { key: 'asked', pems: asked(this.#places) };
    return this.#system;
  }
}

const partOf = (subject: string, key: string): string | undefined =>
  new RegExp(`^${key}=(.+)$`, 'm').exec(subject)?.[1];

export interface ReadRoot {
  readonly pem: string;
  readonly name: string;
  readonly fingerprint: string;
  /** RFC 3339. */
  readonly until: string;
  /** Whether it may sign others, and nobody stands above it. */
  readonly isRoot: boolean;
}

/** A certificate as it is kept; undefined where it cannot be read. */
export const readRoot = (pem: string): ReadRoot | undefined => {
  try {
    const certificate = new X509Certificate(pem);
    const { subject, fingerprint256, validTo, ca } = certificate;
    const until = new Date(validTo);
    if (Number.isNaN(until.getTime())) return undefined;
    return {
      pem: certificate.toString(),
      name: partOf(subject, 'CN') ?? partOf(subject, 'O') ?? fingerprint256.slice(0, 23),
      fingerprint: fingerprint256,
      until: until.toISOString(),
      isRoot: ca && certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey),
    };
  } catch {
    return undefined;
  }
};

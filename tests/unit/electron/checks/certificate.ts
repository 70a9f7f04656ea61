/** X.509 certificates made in the test that needs them: DER by hand, signed by a key of its own. */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

const bytes = (tag: number, content: Uint8Array): Buffer => {
  const size = content.length;
  const length =
    size < 128
      ? Buffer.from([size])
      : size < 256
        ? Buffer.from([0x81, size])
        : Buffer.from([0x82, size >> 8, size & 255]);
  return Buffer.concat([Buffer.from([tag]), length, content]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => bytes(0x30, Buffer.concat(parts));
const set = (part: Buffer): Buffer => bytes(0x31, part);
const integer = (value: number): Buffer => bytes(0x02, Buffer.from([value]));
const bits = (content: Buffer): Buffer => bytes(0x03, Buffer.concat([Buffer.from([0]), content]));
const oid = (hex: string): Buffer => bytes(0x06, Buffer.from(hex, 'hex'));
const utf8 = (text: string): Buffer => bytes(0x0c, Buffer.from(text));
const time = (at: Date): Buffer =>
  bytes(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`));

const COMMON_NAME = '550403';
const ECDSA_SHA256 = '2a8648ce3d040302';
const ALT_NAME = '551d11';
const BASIC = '551d13';

const nameOf = (common: string): Buffer => sequence(set(sequence(oid(COMMON_NAME), utf8(common))));

export interface Identity {
  readonly name: string;
  readonly key: KeyObject;
  readonly keyPem: string;
  readonly pem: string;
}

interface Wish {
  readonly name: string;
  /** DNS names and, as four numbers, addresses. */
  readonly hosts: readonly string[];
  readonly from: Date;
  readonly until: Date;
  /** Who signs it; itself where nobody does. */
  readonly issuer?: Identity;
  readonly isAuthority?: boolean;
}

export const makeCertificate = ({ name, hosts, from, until, issuer, isAuthority = false }: Wish): Identity => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const names = hosts.map((host) =>
    /^[\d.]+$/.test(host) ? bytes(0x87, Buffer.from(host.split('.').map(Number))) : bytes(0x82, Buffer.from(host)),
  );
  const extensions = [
    ...(hosts.length > 0 ? [sequence(oid(ALT_NAME), bytes(0x04, sequence(...names)))] : []),
    ...(isAuthority ? [sequence(oid(BASIC), bytes(0x04, sequence(bytes(0x01, Buffer.from([255])))))] : []),
  ];
  const body = sequence(
    bytes(0xa0, integer(2)),
    integer(1 + Math.floor(hosts.length)),
    sequence(oid(ECDSA_SHA256)),
    nameOf(issuer?.name ?? name),
    sequence(time(from), time(until)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [bytes(0xa3, sequence(...extensions))] : []),
  );
  const signature = createSign('sha256')
    .update(body)
    .sign(issuer?.key ?? privateKey);
  const der = sequence(body, sequence(oid(ECDSA_SHA256)), bits(signature));
  return {
    name,
    key: privateKey,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pem: `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`,
  };
};

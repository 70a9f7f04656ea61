/**
 * Signed statements of where the chain stood (FORMATS.md §3): a C2SP signed note of four lines, signed with this device's Ed25519 key.
 * A chain that was shortened or written anew does not agree with the notes that were made, and carried elsewhere, before.
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { StoredRecord } from '#shared/base/record.ts';

export interface Checkpoint extends StoredRecord {
  readonly type: 'checkpoint';
  readonly seq: number;
  readonly at: string;
  /** The whole signed note, as exported. */
  readonly note: string;
}

/** What a note says about a chain. */
export interface NotedHead {
  readonly origin: string;
  readonly seq: number;
  /** Lower-case hex SHA-256 of line `seq`. */
  readonly hash: string;
  readonly at: string;
}

const ED25519 = 1;
const SIGNATURE_BYTES = 64;
const KEY_ID_BYTES = 4;

/** `deskside/<desk>/<device>`, also the key's name: percent-encoded, since a key name holds neither spaces nor plus signs. */
export const chainOrigin = (desk: string, deviceId: string): string =>
  `deskside/${encodeURIComponent(desk)}/${deviceId.slice(deviceId.indexOf(':') + 1)}`;

/** C2SP signed-note key id: the first four bytes of SHA-256(name, newline, algorithm, public key). */
export const keyId = (name: string, publicKey: KeyObject): Buffer => {
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const raw = Buffer.from(x, 'base64url');
  return createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n`), Buffer.from([ED25519]), raw]))
    .digest()
    .subarray(0, KEY_ID_BYTES);
};

const textOf = ({ origin, seq, hash, at }: NotedHead): string =>
  `${origin}\n${seq}\n${Buffer.from(hash, 'hex').toString('base64')}\n${at}\n`;

export const signNote = (head: NotedHead, privateKeyPem: string): string => {
  const key = createPrivateKey(privateKeyPem);
  const text = textOf(head);
  const id = keyId(head.origin, createPublicKey(key));
  const signature = Buffer.concat([id, sign(null, Buffer.from(text, 'utf8'), key)]).toString('base64');
  return `${text}\n— ${head.origin} ${signature}\n`;
};

const notePattern =
  /^(?<text>(?<origin>[^\s+]+)\n(?<seq>[1-9]\d*)\n(?<hash>[A-Za-z0-9+/]{43}=)\n(?<at>[^\n]+)\n)\n(?<signatures>(?:— [^\n]+\n)+)$/u;

/** What the note says, or undefined if it is not a note of this shape signed with this key. Signatures by other keys are ignored. */
export const readNote = (note: string, publicKeyPem: string): NotedHead | undefined => {
  const parts = notePattern.exec(note)?.groups;
  if (!parts) return undefined;
  const { text = '', origin = '', seq = '', hash = '', at = '', signatures = '' } = parts;
  const key = createPublicKey(publicKeyPem);
  const id = keyId(origin, key);
  const signed = signatures
    .split('\n')
    .filter(Boolean)
    .some((line) => {
      const [, name, encoded = ''] = line.split(' ');
      const bytes = Buffer.from(encoded, 'base64');
      return (
        name === origin &&
        bytes.toString('base64') === encoded &&
        bytes.length === KEY_ID_BYTES + SIGNATURE_BYTES &&
        bytes.subarray(0, KEY_ID_BYTES).equals(id) &&
        verify(null, Buffer.from(text, 'utf8'), key, bytes.subarray(KEY_ID_BYTES))
      );
    });
  const read = { origin, seq: Number(seq), hash: Buffer.from(hash, 'base64').toString('hex'), at };
  // One form only: a note that says the same in other bytes was not made by a device.
  return signed && textOf(read) === text ? read : undefined;
};

export const checkpointId = (deviceId: string, seq: number): string =>
  `checkpoint:${deviceId.slice(deviceId.indexOf(':') + 1)}:${String(seq).padStart(12, '0')}`;

/**
 * What is kept of logs from one start to the next, at rest: files that tell nothing without the key of the desk. AES-256-GCM under a key of each
 * writing's own, derived with a random salt, so no nonce is ever used twice; `what` it holds and of which source is authenticated with it, so one
 * file in the place of another is noticed like any changed byte.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { readFully } from '../files/read-fully.ts';

const MAGIC = Buffer.from('deskside-logs 1\n');
const SALT_BYTES = 32;
const HEADER_BYTES = MAGIC.length + SALT_BYTES;
const TAG_BYTES = 16;
/** Of a key that seals once. */
const NONCE = new Uint8Array(12);

const subkeyOf = (key: Uint8Array, salt: Uint8Array, what: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, `deskside logs ${what}`, 32));

const writeAll = (file: number, bytes: Uint8Array): void => {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done);
};

/** A reader sees the file before or this one; `isDurable`: after a power loss too. Throws as the file system does, and the one before stands. */
export const writeSealed = (
  path: string,
  key: Uint8Array,
  what: string,
  parts: readonly Uint8Array[],
  isDurable: boolean,
): void => {
  const header = Buffer.concat([MAGIC, randomBytes(SALT_BYTES)]);
  const cipher = createCipheriv('aes-256-gcm', subkeyOf(key, header.subarray(MAGIC.length), what), NONCE);
  cipher.setAAD(header);
  const aside = `${path}.new`;
  const file = openSync(aside, 'w', 0o600);
  try {
    writeAll(file, header);
    for (const part of parts) writeAll(file, cipher.update(part));
    cipher.final();
    writeAll(file, cipher.getAuthTag());
    if (isDurable) fdatasyncSync(file);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(aside, path);
};

const readWhole = (path: string, most: number): Buffer | undefined => {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    const { size } = fstatSync(file);
    if (size < HEADER_BYTES + TAG_BYTES || size > most + HEADER_BYTES + TAG_BYTES) return undefined;
    const bytes = Buffer.allocUnsafe(size);
    return readFully(file, bytes, 0) === size ? bytes : undefined;
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
};

/** Undefined where there is none, it is larger than `most` bytes of content, or a single bit of it is not as it was sealed. */
export const readSealed = (path: string, key: Uint8Array, what: string, most: number): Buffer | undefined => {
  const bytes = readWhole(path, most);
  if (!bytes?.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const header = bytes.subarray(0, HEADER_BYTES);
  const end = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', subkeyOf(key, header.subarray(MAGIC.length), what), NONCE, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(header);
  decipher.setAuthTag(bytes.subarray(end));
  const content = decipher.update(bytes.subarray(HEADER_BYTES, end));
  try {
    decipher.final();
    return content;
  } catch {
    return undefined;
  }
};

/**
 * `device-mark`, a file beside the store: where this profile lies, and how far its chain had come. A copy takes along a mark that does not
 * fit the place the copy lies in; an older store that is put back does not reach what the mark has seen. Either goes on under a new
 * device identity (FORMATS.md §2), and so does a store whose mark is lost: that costs a code, never data.
 *
 * The mark follows the store and is never ahead of it: whatever crashes in between, the store has come at least as far. It is sealed with a
 * key of its own that is derived from the store's, so that it tells nothing without it and every changed byte is noticed. Not noticed is
 * a whole disk that is cloned or set back with its machine; that shows when checkpoints meet (FORMATS.md §3).
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChainHead } from './audit/chain.ts';
import { identityOf, isSameFile, systemMachineId, type FileIdentity } from './place.ts';
import type { Ambient } from './ports.ts';
import { asStoreError } from './storage/refusals.ts';

const FILE = 'device-mark';
const MAGIC = Buffer.from('deskside-mark 1\n');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Mark {
  readonly device: string;
  readonly head: ChainHead;
  readonly machine: string | null;
  readonly folder: FileIdentity;
  /** Of the mark itself: in a folder whose content was put back, it is another file. */
  readonly file: FileIdentity;
}

export type MarkReading =
  /** `here`: in the place where it was written. */
  | { readonly state: 'here' | 'elsewhere'; readonly device: string; readonly head: ChainHead }
  /** Not there, or not as it was written with this key. */
  | { readonly state: 'unknown' };

export class DeviceMark {
  readonly #folder: string;
  readonly #key: Buffer;
  readonly #ambient: Ambient;
  readonly #machine: () => Promise<string | null>;
  #next: Pick<Mark, 'device' | 'head'> | undefined;
  #raising: Promise<void> | undefined;

  /** `key` is the store's, and not kept. */
  constructor(folder: string, key: Uint8Array, ambient: Ambient, machine = systemMachineId) {
    this.#folder = folder;
    this.#key = Buffer.from(hkdfSync('sha256', key, new Uint8Array(), 'deskside device mark', 32));
    this.#ambient = ambient;
    this.#machine = machine;
  }

  async read(): Promise<MarkReading> {
    const path = join(this.#folder, FILE);
    let mark: Mark | undefined;
    let isHere = false;
    try {
      const file = await open(path, 'r');
      try {
        mark = this.#unseal(await file.readFile());
        isHere =
          mark !== undefined &&
          mark.machine === (await this.#machine()) &&
          isSameFile(mark.file, await file.stat({ bigint: true })) &&
          isSameFile(mark.folder, await stat(this.#folder, { bigint: true }));
      } finally {
        await file.close();
      }
    } catch {
      return { state: 'unknown' };
    }
    return mark ? { state: isHere ? 'here' : 'elsewhere', device: mark.device, head: mark.head } : { state: 'unknown' };
  }

  /** On return the mark is on the medium; a crash before leaves the one that was there. Rejects with `StoreError`. */
  async write(device: string, head: ChainHead): Promise<void> {
    try {
      await this.#replace({ device, head });
    } catch (error) {
      throw asStoreError(error);
    }
  }

  /**
   * Moves the mark up to what is on disk in the store; resolves when that is done. One that could not be written stays as it was, which is
   * as true. Of several asked for meanwhile the last counts.
   */
  raise(device: string, head: ChainHead): Promise<void> {
    this.#next = { device, head };
    this.#raising ??= this.#raise().finally(() => (this.#raising = undefined));
    return this.#raising;
  }

  /** Forgets the key. */
  wipe(): void {
    this.#key.fill(0);
  }

  async #raise(): Promise<void> {
    for (let next = this.#next; next; next = this.#next) {
      this.#next = undefined;
      await this.write(next.device, next.head).catch(() => undefined);
    }
  }

  async #replace(marked: Pick<Mark, 'device' | 'head'>): Promise<void> {
    const temporary = join(this.#folder, `${FILE}.new`);
    await rm(temporary, { force: true });
    const file = await open(temporary, 'wx', 0o600);
    try {
      const mark: Mark = {
        ...marked,
        machine: await this.#machine(),
        folder: identityOf(await stat(this.#folder, { bigint: true })),
        file: identityOf(await file.stat({ bigint: true })),
      };
      await file.writeFile(this.#seal(mark));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(this.#folder, FILE));
    await syncFolder(this.#folder);
  }

  #seal(mark: Mark): Buffer {
    const nonce = this.#ambient.randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(MAGIC);
    return Buffer.concat([MAGIC, nonce, cipher.update(JSON.stringify(mark)), cipher.final(), cipher.getAuthTag()]);
  }

  #unseal(bytes: Buffer): Mark | undefined {
    const nonceEnd = MAGIC.length + NONCE_BYTES;
    if (bytes.length < nonceEnd + TAG_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
    const nonce = bytes.subarray(MAGIC.length, nonceEnd);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(MAGIC);
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(nonceEnd, -TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Mark;
  }
}

const syncFolder = async (folder: string): Promise<void> => {
  // Windows opens no folders; there a rename is on disk when it returns.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

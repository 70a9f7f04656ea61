/**
 * For where the lock does not reach (two machines on one network folder, two containers): whoever opens the store for writing puts a token
 * of its own into the fence file; a writer that finds another token there has been overtaken and may write and acknowledge nothing more.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FileIdentity, StoreFiles } from './files.ts';
import { FENCE } from './names.ts';
import { replaceFile } from './whole-file.ts';

export class Fence {
  readonly #files: StoreFiles;
  readonly #path: string;
  readonly #own: FileIdentity | undefined;

  private constructor(files: StoreFiles, path: string, own: FileIdentity | undefined) {
    this.#files = files;
    this.#path = path;
    this.#own = own;
  }

  /** Overtakes every earlier writer. */
  static raise(files: StoreFiles, folder: string): Fence {
    const token = Buffer.from(`${randomBytes(16).toString('hex')}\n`);
    return new Fence(files, join(folder, FENCE), replaceFile(files, folder, FENCE, token, 'for-now'));
  }

  /** As it stands, whoever raised it: for one that has yet to write, and overtakes nobody who came after this. */
  static standing(files: StoreFiles, folder: string): Fence {
    const path = join(folder, FENCE);
    return new Fence(files, path, files.stat(path));
  }

  /** False once another writer has raised its own, which always makes another file. */
  get isOurs(): boolean {
    const found = this.#files.stat(this.#path);
    const own = this.#own;
    // Nobody raised one before the first writer of a store.
    if (!found || !own) return found === own;
    return found.inode === own.inode && found.device === own.device && found.modifiedNs === own.modifiedNs;
  }
}

import type { FileIdentity, StoreFiles } from '#core/storage/files.ts';

/** A call to the file system, as the engine makes it. */
export interface Call {
  readonly name: keyof StoreFiles;
  readonly path: string;
}

const refusal = (code: string, path: string): Error => Object.assign(new Error(`${code}: ${path}`), { code, path });

interface Inode {
  bytes: Buffer;
  length: number;
  readonly inode: bigint;
  modified: bigint;
  /** Another machine has the same bytes: they are copied before they change. */
  isShared: boolean;
}

/**
 * A disk in memory: many thousands of openings take seconds, not minutes. `before` sees every call that would change something and may
 * throw in its place. One instance is one machine: its lock tells instances on it from each other.
 */
export class MemoryFiles implements StoreFiles {
  before: (call: Call) => void = () => undefined;
  free = Infinity;
  readonly #folders = new Set<string>();
  readonly #files = new Map<string, Inode>();
  readonly #open = new Map<number, { readonly path: string; readonly inode: Inode }>();
  readonly #locks = new Set<string>();
  #counter = 0;

  /** The same files on another machine; what happens to them there stays there. */
  copy(): MemoryFiles {
    const copy = new MemoryFiles();
    for (const folder of this.#folders) copy.#folders.add(folder);
    for (const [path, file] of this.#files) {
      file.isShared = true;
      copy.#files.set(path, { ...file });
    }
    copy.free = this.free;
    copy.#counter = this.#counter;
    return copy;
  }

  /** Files in `folder` and their bytes. */
  contents(folder: string): Map<string, Buffer> {
    return new Map(
      this.list(folder).flatMap((name) => {
        const found = this.#files.get(`${folder}/${name}`);
        return found ? [[name, found.bytes.subarray(0, found.length)] as const] : [];
      }),
    );
  }

  put(path: string, bytes: Buffer): void {
    this.#files.set(path, {
      bytes,
      length: bytes.length,
      inode: BigInt(++this.#counter),
      modified: BigInt(this.#counter),
      isShared: false,
    });
  }

  open(path: string, mode: 'read' | 'write' | 'create'): number {
    if (mode !== 'read') this.before({ name: 'open', path });
    if (mode === 'create') {
      if (this.#files.has(path)) throw refusal('EEXIST', path);
      this.put(path, Buffer.alloc(0));
    }
    const inode = this.#files.get(path);
    if (!inode) throw refusal('ENOENT', path);
    this.#open.set(++this.#counter, { path, inode });
    return this.#counter;
  }

  close(file: number): void {
    if (!this.#open.delete(file)) throw refusal('EBADF', String(file));
  }

  size(file: number): number {
    return this.#at(file).inode.length;
  }

  read(file: number, into: Uint8Array, position: number): number {
    const { bytes, length } = this.#at(file).inode;
    return bytes.subarray(0, length).copy(into, 0, position);
  }

  write(file: number, bytes: Uint8Array, position: number): number {
    const { path, inode } = this.#at(file);
    this.before({ name: 'write', path });
    const end = position + bytes.length;
    const growth = Math.max(0, end - inode.length);
    if (growth > this.free) {
      const fitting = bytes.subarray(0, Math.max(0, bytes.length - growth + this.free));
      if (fitting.length === 0) throw refusal('ENOSPC', path);
      return this.write(file, fitting, position);
    }
    this.free -= growth;
    if (inode.isShared || end > inode.bytes.length) {
      const grown = Buffer.alloc(Math.max(end, Math.min(inode.bytes.length * 2, 1 << 22)));
      inode.isShared = false;
      inode.bytes.copy(grown, 0, 0, inode.length);
      inode.bytes = grown;
    }
    inode.bytes.set(bytes, position);
    inode.length = Math.max(inode.length, end);
    inode.modified = BigInt(++this.#counter);
    return bytes.length;
  }

  fdatasync(file: number): void {
    this.before({ name: 'fdatasync', path: this.#at(file).path });
  }

  async fdatasyncBehind(file: number): Promise<void> {
    this.before({ name: 'fdatasyncBehind', path: this.#at(file).path });
  }

  truncate(file: number, length: number): void {
    const { path, inode } = this.#at(file);
    this.before({ name: 'truncate', path });
    inode.length = length;
  }

  stat(path: string): FileIdentity | undefined {
    const found = this.#files.get(path);
    if (!found && !this.#folders.has(path)) return undefined;
    return {
      size: found?.length ?? 0,
      device: 1n,
      inode: found?.inode ?? 0n,
      modifiedNs: found?.modified ?? 0n,
      isFolder: !found,
    };
  }

  list(folder: string): readonly string[] {
    const inside = (path: string): boolean =>
      path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/');
    return [...this.#files.keys(), ...this.#folders].filter(inside).map((path) => path.slice(folder.length + 1));
  }

  makeFolder(path: string): void {
    this.before({ name: 'makeFolder', path });
    this.#folders.add(path);
  }

  removeFolder(path: string): void {
    this.before({ name: 'removeFolder', path });
    this.#folders.delete(path);
  }

  rename(from: string, to: string): void {
    this.before({ name: 'rename', path: to });
    const found = this.#files.get(from);
    if (!found) throw refusal('ENOENT', from);
    this.#files.delete(from);
    this.#files.set(to, found);
  }

  unlink(path: string): void {
    this.before({ name: 'unlink', path });
    const found = this.#files.get(path);
    if (!found) throw refusal('ENOENT', path);
    this.free += found.length;
    this.#files.delete(path);
  }

  fsyncFolder(path: string): void {
    this.before({ name: 'fsyncFolder', path });
  }

  freeBytes(): number {
    return this.free;
  }

  async lock(folder: string): Promise<(() => Promise<void>) | undefined> {
    if (this.#locks.has(folder)) return undefined;
    this.#locks.add(folder);
    return async () => void this.#locks.delete(folder);
  }

  #at(file: number): { readonly path: string; readonly inode: Inode } {
    const found = this.#open.get(file);
    if (!found) throw refusal('EBADF', String(file));
    return found;
  }
}

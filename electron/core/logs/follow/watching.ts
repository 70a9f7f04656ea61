/** Tells that something may have come to a file, as soon as the system does; that it does is never relied on. */
import type { FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import { callingFor, watch } from '../files/disk-calls.ts';

export class Watching {
  readonly #changed: (path: string) => void;
  readonly #folders = new Map<string, FSWatcher>();
  #paths: ReadonlySet<string> = new Set();

  /** `changed` is called with a path of `set`; also when it was one of its rotated files. */
  constructor(changed: (path: string) => void) {
    this.#changed = changed;
  }

  /** Watches the folders of these files and no others. What cannot be watched is left to those who look by themselves. */
  set(paths: ReadonlySet<string>): void {
    this.#paths = paths;
    const wanted = new Set([...paths].map((path) => dirname(path)));
    for (const folder of this.#folders.keys()) if (!wanted.has(folder)) this.#end(folder);
    for (const folder of wanted) if (!this.#folders.has(folder)) this.#begin(folder);
  }

  close(): void {
    this.set(new Set());
  }

  #begin(folder: string): void {
    try {
      const watcher = callingFor({ sourceId: null, path: folder }, () =>
        watch(folder, { persistent: false }, (_event, name) => this.#tell(folder, name)),
      );
      watcher.on('error', () => this.#end(folder));
      this.#folders.set(folder, watcher);
    } catch {
      // No more can be watched, or the folder is not there.
    }
  }

  #end(folder: string): void {
    this.#folders.get(folder)?.close();
    this.#folders.delete(folder);
  }

  #tell(folder: string, name: string | null): void {
    for (const path of this.#paths) {
      if (dirname(path) === folder && (name === null || name.startsWith(basename(path)))) this.#changed(path);
    }
  }
}

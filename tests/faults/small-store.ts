/** A store of a few kilobytes with every kind of file in it, and a way back to it after each thing done to it. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createStore, openStore } from '#core/storage/index.ts';
import { hostOf } from './host.ts';
import type { StoreHost } from './host.ts';
import { Model, smallScale } from './model.ts';

/** Files larger than this are space kept in reserve: what is in them means nothing, so their size stands for them. */
const LARGEST_COMPARED = 256 * 1024;

/** Every file below a folder with its content, or only its length if it is large. Sockets and other oddities are left out. */
export class Image {
  readonly files = new Map<string, Buffer | number>();

  static of(folder: string): Image {
    const image = new Image();
    if (!existsSync(folder)) return image;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      const { size } = statSync(file);
      image.files.set(path.relative(folder, file), size > LARGEST_COMPARED ? size : readFileSync(file));
    }
    return image;
  }

  content(file: string): Buffer {
    const content = this.files.get(file);
    if (!Buffer.isBuffer(content)) throw new Error(`${file} is not held`);
    return content;
  }

  /** Files that can be tampered with byte by byte. */
  names(): readonly string[] {
    return [...this.files].filter(([, content]) => Buffer.isBuffer(content)).map(([name]) => name);
  }

  with(changes: Readonly<Record<string, Buffer | null>>): Image {
    const image = new Image();
    for (const [name, content] of this.files) image.files.set(name, content);
    for (const [name, content] of Object.entries(changes)) {
      if (content === null) image.files.delete(name);
      else image.files.set(name, content);
    }
    return image;
  }

  /** Makes `folder` hold exactly this and returns the names of the files that were otherwise. */
  restore(folder: string): readonly string[] {
    const found = Image.of(folder);
    const differing: string[] = [];
    for (const name of found.files.keys()) {
      if (this.files.has(name)) continue;
      differing.push(name);
      rmSync(path.join(folder, name));
    }
    for (const [name, content] of this.files) {
      const is = found.files.get(name);
      if (is === content || (Buffer.isBuffer(content) && Buffer.isBuffer(is) && content.equals(is))) continue;
      differing.push(name);
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, Buffer.isBuffer(content) ? content : Buffer.alloc(content), { mode: 0o600 });
    }
    return differing;
  }
}

export interface SmallStore {
  readonly folder: string;
  readonly image: Image;
  readonly model: Model;
  readonly everWritten: ReadonlySet<string>;
}

const commitUpTo = async (host: StoreHost, model: Model, serial: number, isCompacted: boolean): Promise<void> => {
  const opening = await openStore(host);
  if (opening.state !== 'open') throw new Error(`the small store opened as ${opening.state}`);
  const { store } = opening;
  while (model.serial < serial) {
    await store.commit(model.next());
    model.advanceTo(model.serial + 1);
  }
  if (isCompacted) await store.compact();
  await store.close();
};

/** Sealed, with a snapshot, log segments and a journal of a few commits, all below 256 KB. `host` may bring files of its own. */
export const buildSmallStore = async (
  parent: string,
  host: (folder: string) => StoreHost = hostOf,
): Promise<SmallStore> => {
  const folder = path.join(parent, 'store');
  const model = new Model(smallScale);
  await (await createStore(host(folder))).close();
  await commitUpTo(host(folder), model, 4, true);
  await commitUpTo(host(folder), model, 7, false);
  return { folder, image: Image.of(folder), model, everWritten: model.everWritten() };
};

/**
 * A disk that forgets what was not synced. Follows the engine's calls and can make, for any moment, the images that a power cut
 * could have left: each unsynced write dropped, whole, cut at any byte or with blocks of zeros in it, each file by itself;
 * of unsynced creations, renames and removals a first part. Stricter than any one file system, as POSIX allows.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { StoreFiles } from '#core/storage/files.ts';
import type { Random } from '../bench/random.ts';
import { intercept } from './files-under-test.ts';
import type { Call } from './files-under-test.ts';

const SECTOR = 512;

type DataChange =
  | { readonly kind: 'write'; readonly position: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly length: number };

type NameChange =
  | { readonly kind: 'link'; readonly name: string; readonly node: number }
  | { readonly kind: 'unlink'; readonly name: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string };

type Event =
  | { readonly kind: 'data'; readonly node: number; readonly change: DataChange }
  | { readonly kind: 'name'; readonly change: NameChange }
  /** Everything up to the `through`-th change of the file is safe: what came while the sync was under way is not. */
  | { readonly kind: 'sync'; readonly node: number; readonly through: number }
  | { readonly kind: 'syncFolder'; readonly folder: string }
  | { readonly kind: 'acknowledged'; readonly serial: number };

/** How a power cut treats what was pending: a rule for data, and how many name changes made it. */
export type Mercy = 'nothing' | 'everything' | 'data only' | 'names only' | 'any';
export const mercies: readonly Mercy[] = ['nothing', 'everything', 'data only', 'names only'];

const grow = (content: Buffer, length: number): Buffer =>
  content.length >= length ? content : Buffer.concat([content, Buffer.alloc(length - content.length)]);

const applyData = (content: Buffer, change: DataChange): Buffer => {
  if (change.kind === 'truncate') {
    return change.length <= content.length
      ? Buffer.from(content.subarray(0, change.length))
      : grow(content, change.length);
  }
  const grown = grow(content, change.position + change.bytes.length);
  const result = grown === content ? Buffer.from(content) : grown;
  change.bytes.copy(result, change.position);
  return result;
};

/** What may be left of one pending write: nothing, all, its first bytes, or its length with some sectors still zero. */
const maim = (random: Random, change: DataChange): DataChange | undefined => {
  const fate = random.below(5);
  if (fate === 0) return undefined;
  if (fate === 1 || change.kind === 'truncate') return change;
  if (fate === 2) return { ...change, bytes: change.bytes.subarray(0, random.below(change.bytes.length + 1)) };
  const bytes = Buffer.from(change.bytes);
  for (let start = 0; start < bytes.length; start += SECTOR - ((change.position + start) % SECTOR)) {
    const end = start + SECTOR - ((change.position + start) % SECTOR);
    if (fate === 3 || random.below(2) === 0) bytes.fill(0, start, Math.min(end, bytes.length));
  }
  return { ...change, bytes };
};

interface Node {
  durable: Buffer;
  /** Changes that `durable` holds. */
  synced: number;
  pending: DataChange[];
}

/** The disk at one moment of the history: what is safe, and what is still on its way. */
export class Disk {
  /** Highest serial promised so far; −1 until there is a store. */
  acknowledged: number;
  private readonly nodes = new Map<number, Node>();
  private names: Map<string, number>;
  private pendingNames: NameChange[] = [];

  constructor(start: DiskImage, acknowledged: number) {
    this.acknowledged = acknowledged;
    this.names = new Map();
    let node = -1;
    for (const [name, content] of start) {
      this.nodes.set(node, { durable: content, synced: 0, pending: [] });
      this.names.set(name, node);
      node--;
    }
  }

  apply(event: Event): void {
    switch (event.kind) {
      case 'data':
        this.node(event.node).pending.push(event.change);
        break;
      case 'name':
        this.pendingNames.push(event.change);
        break;
      case 'sync': {
        const node = this.node(event.node);
        const synced = node.pending.splice(0, Math.max(0, event.through - node.synced));
        node.durable = synced.reduce(applyData, node.durable);
        node.synced += synced.length;
        break;
      }
      case 'syncFolder':
        for (const change of this.pendingNames) if (folderOf(change) === event.folder) applyName(this.names, change);
        this.pendingNames = this.pendingNames.filter((change) => folderOf(change) !== event.folder);
        break;
      case 'acknowledged':
        this.acknowledged = Math.max(this.acknowledged, event.serial);
        break;
    }
  }

  /** One image that a cut at this moment could leave. */
  cut(mercy: Mercy, random: Random): DiskImage {
    const names = new Map(this.names);
    const keepsNames = mercy === 'everything' || mercy === 'names only';
    const kept =
      mercy === 'any' ? random.below(this.pendingNames.length + 1) : keepsNames ? this.pendingNames.length : 0;
    for (const change of this.pendingNames.slice(0, kept)) applyName(names, change);
    const image: DiskImage = new Map();
    for (const [name, number] of names) {
      const node = this.node(number);
      const keepsData = mercy === 'everything' || mercy === 'data only';
      let content = node.durable;
      for (const change of node.pending) {
        const left = mercy === 'any' ? maim(random, change) : keepsData ? change : undefined;
        if (left) content = applyData(content, left);
      }
      image.set(name, content);
    }
    return image;
  }

  private node(number: number): Node {
    const found = this.nodes.get(number);
    if (found) return found;
    const made: Node = { durable: Buffer.alloc(0), synced: 0, pending: [] };
    this.nodes.set(number, made);
    return made;
  }
}

const folderOf = (change: NameChange): string => path.dirname(change.kind === 'rename' ? change.to : change.name);

const applyName = (names: Map<string, number>, change: NameChange): void => {
  if (change.kind === 'link') names.set(change.name, change.node);
  else if (change.kind === 'unlink') names.delete(change.name);
  else {
    const node = names.get(change.from);
    if (node === undefined) return;
    names.delete(change.from);
    names.set(change.to, node);
  }
};

/** Content of every file by its path within the folder. Folders without files are not kept. */
export type DiskImage = Map<string, Buffer>;

/** Two images with the same are the same. */
export const fingerprint = (image: DiskImage): string => {
  const hash = createHash('sha1');
  for (const [name, content] of image) hash.update(`${name}\n${content.length}\n`).update(content);
  return hash.digest('hex');
};

export const readImage = (folder: string): DiskImage => {
  const image: DiskImage = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    image.set(path.relative(folder, file), readFileSync(file));
  }
  return image;
};

/** Writes `image` into `folder`, which must be empty or absent. */
export const writeImage = (folder: string, image: DiskImage): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, content] of image) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, content, { mode: 0o600 });
  }
};

/** Records what happens below `folder`, on the real disk, so that it can be gone through again with power cuts. */
export class Recorder {
  readonly events: Event[] = [];
  readonly files: StoreFiles;
  private readonly folder: string;
  private readonly handles = new Map<number, number>();
  private readonly nodeOf: Map<string, number>;
  private readonly changes = new Map<number, number>();
  private made = 0;

  constructor(folder: string, start: DiskImage) {
    this.folder = folder;
    this.nodeOf = new Map([...start.keys()].map((name, index) => [name, -1 - index]));
    this.files = intercept((call, perform) => this.around(call, perform));
  }

  acknowledged(serial: number): void {
    this.events.push({ kind: 'acknowledged', serial });
  }

  private around<Value>(call: Call, perform: (limit?: number) => Value): Value {
    const value = perform();
    const name = call.path === undefined ? '' : path.relative(this.folder, call.path);
    const node = call.file === undefined ? 0 : (this.handles.get(call.file) ?? 0);
    switch (call.name) {
      case 'open':
        this.opened(name, value as number, call.mode === 'create');
        break;
      case 'close':
        if (call.file !== undefined) this.handles.delete(call.file);
        break;
      case 'write':
        this.changed(node, {
          kind: 'write',
          position: call.position ?? 0,
          bytes: Buffer.from((call.bytes ?? new Uint8Array()).subarray(0, value as number)),
        });
        break;
      case 'truncate':
        this.changed(node, { kind: 'truncate', length: call.length ?? 0 });
        break;
      case 'fdatasync':
        this.events.push({ kind: 'sync', node, through: this.changes.get(node) ?? 0 });
        break;
      case 'fdatasyncBehind': {
        const through = this.changes.get(node) ?? 0;
        return (value as Promise<void>).then(() => {
          this.events.push({ kind: 'sync', node, through });
        }) as Value;
      }
      case 'rename':
        this.renamed(name, path.relative(this.folder, call.to ?? ''));
        break;
      case 'unlink':
        this.events.push({ kind: 'name', change: { kind: 'unlink', name } });
        this.nodeOf.delete(name);
        break;
      case 'fsyncFolder':
        this.events.push({ kind: 'syncFolder', folder: name === '' ? '.' : name });
        break;
      case 'size':
      case 'read':
      case 'stat':
      case 'list':
      case 'freeBytes':
      // A folder comes to be with the first file in it, and goes with its last.
      case 'makeFolder':
      case 'removeFolder':
        break;
    }
    return value;
  }

  private changed(node: number, change: DataChange): void {
    this.changes.set(node, (this.changes.get(node) ?? 0) + 1);
    this.events.push({ kind: 'data', node, change });
  }

  private opened(name: string, handle: number, isCreated: boolean): void {
    let node = this.nodeOf.get(name);
    if (isCreated || node === undefined) {
      node = ++this.made;
      this.nodeOf.set(name, node);
      this.events.push({ kind: 'name', change: { kind: 'link', name, node } });
    }
    this.handles.set(handle, node);
  }

  private renamed(from: string, to: string): void {
    const node = this.nodeOf.get(from);
    if (node !== undefined) {
      this.nodeOf.delete(from);
      this.nodeOf.set(to, node);
    }
    this.events.push({ kind: 'name', change: { kind: 'rename', from, to } });
  }
}

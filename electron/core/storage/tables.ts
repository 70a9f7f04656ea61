import type { Json } from '#shared/base/result.ts';
import type { Projection, StoredRecord } from '#shared/base/record.ts';
import type { Block } from './block.ts';
import { toWire, visitChanges, type WireChange } from './change-codec.ts';
import { SortedIds } from './sorted-ids.ts';
import type { ChangeSet, Records, TakenBack } from './store.ts';

/** A record that changed since the snapshot: JSON as text, or as bytes where it was read back from the journal. */
interface Held {
  readonly type: string;
  readonly json: string | Buffer;
}

/** How each record that a change set touches stood before it, by id. Null: not there; undefined: as in the snapshot. */
export type Before = ReadonlyMap<string, Held | null | undefined>;

/** What changed since the layer below. Null: removed. */
class Layer {
  readonly entries = new Map<string, Held | null>();
  readonly ids = new SortedIds();

  set(id: string, held: Held | null): void {
    if (!this.entries.has(id)) this.ids.add(id);
    this.entries.set(id, held);
  }
}

/** The records of one snapshot. */
export class Base {
  readonly blocks: readonly Block[];
  /** Version of the projection that each type's rows were made with. */
  readonly projections: Readonly<Record<string, number>>;

  constructor(blocks: readonly Block[], projections: Readonly<Record<string, number>>) {
    this.blocks = blocks;
    this.projections = projections;
  }

  find(id: string): { readonly block: Block; readonly position: number } | undefined {
    const block = this.blocks[this.#blockFor(id)];
    if (!block || id < block.first) return undefined;
    const position = block.position(id);
    return block.ids[position] === id ? { block, position } : undefined;
  }

  /** Ids from `from` on, while they are below `below`; only of `type` if given. */
  *ids(from: string, below: string | undefined, type: string | undefined): Generator<string> {
    for (let at = this.#blockFor(from); at < this.blocks.length; at++) {
      const block = this.blocks[at];
      if (!block || (below !== undefined && block.first >= below)) return;
      if (type !== undefined && !block.types.includes(type)) continue;
      const isMixed = type !== undefined && block.types.length > 1;
      for (let position = from <= block.first ? 0 : block.position(from); position < block.count; position++) {
        const id = block.ids[position] ?? '';
        if (below !== undefined && id >= below) return;
        if (!isMixed || block.typeAt(position) === type) yield id;
      }
    }
  }

  /** Index of the first block that ends at or after `id`. */
  #blockFor(id: string): number {
    let low = 0;
    let high = this.blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.blocks[middle]?.last ?? '') < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const emptyBase = new Base([], {});

/** Above every character that an id may hold. */
const PAST = '\x7f';

/**
 * All records as of the last applied commit: the newest snapshot as it lies on disk, and above it what changed since. Unchanged
 * records are never parsed until someone asks for them. This is the data that lowdb's `Low` holds.
 */
export class Tables implements Records {
  readonly #projections: ReadonlyMap<string, Projection>;
  readonly #counts = new Map<string, number>();
  readonly #outgoing: WireChange[] = [];
  #base = emptyBase;
  /** Newest first; two while a snapshot of the lower one is being written. */
  #layers: readonly Layer[] = [new Layer()];

  constructor(projections: readonly Projection[]) {
    this.#projections = new Map(projections.map((projection) => [projection.type, projection]));
  }

  /** Takes the place of everything held: a snapshot and the journal's payloads since, oldest first. */
  load(base: Base, payloads: readonly Uint8Array[]): void {
    this.#base = base;
    this.#layers = [new Layer()];
    this.#counts.clear();
    for (const block of base.blocks) {
      for (const [index, count] of block.counts().entries()) this.#count(block.types[index] ?? '', count);
    }
    const put = (id: string, type: string, json: Buffer): void => this.#put(id, { type, json });
    const remove = (id: string): void => this.#remove(id);
    for (const payload of payloads) {
      visitChanges(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength), { put, remove });
    }
  }

  /** Applies the change set and keeps it for `takeOutgoing`. Throws `TypeError`, with nothing applied, if it is malformed. */
  apply(changes: ChangeSet): Before {
    const wire = toWire(changes);
    const before = new Map<string, Held | null | undefined>();
    for (const { id } of changes.puts) before.set(id, this.#layered(id));
    for (const id of wire.removes) before.set(id, this.#layered(id));
    for (let index = 0; index + 2 < wire.puts.length; index += 3) {
      this.#put(wire.puts[index] ?? '', { type: wire.puts[index + 1] ?? '', json: wire.puts[index + 2] ?? '' });
    }
    for (const id of wire.removes) this.#remove(id);
    this.#outgoing.push(wire);
    return before;
  }

  /** Undoes change sets, the newest first. A snapshot taken over in between does not matter: it holds nothing that was refused. */
  takeBack(befores: Iterable<Before>): TakenBack {
    const ids = new Set<string>();
    for (const before of befores) {
      for (const [id, layered] of before) {
        ids.add(id);
        const held = layered === undefined ? this.#inBase(id) : layered;
        if (held) this.#put(id, held);
        else this.#remove(id);
      }
    }
    const found = [...ids].map((id) => ({ id, held: this.#find(id) }));
    return {
      puts: found.flatMap(({ held }) => (held ? [JSON.parse(held.json.toString()) as StoredRecord] : [])),
      removes: found.flatMap(({ id, held }) => (held ? [] : [id])),
    };
  }

  /** The change sets applied since the last call, for the writer. */
  takeOutgoing(): readonly WireChange[] {
    return this.#outgoing.splice(0);
  }

  /** What is applied from here on lies apart from what a new snapshot will hold. */
  freeze(): void {
    this.#layers = [new Layer(), ...this.#layers];
  }

  /** The snapshot of what was frozen is there. */
  rebase(base: Base): void {
    this.#base = base;
    this.#layers = this.#layers.slice(0, 1);
  }

  /** There will be no snapshot of what was frozen. */
  thaw(): void {
    const [live, frozen, ...older] = this.#layers;
    if (!live || !frozen) return;
    for (const [id, held] of live.entries) frozen.set(id, held);
    this.#layers = [frozen, ...older];
  }

  get<R extends StoredRecord>(type: R['type'], id: string): R | undefined {
    const found = this.#find(id);
    return found?.type === type ? (JSON.parse(found.json.toString()) as R) : undefined;
  }

  has(id: string): boolean {
    return this.#find(id) !== undefined;
  }

  count(type: string): number {
    return this.#counts.get(type) ?? 0;
  }

  countsByType(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].filter(([, count]) => count > 0));
  }

  ids(type: string): Iterable<string> {
    return this.#merged('', undefined, type);
  }

  idsWithPrefix(prefix: string): readonly string[] {
    return [...this.#merged(prefix, prefix + PAST, undefined)];
  }

  *rows<Row extends Json>(type: string): Iterable<Row> {
    const projection = this.#projections.get(type);
    if (!projection) return;
    const project = (json: string | Buffer): Row => projection.project(JSON.parse(json.toString())) as Row;
    const isCurrent = this.#base.projections[type] === projection.version;
    for (const block of this.#base.blocks) {
      const index = block.types.indexOf(type);
      if (index < 0) continue;
      const isTouched = this.#layers.some((layer) => layer.ids.touches(block.first, block.last));
      if (isCurrent && !isTouched && block.types.length === 1) {
        yield* block.rows() as readonly Row[];
        continue;
      }
      const rows = isCurrent ? block.rows() : [];
      let next = 0;
      for (let position = 0; position < block.count; position++) {
        const row = isCurrent && block.hasRowAt(position) ? (rows[next++] as Row) : undefined;
        if (block.typeAt(position) !== type) continue;
        if (isTouched && this.#layered(block.ids[position] ?? '') !== undefined) continue;
        yield row === undefined ? project(block.jsonAt(position)) : row;
      }
    }
    const changed = new Set(this.#layers.flatMap((layer) => [...layer.entries.keys()]));
    for (const id of changed) {
      const held = this.#layered(id);
      if (held?.type === type) yield project(held.json);
    }
  }

  *#merged(from: string, below: string | undefined, type: string | undefined): Generator<string> {
    const ranges = this.#layers.map((layer) => layer.ids.range(from, below));
    const touched = ranges.length === 1 ? (ranges[0] ?? []) : [...new Set(ranges.flat())].toSorted(byCodeUnit);
    let next = 0;
    const takeTouched = (id: string): boolean => {
      const held = this.#layered(id);
      return held !== null && held !== undefined && (type === undefined || held.type === type);
    };
    for (const id of this.#base.ids(from, below, type)) {
      for (let other = touched[next]; other !== undefined && other < id; other = touched[++next]) {
        if (takeTouched(other)) yield other;
      }
      if (touched[next] !== id) yield id;
    }
    for (; next < touched.length; next++) {
      const other = touched[next] ?? '';
      if (takeTouched(other)) yield other;
    }
  }

  /** Undefined: as in the snapshot. Null: removed. */
  #layered(id: string): Held | null | undefined {
    for (const layer of this.#layers) {
      const held = layer.entries.get(id);
      if (held !== undefined) return held;
    }
    return undefined;
  }

  #find(id: string): Held | undefined {
    const held = this.#layered(id);
    return held === undefined ? this.#inBase(id) : (held ?? undefined);
  }

  #inBase(id: string): Held | undefined {
    const found = this.#base.find(id);
    return found && { type: found.block.typeAt(found.position), json: found.block.jsonAt(found.position) };
  }

  #typeOf(id: string): string | undefined {
    const held = this.#layered(id);
    if (held !== undefined) return held?.type;
    const found = this.#base.find(id);
    return found?.block.typeAt(found.position);
  }

  #put(id: string, held: Held): void {
    const before = this.#typeOf(id);
    if (before !== held.type) {
      if (before !== undefined) this.#count(before, -1);
      this.#count(held.type, 1);
    }
    this.#layers[0]?.set(id, held);
  }

  #remove(id: string): void {
    const before = this.#typeOf(id);
    if (before === undefined) return;
    this.#count(before, -1);
    this.#layers[0]?.set(id, null);
  }

  #count(type: string, change: number): void {
    this.#counts.set(type, (this.#counts.get(type) ?? 0) + change);
  }
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

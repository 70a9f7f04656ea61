import { Low, type Adapter } from 'lowdb';
import type { StoreStatus } from '#shared/storage/status.ts';
import { Block } from './block.ts';
import type { EngineEvent, EngineLink, Figures, ReadOnlyCause, StoreImage } from './protocol.ts';
import { refusalFor } from './refusals.ts';
import { StoreError, type ChangeSet, type Records, type Store, type StoreSchema, type TakenBack } from './store.ts';
import { Base, Tables, type Before } from './tables.ts';

/** Reading gives what is on disk; writing hands over what changed since the last writing, and resolves when it is on disk. */
class EngineAdapter implements Adapter<Tables> {
  readonly #engine: EngineLink;
  readonly #image: StoreImage;
  readonly #schema: StoreSchema;

  constructor(engine: EngineLink, image: StoreImage, schema: StoreSchema) {
    this.#engine = engine;
    this.#image = image;
    this.#schema = schema;
  }

  read(): Promise<Tables> {
    const tables = new Tables(this.#schema.projections);
    const blocks = this.#image.blocks.map((bytes) => new Block(bytes));
    tables.load(new Base(blocks, this.#image.projections), this.#image.payloads);
    return Promise.resolve(tables);
  }

  async write(tables: Tables): Promise<void> {
    await Promise.all(tables.takeOutgoing().map((change) => this.#engine.commit(change)));
  }
}

/** A store that a full disk stopped looks so often whether there is room again. */
const RESUME_MS = 2_000;

interface LogEnd {
  readonly length: number;
  readonly last: string | undefined;
}

/** What undoes a commit that the disk has not answered yet. */
interface Unanswered {
  readonly records: Before;
  readonly logs: ReadonlyMap<string, LogEnd | undefined>;
}

/** The store as features see it: lowdb's `Low` over records in memory, an engine behind it. */
export class LowStore implements Store {
  readonly #engine: EngineLink;
  readonly #now: () => Date;
  readonly #low: Low<Tables>;
  readonly #logs: Map<string, LogEnd>;
  readonly #listeners = new Set<(status: StoreStatus) => void>();
  readonly #takenBackListeners = new Set<(change: TakenBack) => void>();
  /** Oldest first. */
  readonly #unanswered = new Set<Unanswered>();
  #status: StoreStatus = { state: 'ok' };
  #readOnly: ReadOnlyCause = null;
  #resumption: NodeJS.Timeout | undefined;
  #compaction: Promise<void> | undefined;
  #followUp: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  private constructor(
    engine: EngineLink,
    image: StoreImage,
    low: Low<Tables>,
    readOnly: ReadOnlyCause,
    now: () => Date,
  ) {
    this.#engine = engine;
    this.#now = now;
    this.#low = low;
    this.#logs = new Map(image.logs.map(({ name, length, last }) => [name, { length, last }]));
    if (readOnly) this.#become(readOnly);
  }

  /** `schema` names the projections; `readOnly` says why nothing can be written, null if it can. */
  static async load(
    engine: EngineLink,
    image: StoreImage,
    schema: StoreSchema,
    readOnly: ReadOnlyCause,
    now: () => Date,
  ): Promise<LowStore> {
    const low = new Low<Tables>(new EngineAdapter(engine, image, schema), new Tables(schema.projections));
    await low.read();
    return new LowStore(engine, image, low, readOnly, now);
  }

  get records(): Records {
    return this.#low.data;
  }

  get status(): StoreStatus {
    return this.#status;
  }

  onStatus(listener: (status: StoreStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onTakenBack(listener: (change: TakenBack) => void): () => void {
    this.#takenBackListeners.add(listener);
    return () => this.#takenBackListeners.delete(listener);
  }

  /** What the engine says without being asked. */
  hear(event: EngineEvent): void {
    if (event.kind === 'read-only') this.#become(event.cause);
    // Nothing is lost if it fails: the journal holds everything, and the engine asks again.
    else if (!this.#closing && !this.#compaction) this.compact().catch(() => undefined);
  }

  async commit(changes: ChangeSet): Promise<void> {
    if (this.#closing) throw closed();
    if (this.#readOnly) throw refusalFor(this.#readOnly);
    let applied: Unanswered | undefined;
    const written = this.#low.update((tables) => {
      const records = tables.apply(changes);
      const logs = new Map(changes.appends.map(({ log }) => [log, this.#logs.get(log)]));
      for (const { log, line } of changes.appends)
        this.#logs.set(log, { length: (this.#logs.get(log)?.length ?? 0) + 1, last: line });
      applied = { records, logs };
      this.#unanswered.add(applied);
    });
    try {
      await written;
    } catch (error) {
      if (applied && this.#unanswered.has(applied)) this.#takeBack();
      throw error;
    }
    if (applied) this.#unanswered.delete(applied);
  }

  readLog(log: string, from: number, to: number): Promise<readonly string[]> {
    if (this.#closing) return Promise.reject(closed());
    return this.#engine.readLog(log, from, to);
  }

  logLength(log: string): number {
    return this.#logs.get(log)?.length ?? 0;
  }

  lastLine(log: string): string | undefined {
    return this.#logs.get(log)?.last;
  }

  /** Covers every commit made before the call: one that is already running may not, so another follows it. */
  compact(): Promise<void> {
    if (this.#closing) return Promise.reject(closed());
    if (this.#readOnly) return Promise.reject(refusalFor(this.#readOnly));
    if (this.#compaction) {
      this.#followUp ??= this.#compaction
        .catch(() => undefined)
        .then(() => {
          this.#followUp = undefined;
          return this.compact();
        });
      return this.#followUp;
    }
    this.#compaction = this.#compact().finally(() => (this.#compaction = undefined));
    return this.#compaction;
  }

  figures(): Promise<Figures> {
    if (this.#closing) return Promise.reject(closed());
    return this.#engine.figures();
  }

  close(): Promise<void> {
    clearTimeout(this.#resumption);
    this.#closing ??= this.#engine.close();
    return this.#closing;
  }

  /** The new snapshot takes the place of the old one in memory too, block by block, with commits going on in between. */
  async #compact(): Promise<void> {
    const tables = this.#low.data;
    tables.freeze();
    try {
      const { projections, blocks } = await this.#engine.compact();
      const fresh: Block[] = [];
      while (fresh.length < blocks) fresh.push(new Block(await this.#engine.nextBlock()));
      tables.rebase(new Base(fresh, projections));
    } catch (error) {
      tables.thaw();
      throw error;
    }
  }

  /** The writer's first refusal is its last answer: whatever else waits is refused as well, and goes in the same stroke. */
  #takeBack(): void {
    const newestFirst = [...this.#unanswered].toReversed();
    this.#unanswered.clear();
    for (const [log, end] of newestFirst.flatMap(({ logs }) => [...logs])) {
      if (end) this.#logs.set(log, end);
      else this.#logs.delete(log);
    }
    const change = this.#low.data.takeBack(newestFirst.map(({ records }) => records));
    for (const listener of this.#takenBackListeners) listener(change);
  }

  #become(readOnly: ReadOnlyCause): void {
    this.#readOnly = readOnly;
    this.#status = readOnly ? { state: 'read-only', ...readOnly, since: this.#now().toISOString() } : { state: 'ok' };
    if (readOnly?.cause === 'disk-full') this.#resumeLater();
    for (const listener of this.#listeners) listener(this.#status);
  }

  #resumeLater(): void {
    clearTimeout(this.#resumption);
    this.#resumption = setTimeout(() => void this.#resume(), RESUME_MS);
    this.#resumption.unref();
  }

  async #resume(): Promise<void> {
    // Commits that were made before the refusal was heard of are refused by it: one of them may not come after writing goes on.
    const left = this.#unanswered.size > 0 ? this.#readOnly : await this.#engine.resume().catch(() => this.#readOnly);
    if (this.#closing) return;
    if (left?.cause === 'disk-full') this.#resumeLater();
    else this.#become(left);
  }
}

const closed = (): StoreError => new StoreError('storage.read-only', 'the store is closed');

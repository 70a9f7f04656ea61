/**
 * The store's other half: everything that touches the disk. Runs wherever it is put (`worker.ts` gives it a thread of its own). Calls to
 * the system block, so nothing is half done when something else runs.
 */
import { dirname } from 'node:path';
import type { WireChange } from './change-codec.ts';
import { blocksOf, compactStore } from './compaction.ts';
import type { Directory } from './directory.ts';
import { errnoOf } from './errno.ts';
import { Fence } from './fence.ts';
import type { LockRelease } from './lock.ts';
import type { Ground } from './ground.ts';
import { LogIndex } from './log-index.ts';
import { sortNames } from './names.ts';
import { migrateStore, rebuildFromIntact } from './new-generation.ts';
import { beginWriting, layFoundation } from './opening.ts';
import type {
  CompactionOutcome,
  EngineLink,
  EngineOpening,
  Figures,
  Listen,
  ReadOnlyCause,
  StoreImage,
} from './protocol.ts';
import { recover, type Recovered, type Recovery } from './recovery.ts';
import { asStoreError, causeOf, isDiskFull, isPassing, refusalFor } from './refusals.ts';
import { cutRefused, isSameEnd, makeRoom, type Halt } from './resuming.ts';
import { StoreError } from './store.ts';
import { reading, UnreadableFile } from './whole-file.ts';
import { Writer } from './writer.ts';

const SLAB_BYTES = 8 << 20;

export class Engine implements EngineLink {
  readonly #ground: Ground;
  readonly #listen: Listen;
  #release: LockRelease | undefined;
  #writer: Writer | undefined;
  #readOnly: NonNullable<ReadOnlyCause> = { cause: 'not-writable', errno: null };
  #logs = new LogIndex();
  #directory: Directory | undefined;
  #generation = 0;
  #handout: Generator<Buffer> | undefined;
  #compaction: Promise<CompactionOutcome> | undefined;
  /** Of a writer that a full disk stopped and that was let go, or that it never let begin. */
  #halt: Halt | undefined;
  #resumption: Promise<ReadOnlyCause> | undefined;
  #closing: Promise<void> | undefined;
  #isFlushPlanned = false;

  constructor(ground: Ground, listen: Listen) {
    this.#ground = { ...ground, key: Uint8Array.from(ground.key) };
    this.#listen = listen;
  }

  create(): Promise<EngineOpening> {
    return this.#locked(async () => {
      await layFoundation(this.#ground);
      return this.#openLocked(await this.#recover());
    }, 'make');
  }

  open(): Promise<EngineOpening> {
    return this.#locked(async () => this.#openLocked(await this.#recover()));
  }

  async setAside(now: Date): Promise<{ readonly folder: string; readonly opening: EngineOpening }> {
    let folder = '';
    const opening = await this.#locked(async () => {
      const found = await this.#recover();
      if (found.state !== 'read' || found.findings.length === 0) return this.#openLocked(found);
      folder = await rebuildFromIntact(this.#ground, found, now);
      return this.#openLocked(await this.#recover());
    });
    return { folder, opening };
  }

  commit(change: WireChange): Promise<void> {
    return new Promise((resolve, reject) => {
      this.submit([change], (error) => (error ? reject(error) : resolve()));
      if (this.#isFlushPlanned) return;
      this.#isFlushPlanned = true;
      process.nextTick(() => {
        this.#isFlushPlanned = false;
        this.flush();
      });
    });
  }

  /** For a caller that gathers commits itself: they wait for `flush`. */
  submit(changes: readonly WireChange[], done: (error: StoreError | null) => void): void {
    if (this.#writer && !this.#closing) this.#writer.submit(changes, done);
    else done(refusalFor(this.#readOnly));
  }

  flush(): void {
    this.#writer?.flush();
  }

  async readLog(log: string, from: number, to: number): Promise<readonly string[]> {
    this.flush();
    const { files, folder, key } = this.#ground;
    try {
      return this.#logs.read(files, folder, key, log, from, to);
    } catch (error) {
      throw asStoreError(error);
    }
  }

  compact(): Promise<CompactionOutcome> {
    this.#compaction ??= this.#compact().finally(() => (this.#compaction = undefined));
    return this.#compaction;
  }

  async nextBlock(): Promise<Uint8Array> {
    try {
      const next = this.#handout?.next();
      if (next && !next.done) return next.value;
    } catch (error) {
      throw asStoreError(error);
    }
    throw new StoreError('storage.failed', 'no compaction left a block to hand out');
  }

  async figures(): Promise<Figures> {
    const { files, folder } = this.#ground;
    try {
      let bytesOnDisk = 0;
      for (const name of files.list(folder)) bytesOnDisk += files.stat(`${folder}/${name}`)?.size ?? 0;
      return { bytesOnDisk, freeBytes: files.freeBytes(folder), generation: this.#generation };
    } catch (error) {
      throw asStoreError(error);
    }
  }

  resume(): Promise<ReadOnlyCause> {
    this.#resumption ??= this.#resume().finally(() => (this.#resumption = undefined));
    return this.#resumption;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.allSettled([this.#compaction, this.#resumption]);
    this.#handout?.return(undefined);
    this.#writer?.close();
    this.#ground.key.fill(0);
    await this.#release?.();
  }

  /** Runs `body` with the lock, which stays held only if the outcome needs it. */
  async #locked(body: () => Promise<EngineOpening>, folderIs: 'make' | 'given' = 'given'): Promise<EngineOpening> {
    const { files, folder } = this.#ground;
    let opening: EngineOpening | undefined;
    try {
      if (folderIs === 'make') {
        files.makeFolder(folder);
        files.fsyncFolder(dirname(folder));
      } else if (!this.#isAnythingThere()) return { state: 'missing' };
      this.#release = await files.lock(folder);
      if (!this.#release) return { state: 'in-use' };
      opening = await body();
      return opening;
    } catch (error) {
      if (error instanceof UnreadableFile && folderIs === 'given') {
        return { state: 'unreadable', path: error.path, errno: error.errno };
      }
      const errno = errnoOf(error);
      if (errno !== null && folderIs === 'given') return { state: 'unreadable', path: folder, errno };
      throw asStoreError(error);
    } finally {
      if (this.#release && opening?.state !== 'open' && opening?.state !== 'damaged') {
        await this.#release();
        this.#release = undefined;
      }
    }
  }

  #isAnythingThere(): boolean {
    const { files, folder } = this.#ground;
    if (!reading(folder, () => files.stat(folder))) return false;
    const names = sortNames(reading(folder, () => files.list(folder)));
    return names.anchors.length + names.journal.length + names.snapshot.length + names.log.length > 0;
  }

  #recover(): Promise<Recovery> {
    return recover(this.#ground, this.#ground.schema.version);
  }

  async #openLocked(first: Recovery): Promise<EngineOpening> {
    let found = first;
    let migratedFrom: number | null = null;
    if (isIntact(found) && found.schema < this.#ground.schema.version) {
      migratedFrom = found.schema;
      await migrateStore(this.#ground, found, found.anchor);
      found = await this.#recover();
    }
    if (found.state === 'newer-schema') return { ...found, supported: this.#ground.schema.version };
    if (found.state !== 'read') return found;
    this.#logs = found.logs;
    this.#directory = found.directory;
    this.#generation = found.generation;
    if (!isIntact(found)) {
      this.#readOnly = { cause: 'damaged', errno: null };
      return { state: 'damaged', image: imageOf(found), findings: found.findings, recordsLost: found.recordsLost };
    }
    const readOnly = this.#beginWriting(found);
    return {
      state: 'open',
      image: imageOf(found),
      tornBytes: found.journal.torn.reduce((sum, { bytes }) => sum + bytes, 0),
      repaired: found.repairable,
      migratedFrom,
      readOnly,
    };
  }

  /** A folder that can be read and not written is worth opening: returns why, or null if writing works. */
  #beginWriting(found: Intact): ReadOnlyCause {
    try {
      const writing = beginWriting(this.#ground, found, found.anchor);
      const sinceSnapshot = found.payloads.reduce((sum, payload) => sum + payload.length, 0);
      this.#writer = new Writer(this.#ground, writing, found.logs, sinceSnapshot, this.#listen);
      if (this.#writer.isCompactionDue) setImmediate(() => this.#listen({ kind: 'compaction-due' }));
      return null;
    } catch (error) {
      if (errnoOf(error) === null) throw error;
      this.#readOnly = causeOf(error);
      const { end } = found.journal;
      const { files, folder } = this.#ground;
      if (end && isDiskFull(error)) this.#halt = { end, fence: Fence.standing(files, folder) };
      return this.#readOnly;
    }
  }

  async #resume(): Promise<ReadOnlyCause> {
    const stopped = this.#writer ? this.#writer.readOnly : this.#readOnly;
    const halt = this.#writer?.halt ?? this.#halt;
    if (!halt || stopped?.cause !== 'disk-full' || this.#closing) return stopped;
    await this.#compaction?.catch(() => undefined);
    try {
      if (!makeRoom(this.#ground)) return stopped;
      if (!halt.fence.isOurs) return { cause: 'not-writable', errno: null };
      this.#letGo();
      cutRefused(this.#ground, halt);
      const found = await this.#recover();
      if (this.#closing) return stopped;
      if (!isIntact(found) || !isSameEnd(found.journal.end, halt)) return { cause: 'write-failed', errno: null };
      this.#logs = found.logs;
      this.#directory = found.directory;
      this.#generation = found.generation;
      return this.#beginWriting(found);
    } catch (error) {
      const errno = error instanceof UnreadableFile ? error.errno : errnoOf(error);
      if (errno === null) throw error;
      // Nothing was begun: the next time serves as well.
      return isPassing(errno) ? stopped : { cause: 'write-failed', errno };
    }
  }

  /** Of a writer that has stopped: nothing is to move the anchor while the store is read. */
  #letGo(): void {
    if (!this.#writer?.readOnly) return;
    this.#readOnly = this.#writer.readOnly;
    this.#halt = this.#writer.halt;
    this.#writer.abandon();
    this.#writer = undefined;
  }

  async #compact(): Promise<CompactionOutcome> {
    const writer = this.#writer;
    if (!writer || this.#closing) throw refusalFor(this.#readOnly);
    this.#handout?.return(undefined);
    try {
      this.#directory = await compactStore(this.#ground, writer, this.#logs, this.#directory, () => this.#pace(writer));
    } catch (error) {
      throw asStoreError(error);
    }
    this.#generation = this.#directory.generation;
    this.#handout = blocksOf(this.#ground, this.#generation);
    return { projections: this.#directory.projections, blocks: this.#directory.blocks.length };
  }

  /** Lets commits and questions through. Throws if there is no point in going on. */
  async #pace(writer: Writer): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (this.#closing) throw new StoreError('storage.read-only', 'the store is being closed');
    if (writer.readOnly) throw refusalFor(writer.readOnly);
  }
}

type Intact = Recovered & { readonly anchor: NonNullable<Recovered['anchor']> };

const isIntact = (found: Recovery): found is Intact =>
  found.state === 'read' && found.findings.length === 0 && found.anchor !== null;

const imageOf = (found: Recovered): StoreImage => ({
  blocks: found.blocks,
  projections: found.directory?.projections ?? {},
  payloads: slabsOf(found.payloads),
  logs: found.logs.names.map((name) => ({ name, length: found.logs.length(name), last: found.logs.lastLine(name) })),
});

/** Few large pieces move between threads faster than many small ones. Payloads can be put end to end. */
const slabsOf = (payloads: readonly Buffer[]): readonly Uint8Array[] => {
  const slabs: Uint8Array[] = [];
  let group: Buffer[] = [];
  let bytes = 0;
  const close = (): void => {
    const slab = Buffer.allocUnsafeSlow(bytes);
    let at = 0;
    for (const payload of group) at += payload.copy(slab, at);
    slabs.push(slab);
    [group, bytes] = [[], 0];
  };
  for (const payload of payloads) {
    group.push(payload);
    bytes += payload.length;
    if (bytes >= SLAB_BYTES) close();
  }
  if (bytes > 0) close();
  return slabs;
};

import { writeAnchor, type Anchor, type JournalPosition, type SnapshotRef } from './anchor.ts';
import { encodeBatch, type WireChange } from './change-codec.ts';
import { errnoOf } from './errno.ts';
import type { Ground } from './ground.ts';
import { Journal } from './journal.ts';
import type { LogIndex } from './log-index.ts';
import type { Writing } from './opening.ts';
import type { Listen, ReadOnlyCause } from './protocol.ts';
import { causeOf, isDiskFull, refusalFor } from './refusals.ts';
import { releaseReserve } from './reserve.ts';
import type { Halt } from './resuming.ts';
import { StoreError } from './store.ts';

/** Without a commit for so long, the anchor is moved up to the end of the journal. */
const IDLE_MS = 250;

/** Under load without an idle moment the anchor is moved up after so long, or after so much of journal, whichever comes first, … */
const SEAL_AFTER_MS = 1000;
const SEAL_AFTER_BYTES = 1 << 20;
/** … but moving it takes no more than this part of the time, however slow the disk: so few commits wait for it that their p99 stays. */
const SEAL_SHARE = 1 / 200;

/** A journal shorter than this is never worth a new snapshot; else half of the snapshot's size is. */
const COMPACT_AT_LEAST_BYTES = 16 << 20;
const COMPACT_AT_SEGMENTS = 64;

interface Waiting {
  readonly changes: readonly WireChange[];
  readonly done: (error: StoreError | null) => void;
}

/** A frame on the medium whose log lines have not been noted yet. */
interface WrittenFrame {
  readonly segment: number;
  readonly offset: number;
  readonly payload: Uint8Array;
}

/**
 * Writes all change sets that wait as one, syncs once, then answers them. The first failure is the last: from there nothing is written, for
 * after a failed sync nobody knows what the medium holds, and only reading it anew tells.
 */
export class Writer {
  readonly #ground: Ground;
  readonly #writing: Writing;
  readonly #logs: LogIndex;
  readonly #listen: Listen;
  readonly #idle: NodeJS.Timeout;
  #journal: Journal;
  #anchor: Anchor;
  #acknowledged: JournalPosition;
  #waiting: Waiting[] = [];
  #readOnly: ReadOnlyCause = null;
  /** False once a write or sync failed: the journal's end is unknown then. */
  #isWhole = true;
  /** By `performance.now`: when the first commit that the anchor does not cover was written, null if there is none. */
  #unsealedSince: number | null = null;
  #sealNotBefore = 0;
  #sinceSnapshot: number;
  #compactAt: number;

  /** `sinceSnapshot`: bytes of journal that no snapshot holds yet. */
  constructor(ground: Ground, writing: Writing, logs: LogIndex, sinceSnapshot: number, listen: Listen) {
    this.#ground = ground;
    this.#writing = writing;
    this.#logs = logs;
    this.#listen = listen;
    this.#journal = writing.journal;
    this.#anchor = writing.anchor;
    this.#acknowledged = writing.journal.position;
    this.#sinceSnapshot = sinceSnapshot;
    this.#compactAt = this.#worthCompacting();
    this.#idle = setTimeout(() => this.seal(), IDLE_MS);
    this.#idle.unref();
  }

  get anchor(): Anchor {
    return this.#anchor;
  }

  get secret(): Writing['secret'] {
    return this.#writing.secret;
  }

  get readOnly(): ReadOnlyCause {
    return this.#readOnly;
  }

  /** Of one that has stopped: where another goes on. */
  get halt(): Halt {
    return { end: this.#acknowledged, fence: this.#writing.fence };
  }

  /** False once another writer has overtaken this one, which then may not even clean up. */
  get isOurs(): boolean {
    return this.#writing.fence.isOurs;
  }

  get isCompactionDue(): boolean {
    const segments = this.#journal.segment - this.#anchor.journalFirst;
    return this.#readOnly === null && (this.#sinceSnapshot > this.#compactAt || segments > COMPACT_AT_SEGMENTS);
  }

  /** Waits for `flush`. `done` gets null when all of the changes are on the medium. */
  submit(changes: readonly WireChange[], done: Waiting['done']): void {
    this.#waiting.push({ changes, done });
  }

  flush(): void {
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    const written = this.#readOnly ? refusalFor(this.#readOnly) : this.#write(batch.flatMap(({ changes }) => changes));
    const failure = written instanceof StoreError ? written : null;
    for (const { done } of batch) done(failure);
    // Nobody has to wait for what is only looked up later; whoever asks for it comes after the end of this call.
    if (!(written instanceof StoreError)) this.#noteLines(written);
    this.#idle.refresh();
    if (this.#isSealDue) this.seal();
    if (this.isCompactionDue) {
      // Asked for once; again only if nothing comes of it and the journal has grown as much again.
      this.#compactAt = this.#sinceSnapshot * 2;
      this.#listen({ kind: 'compaction-due' });
    }
  }

  /** Moves the anchor up to the journal's end, so that from here on a missing byte is damage, not a torn write. */
  seal(): void {
    const { position } = this.#journal;
    if (!this.#isWhole || position.head === this.#anchor.floor.head) return;
    try {
      this.#moveAnchor({ floor: position });
    } catch (error) {
      const errno = errnoOf(error);
      // Out of file handles: nothing is wrong with the disk, and the next idle moment serves as well.
      if (errno !== 'EMFILE' && errno !== 'ENFILE') this.#stop(error, isDiskFull(error));
    }
  }

  /** Begins a new segment. Returns where the one before it ended. */
  roll(): JournalPosition {
    this.flush();
    if (this.#readOnly) throw refusalFor(this.#readOnly);
    if (!this.isOurs) this.#stop(overtaken(), false);
    if (this.#readOnly) throw refusalFor(this.#readOnly);
    const { files, folder } = this.#ground;
    const end = this.#journal.position;
    const next = Journal.begin(files, folder, this.secret, this.#anchor.schema, end);
    try {
      this.#moveAnchor({ floor: next.position });
    } catch (error) {
      // Whether the anchor names the new segment is unknown, so neither may be written to.
      this.#stop(error, false);
      next.close();
      throw error;
    }
    const former = this.#journal;
    this.#journal = next;
    this.#acknowledged = next.position;
    former.close();
    return end;
  }

  /** Names a new generation, which must be on the medium and verified. */
  adopt(generation: number, snapshot: SnapshotRef, journalFirst: number): void {
    if (!this.#isWhole) throw refusalFor(this.#readOnly ?? { cause: 'write-failed', errno: null });
    try {
      const next = { generation, snapshot, journalFirst, floor: this.#journal.position, olderGo: null };
      this.#moveAnchor(next);
      this.#moveAnchor(next);
    } catch (error) {
      this.#stop(error, false);
      throw error;
    }
    this.#sinceSnapshot = this.#journal.position.length;
    this.#compactAt = this.#worthCompacting();
  }

  /** Seals. Never throws: what was acknowledged is on the medium already. */
  close(): void {
    this.flush();
    clearTimeout(this.#idle);
    this.seal();
    this.#journal.close();
  }

  /** For one that has stopped: lets go of the journal as it lies. */
  abandon(): void {
    clearTimeout(this.#idle);
    this.#journal.close();
  }

  /** Something outside the journal showed that the store must not be written. */
  stop(error: unknown): void {
    this.#stop(error, true);
  }

  #write(changes: readonly WireChange[]): StoreError | readonly WrittenFrame[] {
    try {
      this.#mustBeOurs();
      const before = this.#journal.position;
      const payloads = encodeBatch(changes, before.sequence + 1);
      const { bytes, placed } = this.#journal.seal(payloads, before.sequence + changes.length);
      const full = this.#withReserve(() => this.#journal.write(bytes));
      this.#journal.sync(bytes);
      // Between the first look and the sync this process may have been stopped for hours.
      this.#mustBeOurs();
      this.#acknowledged = this.#journal.position;
      this.#sinceSnapshot += bytes.length;
      this.#unsealedSince ??= performance.now();
      if (full) this.#stop(full, true);
      const { segment } = this.#journal;
      return payloads.map((payload, index) => ({ segment, offset: placed[index]?.offset ?? 0, payload }));
    } catch (error) {
      this.#stop(error, false);
      return error instanceof StoreError ? error : refusalFor(causeOf(error));
    }
  }

  /** Above the anchor a bad byte shows by the groups written after it, a lost end by nothing: the anchor must not stay behind for long. */
  get #isSealDue(): boolean {
    if (this.#readOnly || this.#unsealedSince === null) return false;
    const now = performance.now();
    const bytes = this.#journal.position.length - this.#anchor.floor.length;
    return now >= this.#sealNotBefore && (bytes >= SEAL_AFTER_BYTES || now - this.#unsealedSince >= SEAL_AFTER_MS);
  }

  /** The commits are on the medium and answered: a failure here, a mistake of this program, can only stop those after them. */
  #noteLines(frames: readonly WrittenFrame[]): void {
    try {
      for (const { segment, offset, payload } of frames)
        this.#logs.addFrame(segment, offset, Buffer.from(payload.buffer, payload.byteOffset, payload.length));
    } catch (error) {
      this.#stop(error, true);
    }
  }

  #mustBeOurs(): void {
    if (!this.isOurs) throw overtaken();
  }

  #moveAnchor(change: Partial<Anchor>): void {
    this.#mustBeOurs();
    const { files, folder } = this.#ground;
    const next: Anchor = { ...this.#anchor, ...change, counter: this.#anchor.counter + 1 };
    const began = performance.now();
    const full = this.#withReserve(() => writeAnchor(files, folder, this.secret, next));
    this.#anchor = next;
    const ended = performance.now();
    this.#unsealedSince = null;
    this.#sealNotBefore = ended + (ended - began) / SEAL_SHARE;
    if (full) this.#stop(full, true);
  }

  /** Runs `call`; on a full disk gives up the reserve and runs it once more. Returns the refusal that this overcame. */
  #withReserve(call: () => void): unknown {
    try {
      call();
      return undefined;
    } catch (error) {
      if (!isDiskFull(error) || !releaseReserve(this.#ground)) throw error;
      call();
      return error;
    }
  }

  #stop(error: unknown, isWhole: boolean): void {
    this.#isWhole &&= isWhole;
    if (this.#readOnly) return;
    this.#readOnly = causeOf(error);
    this.#listen({ kind: 'read-only', cause: this.#readOnly });
  }

  #worthCompacting(): number {
    return Math.max(COMPACT_AT_LEAST_BYTES, (this.#anchor.snapshot?.bytes ?? 0) / 2);
  }
}

const overtaken = (): StoreError =>
  new StoreError('storage.read-only', 'another instance has opened this store for writing');

/**
 * Reads large files ahead: a second thread copies the next pieces out of the system's memory, and looks through them, meanwhile. Whoever takes a piece has to verify its file after that, as after reading it: what counts is that the file is still what it was.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { aheadCells, slotStates, type AheadCells, type AheadData, type AheadScan } from './ahead-cells.ts';
import { callOn } from './disk-calls.ts';
import {
  AHEAD_SLOTS,
  aheadFoundAt,
  aheadRoom,
  MOST_FOUND_AHEAD,
  pieceMemory,
  type PieceMemory,
} from './piece-memory.ts';
import type { PieceScan } from './piece-scan.ts';

/** What was looked for, and found, in bytes that were read ahead; addresses in the memory of pieces. */
export interface FoundAhead {
  readonly places: Int32Array;
  readonly count: number;
  /** As in `AheadCells`. */
  readonly next: number;
  readonly isAscii: boolean;
}

/** Asked for, and taken, so often since: nobody wants it any more. */
const STALE = 4 * AHEAD_SLOTS;
/** What is being read is waited for so long: about what reading it takes. Whoever reads it may have lost its processor to others. */
const PATIENCE_MS = 0.25;
/** What was asked for longer ago is read anew: whoever stopped for a while goes on with what is there then. */
const FRESH_MS = 1_000;

export class ReadAhead {
  readonly #cells: AheadCells = aheadCells();
  readonly #rooms: readonly Buffer[];
  readonly #places: readonly Int32Array[];
  readonly #scans = new WeakMap<PieceScan, number>();
  #scanCount = 0;
  readonly #worker: Worker;
  /** Of slots: the turn in which they were asked for, and when that was. */
  readonly #askedAt = Array.from({ length: AHEAD_SLOTS }, () => 0);
  readonly #askedMs = Array.from({ length: AHEAD_SLOTS }, () => 0);
  #turn = 0;
  /** Slots whose bytes are being dealt with. */
  #held: number[] = [];
  #next = 0;

  constructor(script: string, { buffer, memory }: PieceMemory) {
    const slots = Array.from({ length: AHEAD_SLOTS }, (_, slot) => slot);
    this.#rooms = slots.map((slot) => aheadRoom(buffer, slot));
    this.#places = slots.map((slot) => new Int32Array(buffer, aheadFoundAt(slot), MOST_FOUND_AHEAD));
    const data: AheadData = { cells: this.#cells.buffer, pieces: buffer, memory };
    this.#worker = new Worker(script, { name: 'read-ahead', workerData: data });
    // Until it runs, and without it, what it is asked for is read by whoever asked.
    this.#worker.on('error', () => undefined);
    this.#worker.unref();
  }

  /** No more is asked for then. */
  close(): Promise<unknown> {
    return this.#worker.terminate();
  }

  expect(file: number, at: number, length: number, scan?: PieceScan): void {
    if (this.#slotOf(file, at, length) !== -1) return;
    const slot = this.#freeSlot();
    if (slot === -1) return;
    const { files, places, lengths, scans, states, asks } = this.#cells;
    scans[slot] = scan ? this.#numberOf(scan) : 0;
    files[slot] = file;
    places[slot] = at;
    lengths[slot] = length;
    this.#askedAt[slot] = this.#turn++;
    this.#askedMs[slot] = performance.now();
    this.#next = (slot + 1) % AHEAD_SLOTS;
    Atomics.store(states, slot, slotStates.asked);
    Atomics.add(asks, 0, 1);
    Atomics.notify(asks, 0);
  }

  take(file: number, at: number, length: number, goesOn = false): Buffer | null {
    this.#turn++;
    if (!goesOn) {
      for (const slot of this.#held) this.#free(slot);
      this.#held = [];
    }
    const slot = this.#slotOf(file, at, length);
    if (slot === -1 || this.#takeBack(slot)) return null;
    Atomics.wait(this.#cells.states, slot, slotStates.taken, PATIENCE_MS);
    const state = this.#stateOf(slot);
    const isFresh = performance.now() - (this.#askedMs[slot] ?? 0) <= FRESH_MS;
    if (state === slotStates.there && isFresh) {
      this.#held.push(slot);
      return this.#rooms[slot]?.subarray(0, length) ?? null;
    }
    // What is still being read is read twice, and wanted no more.
    if (state === slotStates.taken) this.#askedAt[slot] = Number.NEGATIVE_INFINITY;
    else this.#free(slot);
    return null;
  }

  /** Undefined where these are no bytes that were taken last, or were looked through for something else. */
  found(bytes: Buffer, scan: PieceScan): FoundAhead | undefined {
    const slot = this.#held.find((held) => this.#rooms[held]?.byteOffset === bytes.byteOffset) ?? -1;
    const places = this.#places[slot];
    const { scans, counts, nexts, ascii, lengths } = this.#cells;
    const count = counts[slot] ?? -1;
    if (!places || bytes.buffer !== places.buffer) return undefined;
    if (count === -1 || lengths[slot] !== bytes.length || scans[slot] !== this.#scans.get(scan)) return undefined;
    return { places, count, next: nexts[slot] ?? 0, isAscii: ascii[slot] === 1 };
  }

  /** Told before anybody asks for it by its number. */
  #numberOf(scan: PieceScan): number {
    const known = this.#scans.get(scan);
    if (known !== undefined || !scan.module) return known ?? 0;
    const number = ++this.#scanCount;
    this.#scans.set(scan, number);
    const told: AheadScan = { number, module: scan.module, every: scan.every };
    this.#worker.postMessage(told);
    return number;
  }

  /** Before a file is closed: its number may be another's then. */
  forget(file: number): void {
    for (let slot = 0; slot < AHEAD_SLOTS; slot++) {
      if (this.#stateOf(slot) === slotStates.free || this.#cells.files[slot] !== file || this.#takeBack(slot)) continue;
      this.#wait(slot, file);
      // What is held stays as it is until the next is taken.
      if (this.#held.includes(slot)) this.#cells.files[slot] = -1;
      else this.#free(slot);
    }
  }

  #stateOf(slot: number): number {
    return Atomics.load(this.#cells.states, slot);
  }

  #free(slot: number): void {
    Atomics.store(this.#cells.states, slot, slotStates.free);
  }

  /** What nobody began to read is asked for no more. */
  #takeBack(slot: number): boolean {
    const { states } = this.#cells;
    return Atomics.compareExchange(states, slot, slotStates.asked, slotStates.free) === slotStates.asked;
  }

  /** Until it is read: that is a call of the system for this file as if it were made here. */
  #wait(slot: number, file: number): number {
    if (this.#stateOf(slot) !== slotStates.taken) return this.#stateOf(slot);
    return callOn(file, () => {
      while (this.#stateOf(slot) === slotStates.taken) Atomics.wait(this.#cells.states, slot, slotStates.taken);
      return this.#stateOf(slot);
    });
  }

  #slotOf(file: number, at: number, length: number): number {
    const { files, places, lengths } = this.#cells;
    for (let slot = 0; slot < AHEAD_SLOTS; slot++)
      if (
        files[slot] === file &&
        places[slot] === at &&
        lengths[slot] === length &&
        !this.#held.includes(slot) &&
        this.#stateOf(slot) !== slotStates.free
      )
        return slot;
    return -1;
  }

  #freeSlot(): number {
    for (let each = 0; each < AHEAD_SLOTS; each++) {
      const slot = (this.#next + each) % AHEAD_SLOTS;
      if (this.#held.includes(slot)) continue;
      const state = this.#stateOf(slot);
      if (state === slotStates.free || state === slotStates.failed) return slot;
      const isStale = this.#turn - (this.#askedAt[slot] ?? 0) > STALE;
      if (isStale && (state === slotStates.there || this.#takeBack(slot))) return slot;
    }
    return -1;
  }
}

let script: string | undefined;
let ahead: ReadAhead | null | undefined;

/** From now on large files of this thread are read ahead by another one, which this script runs. It is started for the first of them, if not before. */
export const readAheadBy = (path: string): void => {
  script = path;
};

/** Starting it takes as long as reading some 100 MB: done while there is nothing to read, nobody waits for it. */
export const startReadingAhead = (): void => void started();

const started = (): ReadAhead | null => {
  if (ahead !== undefined || script === undefined) return ahead ?? null;
  const memory = pieceMemory();
  // Where there is but one processor, two threads are slower than one.
  ahead = memory && availableParallelism() > 1 ? new ReadAhead(script, memory) : null;
  return ahead;
};

/** Of parts so many less one are read ahead: what is found in all of them is dealt with by whoever takes them besides. */
const OWN_EVERY = 3;

/** Where reading and looking through take longest: whether the part of so many bytes at `at` is better read by whoever takes it. */
export const isOwnPart = (at: number, bytes: number): boolean => Math.floor(at / bytes) % OWN_EVERY === 0;

/** These bytes of an open file, at most a piece, are there, and will be asked for soon; `scan`: what is looked for in them then. */
export const expectBytes = (file: number, at: number, length: number, scan?: PieceScan): void =>
  started()?.expect(file, at, length, scan);

/**
 * What was expected and is read by now; null: it is to be read. Lies in memory that the next call, for any file, gives up unless it `goesOn`. To be
 * verified: bytes that were read before its file became another are none of it.
 */
export const expectedBytes = (file: number, at: number, length: number, goesOn = false): Buffer | null =>
  ahead?.take(file, at, length, goesOn) ?? null;

/** What was found in the bytes that were taken last, if this was looked for in them. */
export const foundAhead = (bytes: Buffer, scan: PieceScan): FoundAhead | undefined => ahead?.found(bytes, scan);

/** Before a file is closed. */
export const forgetExpected = (file: number): void => ahead?.forget(file);

/**
 * The thread that reads ahead: reads what is asked for, from files that the other thread holds open, and finds the places in it where a text may begin
 * or lines end, until it is ended. Knows nothing else.
 */
import { isAscii } from 'node:buffer';
import { isMainThread, parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { aheadCells, slotStates, type AheadData, type AheadScan } from './ahead-cells.ts';
import { AHEAD_SLOTS, aheadFoundAt, aheadRoom, instanceIn, MOST_FOUND_AHEAD } from './piece-memory.ts';
import type { NewlineScan, TextScan } from './piece-scan.ts';
import { readFully } from './read-fully.ts';

/** Writes the places that it finds in a room to an address. */
type Scan = (room: Buffer, out: number) => { readonly count: number; readonly next: number; readonly isAscii: boolean };

/** Read behind the end of a room: no newline may stand there. */
const STRIDE = 64;

const textScan =
  ({ next, scan }: TextScan): Scan =>
  ({ byteOffset, length }, out) => {
    const count = scan(byteOffset, byteOffset + length, out, MOST_FOUND_AHEAD);
    return { count, next: next.value, isAscii: false };
  };

const newlineScan =
  ({ left, scan }: NewlineScan, every: number): Scan =>
  (room, out) => {
    const { byteOffset, length } = room;
    new Uint8Array(room.buffer, byteOffset + length, STRIDE).fill(0);
    left.value = every;
    const count = scan(byteOffset, byteOffset + length, every, out);
    return { count, next: left.value, isAscii: isAscii(room) };
  };

const isFilled = (room: Buffer, file: number, at: number): boolean => {
  try {
    return readFully(file, room, at) === room.length;
  } catch {
    return false;
  }
};

const MOST_SCANS = 64;

/** The newest few that were told of. */
class Scans {
  readonly #port: MessagePort;
  readonly #memory: object;
  readonly #known = new Map<number, Scan | null>();

  constructor(port: MessagePort, memory: object) {
    this.#port = port;
    this.#memory = memory;
  }

  /** Null for none, and where this machine cannot do it. */
  of(number: number): Scan | null {
    while (!this.#known.has(number)) {
      const told = receiveMessageOnPort(this.#port);
      if (told === undefined) return null;
      const scan = told.message as AheadScan;
      this.#known.set(scan.number, this.#made(scan));
    }
    const found = this.#known.get(number) ?? null;
    // The one that was asked for last goes last.
    this.#known.delete(number);
    this.#known.set(number, found);
    for (const [old] of this.#known) if (this.#known.size > MOST_SCANS) this.#known.delete(old);
    return found;
  }

  #made({ module, every }: AheadScan): Scan | null {
    try {
      const made = instanceIn(this.#memory, module);
      return every === undefined ? textScan(made as TextScan) : newlineScan(made as NewlineScan, every);
    } catch {
      return null;
    }
  }
}

export const serveAhead = (): void => {
  if (isMainThread || !parentPort) throw new Error('serveAhead runs in a worker thread');
  const data = workerData as AheadData;
  const { states, files, lengths, places, scans, counts, nexts, ascii, asks } = aheadCells(data.cells);
  const known = new Scans(parentPort, data.memory);
  const rooms = Array.from({ length: AHEAD_SLOTS }, (_, slot) => aheadRoom(data.pieces, slot));
  const isRead = (slot: number): boolean => {
    const room = rooms[slot]?.subarray(0, lengths[slot]);
    if (!room || !isFilled(room, files[slot] ?? -1, places[slot] ?? 0)) return false;
    const found = known.of(scans[slot] ?? 0)?.(room, aheadFoundAt(slot));
    counts[slot] = found?.count ?? -1;
    nexts[slot] = found?.next ?? 0;
    ascii[slot] = found?.isAscii === true ? 1 : 0;
    return true;
  };
  for (let slot = 0, passed = 0, seen = 0; ; slot = (slot + 1) % AHEAD_SLOTS) {
    if (passed === 0) seen = Atomics.load(asks, 0);
    if (Atomics.compareExchange(states, slot, slotStates.asked, slotStates.taken) === slotStates.asked) {
      Atomics.store(states, slot, isRead(slot) ? slotStates.there : slotStates.failed);
      Atomics.notify(states, slot);
      passed = 0;
    } else if (++passed > AHEAD_SLOTS) {
      Atomics.wait(asks, 0, seen);
      passed = 0;
    }
  }
};

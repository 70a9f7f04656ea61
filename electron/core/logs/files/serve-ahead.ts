/**
 * The thread that reads ahead: reads what is asked for, from files that the other thread holds open, and finds the places in it where a text may begin,
 * until it is ended. Knows nothing else.
 */
import { readSync } from 'node:fs';
import { isMainThread, parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { aheadCells, slotStates, type AheadData, type AheadScan } from './ahead-cells.ts';
import { AHEAD_SLOTS, aheadFoundAt, aheadRoom, instanceIn, MOST_FOUND_AHEAD } from './piece-memory.ts';

interface TextScan {
  readonly next: { readonly value: number };
  readonly scan: (from: number, to: number, out: number, most: number) => number;
}

const readAll = (file: number, room: Buffer, at: number): boolean => {
  try {
    for (let done = 0; done < room.length;) {
      const read = readSync(file, room, done, room.length - done, at + done);
      if (read === 0) return false;
      done += read;
    }
    return true;
  } catch {
    return false;
  }
};

/** The newest few that were told of. */
class Scans {
  readonly #port: MessagePort;
  readonly #memory: object;
  readonly #known = new Map<number, TextScan | null>();

  constructor(port: MessagePort, memory: object) {
    this.#port = port;
    this.#memory = memory;
  }

  of(number: number): TextScan | null {
    while (!this.#known.has(number)) {
      const told = receiveMessageOnPort(this.#port) as { readonly message: AheadScan } | undefined;
      if (told === undefined) return null;
      this.#known.set(told.message.number, this.#made(told.message.module));
      for (const [old] of this.#known) if (this.#known.size > AHEAD_SLOTS) this.#known.delete(old);
    }
    return this.#known.get(number) ?? null;
  }

  #made(module: Uint8Array): TextScan | null {
    try {
      return instanceIn(this.#memory, module) as TextScan;
    } catch {
      return null;
    }
  }
}

export const serveAhead = (): void => {
  if (isMainThread || !parentPort) throw new Error('serveAhead runs in a worker thread');
  const data = workerData as AheadData;
  const { states, files, lengths, places, scans, counts, nexts, asks } = aheadCells(data.cells);
  const known = new Scans(parentPort, data.memory);
  const rooms = Array.from({ length: AHEAD_SLOTS }, (_, slot) => aheadRoom(data.pieces, slot));
  const isRead = (slot: number): boolean => {
    const room = rooms[slot]?.subarray(0, lengths[slot]);
    if (!room || !readAll(files[slot] ?? -1, room, places[slot] ?? 0)) return false;
    const text = known.of(scans[slot] ?? 0);
    const { byteOffset, length } = room;
    counts[slot] = text ? text.scan(byteOffset, byteOffset + length, aheadFoundAt(slot), MOST_FOUND_AHEAD) : -1;
    nexts[slot] = text?.next.value ?? 0;
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

/** The thread that reads ahead: reads what is asked for, from files that the other thread holds open, until it is ended. Knows nothing else. */
import { readSync } from 'node:fs';
import { isMainThread, workerData } from 'node:worker_threads';
import { aheadCells, slotStates, type AheadData } from './ahead-cells.ts';
import { AHEAD_SLOTS, aheadRoom } from './piece-memory.ts';

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

export const serveAhead = (): void => {
  if (isMainThread) throw new Error('serveAhead runs in a worker thread');
  const data = workerData as AheadData;
  const { states, files, lengths, places, asks } = aheadCells(data.cells);
  const rooms = Array.from({ length: AHEAD_SLOTS }, (_, slot) => aheadRoom(data.memory, slot));
  for (let slot = 0, passed = 0, seen = 0; ; slot = (slot + 1) % AHEAD_SLOTS) {
    if (passed === 0) seen = Atomics.load(asks, 0);
    if (Atomics.compareExchange(states, slot, slotStates.asked, slotStates.taken) === slotStates.asked) {
      const room = rooms[slot]?.subarray(0, lengths[slot]);
      const isThere = room !== undefined && readAll(files[slot] ?? -1, room, places[slot] ?? 0);
      Atomics.store(states, slot, isThere ? slotStates.there : slotStates.failed);
      Atomics.notify(states, slot);
      passed = 0;
    } else if (++passed > AHEAD_SLOTS) {
      Atomics.wait(asks, 0, seen);
      passed = 0;
    }
  }
};

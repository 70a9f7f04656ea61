/** In the place of the thread that reads ahead: is not done with what it is asked for before it is told what to look for. */
import { parentPort, workerData } from 'node:worker_threads';
import { aheadCells, slotStates, type AheadData } from '#core/logs/files/ahead-cells.ts';
import { AHEAD_SLOTS } from '#core/logs/files/piece-memory.ts';

/** Whoever waits for it all the same is to fail, not to wait for ever. */
const MOST_MS = 5_000;

const { states } = aheadCells((workerData as AheadData).cells);

const move = (from: number, to: number): void => {
  for (let slot = 0; slot < AHEAD_SLOTS; slot++)
    if (Atomics.compareExchange(states, slot, from, to) === from) Atomics.notify(states, slot);
};

const finish = (): void => void setInterval(() => move(slotStates.taken, slotStates.there), 1);

setInterval(() => move(slotStates.asked, slotStates.taken), 1);
parentPort?.once('message', finish);
setTimeout(finish, MOST_MS);

/** What the thread of logs and the one that reads ahead for it say to each other, in memory that both see. */
import { AHEAD_SLOTS } from './piece-memory.ts';

/** Of a slot. Whoever reads ahead takes it from `asked` on until it is `there` or `failed`; all else is done by whoever asks. */
export const slotStates = {
  free: 0,
  asked: 1,
  /** Being read. */
  taken: 2,
  there: 3,
  /** Less is there than was asked for. */
  failed: 4,
} as const;

/** Where cells lie, as numbers of 32 bits; places are of 64. */
const PLACES = 0;
const STATES = 2 * AHEAD_SLOTS;
const FILES = STATES + AHEAD_SLOTS;
const LENGTHS = FILES + AHEAD_SLOTS;
const SCANS = LENGTHS + AHEAD_SLOTS;
const COUNTS = SCANS + AHEAD_SLOTS;
const NEXTS = COUNTS + AHEAD_SLOTS;
const ASCII = NEXTS + AHEAD_SLOTS;
const ASKS = ASCII + AHEAD_SLOTS;

export interface AheadCells {
  readonly buffer: SharedArrayBuffer;
  /** Offsets in the files. */
  readonly places: Float64Array;
  readonly states: Int32Array;
  /** Descriptors. */
  readonly files: Int32Array;
  readonly lengths: Int32Array;
  /** What to look for in the bytes, by its number; 0: nothing. */
  readonly scans: Int32Array;
  /** How many places were found; -1 where it was not looked for. */
  readonly counts: Int32Array;
  /** Of texts: the address where looking for them stopped; of newlines: how many there are until the next mark. */
  readonly nexts: Int32Array;
  /** 1: all bytes are ASCII. Told where newlines were looked for. */
  readonly ascii: Int32Array;
  /** One number: grows with each slot that is asked for. */
  readonly asks: Int32Array;
}

export const aheadCells = (buffer = new SharedArrayBuffer(4 * (ASKS + 1))): AheadCells => ({
  buffer,
  places: new Float64Array(buffer, 4 * PLACES, AHEAD_SLOTS),
  states: new Int32Array(buffer, 4 * STATES, AHEAD_SLOTS),
  files: new Int32Array(buffer, 4 * FILES, AHEAD_SLOTS),
  lengths: new Int32Array(buffer, 4 * LENGTHS, AHEAD_SLOTS),
  scans: new Int32Array(buffer, 4 * SCANS, AHEAD_SLOTS),
  counts: new Int32Array(buffer, 4 * COUNTS, AHEAD_SLOTS),
  nexts: new Int32Array(buffer, 4 * NEXTS, AHEAD_SLOTS),
  ascii: new Int32Array(buffer, 4 * ASCII, AHEAD_SLOTS),
  asks: new Int32Array(buffer, 4 * ASKS, 1),
});

/** What the thread that reads ahead is begun with. */
export interface AheadData {
  readonly cells: SharedArrayBuffer;
  /** Of pieces (`aheadRoom`), and what modules work on it with. */
  readonly pieces: SharedArrayBuffer;
  readonly memory: object;
}

/** Sent before something is first asked for: what a number stands for. */
export interface AheadScan {
  readonly number: number;
  readonly module: Uint8Array;
  /** Absent: the module exports a `TextScan`. Else a `NewlineScan`, and newlines that are so many apart are looked for, from the beginning on. */
  readonly every?: number | undefined;
}

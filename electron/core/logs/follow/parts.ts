/** Reads what follows in a file: of a large one several pieces at once, of which another thread read some meanwhile. */
import { AHEAD_SLOTS, PIECE_BYTES, pieceRoom } from '../files/piece-memory.ts';
import { isOwnPart } from '../files/read-ahead.ts';
import { linesAhead } from '../index/line-index.ts';
import type { LogFile } from './log-file.ts';

export interface Parts {
  /** One behind the other; one that is empty where nothing can be read. In memory that the next reading, of any file, uses again. */
  readonly parts: readonly Buffer[];
  /** As many bytes as were wanted, or whole pieces: the file may go on. */
  readonly isFull: boolean;
}

/** At least the 4 bytes that tell an encoding. */
const LEAST_BYTES = 4;

const readHere = (file: LogFile, from: number, wanted: number): Buffer => {
  const room = pieceRoom().subarray(0, wanted);
  return room.subarray(0, Math.max(0, file.read(room, from)));
};

/** Of a large file both threads read. */
const expectPieces = (file: LogFile, from: number): void => {
  const last = Math.min(from + AHEAD_SLOTS * PIECE_BYTES, file.size() - PIECE_BYTES);
  for (let at = from; at <= last; at += PIECE_BYTES)
    if (!isOwnPart(at, PIECE_BYTES)) file.expect(at, PIECE_BYTES, linesAhead);
};

const wantedOf = (most: number): number => Math.max(LEAST_BYTES, Math.min(most, PIECE_BYTES));

/** What the first part would be of what `readParts` reads. */
export const readFirst = (
  file: LogFile,
  from: number,
  most: number,
): { readonly bytes: Buffer; readonly isFull: boolean } => {
  const wanted = wantedOf(most);
  const bytes = readHere(file, from, wanted);
  return { bytes, isFull: bytes.length === wanted };
};

/** From an offset on, at most so many bytes. To be verified: bytes count only if the file is still what it was after they were read. */
export const readParts = (file: LogFile, from: number, most: number): Parts => {
  const wanted = wantedOf(most);
  const first = file.expected(from, wanted) ?? readHere(file, from, wanted);
  const isFull = first.length === wanted;
  if (first.length < PIECE_BYTES) return { parts: [first], isFull };
  const parts = [first];
  for (let at = from + PIECE_BYTES; at + PIECE_BYTES <= from + most; at += PIECE_BYTES) {
    const next = isOwnPart(at, PIECE_BYTES) ? null : file.expected(at, PIECE_BYTES, true);
    if (!next) break;
    parts.push(next);
  }
  expectPieces(file, from + parts.length * PIECE_BYTES);
  return { parts, isFull };
};

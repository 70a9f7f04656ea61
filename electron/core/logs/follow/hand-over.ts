/** Makes steps of bytes that were read from a source and verified. */
import { foundAhead } from '../files/read-ahead.ts';
import { linesAhead } from '../index/line-index.ts';
import { unitOf, type Encoding } from '../text/encoding.ts';
import { encodingFrom, openingOf, withoutZeros, type Opening } from './opening.ts';
import type { Piece } from './piece.ts';
import type { Step } from './segment.ts';
import type { Source } from './source.ts';

export interface Reading {
  /** By a person. */
  readonly said: Encoding | null;
  /** Of the generation before. */
  readonly before: Encoding | null;
  readonly locale: string;
}

/** Of the bytes at the end of a file: without NUL, but for those of the last character. */
export const lengthOfText = (source: Source, bytes: Buffer, { said, locale }: Reading): number => {
  const length = withoutZeros(bytes);
  if (length === bytes.length || length === 0) return length;
  const isKnown = source.hasBegun || said !== null;
  const encoding = isKnown ? source.encoding : openingOf(bytes, null, null, locale)?.encoding;
  const unit = unitOf(encoding ?? 'utf-8');
  return Math.min(bytes.length, Math.ceil((source.end + length) / unit) * unit - source.end);
};

const endsLine = (text: Buffer, encoding: Encoding): boolean => {
  const unit = unitOf(encoding);
  return text.length >= unit && text.readUIntLE(text.length - unit, unit) === (encoding === 'utf-16be' ? 0x0a00 : 0x0a);
};

const readAs = (piece: Piece, encoding: Encoding, steps: Step[]): void => {
  if (piece.source.encoding === encoding) return;
  piece.source.encoding = encoding;
  steps.push({ kind: 'encoding', segment: piece });
};

/** Tells what all was written in that was ASCII until `bytes` came. */
const tell = (piece: Piece, bytes: Buffer, { said, locale }: Reading, steps: Step[]): void => {
  const { source } = piece;
  if (!source.isAscii || said !== null) return;
  const { unfinished } = source;
  if (unfinished.length === 0 && foundAhead(bytes, linesAhead)?.isAscii === true) return;
  const found = encodingFrom(unfinished.length === 0 ? bytes : Buffer.concat([unfinished, bytes]), locale);
  source.isAscii = found === null;
  if (found !== null) readAs(piece, found, steps);
};

/** Nothing more comes: a character that might have gone on is whole. */
export const settle = (piece: Piece, reading: Reading, steps: Step[]): void => {
  if (piece.source.unfinished.length > 0) tell(piece, Buffer.from('\n'), reading, steps);
};

/** Too little to tell whether it is a mark. */
const isTorn = (bytes: Buffer): boolean => bytes.length < 4 && ((bytes[0] ?? 0) >= 0xef || bytes[0] === 0);

const openingIn = (bytes: Buffer, { said, before, locale }: Reading): Opening | null =>
  isTorn(bytes) ? null : openingOf(bytes, said, before, locale);

/** Whether something of these bytes, the next ones of a source, would be handed over. */
export const holdsText = (source: Source, bytes: Buffer, isFull: boolean, reading: Reading): boolean => {
  if (isFull) return true;
  const text = bytes.subarray(0, lengthOfText(source, bytes, reading));
  return text.length > 0 && (source.hasBegun || openingIn(text, reading) !== null);
};

/** Passes what stands before the text; how many bytes, null while that cannot be told. */
const begin = (piece: Piece, bytes: Buffer, reading: Reading, steps: Step[]): number | null => {
  const opening = openingIn(bytes, reading);
  if (opening === null) return null;
  const { source } = piece;
  source.hasBegun = true;
  source.isAscii = opening.isAscii;
  readAs(piece, opening.encoding, steps);
  if (opening.zeros > 0) steps.push({ kind: 'nul-run', segment: piece, bytes: opening.zeros });
  piece.start = source.end + opening.skip;
  return opening.skip;
};

/** The next bytes of the source of a piece; `isFull`: more follow. False if they are to be looked at again when there are more. */
export const handOver = (piece: Piece, bytes: Buffer, isFull: boolean, reading: Reading, steps: Step[]): boolean => {
  const { source } = piece;
  let skip = 0;
  if (!source.hasBegun) {
    const before = begin(piece, bytes, reading, steps);
    if (before === null) {
      // A hole of any size is passed in parts; a short one may still be filled.
      if (!isFull) return false;
      source.advance(bytes);
      piece.start = piece.end = source.end;
      steps.push({ kind: 'nul-run', segment: piece, bytes: bytes.length });
      return true;
    }
    skip = before;
  }
  const text = bytes.subarray(skip);
  tell(piece, text, reading, steps);
  source.advance(bytes);
  source.isAtLineEnd = endsLine(text, source.encoding);
  piece.end = source.end;
  if (text.length > 0) steps.push({ kind: 'read', segment: piece, at: source.end - text.length, bytes: text });
  return true;
};

/** Some lines of a log at once, read again from its file: the file is the buffer. */
import type { PieceScan } from '../files/piece-scan.ts';
import { isOwnPart } from '../files/read-ahead.ts';
import type { Segment } from '../follow/segment.ts';
import { decode } from '../text/decode.ts';
import type { Block, LineIndex } from './line-index.ts';
import { AHEAD_SLOTS, PIECE_BYTES, pieceRoom } from '../files/piece-memory.ts';
import { rawLines } from './raw-lines.ts';

/** Read, decoded and looked through at once. */
const CHUNK_BYTES = 512 * 1024;
/** A file is read ahead if it has as many. */
const LARGE_BYTES = 16 * CHUNK_BYTES;

/** Of a line that is longer: what is searched and shown. */
const MAX_BYTES_OF_LINE = 1024 * 1024;
/** Read at once; a block that is larger has lines that are cut. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Some blocks that lie behind each other in one file. */
export interface Chunk {
  readonly blocks: readonly Block[];
  readonly firstLine: number;
  readonly lines: number;
  /** Of the whole lines; fewer than there were if the file was changed since. Memory that the next chunk, of any log, uses again. */
  readonly bytes: Buffer;
}

/** Whole blocks from one on, as many as fit and at most `most`, at least one; all in one file. */
export const chunkAt = (index: LineIndex, first: number, most = Number.POSITIVE_INFINITY): Chunk => {
  const end = Math.min(index.lastWithin(first, CHUNK_BYTES), first + most - 1);
  const block = index.block(first);
  const blocks = [block];
  for (let place = first + 1; place <= end; place++) blocks.push(index.block(place));
  const last = blocks.at(-1) ?? block;
  return {
    blocks,
    firstLine: block.firstLine,
    lines: last.firstLine + last.lines - block.firstLine,
    bytes:
      last.to - block.from > MOST_BYTES
        ? rawLines(block, MAX_BYTES_OF_LINE)
        : readBytes(block.segment, block.from, last.to),
  };
};

/**
 * As `chunkAt`, where the chunks behind it are asked for next: in a large file they are read meanwhile, and looked through for `scan`. Where that is
 * what takes longest both threads do it, each for a part of the chunks.
 */
export const chunkInOrder = (index: LineIndex, first: number, scan?: PieceScan): Chunk => {
  const chunk = chunkAt(index, first);
  const { segment } = index.block(first);
  if (segment.expect && segment.end - segment.start >= LARGE_BYTES) {
    let place = first + chunk.blocks.length;
    for (let ahead = 1; ahead < AHEAD_SLOTS && place < index.blocks; ahead++) {
      const next = index.block(place);
      if (next.segment !== segment) break;
      const end = index.lastWithin(place, CHUNK_BYTES);
      const length = index.block(end).to - next.from;
      const isOwn = scan?.module !== undefined && isOwnPart(next.from, CHUNK_BYTES);
      if (length <= PIECE_BYTES && !isOwn) segment.expect(next.from, length, scan);
      place = end + 1;
    }
  }
  return chunk;
};

const readBytes = (segment: Segment, from: number, to: number): Buffer => {
  const expected = segment.expected?.(from, to - from);
  if (expected) return expected;
  const bytes = to - from <= PIECE_BYTES ? pieceRoom().subarray(0, to - from) : Buffer.allocUnsafe(to - from);
  let done = 0;
  while (done < bytes.length) {
    const read = segment.read(bytes.subarray(done), from + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
};

/** Its file does not give all of it now: it was truncated, and where its lines are is not known yet, or they are gone. */
export const isShort = ({ blocks, bytes }: Chunk): boolean => {
  const [first] = blocks;
  const length = (blocks.at(-1)?.to ?? 0) - (first?.from ?? 0);
  return bytes.length < length && length <= MOST_BYTES;
};

/** The lines of a chunk as they are searched; as many as it should have, empty where the file no longer gives them. */
export const textsOf = ({ bytes, blocks, lines }: Chunk): string[] => {
  const encoding = blocks[0]?.segment.encoding ?? 'utf-8';
  const texts = decode(bytes, encoding).split('\n', lines);
  while (texts.length < lines) texts.push('');
  for (let place = 0; place < lines; place++) {
    const text = texts[place] ?? '';
    if (text.endsWith('\r')) texts[place] = text.slice(0, -1);
  }
  return texts;
};

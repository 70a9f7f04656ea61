import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AHEAD_SLOTS, PIECE_BYTES, pieceMemory, pieceRoom } from '#core/logs/files/piece-memory.ts';
import { expectBytes, expectedBytes, foundAhead, ReadAhead, readAheadBy } from '#core/logs/files/read-ahead.ts';
import { chunkAt } from '#core/logs/index/chunk.ts';
import { BLOCK_LINES, linesAhead } from '#core/logs/index/line-index.ts';
import { LiteralScan } from '#core/logs/match/literal-scan.ts';
import { eventually } from '../../../../support/eventually.ts';
import { buildWorker } from '../../../../support/build-worker.ts';
import { fileStream } from '../streams.ts';

const PIECES = 24;
/** With one processor nothing is read ahead. */
const isAlone = availableParallelism() < 2;

let folder: string;
let path: string;
let content: Buffer;
let worker: Awaited<ReturnType<typeof buildWorker>>;
let ahead: ReadAhead;
let file: number;

const pieceOf = (piece: number, length = PIECE_BYTES): Buffer =>
  content.subarray(piece * PIECE_BYTES, piece * PIECE_BYTES + length);

/** What was read ahead, when it is. */
const read = (from: number, at: number, length: number): Promise<Buffer> =>
  eventually(async () => {
    ahead.expect(from, at, length);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const bytes = ahead.take(from, at, length);
    if (bytes === null) throw new Error('it is not there yet');
    return bytes;
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-read-ahead-'));
  path = join(folder, 'a.log');
  const lines: string[] = [];
  for (let bytes = 0, line = 0; bytes <= PIECES * PIECE_BYTES; line++) {
    const text = `${line} ${'x'.repeat(line % 300)}\n`;
    lines.push(text);
    bytes += text.length;
  }
  content = Buffer.from(lines.join(''));
  writeFileSync(path, content);
  worker = await buildWorker(new URL('../../../../../electron/core/read-ahead-worker.ts', import.meta.url));
  const memory = pieceMemory();
  if (!memory) throw new Error('no memory that threads share here');
  ahead = new ReadAhead(worker.script, memory);
  file = openSync(path, 'r');
});
afterAll(async () => {
  await ahead.close();
  closeSync(file);
  worker.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('bytes that are expected', () => {
  it('are those that lie there, in whatever order they are asked for', async () => {
    for (const piece of [0, 1, 2, 7, 3, 20, 4]) {
      const bytes = await read(file, piece * PIECE_BYTES, PIECE_BYTES);
      expect(bytes.equals(pieceOf(piece)), `piece ${piece}`).toBe(true);
    }
    expect((await read(file, 12_345, 678)).equals(content.subarray(12_345, 13_023))).toBe(true);
  });

  it('stay as they are until others are taken, whatever is expected and read meanwhile', async () => {
    const held = await read(file, 0, PIECE_BYTES);
    for (let piece = 1; piece <= 2 * AHEAD_SLOTS; piece++) ahead.expect(file, piece * PIECE_BYTES, PIECE_BYTES);
    pieceRoom().fill(0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(held.equals(pieceOf(0))).toBe(true);
    expect((await read(file, PIECE_BYTES, PIECE_BYTES)).equals(pieceOf(1))).toBe(true);
  });

  it('stay beside those that are taken after them, where these go on', async () => {
    const held = await read(file, 0, PIECE_BYTES);
    const more = await eventually(async () => {
      ahead.expect(file, PIECE_BYTES, PIECE_BYTES);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const bytes = ahead.take(file, PIECE_BYTES, PIECE_BYTES, true);
      if (bytes === null) throw new Error('it is not there yet');
      return bytes;
    });
    for (let piece = 2; piece <= 2 * AHEAD_SLOTS; piece++) ahead.expect(file, piece * PIECE_BYTES, PIECE_BYTES);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([held.equals(pieceOf(0)), more.equals(pieceOf(1))]).toEqual([true, true]);
  });

  it('are not waited for where the other thread is not done with them in time, and those after them come', async () => {
    const slow = await buildWorker(new URL('slow-ahead.worker.ts', import.meta.url));
    const memory = pieceMemory();
    if (!memory) throw new Error('no memory that threads share here');
    const stuck = new ReadAhead(slow.script, memory);
    // One slot stays free: what is asked for next tells the thread to go on.
    const places = Array.from({ length: AHEAD_SLOTS - 1 }, (_, piece) => piece * 100);
    for (const at of places) stuck.expect(file, at, 100);
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const at of places) expect(stuck.take(file, at, 100)).toBeNull();
    // All of them are still being read; from now on they come.
    await eventually(async () => {
      for (const at of places) stuck.expect(file, 10_000 + at, 100, linesAhead);
      await new Promise((resolve) => setTimeout(resolve, 20));
      const taken = places.map((at) => stuck.take(file, 10_000 + at, 100, at > 0));
      expect(taken.every((bytes) => bytes !== null)).toBe(true);
    });
    await stuck.close();
    slow.remove();
  });

  it('are read anew after a while: what is there by then is other than it was', async () => {
    const now = vi.spyOn(performance, 'now');
    try {
      await read(file, 0, 100);
      now.mockReturnValue(1_000_000);
      ahead.expect(file, 200, 100);
      await new Promise((resolve) => setTimeout(resolve, 50));
      now.mockReturnValue(1_001_100);
      expect(ahead.take(file, 200, 100)).toBeNull();
      expect((await read(file, 200, 100)).equals(content.subarray(200, 300))).toBe(true);
    } finally {
      now.mockRestore();
    }
  });

  it('are not there where the file has less, or none was expected', async () => {
    await read(file, 0, 100);
    ahead.expect(file, content.length - 50, 100);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ahead.take(file, content.length - 50, 100)).toBeNull();
    expect(ahead.take(file, 17, 100)).toBeNull();
    expect((await read(file, content.length - 50, 50)).equals(content.subarray(-50))).toBe(true);
  });

  it('are forgotten with their file: another one may have its number next', async () => {
    const one = openSync(path, 'r');
    await read(one, 0, 100);
    for (const at of [100, 200, 300]) ahead.expect(one, at, 100);
    ahead.forget(one);
    closeSync(one);
    const other = join(folder, 'other.log');
    writeFileSync(other, Buffer.alloc(1_000, 'o'));
    // The lowest number that is free is given: it is this one unless something else of this process opened a file just now.
    const others: number[] = [];
    let two = openSync(other, 'r');
    while (two !== one && others.length < 20) {
      others.push(two);
      two = openSync(other, 'r');
    }
    for (const each of others) closeSync(each);
    for (const at of [100, 200, 300]) expect(ahead.take(two, at, 100)).toBeNull();
    expect((await read(two, 100, 100)).equals(Buffer.alloc(100, 'o'))).toBe(true);
    ahead.forget(two);
    closeSync(two);
  });

  it('give way to others if nobody takes them', async () => {
    for (let piece = 0; piece < AHEAD_SLOTS; piece++) ahead.expect(file, piece * 1_000, 77);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await read(file, 5 * PIECE_BYTES, PIECE_BYTES)).equals(pieceOf(5))).toBe(true);
  });
});

describe('texts that are looked for in bytes that are expected', () => {
  const textsIn = (scan: LiteralScan, bytes: Buffer): number[] => {
    const found: number[] = [];
    scan.begin(bytes);
    for (let at = scan.next(0); at !== -1; at = scan.next(at + 1)) found.push(at);
    return found;
  };

  it.skipIf(isAlone).each([['21111 '], ['7 x'], ['xxx']])('are found where they stand: “%s”', async (text) => {
    const scan = LiteralScan.of([Buffer.from(text)], false);
    if (!scan) throw new Error('no SIMD here');
    const expected = textsIn(scan, Buffer.from(pieceOf(3)));
    expect(expected.length).toBeGreaterThan(0);
    await eventually(async () => {
      readAheadBy(worker.script);
      expectBytes(file, 3 * PIECE_BYTES, PIECE_BYTES, scan.finder);
      await new Promise((resolve) => setTimeout(resolve, 10));
      const bytes = expectedBytes(file, 3 * PIECE_BYTES, PIECE_BYTES);
      if (bytes === null) throw new Error('it is not there yet');
      // Where there are more than fit, the rest is looked for here.
      expect(foundAhead(bytes, scan.finder)?.count).toBeGreaterThan(0);
      expect(textsIn(scan, bytes)).toEqual(expected);
      const other = LiteralScan.of([Buffer.from('xx 12')], false);
      if (!other) throw new Error('no SIMD here');
      expect(foundAhead(bytes, other.finder)).toBeUndefined();
      expect(textsIn(other, bytes)).toEqual(textsIn(other, Buffer.from(bytes)));
    });
  });
});

describe('a large log that is indexed', () => {
  it.skipIf(isAlone)('has its lines where they are, whichever thread counted them', async () => {
    readAheadBy(worker.script);
    const blocksOf = () => {
      const { stream, close } = fileStream(path, folder);
      const blocks = Array.from({ length: stream.index.blocks }, (_, block) => stream.index.block(block));
      const { lines } = stream;
      close();
      return { blocks, lines };
    };
    // Until the other thread runs this one does it alone.
    const { blocks, lines } = await eventually(() => {
      const read = blocksOf();
      expect(read.blocks.some((block) => block.lines > BLOCK_LINES)).toBe(true);
      return read;
    });
    let line = 0;
    let at = 0;
    for (const block of blocks) {
      expect([block.firstLine, block.from]).toEqual([line, at]);
      const text = content.toString('latin1', block.from, block.to);
      expect(text.endsWith('\n')).toBe(true);
      expect(text.split('\n').length - 1).toBe(block.lines);
      line += block.lines;
      at = block.to;
    }
    expect([line, at]).toEqual([lines, content.length]);
  });
});

describe('a large log that is looked through in order', () => {
  it('gives the same chunks, and none of what its file no longer holds', () => {
    readAheadBy(worker.script);
    const { stream, close } = fileStream(path, folder);
    const { index } = stream;
    const from = (first: number): number => {
      let chunks = 0;
      for (let block = first; block < index.blocks; chunks++) {
        const bytes = Buffer.from(stream.chunkInOrder(block).bytes);
        const chunk = chunkAt(index, block);
        expect(bytes.equals(chunk.bytes), `block ${block}`).toBe(true);
        block += chunk.blocks.length;
      }
      return chunks;
    };
    // Once while the other thread starts, then with it.
    for (let round = 0; round < 3; round++) expect(from(0)).toBeGreaterThan(2 * PIECES - 2);
    const chunk = stream.chunkInOrder(0);
    truncateSync(path, 2 * PIECE_BYTES);
    for (let block = chunk.blocks.length; block < index.blocks;) {
      const next = stream.chunkInOrder(block);
      expect(next.bytes).toHaveLength(0);
      block += next.blocks.length;
    }
    close();
  });
});

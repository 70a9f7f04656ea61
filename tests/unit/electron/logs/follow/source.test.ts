import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LogFile } from '#core/logs/follow/log-file.ts';
import { Source } from '#core/logs/follow/source.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskside-source-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const content = Buffer.from(Array.from({ length: 200_000 }, (_, at) => 32 + ((at * at) % 90)));

const openSource = (): { path: string; source: Source } => {
  const path = join(folder, 'a.log');
  writeFileSync(path, content);
  const file = LogFile.open(path, 'a.log');
  if (typeof file === 'string') throw new Error(file);
  return { path, source: new Source(file, 'a.log', 1, 'utf-8') };
};

/** Delivers all of it, in pieces of these sizes by turns. */
const deliver = (source: Source, sizes: readonly number[]): void => {
  for (let turn = 0; source.end < content.length; turn++)
    source.advance(content.subarray(source.end, source.end + (sizes[turn % sizes.length] ?? 1)));
};

it.each([[[content.length]], [[100]], [[150_000, 7]], [[7, 150_000]], [[70_000, 100]]])(
  'has the checksum of what was delivered in pieces of %j',
  (sizes) => {
    const { source } = openSource();
    deliver(source, sizes);
    expect(source.crc).toBe(crc32(content));
    expect(source.mark([]).crc).toBe(crc32(content));
    source.file?.close();
  },
);

it('has no checksum where the bytes went before it was made', () => {
  const { path, source } = openSource();
  deliver(source, [content.length]);
  expect(source.mark([]).crc).toBeNull();
  truncateSync(path, 10);
  expect(source.crc).toBeNull();
  expect(source.isSumBehind).toBe(false);
  source.file?.close();
});

it('is intact until a byte at its beginning or at its end is another', () => {
  for (const at of [0, content.length - 1]) {
    const { path, source } = openSource();
    deliver(source, [content.length]);
    expect(source.isIntact()).toBe(true);
    const changed = Buffer.from(content);
    changed[at] = (changed[at] ?? 0) ^ 1;
    writeFileSync(path, changed);
    expect(source.isIntact()).toBe(false);
    source.file?.close();
  }
});

/** Of many large parts, as a file is read that was there before. */
const large = Buffer.from(Array.from({ length: 5 * 1024 * 1024 }, (_, at) => 32 + ((at * at + (at >> 8)) % 90)));

const openFile = (name: string, bytes: Buffer): LogFile => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const file = LogFile.open(path, name);
  if (typeof file === 'string') throw new Error(file);
  return file;
};

it.each([
  ['large parts', [1024 * 1024]],
  ['large parts and a short one', [1024 * 1024, 1024 * 1024, 1000]],
  ['parts of any size', [300_000, 5, 70_000, 1024 * 1024]],
])('is known again in a copy that ends a little before what was delivered in %s', (_, sizes) => {
  // It grew while it was read: what it was when it was met tells nothing of its end.
  const source = new Source(openFile('a.log', large.subarray(0, 10)), 'a.log', 1, 'utf-8');
  writeFileSync(join(folder, 'a.log'), large);
  for (let turn = 0; source.end < large.length; turn++)
    source.advance(large.subarray(source.end, source.end + (sizes[turn % sizes.length] ?? 1)));
  expect(source.isIntact()).toBe(true);
  const restored = Source.from(source.mark([]));
  for (const back of [0, 1, 60_000, 130_000, 250_000]) {
    const copy = openFile(`copy-${back}`, large.subarray(0, large.length - back));
    for (const known of [source, restored]) expect(known.matches(copy)).toBe(true);
    const other = Buffer.from(large.subarray(0, large.length - back));
    other.fill('x', 1000, 1010);
    expect(source.matches(openFile(`other-${back}`, other))).toBe(false);
    copy.close();
  }
  source.file?.close();
});

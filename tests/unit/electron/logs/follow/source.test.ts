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

import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SourceNow } from '#shared/logs/source.ts';
import { OneSource, sourceId, valueOf } from './one-source.ts';

const MIB = 1024 * 1024;
const packed = Buffer.alloc(48 * MIB, '2026-11-26T10:00:00Z a line of no more than this\n');
const later = '2026-11-26T11:00:00Z after\n';

let log: OneSource;

beforeEach(async () => {
  log = await OneSource.make();
  await writeFile(log.place('app.log.1.gz'), await promisify(gzip)(packed));
  await log.put('app.log', later);
});
afterEach(() => log.close());

/** What is said until it is so, as often as anybody may ask. */
const saidUntil = async (isSo: (now: SourceNow) => boolean): Promise<readonly SourceNow[]> => {
  const said: SourceNow[] = [];
  for (;;) {
    const now = await log.now();
    said.push(now);
    if (isSo(now)) return said;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
};

it('how much of a compressed log is read is told from its first byte on, and grows', async () => {
  await log.open('file', 'app.log');
  const said = await saidUntil(({ state }) => state === 'following');
  const unpacking = said.filter(({ lines, readBytes }) => lines === 0 && readBytes > 0);
  expect(new Set(unpacking.map(({ readBytes }) => readBytes)).size).toBeGreaterThan(3);
  for (const { bytes } of unpacking) expect(bytes).toBe(packed.length + later.length);
  const shares = said.map(({ bytes, readBytes }) => readBytes / Math.max(1, bytes));
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  expect(said.at(-1)).toMatchObject({ bytes: packed.length + later.length, readBytes: packed.length + later.length });
});

it('a person stops it, and it goes on where it was', async () => {
  await log.open('file', 'app.log');
  await saidUntil(({ readBytes }) => readBytes > MIB);
  valueOf(await log.thread.ask('stop', { sourceId, isStopped: true }));
  const stopped = await log.now();
  expect(stopped).toMatchObject({ state: 'stopped', lines: 0 });
  for (let turns = 0; turns < 50; turns++) expect((await log.now()).readBytes).toBe(stopped.readBytes);
  valueOf(await log.thread.ask('stop', { sourceId, isStopped: false }));
  const [resumed] = await saidUntil(({ readBytes }) => readBytes > stopped.readBytes);
  expect(resumed?.readBytes).toBeGreaterThanOrEqual(stopped.readBytes);
  await saidUntil(({ state }) => state === 'following');
});

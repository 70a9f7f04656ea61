/** Files beside the records: killed while one is written, refused at every call, flipped and cut at every border, on a disk that is full. */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeBlobFiles } from '#core/storage/blobs/blob-files.ts';
import { BlobDamage } from '#core/storage/blobs/blob-reader.ts';
import { CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES, TRAILER_BYTES } from '#core/storage/blobs/blob-seal.ts';
import { Blobs } from '#core/storage/blobs/blobs.ts';
import { StoreError } from '#core/storage/store.ts';
import { blobContent } from './blob-content.ts';
import { countingBlobFiles, failingBlobFiles, littleBlobFiles } from './blob-files-under-test.ts';
import type { BlobCall } from './blob-files-under-test.ts';
import { dropFolder, scratchFolder } from './scenario.ts';
import type { Scenario, Tally } from './scenario.ts';

const LENGTH = 2 * CHUNK_BYTES + 777;
const content = blobContent(LENGTH);
const sha256 = createHash('sha256').update(content).digest('hex');
const key = randomBytes(32);
const child = path.join(path.dirname(fileURLToPath(import.meta.url)), 'blob-child.mjs');

const store = async (blobs: Blobs): Promise<void> => {
  const upload = await blobs.begin();
  await upload.append(content);
  (await upload.finish()).letGo();
};

/** What is not as it must be with the blob of a folder: whole, or not there at all. */
const complaints = async (folder: string, mustBeThere: boolean): Promise<readonly string[]> => {
  const blobs = new Blobs(folder, key);
  const problems: string[] = [];
  try {
    await blobs.read(sha256, (blob) => blob.verify());
  } catch (error) {
    const isMissing = error instanceof BlobDamage && error.problem === 'missing';
    if (mustBeThere || !isMissing) problems.push(String(error));
  }
  await blobs.sweep(() => false, []);
  const left = (await nodeBlobFiles.list(folder)).filter((name) => !/^[0-9a-f]{64}$/.test(name));
  if (left.length > 0) problems.push(`${left.join(', ')} stayed after the sweep`);
  // Whatever happened, the same file can be stored again.
  await store(blobs);
  await blobs.read(sha256, (blob) => blob.verify());
  await blobs.close();
  return problems;
};

const callsOfStoring = async (): Promise<readonly BlobCall[]> => {
  const parent = scratchFolder('memory');
  const calls: BlobCall[] = [];
  const blobs = new Blobs(path.join(parent, 'blobs'), key, countingBlobFiles(calls));
  await store(blobs);
  await blobs.close();
  dropFolder(parent);
  return calls;
};

const runChild = (folder: string, at: number, moment: string): Promise<{ stored: boolean; killed: boolean }> =>
  new Promise((resolve) => {
    const argument = JSON.stringify({ folder, key: key.toString('hex'), length: LENGTH, at, moment });
    const running = spawn(process.execPath, [child, argument], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    running.stdout.on('data', (text) => (said += String(text)));
    running.on('close', (_code, signal) => resolve({ stored: said.includes('stored'), killed: signal === 'SIGKILL' }));
  });

export const blobKills: Scenario = {
  name: 'blob-kills',
  title: 'killed at every call while a file is stored',
  shares: 2,
  run: async (share, tally) => {
    const calls = await callsOfStoring();
    const cases = calls.flatMap((call, index) =>
      (call === 'write' ? (['before', 'middle', 'after'] as const) : (['before', 'after'] as const)).map((moment) => ({
        call,
        at: index + 1,
        moment,
      })),
    );
    for (const [number, { call, at, moment }] of cases.entries()) {
      if (number % share.of !== share.index) continue;
      const parent = scratchFolder('memory');
      const folder = path.join(parent, 'blobs');
      const { stored, killed } = await runChild(folder, at, moment);
      tally.add('kills');
      tally.check(`killed ${moment} call ${at} (${call})`, [
        ...(killed ? [] : ['it was not killed']),
        ...(await complaints(folder, stored)),
      ]);
      dropFolder(parent);
    }
  },
};

const tryError = async (at: number, call: BlobCall, errno: 'ENOSPC' | 'EIO' | 'EACCES' | 'EROFS', tally: Tally) => {
  for (const half of call === 'write' ? [false, true] : [false]) {
    const parent = scratchFolder('memory');
    const folder = path.join(parent, 'blobs');
    const blobs = new Blobs(folder, key, failingBlobFiles(at, errno, half));
    const problems: string[] = [];
    let isStored = true;
    try {
      await store(blobs);
    } catch (error) {
      isStored = false;
      const expected = {
        ENOSPC: 'storage.full',
        EIO: 'storage.failed',
        EACCES: 'storage.read-only',
        EROFS: 'storage.read-only',
      };
      if (!(error instanceof StoreError) || error.code !== expected[errno])
        problems.push(`refused by ${String(error)}`);
      const left = await nodeBlobFiles.list(folder);
      // What cannot even be removed is swept later.
      if (left.length > 0) problems.push(`${left.join(', ')} stayed`);
    }
    await blobs.close();
    tally.check(`${errno} at call ${at} (${call})`, [...problems, ...(await complaints(folder, isStored))]);
    dropFolder(parent);
  }
};

export const blobErrors: Scenario = {
  name: 'blob-errors',
  title: 'ENOSPC, EIO, EACCES, EROFS at every call while a file is stored; a few bytes at a time',
  shares: 1,
  run: async (_share, tally) => {
    const calls = await callsOfStoring();
    for (const [index, call] of calls.entries())
      for (const errno of ['ENOSPC', 'EIO', 'EACCES', 'EROFS'] as const) await tryError(index + 1, call, errno, tally);
    for (const most of [1_000, 4_097, 65_537]) {
      const parent = scratchFolder('memory');
      const folder = path.join(parent, 'blobs');
      const blobs = new Blobs(folder, key, littleBlobFiles(most));
      await store(blobs);
      await blobs.close();
      tally.check(`${most} bytes a call`, await complaints(folder, true));
      dropFolder(parent);
    }
  },
};

export const blobDamage: Scenario = {
  name: 'blob-damage',
  title: 'every border of a stored file flipped, cut and swapped',
  shares: 1,
  run: async (_share, tally) => {
    const parent = scratchFolder('memory');
    const folder = path.join(parent, 'blobs');
    const blobs = new Blobs(folder, key);
    await store(blobs);
    const file = path.join(folder, readdirSync(folder)[0] ?? '');
    const whole = readFileSync(file);
    const end = whole.length;
    const borders = [0, 16, HEADER_BYTES, HEADER_BYTES + SEALED_CHUNK_BYTES, HEADER_BYTES + 2 * SEALED_CHUNK_BYTES];
    const places = new Set(
      [...borders, end - TRAILER_BYTES, end].flatMap((at) => [at - 17, at - 16, at - 2, at - 1, at, at + 1]),
    );
    const notice = async (what: string, bytes: Buffer): Promise<void> => {
      writeFileSync(file, bytes);
      const outcome = await blobs
        .read(sha256, (blob) => blob.verify())
        .then(
          () => 'nothing was noticed',
          (error: unknown) => (error instanceof BlobDamage && error.problem === 'damaged' ? null : String(error)),
        );
      tally.check(what, outcome === null ? [] : [outcome]);
    };
    for (const at of places) {
      if (at < 0 || at > end) continue;
      if (at < end) {
        await notice(`cut to ${at} bytes`, whole.subarray(0, at));
        for (const bit of [0, 3, 7]) {
          const changed = Buffer.from(whole);
          changed[at] = (changed[at] ?? 0) ^ (1 << bit);
          await notice(`bit ${bit} of byte ${at}`, changed);
        }
      }
      await notice(
        `a byte more at ${at}`,
        Buffer.concat([whole.subarray(0, at), Buffer.from([0]), whole.subarray(at)]),
      );
    }
    await notice('zeros', Buffer.alloc(end));
    await notice('nothing', Buffer.alloc(0));
    await blobs.close();
    dropFolder(parent);
  },
};

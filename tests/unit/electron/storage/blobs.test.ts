import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES } from '#core/storage/blobs/blob-seal.ts';
import { Blobs } from '#core/storage/blobs/blobs.ts';

let folder: string;
let blobs: Blobs;
const key = Uint8Array.from(randomBytes(32));
const blobFolder = (): string => join(folder, 'blobs');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskside-blobs-'));
  blobs = new Blobs(blobFolder(), key);
});
afterEach(async () => {
  await blobs.close();
  await rm(folder, { recursive: true, force: true });
});

const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

const store = async (content: Uint8Array, pieceBytes = content.length || 1, into = blobs): Promise<string> => {
  const upload = await into.begin();
  for (let at = 0; at < content.length; at += pieceBytes) await upload.append(content.subarray(at, at + pieceBytes));
  const { sha256, bytes, letGo } = await upload.finish();
  expect(bytes).toBe(content.length);
  letGo();
  return sha256;
};
const load = (sha256: string, from = 0, length = Number.MAX_SAFE_INTEGER): Promise<Buffer> =>
  blobs.read(sha256, (blob) => blob.read(from, length));
const onlyFile = async (): Promise<string> => {
  const [name = '', ...more] = await readdir(blobFolder());
  expect(more).toEqual([]);
  return join(blobFolder(), name);
};

describe('what was stored', () => {
  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 5 * CHUNK_BYTES + 77])(
    'comes back as it was: %d bytes',
    async (length) => {
      const content = randomBytes(length);
      const sha256 = await store(content, 50_001);
      expect(sha256).toBe(hashOf(content));
      expect((await load(sha256)).equals(content)).toBe(true);
      await blobs.read(sha256, (blob) => blob.verify());
    },
  );

  it('comes back the same whatever pieces it is written and read in', async () => {
    const content = randomBytes(2 * CHUNK_BYTES + 5_000);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: content.length }),
        fc.integer({ min: 0, max: content.length + 10 }),
        fc.integer({ min: 0, max: content.length + 10 }),
        async (pieceBytes, from, length) => {
          const sha256 = await store(content, Math.max(pieceBytes, 997));
          expect((await load(sha256, from, length)).equals(content.subarray(from, from + length))).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('lies there once, owner-only, under a name and in bytes that tell nothing', async () => {
    const content = Buffer.from('a file that many people have '.repeat(500));
    await store(content);
    await store(content, 7_000);
    const path = await onlyFile();
    expect(path).not.toContain(hashOf(content));
    expect((await readFile(path)).includes('many people')).toBe(false);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(blobFolder())).mode & 0o777).toBe(0o700);
  });

  it('has another name on another desk', async () => {
    const content = Buffer.from('known');
    await store(content);
    const other = new Blobs(join(folder, 'other'), Uint8Array.from(randomBytes(32)));
    await store(content, 5, other);
    await other.close();
    expect(await readdir(join(folder, 'other'))).not.toEqual(await readdir(blobFolder()));
  });
});

describe('damage', () => {
  const content = randomBytes(3 * CHUNK_BYTES + 100);
  const borders = [0, 1, 2, 3].map((chunk) => HEADER_BYTES + chunk * SEALED_CHUNK_BYTES);

  it('of any byte at any border is noticed, by whole and by part, and named', async () => {
    const sha256 = await store(content);
    const path = await onlyFile();
    const whole = await readFile(path);
    const places = [
      0,
      15,
      16,
      47,
      ...borders.flatMap((at) => [at - 1, at, at + 1]),
      whole.length - 1,
      whole.length - 57,
    ];
    for (const place of places) {
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ 0x10;
      await writeFile(path, changed);
      await expect(blobs.read(sha256, (blob) => blob.verify())).rejects.toMatchObject({ problem: 'damaged' });
    }
    await writeFile(path, whole);
    await blobs.read(sha256, (blob) => blob.verify());
  });

  it('of a length, a missing or a moved chunk is noticed before a byte is given', async () => {
    const sha256 = await store(content);
    const path = await onlyFile();
    const whole = await readFile(path);
    const trailer = whole.subarray(whole.length - 56);
    for (const length of [0, 10, HEADER_BYTES, ...borders.flatMap((at) => [at - 1, at, at + 1]), whole.length - 1]) {
      await truncate(path, length);
      await expect(load(sha256, 0, 1)).rejects.toMatchObject({ problem: 'damaged' });
      await writeFile(path, whole);
    }
    const withoutOne = Buffer.concat([whole.subarray(0, borders[2]), whole.subarray(borders[3])]);
    const early = Buffer.concat([whole.subarray(0, borders[2]), trailer]);
    for (const bytes of [withoutOne, early, Buffer.concat([whole, trailer])]) {
      await writeFile(path, bytes);
      await expect(load(sha256, 0, 1)).rejects.toMatchObject({ problem: 'damaged' });
    }
    const swapped = Buffer.from(whole);
    whole.copy(swapped, borders[0], borders[1], borders[2]);
    whole.copy(swapped, borders[1], borders[0], borders[1]);
    await writeFile(path, swapped);
    await expect(load(sha256, 0, 1)).rejects.toMatchObject({ problem: 'damaged' });
  });

  it('another blob in the place of this one, and none at all', async () => {
    const sha256 = await store(content);
    const path = await onlyFile();
    const other = await store(randomBytes(50));
    const [otherName = ''] = (await readdir(blobFolder())).filter((name) => !path.endsWith(name));
    await writeFile(path, await readFile(join(blobFolder(), otherName)));
    await expect(load(sha256)).rejects.toMatchObject({ problem: 'damaged' });
    await rm(path);
    await expect(load(sha256)).rejects.toMatchObject({ problem: 'missing' });
    expect((await load(other)).length).toBe(50);
  });

  it('heals when the same file is stored again', async () => {
    const sha256 = await store(content);
    const path = await onlyFile();
    await truncate(path, 1000);
    await store(content);
    expect((await load(sha256)).equals(content)).toBe(true);
    expect(await onlyFile()).toBe(path);
  });
});

describe('the sweep', () => {
  it('takes what nothing refers to and unfinished files, and leaves what is held, referred to or being written', async () => {
    const kept = await store(Buffer.from('kept'));
    const gone = await store(Buffer.from('gone'));
    const held = await store(Buffer.from('held'));
    const letGo = blobs.hold(held);
    await writeFile(join(blobFolder(), 'left-by-a-crash.new'), 'half');
    const running = await blobs.begin();
    await running.append(Buffer.from('still coming'));

    expect(await blobs.strangers([kept])).toEqual([gone]);
    expect(await blobs.sweep((sha256) => sha256 !== kept, [kept, gone, held])).toBe(2);
    expect((await load(kept)).toString()).toBe('kept');
    expect((await load(held)).toString()).toBe('held');
    await expect(load(gone)).rejects.toMatchObject({ problem: 'missing' });
    letGo();
    expect(await blobs.sweep(() => true, [held])).toBe(1);

    const { sha256 } = await running.finish();
    expect((await load(sha256)).toString()).toBe('still coming');
  });
});

describe('an upload', () => {
  it('given up leaves nothing', async () => {
    const upload = await blobs.begin();
    await upload.append(randomBytes(200_000));
    await upload.abort();
    await upload.abort();
    expect(await readdir(blobFolder())).toEqual([]);
    await expect(upload.append(randomBytes(1))).rejects.toMatchObject({ code: 'storage.read-only' });
  });

  it('under way when the desk closes leaves nothing', async () => {
    const upload = await blobs.begin();
    await upload.append(randomBytes(200_000));
    await blobs.close();
    expect(await readdir(blobFolder())).toEqual([]);
    await expect(blobs.begin()).rejects.toMatchObject({ code: 'storage.read-only' });
  });
});

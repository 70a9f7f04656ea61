import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '#shared/base/result.ts';
import { encodeKeyFile, type KeyFile } from '#core/accounts/key-file.ts';
import { encodeCheckedJson } from '#core/accounts/checked-json.ts';
import { KEY_COPIES, KeysUnconfirmed, loadKeys, saveKeys } from '#core/accounts/key-store.ts';
import { productCost } from '#core/accounts/passphrase-key.ts';
import { nodeProfileFiles } from '#core/accounts/profile-files.ts';
import { cheapCost, memoryFiles } from './fixtures.ts';

const bytes = (length: number): string => Buffer.alloc(length, 7).toString('base64');

const keys: KeyFile = {
  format: 'deskside-keys',
  version: 2,
  counter: 3,
  profile: 'profile:01JA0000000000000000000000',
  complete: true,
  desk: '北门 desk',
  device: { id: 'device:01JA0000000000000000000001', code: '7K3Q' },
  deviceSecrets: [],
  slots: [
    {
      userId: 'user:01JA0000000000000000000002',
      name: 'lin',
      displayName: '林悦',
      kdf: { name: 'scrypt', ...cheapCost, salt: bytes(32) },
      deviceSecret: null,
      nonce: bytes(12),
      wrapped: bytes(48),
    },
  ],
  recovery: 'age',
};

describe('the two copies of the key file', () => {
  it('come back as they were saved, one count later, without findings', async () => {
    const files = memoryFiles();
    const saved = await saveKeys(files, keys);
    expect(saved).toEqual({ ...keys, counter: 4 });
    expect(files.content.get('keys-a.json')).toEqual(files.content.get('keys-b.json'));
    expect(await loadKeys(files, cheapCost)).toEqual({ state: 'whole', keys: saved, findings: [] });
  });

  it('notice every flipped bit of one copy, name it, and mend it from the other', async () => {
    const whole = Uint8Array.from(encodeKeyFile(keys));
    for (let place = 0; place < whole.length; place++) {
      const files = memoryFiles();
      const flipped = Uint8Array.from(whole);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8));
      files.content.set('keys-a.json', flipped);
      files.content.set('keys-b.json', whole);
      const found = await loadKeys(files, cheapCost);
      expect(found).toMatchObject({ state: 'whole', keys, findings: [{ file: 'keys-a.json' }] });
      expect(files.content.get('keys-a.json')).toEqual(whole);
    }
  });

  it('notice every truncation, in either copy', async () => {
    const whole = Uint8Array.from(encodeKeyFile(keys));
    for (let length = 0; length < whole.length; length++) {
      const files = memoryFiles();
      files.content.set('keys-a.json', whole);
      files.content.set('keys-b.json', whole.subarray(0, length));
      expect(await loadKeys(files, cheapCost)).toMatchObject({ state: 'whole', findings: [{ file: 'keys-b.json' }] });
    }
  });

  it('say what is wrong when both are damaged, and never pretend to be a new profile', async () => {
    const whole = Uint8Array.from(encodeKeyFile(keys));
    for (let place = 0; place < whole.length; place += 7) {
      const files = memoryFiles();
      const flipped = Uint8Array.from(whole);
      flipped[place] = (flipped[place] ?? 0) ^ 1;
      files.content.set('keys-a.json', flipped);
      files.content.set('keys-b.json', whole.subarray(0, place));
      const found = await loadKeys(files, cheapCost);
      expect(found.state).toBe('damaged');
      expect(files.content.get('keys-a.json')).toEqual(flipped);
    }
  });

  it('are absent only when both are', async () => {
    const files = memoryFiles();
    expect(await loadKeys(files, cheapCost)).toEqual({ state: 'absent' });
    files.content.set('keys-b.json', new Uint8Array());
    expect(await loadKeys(files, cheapCost)).toMatchObject({ state: 'damaged' });
  });

  it('take the newer of two whole copies: a crash between the two writes', async () => {
    const files = memoryFiles();
    files.content.set('keys-a.json', Uint8Array.from(encodeKeyFile({ ...keys, counter: 9, desk: 'new name' })));
    files.content.set('keys-b.json', encodeKeyFile(keys));
    expect(await loadKeys(files, cheapCost)).toMatchObject({ state: 'whole', keys: { counter: 9, desk: 'new name' } });
    expect(files.content.get('keys-b.json')).toEqual(files.content.get('keys-a.json'));
  });

  it('refuse a copy from another profile', async () => {
    const files = memoryFiles();
    files.content.set('keys-a.json', encodeKeyFile(keys));
    files.content.set('keys-b.json', encodeKeyFile({ ...keys, profile: 'profile:01JA0000000000000000000009' }));
    expect(await loadKeys(files, cheapCost)).toMatchObject({ state: 'damaged', problem: 'belongs to another profile' });
  });

  it('refuse a key derivation that somebody made cheap', async () => {
    const files = memoryFiles();
    files.content.set('keys-a.json', encodeKeyFile(keys));
    expect(await loadKeys(files, productCost)).toMatchObject({ state: 'damaged', problem: 'not valid: slots.0.kdf' });
  });

  it('say which version wrote them if it was a later one', async () => {
    const files = memoryFiles();
    const later = { ...keys, version: 3, somethingNew: true } as unknown as KeyFile;
    files.content.set('keys-a.json', encodeKeyFile(later));
    files.content.set('keys-b.json', encodeKeyFile(keys));
    expect(await loadKeys(files, cheapCost)).toEqual({ state: 'newer', version: 3 });
  });

  it('open from version 1, with its one device secret, and become version 2 with the next write', async () => {
    const { slots, deviceSecrets: _none, ...members } = keys;
    const [slot] = slots;
    if (!slot) throw new Error('no slot');
    const { deviceSecret: _secret, ...slotMembers } = slot;
    const first = {
      ...members,
      version: 1,
      deviceSecret: bytes(40),
      slots: [
        { ...slotMembers, withDevice: true },
        { ...slotMembers, userId: 'user:01JA0000000000000000000003', withDevice: false },
      ],
    };
    const files = memoryFiles();
    for (const copy of KEY_COPIES) files.content.set(copy, encodeCheckedJson(first as unknown as Json));
    const found = await loadKeys(files, cheapCost);
    if (found.state !== 'whole') throw new Error(found.state);
    const [secret] = found.keys.deviceSecrets;
    expect(found.keys).toEqual({
      ...keys,
      deviceSecrets: [{ id: secret?.id, guarded: bytes(40) }],
      slots: [
        { ...slot, deviceSecret: secret?.id },
        { ...slot, userId: 'user:01JA0000000000000000000003', deviceSecret: null },
      ],
    });
    expect(Buffer.from(files.content.get('keys-a.json') ?? '').toString()).toContain('"version":1');
    const saved = await saveKeys(files, found.keys);
    expect(Buffer.from(files.content.get('keys-a.json') ?? '').toString()).toContain('"version":2');
    expect(await loadKeys(files, cheapCost)).toEqual({ state: 'whole', keys: saved, findings: [] });
  });

  it('are not called unwritten while a new version that the disk did not confirm may win', async () => {
    const files = memoryFiles();
    const saved = await saveKeys(files, keys);
    const unsynced = new Set(['keys-a.json']);
    const failing: typeof files = {
      ...files,
      write: async (name, content) => {
        await files.write(name, content);
        if (unsynced.has(name)) throw Object.assign(new Error('EIO'), { code: 'EIO' });
      },
    };
    // The other copy is on disk for good.
    const next = await saveKeys(failing, { ...saved, desk: 'new name' });
    expect(await loadKeys(files, cheapCost)).toMatchObject({ keys: next });
    unsynced.add('keys-b.json');
    await expect(saveKeys(failing, next)).rejects.toBeInstanceOf(KeysUnconfirmed);
    expect(await loadKeys(files, cheapCost)).toMatchObject({ keys: { counter: next.counter + 1 } });
  });

  it('are left to another console that writes them now', async () => {
    const files = memoryFiles();
    files.content.set('keys-a.json', Uint8Array.from(encodeKeyFile({ ...keys, counter: 9 })));
    files.content.set('keys-b.json', encodeKeyFile(keys));
    const release = await files.lock();
    expect(await loadKeys(files, cheapCost)).toMatchObject({ state: 'whole', keys: { counter: 9 } });
    expect(files.content.get('keys-b.json')).toEqual(encodeKeyFile(keys));
    await release?.();
    await loadKeys(files, cheapCost);
    expect(files.content.get('keys-b.json')).toEqual(files.content.get('keys-a.json'));
  });

  it('keep working when the second cannot be written, and reject when the first cannot', async () => {
    const files = memoryFiles();
    files.broken.set('keys-b.json', 'ENOSPC');
    const saved = await saveKeys(files, keys);
    expect(await loadKeys(files, cheapCost)).toMatchObject({ state: 'whole', keys: saved });
    files.broken.set('keys-a.json', 'ENOSPC');
    await expect(saveKeys(files, saved)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await loadKeys(files, cheapCost)).toMatchObject({ state: 'whole', keys: saved });
  });
});

describe('nodeProfileFiles', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskside-keys-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('makes private files and leaves nothing half-written behind', async () => {
    const profile = join(folder, 'profile');
    const files = nodeProfileFiles(profile);
    expect(await files.list()).toEqual([]);
    expect(await files.read('keys-a.json')).toBeUndefined();
    await saveKeys(files, keys);
    expect((await files.list()).toSorted()).toEqual(['keys-a.json', 'keys-b.json']);
    expect((await stat(join(profile, 'keys-a.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(profile)).mode & 0o777).toBe(0o700);
  });

  it('removes what a killed process left half-written, and not what a living one writes', async () => {
    const files = nodeProfileFiles(folder);
    const dead = join(folder, 'keys-a.json.2147483646.new');
    const alive = join(folder, 'keys-a.json.1.new');
    await writeFile(dead, 'half');
    await writeFile(alive, 'half');
    await files.write('keys-a.json', Buffer.from('whole'));
    expect((await readdir(folder)).toSorted()).toEqual(['keys-a.json', 'keys-a.json.1.new']);
    expect(await readFile(join(folder, 'keys-a.json'), 'utf8')).toBe('whole');
  });
});

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Ambient, Platform } from '#core/ports.ts';
import type { KdfCost } from '#core/accounts/passphrase-key.ts';
import type { ProfileFiles } from '#core/accounts/profile-files.ts';

/** 1 MiB a guess: real scrypt, affordable a few hundred times. */
export const cheapCost: KdfCost = { N: 2 ** 10, r: 8, p: 1 };

/** A clock that only moves when told; both faces of it can be moved apart. */
export interface TestClock extends Ambient {
  /** Time passes, as it does in life. */
  pass(ms: number): void;
  /** Somebody sets the clock: the monotonic one does not notice. */
  set(iso: string): void;
  /** The laptop restarts: the monotonic clock begins anew. */
  restart(): void;
}

export const testClock = (start = '2026-10-05T08:00:00.000Z'): TestClock => {
  let wall = Date.parse(start);
  let mono = 0;
  return {
    now: () => new Date(wall),
    mono: () => mono,
    randomBytes: (length) => Uint8Array.from(randomBytes(length)),
    pass: (ms) => {
      wall += ms;
      mono += ms;
    },
    set: (iso) => {
      wall = Date.parse(iso);
    },
    restart: () => {
      mono = 0;
    },
  };
};

/** Profile files in memory; `broken` makes the next writes of a file fail as a disk would. */
export const memoryFiles = (): ProfileFiles & {
  readonly content: Map<string, Uint8Array>;
  readonly broken: Map<string, string>;
} => {
  const content = new Map<string, Uint8Array>();
  const broken = new Map<string, string>();
  let isLocked = false;
  return {
    content,
    broken,
    read: (name) => Promise.resolve(content.get(name)),
    write: (name, bytes) => {
      const errno = broken.get(name);
      if (errno) return Promise.reject(Object.assign(new Error(errno), { code: errno }));
      content.set(name, Uint8Array.from(bytes));
      return Promise.resolve();
    },
    list: () => Promise.resolve([...content.keys()]),
    remove: (name) => {
      for (const each of content.keys()) if (each === name || each.startsWith(`${name}/`)) content.delete(each);
      return Promise.resolve();
    },
    move: (from, to) => {
      const bytes = content.get(from);
      if (bytes) content.set(to, bytes);
      content.delete(from);
      return Promise.resolve();
    },
    lock: () => {
      if (isLocked) return Promise.resolve(undefined);
      isLocked = true;
      return Promise.resolve(() => {
        isLocked = false;
        return Promise.resolve();
      });
    },
  };
};

/** A keychain that a test can lose, or that refuses for a while. `null` is a host without one. */
export interface TestKeychain {
  key: Uint8Array;
  refuses?: boolean;
}

export const testPlatform = (keychain: TestKeychain | null): Platform => ({
  name: keychain ? 'desktop' : 'loopback',
  capabilities: { keychain: keychain !== null, chooseFile: false, reveal: false, notify: false, savePdf: false },
  protectSecret: (secret) => {
    if (!keychain) return Promise.resolve(undefined);
    if (keychain.refuses) return Promise.reject(new Error('the keychain refuses'));
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keychain.key, nonce);
    return Promise.resolve(
      Uint8Array.from(Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()])),
    );
  },
  revealSecret: (sealed) =>
    new Promise((resolve) => {
      if (!keychain || keychain.refuses) throw new Error('no keychain');
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', keychain.key, bytes.subarray(0, 12), { authTagLength: 16 });
      decipher.setAuthTag(bytes.subarray(-16));
      const opened = decipher.update(bytes.subarray(12, -16));
      decipher.final();
      resolve(Uint8Array.from(opened));
    }),
  savePdf: () => Promise.resolve(undefined),
});

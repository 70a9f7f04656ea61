import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeskKeeper } from '#core/desk-keeper.ts';
import type { Desk } from '#core/desk.ts';
import type { Ambient } from '#core/ports.ts';

/** The machine's own clock and randomness; `at` sets a clock that stands still until set again. */
export const testAmbient = (at?: string): Ambient & { set(at: string): void } => {
  let fixed = at === undefined ? undefined : new Date(at);
  return {
    now: () => (fixed ? new Date(fixed) : new Date()),
    mono: () => performance.now(),
    randomBytes: (length) => Uint8Array.from(randomBytes(length)),
    set: (next) => {
      fixed = new Date(next);
    },
  };
};

/** A real desk on a real, encrypted store in a temporary folder; the writer runs in this thread. */
export interface DeskFolder {
  readonly desk: Desk;
  readonly path: string;
  readonly keeper: DeskKeeper;
  readonly key: Uint8Array;
  /** Closes and opens it again from disk. */
  reopen(): Promise<Desk>;
  remove(): Promise<void>;
}

export const deskFolder = async (ambient: Ambient = testAmbient()): Promise<DeskFolder> => {
  const path = await mkdtemp(join(tmpdir(), 'deskside-desk-'));
  const key = Uint8Array.from(randomBytes(32));
  const keeper = new DeskKeeper({ profileFolder: path, ambient, host: 'test', appVersion: '0.0.0', storeWorker: null });
  const made = await keeper.create(key, {
    desk: 'Northgate desk',
    device: { id: 'device:01J0000000000000000000000D', code: '7K3Q' },
  });
  if (!made.ok) throw new Error(made.failure.message);
  return {
    desk: made.value,
    path,
    keeper,
    key,
    reopen: async () => {
      await keeper.close();
      const state = await keeper.open(key);
      if (state.state !== 'open') throw new Error(`the desk is ${state.state}`);
      return state.desk;
    },
    remove: async () => {
      await keeper.close();
      await rm(path, { recursive: true, force: true });
    },
  };
};

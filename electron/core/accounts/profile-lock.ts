/**
 * Two consoles can be started on one profile, and the desk has one writer; its key files and counted failures are written before a desk is
 * open. Whatever is read to be written again is read and written in here.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { refuse, type Result } from '#shared/base/result.ts';
import type { LockRelease } from '../storage/lock.ts';
import type { ProfileFiles } from './profile-files.ts';

/** Another console's write takes a few syncs of the disk; only its set-up takes longer. */
const PATIENCE_MS = 3_000;
const LOOK_AGAIN_MS = 20;

/** The lock, waited for while another console writes. Undefined if that does not come to an end. */
export const lockProfile = async (files: ProfileFiles): Promise<LockRelease | undefined> => {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_AGAIN_MS) {
    const release = await files.lock();
    if (release) return release;
    await wait(LOOK_AGAIN_MS);
  }
  return undefined;
};

export const profileInUse = (): Result<never> =>
  refuse('profile.in-use', 'another console is at work in this profile folder');

/** Runs `work` as the only one who writes there; refuses with `profile.in-use` if another console does not let go. Not to be nested. */
export const whileLocked = async <T>(files: ProfileFiles, work: () => Promise<Result<T>>): Promise<Result<T>> => {
  const release = await lockProfile(files);
  if (!release) return profileInUse();
  try {
    return await work();
  } finally {
    await release();
  }
};

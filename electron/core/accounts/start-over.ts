import type { AppStatus } from '#shared/accounts/operations.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { notWritten, type Parts } from './parts.ts';
import { practicePerson } from './practice-person.ts';
import { profileInUse } from './profile-lock.ts';
import { setUp } from './set-up.ts';

const STORE_FOLDER = 'store';

/** What a profile consists of beside its key files, which the set-up writes anew; and what set-ups that were cut short left. */
const isOfDesk = (name: string): boolean =>
  [STORE_FOLDER, 'blobs', 'device-mark'].includes(name) || name.startsWith('unfinished-');

/**
 * Throws a training desk away and makes a fresh one, with other keys, another device code and a trail that begins anew. Cut short at any
 * point it leaves either the desk that was there or a profile that is not set up. Nothing is ever removed unless the key slots, into
 * which it is bound, say that this is a training desk.
 */
export const startOver = async (parts: Parts, connection: string): Promise<Result<AppStatus>> => {
  const { keeper, sessions, vault } = parts;
  await vault.load();
  const isUnmade = vault.state.state === 'absent' && parts.isPractice;
  if (!vault.isPractice && !isUnmade)
    return refuse('practice.wrong-desk', 'only a training desk is thrown away and made anew');
  if (keeper.isHeld) return refuse('practice.at-work', 'a job is at work on the training desk');
  for (const session of sessions.all()) await parts.end(session.connection, 'closed');
  await keeper.close();
  const cleared = await clear(parts);
  const made = cleared.ok ? await setUp({ ...parts, isPractice: true }, connection, practicePerson) : cleared;
  parts.changed();
  return made.ok ? succeed(made.value.status) : made;
};

/** Removes the desk. Refuses with `profile.in-use` while another console has it open. */
const clear = async ({ files, vault }: Parts): Promise<Result<null>> => {
  try {
    const release = await files.lock();
    if (!release) return profileInUse();
    try {
      const releaseStore = await files.lock(STORE_FOLDER);
      if (!releaseStore) return profileInUse();
      await releaseStore();
      await vault.abandon();
      for (const name of await files.list()) if (isOfDesk(name)) await files.remove(name);
    } finally {
      await release();
    }
    return succeed(null);
  } catch (error) {
    return notWritten(error);
  }
};

import { identityToRecipient } from 'age-encryption';
import type { IssuedRecoveryKey } from '#shared/accounts/operations.ts';
import { roles, type Role } from '#shared/accounts/roles.ts';
import type { User } from '#shared/accounts/user.ts';
import { encodeUlid } from '#shared/base/ulid.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { deviceFingerprint } from '../device-fingerprint.ts';
import { newDevice } from '../device-identity.ts';
import { notWritten, profileProblem, type Parts } from './parts.ts';
import { profileInUse } from './profile-lock.ts';
import { DEFAULT_AUTO_LOCK_MINUTES, type Profile } from './profile.ts';
import { weakPassphrase } from './sign-in.ts';

export interface SetUpInput {
  readonly desk: string;
  readonly name: string;
  readonly displayName: string;
  readonly passphrase: string;
  readonly sample: boolean;
}

/** The first person looks after the desk and works its tickets. */
const firstRoles: readonly Role[] = roles.filter(
  (role) => role === 'administrator' || role === 'team-lead' || role === 'technician',
);

/**
 * Makes a profile where there is none. Until the last step the key file says that it is not complete: a set-up that is cut short leaves
 * a profile to be set up again, and what was made so far is moved aside then, never deleted. The profile is locked from the first look to
 * the last step, so that what another console is still making is never taken for something left over.
 */
export const setUp = async (
  parts: Parts,
  connection: string,
  input: SetUpInput,
): Promise<Result<IssuedRecoveryKey>> => {
  let release;
  try {
    release = await parts.files.lock();
  } catch (error) {
    return notWritten(error);
  }
  if (!release) return profileInUse();
  try {
    return await setUpLocked(parts, connection, input);
  } finally {
    await release();
  }
};

const setUpLocked = async (parts: Parts, connection: string, input: SetUpInput): Promise<Result<IssuedRecoveryKey>> => {
  const { ambient, attempts, isPractice, keeper, vault } = parts;
  await vault.load();
  if (vault.keys) return refuse('profile.already-set-up', 'this profile is set up');
  const problem = profileProblem(vault);
  if (problem && problem.code !== 'profile.not-set-up') return { ok: false, failure: problem };
  const weak = weakPassphrase(input.passphrase);
  if (weak) return weak;

  const ulid = (): string => encodeUlid(ambient.now().getTime(), ambient.randomBytes(10));
  const device = newDevice(ambient, isPractice);
  const person = { id: `user:${ulid()}`, name: input.name, displayName: input.displayName };
  const profileUlid = ulid();
  const profileId = `${isPractice ? 'practice' : 'profile'}:${profileUlid}`;
  let made;
  try {
    made = await vault.begin({ desk: input.desk, profile: profileId, device, person, passphrase: input.passphrase });
  } catch (error) {
    return notWritten(error);
  }
  const { masterKey, recoveryKey } = made;
  let finished = false;
  try {
    const created = await keeper.create(masterKey, { desk: input.desk, device, isPractice });
    if (!created.ok) return created;
    const desk = created.value;
    const recoveryRecipient = await identityToRecipient(recoveryKey);
    const actor = parts.admit(
      connection,
      { userId: person.id, name: person.name, displayName: person.displayName, roles: firstRoles, granted: false },
      masterKey,
    );
    const stored = await desk.commit(actor, (unit) => {
      const stamp = unit.stamp('user', person.id);
      const user: User = {
        ...stamp,
        name: person.name,
        displayName: person.displayName,
        roles: firstRoles,
        disabled: false,
      };
      const profile: Profile = {
        ...unit.stamp('profile', `profile:${profileUlid}`),
        sample: input.sample,
        autoLockMinutes: DEFAULT_AUTO_LOCK_MINUTES,
        recoveryRecipient,
      };
      unit.putLocal(profile);
      unit.write('user.create', user);
      unit.audit({ action: 'session.signIn', object: { type: 'user', id: person.id, number: null } });
      return succeed(null);
    });
    if (!stored.ok) return stored;
    if (input.sample) await parts.sample(desk, actor);
    try {
      await attempts.reset();
      await vault.complete();
    } catch (error) {
      return notWritten(error);
    }
    finished = true;
    parts.changed();
    return succeed({
      recoveryKey,
      fingerprint: deviceFingerprint(desk.device.publicKey),
      status: parts.statusOf(connection),
    });
  } finally {
    masterKey.fill(0);
    if (!finished) {
      await parts.end(connection, 'closed');
      await keeper.release();
    }
  }
};

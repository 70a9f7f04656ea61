/** Signing in, by passphrase or recovery key: opening the master key, then the desk with it, then a session. */
import type { AppStatus } from '#shared/accounts/operations.ts';
import { passphraseProblem } from '#shared/accounts/passphrase.ts';
import type { User } from '#shared/accounts/user.ts';
import { refuse, succeed, type Failure, type Result } from '#shared/base/result.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { keysWritten, profileProblem, type Admitted, type Parts } from './parts.ts';
import { profileInUse } from './profile-lock.ts';
import { usersOf } from './profile.ts';
import { foreignKeys } from './vault.ts';

/** Failed attempts on names that this profile does not know wait together. */
const UNKNOWN = 'unknown';

export const weakPassphrase = (passphrase: string): Result<never> | null => {
  const problem = passphraseProblem(passphrase);
  return problem ? refuse('auth.weak-passphrase', `the passphrase is too ${problem}`, { problem, minimum: 12 }) : null;
};

/**
 * Tries a passphrase, counted and paced. A refusal says how many tries are left or when the next is possible.
 * `action` is what a failure is called in the trail. The caller wipes the key.
 */
export const tryPassphrase = async (
  parts: Parts,
  userId: string,
  passphrase: string,
  action: string,
): Promise<Result<Buffer>> => {
  const { attempts, vault } = parts;
  const name = vault.slotOf(userId) ? userId : UNKNOWN;
  const admission = await attempts.begin(name, action);
  if (!admission.admitted && admission.why === 'in-use') return profileInUse();
  if (!admission.admitted) {
    await recordFailures(parts);
    const { retryAt, retryAfterMs } = admission;
    return refuse('auth.too-many-attempts', 'too many failed attempts', { retryAt, retryAfterMs });
  }
  const opened = await vault.unlock(userId, passphrase);
  if (!opened.ok) {
    await attempts.withdraw(name);
    return opened;
  }
  if (opened.value) {
    await attempts.succeeded(name);
    return succeed(opened.value);
  }
  attempts.failed(name);
  await recordFailures(parts);
  const { attemptsLeft, retryAt } = admission;
  return refuse('auth.wrong-passphrase', 'the passphrase is wrong', { attemptsLeft, retryAt });
};

export const signIn = async (
  parts: Parts,
  connection: string,
  input: { readonly userId: string; readonly passphrase: string },
): Promise<Result<AppStatus>> => {
  await parts.vault.load();
  const problem = profileProblem(parts.vault);
  if (problem) return { ok: false, failure: problem };
  const key = await tryPassphrase(parts, input.userId, input.passphrase, 'session.signIn');
  if (!key.ok) return key;
  try {
    return await enter(parts, connection, input.userId, key.value, 'session.signIn', null);
  } finally {
    key.value.fill(0);
  }
};

/** The recovery key opens the desk and gives one person a new passphrase. Needs no counting: it cannot be guessed. */
export const recover = async (
  parts: Parts,
  connection: string,
  input: { readonly userId: string; readonly recoveryKey: string; readonly newPassphrase: string },
): Promise<Result<AppStatus>> => {
  await parts.vault.load();
  const problem = profileProblem(parts.vault);
  if (problem) return { ok: false, failure: problem };
  const weak = weakPassphrase(input.newPassphrase);
  if (weak) return weak;
  const key = await parts.vault.unlockByRecoveryKey(input.recoveryKey);
  if (!key.ok) {
    const userId = parts.vault.slotOf(input.userId) ? input.userId : UNKNOWN;
    await parts.attempts.note({ at: parts.ambient.now().toISOString(), userId, reason: 'session.recover' });
    await recordFailures(parts);
    return key;
  }
  try {
    return await enter(parts, connection, input.userId, key.value, 'session.recover', input.newPassphrase);
  } finally {
    key.value.fill(0);
  }
};

/** Opens the desk with a key that fits and lets the person in. With `newPassphrase` they get a new slot first. */
const enter = async (
  parts: Parts,
  connection: string,
  userId: string,
  masterKey: Buffer,
  action: 'session.signIn' | 'session.recover',
  newPassphrase: string | null,
): Promise<Result<AppStatus>> => {
  const { keeper, sessions, vault } = parts;
  const isOpen = keeper.state.state === 'open' || keeper.state.state === 'damaged';
  if (isOpen && !parts.fitsOpenDesk(masterKey)) return foreignKeys();
  const opening = await keeper.open(masterKey);
  if (opening.state !== 'open' && opening.state !== 'damaged') {
    if (opening.state === 'missing') return refuse('storage.missing', 'the store is not in the profile folder');
    if (opening.state === 'wrong-key' || opening.state === 'closed') return foreignKeys();
    const { appVersion, host, keychain } = parts.statusOf(connection);
    const status: AppStatus = { appVersion, host, keychain, ...opening };
    parts.show(connection, status);
    return succeed(status);
  }
  const refused = async (failure: Failure): Promise<Result<never>> => {
    if (sessions.count === 0) await keeper.release();
    return { ok: false, failure };
  };
  const desk = opening.desk;
  const person = admitted(desk, userId, vault.slotOf(userId)?.displayName, opening.state === 'damaged');
  if (!person.ok) {
    await parts.attempts.note({ at: parts.ambient.now().toISOString(), userId, reason: `${action} disabled` });
    await recordFailures(parts);
    return refused(person.failure);
  }
  if (newPassphrase !== null) {
    const name = desk?.records.get<User>('user', userId)?.name ?? vault.slotOf(userId)?.name ?? userId;
    const { displayName } = person.value;
    // The way back in must not hang on a keychain that is gone.
    const given = await keysWritten(() =>
      vault.setSlot(masterKey, { id: userId, name, displayName }, newPassphrase, 'renew'),
    );
    if (!given.ok) return refused(given.failure);
    await parts.attempts.succeeded(userId);
  }
  await parts.end(connection, 'replaced');
  const actor = parts.admit(connection, person.value, masterKey);
  if (desk) {
    await desk.commit(actor, (unit) => {
      unit.audit({ action, object: { type: 'user', id: userId, number: null } });
      return succeed(null);
    });
    await recordFailures(parts);
    await mendNames(parts, desk);
  }
  parts.changed();
  return succeed(parts.statusOf(connection));
};

/**
 * Who comes in, by the store's word. In a damaged store that has lost every administrator, whoever holds a key may look after it:
 * otherwise nobody ever could.
 */
const admitted = (
  desk: Desk | null,
  userId: string,
  nameOnSlot: string | undefined,
  damaged: boolean,
): Result<Admitted> => {
  const user = desk?.records.get<User>('user', userId);
  if (user?.disabled) return refuse('auth.user-disabled', 'this account is disabled', { name: user.displayName });
  if (user) return succeed({ userId, displayName: user.displayName, roles: user.roles });
  if (!damaged) return refuse('auth.user-disabled', 'this desk does not know the account', { name: nameOnSlot ?? '' });
  const hasAdministrator =
    desk !== null && usersOf(desk.records).some(({ disabled, roles }) => !disabled && roles.includes('administrator'));
  return succeed({ userId, displayName: nameOnSlot ?? userId, roles: hasAdministrator ? [] : ['administrator'] });
};

/** Moves what failed while the store was closed into the trail, as soon as it is open. Nothing is dropped before it is on disk there. */
export const recordFailures = async (parts: Parts): Promise<void> => {
  const desk = parts.keeper.desk;
  if (!desk) return;
  await parts.attempts.drain(async (attempts, dropped) => {
    const recorded = await desk.commit(desk.deviceActor, (unit) => {
      if (dropped > 0)
        unit.audit({ action: 'session.signIn', object: null, result: 'denied', after: { notListed: dropped } });
      for (const { at, userId, reason } of attempts) {
        const [action = 'session.signIn', why = 'wrong-key'] = reason.split(' ');
        unit.audit({
          action,
          object: { type: 'user', id: userId, number: null },
          result: 'denied',
          reason: why,
          after: { attemptedAt: at },
        });
      }
      return succeed(null);
    });
    return recorded.ok;
  });
};

/** The lock screen's names follow the store, also where somebody edited the key file. */
const mendNames = async ({ vault }: Parts, desk: Desk): Promise<void> => {
  const people = new Map(usersOf(desk.records).map((user) => [user.id, user] as const));
  try {
    await vault.rename(desk.device.desk, { id: desk.device.id, code: desk.device.code }, people);
  } catch {
    // Names only; the next sign-in tries again.
  }
};

/** Who acts when a session ends or changes: kept because the session itself is gone by then. */
export const auditAs = async (
  desk: Desk | undefined,
  actor: Actor,
  note: {
    readonly action: string;
    readonly reason?: string;
    readonly result?: 'ok' | 'denied' | 'error';
    readonly objectId?: string;
  },
): Promise<Result<null>> => {
  if (!desk) return succeed(null);
  return desk.commit(actor, (unit) => {
    unit.audit({
      action: note.action,
      object: note.objectId ? { type: 'user', id: note.objectId, number: null } : null,
      reason: note.reason ?? null,
      result: note.result ?? 'ok',
    });
    return succeed(null);
  });
};

/** Signing in, by passphrase or recovery key: opening the master key, then the desk with it, then a session. */
import type { AppStatus, SignInName } from '#shared/accounts/operations.ts';
import { passphraseProblem } from '#shared/accounts/passphrase.ts';
import { foldSignInName, isAdministrator } from '#shared/accounts/user.ts';
import { refuse, succeed, type Failure, type Result } from '#shared/base/result.ts';
import { encodeUlid } from '#shared/base/ulid.ts';
import type { Desk } from '../desk.ts';
import type { Ambient } from '../ports.ts';
import type { Actor, Session } from '../session.ts';
import { keysWritten, profileProblem, type Parts } from './parts.ts';
import { profileInUse } from './profile-lock.ts';
import { usersOf } from './profile.ts';
import { restoreUsers } from './restore-users.ts';
import type { Admitted } from './sessions.ts';
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

/** As `tryPassphrase` for a session that still is one; the key it opens is wiped at once. */
export const confirmPassphrase = async (
  parts: Parts,
  session: Session,
  passphrase: string,
  action: string,
): Promise<Result<null>> => {
  if (parts.sessions.of(session.connection)?.id !== session.id) return refuse('auth.signed-out', 'sign in first');
  const key = await tryPassphrase(parts, session.userId, passphrase, action);
  if (!key.ok) return key;
  try {
    return parts.fitsOpenDesk(key.value) ? succeed(null) : foreignKeys();
  } finally {
    key.value.fill(0);
  }
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
    return await enter(parts, connection, key.value, { userId: input.userId });
  } finally {
    key.value.fill(0);
  }
};

/**
 * The recovery key opens the desk and gives one person a new passphrase: somebody on the lock screen, or whoever has that sign-in name in
 * the store, so that people without a key slot find back in. Needs no counting: it cannot be guessed.
 */
export const recover = async (
  parts: Parts,
  connection: string,
  input: {
    readonly userId?: string | undefined;
    readonly name?: string | undefined;
    readonly recoveryKey: string;
    readonly newPassphrase: string;
  },
): Promise<Result<AppStatus>> => {
  await parts.vault.load();
  const problem = profileProblem(parts.vault);
  if (problem) return { ok: false, failure: problem };
  const weak = weakPassphrase(input.newPassphrase);
  if (weak) return weak;
  const key = await parts.vault.unlockByRecoveryKey(input.recoveryKey);
  if (!key.ok) {
    const userId = input.userId !== undefined && parts.vault.slotOf(input.userId) ? input.userId : UNKNOWN;
    await parts.attempts.note({ at: parts.ambient.now().toISOString(), userId, reason: 'session.recover' });
    await recordFailures(parts);
    return key;
  }
  try {
    return await enter(parts, connection, key.value, input);
  } finally {
    key.value.fill(0);
  }
};

/** Who wants to come in: by passphrase always somebody with a key slot, by recovery key with a passphrase to be. */
interface Arrival {
  readonly userId?: string | undefined;
  readonly name?: string | undefined;
  readonly newPassphrase?: string;
}

/** Opens the desk with a key that fits and lets the person in. With `newPassphrase` they get a new slot first. */
const enter = async (
  parts: Parts,
  connection: string,
  masterKey: Buffer,
  arrival: Arrival,
): Promise<Result<AppStatus>> => {
  const { keeper, sessions, vault } = parts;
  const { newPassphrase } = arrival;
  const action = newPassphrase === undefined ? 'session.signIn' : 'session.recover';
  const isOpen = keeper.state.state === 'open' || keeper.state.state === 'damaged';
  if (isOpen && !parts.fitsOpenDesk(masterKey)) return foreignKeys();
  const opening = await keeper.open(masterKey, vault.isPractice);
  if (opening.state !== 'open' && opening.state !== 'damaged') {
    if (opening.state === 'missing') return refuse('storage.missing', 'the store is not in the profile folder');
    if (opening.state === 'wrong-key' || opening.state === 'closed') return foreignKeys();
    const { appVersion, host, keychain, practice } = parts.statusOf(connection);
    const status: AppStatus = { appVersion, host, keychain, practice, ...opening };
    parts.show(connection, status);
    return succeed(status);
  }
  const refused = async (failure: Failure): Promise<Result<never>> => {
    if (sessions.count === 0) await keeper.release();
    return { ok: false, failure };
  };
  const desk = opening.desk;
  const person = admitted(parts, desk, arrival, opening.state === 'damaged');
  if (!person.ok) {
    const userId = arrival.userId ?? UNKNOWN;
    await parts.attempts.note({ at: parts.ambient.now().toISOString(), userId, reason: `${action} disabled` });
    await recordFailures(parts);
    return refused(person.failure);
  }
  const { userId, name, displayName } = person.value;
  if (newPassphrase !== undefined) {
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
    await parts.arrivals.record(desk, { actor, action, at: parts.ambient.now().toISOString() });
    await recordFailures(parts);
    if (person.value.granted) await restoreUsers(desk, sessions);
    await mendNames(parts, desk);
  }
  parts.changed();
  return succeed(parts.statusOf(connection));
};

/**
 * Who comes in, by the store's word. What the store has lost nobody gets back by a passphrase: in a damaged store they may look on, without
 * a role. Where no administrator is left, the recovery key makes one: otherwise nobody ever could look after the desk.
 */
const admitted = (parts: Parts, desk: Desk | null, arrival: Arrival, isDamaged: boolean): Result<Admitted> => {
  const users = desk ? usersOf(desk.records) : [];
  const slots = parts.vault.keys?.slots ?? [];
  const isMeant = (each: { readonly name: string }): boolean =>
    arrival.name !== undefined && foldSignInName(each.name) === foldSignInName(arrival.name);
  const user = users.find((each) => each.id === arrival.userId || isMeant(each));
  if (user?.disabled) return refuse('auth.user-disabled', 'this account is disabled', { name: user.displayName });
  const slot = slots.find((each) => each.userId === arrival.userId || isMeant(each));
  const isOrphaned = arrival.newPassphrase !== undefined && !users.some(isAdministrator);
  if (user) {
    const { id, name, displayName, roles } = user;
    const granted = isOrphaned;
    return succeed({ userId: id, name, displayName, roles: granted ? [...roles, 'administrator'] : roles, granted });
  }
  const who = slot ?? (arrival.name === undefined ? undefined : nobodyYet(parts.ambient, arrival.name));
  if (who && isOrphaned) {
    const { userId, name, displayName } = who;
    return succeed({ userId, name, displayName, roles: ['administrator'], granted: true });
  }
  if (slot && isDamaged) {
    const { userId, name, displayName } = slot;
    return succeed({ userId, name, displayName, roles: [], granted: false });
  }
  if (arrival.name === undefined)
    return refuse('auth.user-disabled', 'this desk does not know the account', { name: slot?.displayName ?? '' });
  // Whoever holds the recovery key may know.
  const names = users.filter(isAdministrator).map(({ name }) => name);
  return refuse('record.not-found', 'nobody signs in by this name', { field: 'name', administrators: names });
};

const nobodyYet = (ambient: Ambient, name: string): SignInName => ({
  userId: `user:${encodeUlid(ambient.now().getTime(), ambient.randomBytes(10))}`,
  name,
  displayName: name,
});

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

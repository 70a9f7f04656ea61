import { refuse, succeed, type Failure, type Result } from '#shared/base/result.ts';
import type { AppStatus } from '#shared/accounts/operations.ts';
import type { DeskKeeper } from '../desk-keeper.ts';
import type { Desk } from '../desk.ts';
import type { Ambient } from '../ports.ts';
import type { Actor } from '../session.ts';
import type { Arrivals } from './arrivals.ts';
import type { Attempts } from './attempts.ts';
import { KeysUnconfirmed } from './key-store.ts';
import type { ProfileFiles } from './profile-files.ts';
import type { Admitted, Sessions } from './sessions.ts';
import { errnoOf, type Vault } from './vault.ts';

/** What the operations of accounts share. Made once by `createAccounts`. */
export interface Parts {
  readonly ambient: Ambient;
  readonly files: ProfileFiles;
  readonly vault: Vault;
  readonly attempts: Attempts;
  readonly arrivals: Arrivals;
  readonly sessions: Sessions;
  readonly keeper: DeskKeeper;
  /** Whether a profile that is set up now is a training desk. */
  readonly isPractice: boolean;
  readonly sample: (desk: Desk, actor: Actor) => Promise<void>;
  statusOf(connection: string): AppStatus;
  /** Some connection's status may differ from what it was told. */
  changed(): void;
  /** Starts the session; the master key is copied and kept until the last session ends. */
  admit(connection: string, person: Admitted, masterKey: Uint8Array): Actor;
  /** Ends a session. `reason` goes into the trail. */
  end(connection: string, reason: LockReason): Promise<void>;
  /** Shows a connection, once, why the desk does not open. */
  show(connection: string, status: AppStatus): void;
  /** Whether this key is the one that the open desk was opened with: a key file put there from elsewhere brings its own. */
  fitsOpenDesk(masterKey: Uint8Array): boolean;
  /** The key for making slots, while somebody is signed in. */
  masterKey(): Uint8Array | undefined;
}

export type LockReason = 'user' | 'idle' | 'host' | 'disconnected' | 'disabled' | 'reset' | 'replaced' | 'closed';

/** A key file that could not be written, or not for certain, as the reply says it. */
export const notWritten = (error: unknown): Result<never> => {
  if (error instanceof KeysUnconfirmed)
    return refuse('storage.failed', 'the key file may or may not have been written', { errno: errnoOf(error.cause) });
  const errno = errnoOf(error);
  const code = errno === 'ENOSPC' || errno === 'EDQUOT' ? 'storage.full' : 'storage.failed';
  return refuse(code, 'the key file was not written', { errno });
};

/** Runs what writes the key file; a disk that refuses becomes a refusal. */
export const keysWritten = async <T>(write: () => Promise<Result<T>>): Promise<Result<T>> => {
  try {
    return await write();
  } catch (error) {
    return notWritten(error);
  }
};

export const deskClosed = (): Result<never> => refuse('auth.signed-out', 'the desk is closed');

/** Refuses as a commit would now: asked before keys are written, which a commit is to follow. */
export const canCommit = (desk: Desk, actor: Actor): Promise<Result<null>> => desk.commit(actor, () => succeed(null));

/** Why nobody can sign in at all, or null. */
export const profileProblem = (vault: Vault): Failure | null => {
  if (vault.keys) return null;
  const { state } = vault;
  if (state.state === 'damaged')
    return refuseWith('profile.keys-damaged', { file: state.file, problem: state.problem });
  if (state.state === 'newer') return refuseWith('storage.newer-schema', { found: state.version });
  if (state.state === 'unreadable') return refuseWith('storage.failed', { errno: state.errno, path: state.path });
  return refuseWith('profile.not-set-up', {});
};

const refuseWith = (code: Failure['code'], details: NonNullable<Failure['details']>): Failure => ({
  code,
  message: 'this profile cannot be opened',
  details,
});

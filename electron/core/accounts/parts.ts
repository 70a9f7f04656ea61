import { refuse, type Failure, type Result } from '#shared/base/result.ts';
import type { Role } from '#shared/accounts/roles.ts';
import type { AppStatus } from '#shared/accounts/operations.ts';
import type { DeskKeeper } from '../desk-keeper.ts';
import type { Desk } from '../desk.ts';
import type { Ambient } from '../ports.ts';
import type { Actor } from '../session.ts';
import type { Attempts } from './attempts.ts';
import type { Sessions } from './sessions.ts';
import { errnoOf, type Vault } from './vault.ts';

/** What the operations of accounts share. Made once by `createAccounts`. */
export interface Parts {
  readonly ambient: Ambient;
  readonly vault: Vault;
  readonly attempts: Attempts;
  readonly sessions: Sessions;
  readonly keeper: DeskKeeper;
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

export type LockReason = 'user' | 'idle' | 'host' | 'disconnected' | 'disabled' | 'replaced' | 'closed';

export interface Admitted {
  readonly userId: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
}

/** A key file that could not be written, as the reply says it. */
export const notWritten = (error: unknown): Result<never> => {
  const errno = errnoOf(error);
  return refuse(
    errno === 'ENOSPC' || errno === 'EDQUOT' ? 'storage.full' : 'storage.failed',
    'the key file was not written',
    {
      errno,
    },
  );
};

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

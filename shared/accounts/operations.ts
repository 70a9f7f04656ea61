import * as z from 'zod';
import type { DamageReport, StoreStatus } from '../storage/status.ts';
import { command, query } from '../contract/operation.ts';
import type { DeviceRenewal } from './renewal.ts';
import { roles, type Role } from './roles.ts';

/** A person who can sign in on this laptop, as the lock screen may show them before anything is decrypted. */
export interface SignInName {
  readonly userId: string;
  readonly name: string;
  readonly displayName: string;
}

export interface SessionView {
  readonly userId: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly signedInAt: string;
  /** Minutes without input after which the console locks; 0 never. */
  readonly autoLockMinutes: number;
}

/** What the renderer may know before anyone is signed in, and where the console stands. */
export type AppStatus = {
  readonly appVersion: string;
  readonly host: 'desktop' | 'loopback';
  /** False where no keychain guards the device secret: the passphrase stands alone and the screens say so. */
  readonly keychain: boolean;
  /** A training desk: invented data that never leaves it. Known before anyone is in, and shown on every screen. */
  readonly practice: boolean;
} & (
  | { readonly state: 'needs-setup' }
  | {
      readonly state: 'locked';
      readonly desk: string;
      readonly deviceCode: string;
      readonly people: readonly SignInName[];
      readonly lockedAt: string | null;
      /** Of the sample desk only, whose passphrase is known to everyone: the lock screen fills it in. */
      readonly samplePassphrase: string | null;
    }
  | {
      readonly state: 'open';
      readonly desk: string;
      readonly deviceCode: string;
      readonly session: SessionView;
      readonly storage: StoreStatus;
      readonly sample: boolean;
      /** Of this opening: said once, until the desk closes. */
      readonly renewal: DeviceRenewal | null;
    }
  | {
      readonly state: 'damaged';
      readonly desk: string;
      readonly deviceCode: string;
      readonly report: DamageReport;
      readonly session: SessionView | null;
    }
  | { readonly state: 'in-use' }
  | { readonly state: 'newer-schema'; readonly found: number; readonly supported: number }
  | { readonly state: 'keys-damaged'; readonly file: string; readonly problem: string }
  | { readonly state: 'unreadable'; readonly path: string; readonly errno: string }
);

/** A user of this desk, stored as `user:<ULID>`. Disabled, never deleted: the audit trail names them. */
export interface UserView {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  readonly createdAt: string;
}

/** The one time that a recovery key is seen, with what stands beside it on paper. */
export interface IssuedRecoveryKey {
  readonly recoveryKey: string;
  readonly fingerprint: string;
  readonly status: AppStatus;
}

const signInName = z.string().trim().min(1).max(64);
const displayName = z.string().trim().min(1).max(120);
const passphrase = z.string().min(1).max(1024);
const userRoles = z.array(z.enum(roles)).min(1).max(roles.length);

export const accountOperations = {
  'app.status': query('anyone', z.strictObject({})).returns<AppStatus>(),
  /** Makes the profile: desk, device identity, first administrator. The recovery key is shown once, here, and never stored. */
  'accounts.setUp': command(
    'anyone',
    z.strictObject({
      desk: z.string().trim().min(1).max(80),
      name: signInName,
      displayName,
      passphrase,
      sample: z.boolean(),
    }),
  ).returns<IssuedRecoveryKey>(),
  'accounts.signIn': command('anyone', z.strictObject({ userId: z.string().max(64), passphrase })).returns<AppStatus>(),
  /**
   * Opens with the printed recovery key and gives a new passphrase to one person: by id to somebody on the lock screen, by `name` to whoever
   * signs in with it, on the lock screen or not. Where no administrator is left, that person becomes one.
   */
  'accounts.recover': command(
    'anyone',
    z
      .strictObject({
        userId: z.string().max(64).optional(),
        name: signInName.optional(),
        recoveryKey: z.string().min(1).max(200),
        newPassphrase: passphrase,
      })
      .refine(({ userId, name }) => (userId === undefined) !== (name === undefined), { path: ['name'] }),
  ).returns<AppStatus>(),
  'accounts.lock': command('signed-in', z.strictObject({})).returns<AppStatus>(),
  'accounts.changePassphrase': command(
    'signed-in',
    z.strictObject({ current: passphrase, next: passphrase }),
  ).returns<null>(),
  /** Replaces the printed recovery key: the one before opens nothing any more. The new one is shown once, here, and never stored. */
  'accounts.renewRecoveryKey': command('users.manage', z.strictObject({ passphrase })).returns<IssuedRecoveryKey>(),
  /** Called while the person works, at most every 20 s; the main process locks when it stays away. */
  'accounts.stillHere': command('signed-in', z.strictObject({})).returns<null>(),
  'accounts.users': query('users.manage', z.strictObject({})).returns<readonly UserView[]>(),
  /** Names for assigning; readable by all who work tickets. */
  'accounts.colleagues': query('tickets.read', z.strictObject({})).returns<
    readonly { readonly id: string; readonly displayName: string }[]
  >(),
  'accounts.addUser': command(
    'users.manage',
    z.strictObject({ name: signInName, displayName, roles: userRoles, passphrase }),
  ).returns<UserView>(),
  'accounts.changeUser': command(
    'users.manage',
    z.strictObject({
      userId: z.string().max(64),
      displayName: displayName.optional(),
      roles: userRoles.optional(),
      /** Enabling somebody again takes a new `passphrase`: disabling took their key slot away. */
      disabled: z.boolean().optional(),
      /** Gives the person a new passphrase, whatever they had. */
      passphrase: passphrase.optional(),
    }),
  ).returns<UserView>(),
  'accounts.setAutoLock': command(
    'settings.manage',
    z.strictObject({ minutes: z.int().min(0).max(240) }),
  ).returns<null>(),
};

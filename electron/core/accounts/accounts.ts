/**
 * Accounts of one profile: key slots, sign-in, sessions, people. Says who a connection is and in what state the console stands;
 * what a role may do is `#shared/accounts/roles.ts`, and who checks it is `dispatch`.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { encodeUlid } from '#shared/base/ulid.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { AppStatus } from '#shared/accounts/operations.ts';
import type { DeskKeeper } from '../desk-keeper.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, Handlers } from '../dispatch.ts';
import type { Ambient, Platform } from '../ports.ts';
import { actorOf, type Actor, type Session } from '../session.ts';
import { Arrivals } from './arrivals.ts';
import { createAttempts } from './attempts.ts';
import { createInTurn, inTurnWhileAllowed } from './in-turn.ts';
import { KEY_FILE_VERSION } from './key-file.ts';
import { keyHandlers } from './key-handlers.ts';
import { productCost, type KdfCost } from './passphrase-key.ts';
import type { LockReason, Parts } from './parts.ts';
import { peopleHandlers } from './people-handlers.ts';
import { DEFAULT_AUTO_LOCK_MINUTES, profileOf } from './profile.ts';
import { nodeProfileFiles, type ProfileFiles } from './profile-files.ts';
import { practicePerson } from './practice-person.ts';
import { Sessions } from './sessions.ts';
import { startOver } from './start-over.ts';
import { restoreUsers } from './restore-users.ts';
import { setUp } from './set-up.ts';
import { auditAs, confirmPassphrase, recordFailures, recover, signIn } from './sign-in.ts';
import { Vault } from './vault.ts';

export type AccountOperation = Extract<keyof Handlers, `accounts.${string}` | 'app.status'>;

export interface AccountsOptions {
  readonly profileFolder: string;
  readonly platform: Platform;
  readonly ambient: Ambient;
  readonly appVersion: string;
  readonly keeper: DeskKeeper;
  /** Fills a new desk with made-up tickets. */
  readonly sample: (desk: Desk, actor: Actor) => Promise<void>;
  /** What the lock screen may fill in: only a desk of invented data has one. */
  readonly samplePassphrase?: string | null;
  /** A profile that is set up here is a training desk. */
  readonly isPractice?: boolean;
  /** Some connection's status may differ from what it was told. */
  readonly changed: () => void;
  /** Cost of a passphrase guess, and the least that is accepted from disk. */
  readonly cost?: KdfCost;
  readonly files?: ProfileFiles;
  /** Runs `work` again and again; returns what stops it. */
  readonly every?: (ms: number, work: () => void) => () => void;
}

export interface Accounts {
  readonly handlers: FeatureHandlers<AccountOperation>;
  sessionOf(connection: string): Session | null;
  /** Whether this is a training desk, by its keys, or, while there are none, to be one. */
  readonly isPractice: boolean;
  /** A fresh training desk in place of this one, and the caller signed in to it. `practice.wrong-desk` on any other. */
  startOver(connection: string): Promise<Result<AppStatus>>;
  statusOf(connection: string): AppStatus;
  /**
   * Whether this is the passphrase of who is signed in, tried, counted and paced as at sign-in: for what a person is to do with intent.
   * `action` is what a failure is called in the trail.
   */
  confirm(session: Session, passphrase: string, action: string): Promise<Result<null>>;
  /** The window or socket is gone: ends its session. */
  disconnected(connection: string): void;
  /** The person left the machine: ends every session and closes the desk. */
  lockAll(): Promise<void>;
  /** Ends every session and waits for what is under way. Idempotent. */
  close(): Promise<void>;
}

const IDLE_CHECK_MS = 5_000;

const digestOf = (key: Uint8Array): Buffer => createHash('sha256').update(key).digest();

const everyUnref = (ms: number, work: () => void): (() => void) => {
  const timer = setInterval(work, ms);
  timer.unref();
  return () => clearInterval(timer);
};

export const createAccounts = async (options: AccountsOptions): Promise<Accounts> => {
  const { ambient, appVersion, keeper, platform, profileFolder } = options;
  const files = options.files ?? nodeProfileFiles(profileFolder);
  const vault = new Vault({ files, folder: profileFolder, platform, ambient, cost: options.cost ?? productCost });
  const attempts = createAttempts(files, ambient);
  const arrivals = new Arrivals();
  const sessions = new Sessions(ambient);
  const lockedAt = new Map<string, string>();
  const shown = new Map<string, AppStatus>();
  let masterKey: Uint8Array | undefined;
  let openKeyDigest: Buffer | undefined;
  let stopIdleCheck: (() => void) | undefined;

  const inTurn = createInTurn();
  const inTurnAs = inTurnWhileAllowed(inTurn, sessions, keeper);

  const isPractice = (): boolean => vault.isPractice ?? options.isPractice ?? false;

  const statusOf = (connection: string): AppStatus => {
    const isTraining = isPractice() || keeper.desk?.isPractice === true;
    const base = { appVersion, host: platform.name, keychain: vault.hasKeychain, practice: isTraining };
    const seen = shown.get(connection);
    if (seen) return seen;
    const keys = vault.keys;
    const session = sessions.of(connection);
    const { state } = keeper;
    if (session && (state.state === 'open' || state.state === 'damaged')) {
      const { desk } = state;
      const named = {
        desk: desk?.device.desk ?? keys?.desk ?? '',
        deviceCode: desk?.device.code ?? keys?.device.code ?? '',
      };
      const profile = desk ? profileOf(desk.records) : undefined;
      const { userId, displayName, roles, signedInAt } = session;
      const autoLockMinutes = profile?.autoLockMinutes ?? DEFAULT_AUTO_LOCK_MINUTES;
      const view = { userId, displayName, roles, signedInAt, autoLockMinutes };
      return state.state === 'damaged'
        ? { ...base, state: 'damaged', ...named, report: state.report, session: view }
        : {
            ...base,
            state: 'open',
            ...named,
            session: view,
            storage: state.desk.status,
            sample: profile?.sample ?? false,
            renewal: state.renewal,
          };
    }
    if (keys) {
      const people = keys.slots.map(({ userId, name, displayName }) => ({ userId, name, displayName }));
      const { desk, device } = keys;
      return {
        ...base,
        state: 'locked',
        desk,
        deviceCode: device.code,
        people,
        lockedAt: lockedAt.get(connection) ?? null,
        samplePassphrase: vault.isPractice ? practicePerson.passphrase : (options.samplePassphrase ?? null),
      };
    }
    if (vault.state.state === 'damaged')
      return { ...base, state: 'keys-damaged', file: vault.state.file, problem: vault.state.problem };
    if (vault.state.state === 'newer')
      return { ...base, state: 'newer-schema', found: vault.state.version, supported: KEY_FILE_VERSION };
    if (vault.state.state === 'unreadable')
      return { ...base, state: 'unreadable', path: vault.state.path, errno: vault.state.errno };
    return { ...base, state: 'needs-setup' };
  };

  const end = async (connection: string, reason: LockReason): Promise<void> => {
    const session = sessions.end(connection);
    if (!session) return;
    lockedAt.set(connection, ambient.now().toISOString());
    const last = sessions.count === 0 && reason !== 'replaced';
    if (last) {
      masterKey?.fill(0);
      masterKey = undefined;
      stopIdleCheck?.();
      stopIdleCheck = undefined;
    }
    await auditAs(keeper.desk, actorOf(session), { action: 'session.end', reason });
    if (last) await keeper.release();
  };

  const lockIdle = async (): Promise<void> => {
    const desk = keeper.desk;
    const minutes = (desk && profileOf(desk.records)?.autoLockMinutes) ?? DEFAULT_AUTO_LOCK_MINUTES;
    const idle = minutes === 0 ? [] : sessions.idle(minutes * 60_000);
    for (const { connection } of idle) await end(connection, 'idle');
    if (idle.length > 0) options.changed();
  };

  const parts: Parts = {
    ambient,
    files,
    vault,
    attempts,
    arrivals,
    sessions,
    keeper,
    isPractice: options.isPractice ?? false,
    sample: options.sample,
    statusOf,
    changed: options.changed,
    end,
    show: (connection, status) => shown.set(connection, status),
    masterKey: () => masterKey,
    fitsOpenDesk: (key) => openKeyDigest !== undefined && timingSafeEqual(openKeyDigest, digestOf(key)),
    admit: (connection, person, key) => {
      shown.delete(connection);
      lockedAt.delete(connection);
      masterKey ??= Uint8Array.from(key);
      openKeyDigest = digestOf(key);
      const now = ambient.now();
      const { userId, displayName, roles } = person;
      const session: Session = {
        userId,
        displayName,
        roles,
        id: `session:${encodeUlid(now.getTime(), ambient.randomBytes(10))}`,
        connection,
        signedInAt: now.toISOString(),
      };
      sessions.start(session, person);
      stopIdleCheck ??= (options.every ?? everyUnref)(IDLE_CHECK_MS, () => void inTurn(lockIdle));
      return actorOf(session);
    },
  };

  const lockAll = (reason: LockReason): Promise<void> =>
    inTurn(async () => {
      for (const { connection } of sessions.all()) await end(connection, reason);
      options.changed();
    });

  await vault.load();
  if (vault.keys) await attempts.open();
  /** What a full disk kept out of the trail. */
  const recordWaiting = async (): Promise<void> => {
    if (keeper.desk) await arrivals.recordWaiting(keeper.desk);
    await recordFailures(parts);
  };
  const stopWatching = keeper.onChange((state) => {
    if (state.state === 'open' && state.damage === null)
      state.desk.onStatus((status) => {
        if (status.state === 'ok') void inTurn(recordWaiting);
      });
    if (state.state === 'closed' || sessions.count === 0) return;
    options.changed();
    if (state.state !== 'open' || state.damage !== null) return;
    const { desk } = state;
    void inTurn(async () => {
      await restoreUsers(desk, sessions);
      await recordWaiting();
      options.changed();
    });
  });

  return {
    get isPractice() {
      return isPractice();
    },
    confirm: (session, passphrase, action) => inTurn(() => confirmPassphrase(parts, session, passphrase, action)),
    startOver: (connection) => inTurn(() => startOver(parts, connection)),
    statusOf,
    sessionOf: (connection) => sessions.of(connection),
    disconnected: (connection) => {
      shown.delete(connection);
      void inTurn(async () => {
        await end(connection, 'disconnected');
        lockedAt.delete(connection);
      });
    },
    lockAll: () => lockAll('host'),
    close: async () => {
      stopWatching();
      await lockAll('closed');
      await inTurn(() => attempts.close());
    },
    handlers: {
      'app.status': async (_input, { connection }) => {
        // What was shown once has been seen: asking again is trying again.
        shown.delete(connection);
        if (!vault.keys && sessions.count === 0) await inTurn(() => vault.load());
        return succeed(statusOf(connection));
      },
      'accounts.setUp': (input, { connection }) => inTurn(() => setUp(parts, connection, input)),
      'accounts.signIn': (input, { connection }) => inTurn(() => signIn(parts, connection, input)),
      'accounts.recover': (input, { connection }) => inTurn(() => recover(parts, connection, input)),
      'accounts.lock': (_input, { connection }) =>
        inTurn(async () => {
          await end(connection, 'user');
          options.changed();
          return succeed(statusOf(connection));
        }),
      'accounts.stillHere': (_input, { connection }) => {
        sessions.touch(connection);
        return succeed(null);
      },
      ...keyHandlers(parts, inTurnAs),
      ...peopleHandlers(parts, inTurnAs),
    },
  };
};

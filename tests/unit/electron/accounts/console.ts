import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccounts, type AccountOperation, type Accounts } from '#core/accounts/accounts.ts';
import { nodeProfileFiles } from '#core/accounts/profile-files.ts';
import { DeskKeeper } from '#core/desk-keeper.ts';
import { dispatch, type Door } from '#core/dispatch.ts';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { AppStatus } from '#shared/accounts/operations.ts';
import type { Result } from '#shared/base/result.ts';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { cheapCost, testClock, testPlatform, type TestClock, type TestKeychain } from './fixtures.ts';

export interface TestConsole {
  readonly accounts: Accounts;
  readonly keeper: DeskKeeper;
  readonly clock: TestClock;
  /** How often some connection was told to look at its status again. */
  readonly told: () => number;
  /** What the idle check does every few seconds. */
  readonly idleCheck: () => void;
  call<Name extends AccountOperation>(
    connection: string,
    name: Name,
    input: InputOf<Name>,
  ): Promise<Result<OutputOf<Name>>>;
  /** Entries of the audit chain; the desk must be open. */
  trail(): Promise<readonly AuditEntry[]>;
  close(): Promise<void>;
}

export interface ConsoleOptions {
  readonly keychain?: TestKeychain | null;
  readonly clock?: TestClock;
  readonly sample?: () => Promise<void>;
  /** What is set up becomes a training desk. */
  readonly isPractice?: boolean;
  /** Files and folders of the profile that the disk does not let go of. */
  readonly unremovable?: ReadonlySet<string>;
  /** Errno that writing a profile file fails with, by name. */
  readonly broken?: ReadonlyMap<string, string>;
  /** Profile files that are replaced while the disk says EIO for their folder. */
  readonly unsynced?: ReadonlySet<string>;
  /** Called when a profile file has been written. */
  readonly written?: (name: string) => Promise<void>;
}

/** Accounts on a real, encrypted store, behind the same door as in the product. */
export const openConsole = async (folder: string, options: ConsoleOptions = {}): Promise<TestConsole> => {
  const clock = options.clock ?? testClock();
  const platform = testPlatform(options.keychain ?? null);
  const keeper = new DeskKeeper({
    profileFolder: folder,
    ambient: clock,
    host: platform.name,
    appVersion: '0.1.0',
    storeWorker: null,
  });
  let told = 0;
  let idleCheck = (): void => undefined;
  const onDisk = nodeProfileFiles(folder);
  const accounts = await createAccounts({
    profileFolder: folder,
    platform,
    ambient: clock,
    appVersion: '0.1.0',
    keeper,
    sample: options.sample ?? (() => Promise.resolve()),
    changed: () => {
      told += 1;
    },
    isPractice: options.isPractice ?? false,
    cost: cheapCost,
    files: {
      ...onDisk,
      remove: (name) =>
        options.unremovable?.has(name)
          ? Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }))
          : onDisk.remove(name),
      write: async (name, bytes) => {
        const errno = options.broken?.get(name);
        if (errno) throw Object.assign(new Error(errno), { code: errno });
        await onDisk.write(name, bytes);
        if (options.unsynced?.has(name)) throw Object.assign(new Error('EIO'), { code: 'EIO' });
        await options.written?.(name);
      },
    },
    every: (_ms, work) => {
      idleCheck = work;
      return () => {
        idleCheck = () => undefined;
      };
    },
  });
  const door: Door = {
    handlers: () => accounts.handlers,
    sessionOf: (connection) => accounts.sessionOf(connection),
    denied: () => undefined,
    failed: (operation, error) => {
      throw new Error(operation, { cause: error });
    },
  };
  return {
    accounts,
    keeper,
    clock,
    told: () => told,
    idleCheck: () => idleCheck(),
    call: async <Name extends AccountOperation>(connection: string, name: Name, input: InputOf<Name>) =>
      (await dispatch(door, connection, name, input)) as Result<OutputOf<Name>>,
    trail: async () => {
      const desk = keeper.desk;
      if (!desk) throw new Error('the desk is closed');
      const lines = desk.auditHead.seq === 0 ? [] : await desk.readAudit(1, desk.auditHead.seq);
      return lines.map((line) => JSON.parse(line) as AuditEntry);
    },
    close: async () => {
      await accounts.close();
      await keeper.close();
    },
  };
};

export const temporaryFolder = async (): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  const parent = await mkdtemp(join(tmpdir(), 'deskside-accounts-'));
  return { path: join(parent, 'profile'), remove: () => rm(parent, { recursive: true, force: true }) };
};

export const passphrase = 'correct horse battery';

/** The value of a reply that must be a success. */
export const valueOf = <T>(reply: Result<T>): T => {
  if (!reply.ok) throw new Error(`${reply.failure.code}: ${reply.failure.message}`);
  return reply.value;
};

export const failureOf = (reply: Result<unknown>): string => (reply.ok ? 'ok' : reply.failure.code);

export const setUp = async (console: TestConsole, connection = 'a') =>
  valueOf(
    await console.call(connection, 'accounts.setUp', {
      desk: '北门 desk',
      name: 'lin.yue',
      displayName: '林悦',
      passphrase,
      sample: false,
    }),
  );

/** Somebody with a passphrase of their own; the connection is an administrator's. */
export const addPerson = async (
  console: TestConsole,
  name: string,
  roles: InputOf<'accounts.addUser'>['roles'] = ['technician'],
  connection = 'a',
): Promise<string> =>
  valueOf(
    await console.call(connection, 'accounts.addUser', {
      name,
      displayName: name.toUpperCase(),
      roles,
      passphrase: passphraseOf(name),
    }),
  ).id;

export const passphraseOf = (name: string): string => `staple paper lantern ${name}`;

export const userIdOf = (console: TestConsole, connection = 'a'): string =>
  console.accounts.sessionOf(connection)?.userId ?? '';

/** Changes one byte of the newest journal segment, or snapshot, of a closed store, at this share of its length. */
export const damageStore = async (
  folder: string,
  share: number,
  kind: 'journal' | 'snapshot' = 'journal',
): Promise<void> => {
  const store = join(folder, 'store');
  const files = (await readdir(store)).filter((name) => name.startsWith(`${kind}-`));
  const newest = join(store, files.toSorted().at(-1) ?? kind);
  const bytes = await readFile(newest);
  const place = Math.floor(bytes.length * share);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  await writeFile(newest, bytes);
};

/** The only person on the lock screen. */
export const onlyPerson = (status: AppStatus): string => {
  if (status.state !== 'locked' || status.people.length !== 1) throw new Error(`the console is ${status.state}`);
  return status.people[0]?.userId ?? '';
};

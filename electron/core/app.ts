/**
 * The application, independent of its host: accounts, the desk and its features (`open-features`) behind `dispatch`.
 */
import { randomUUID } from 'node:crypto';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { RuleThreadOptions } from './alerts/rule-thread.ts';
import { shippedRules } from './alerts/shipped.ts';
import { createAccounts } from './accounts/accounts.ts';
import { announce } from './announce.ts';
import { DeskKeeper } from './desk-keeper.ts';
import { shippedTrees } from './diagnosis/shipped.ts';
import { dispatch, type Door, type Handlers } from './dispatch.ts';
import type { ExchangeThreadOptions } from './knowledge/exchange/exchange-thread.ts';
import type { LogThreadOptions } from './logs/log-thread.ts';
import { OwnLog } from './logs/own-log.ts';
import type { MailReaderOptions } from './mail/mail-reader.ts';
import { openFeatures } from './open-features.ts';
import { practiceHandlers } from './practice/handlers.ts';
import type { Ambient, Platform } from './ports.ts';
import { fillSampleDesk } from './sample/fill-sample-desk.ts';
import { sampleLogFolder } from './sample/logs.ts';
import { actorOf } from './session.ts';
import { toolsReadyHere } from './tools/ready-here.ts';
import { upkeepHandlers } from './upkeep/handlers.ts';

export interface AppOptions {
  readonly platform: Platform;
  /** Folder of this profile; made 0700 at set-up. */
  readonly profileFolder: string;
  readonly ambient: Ambient;
  readonly appVersion: string;
  /** Path of the compiled storage worker; null runs the writer in this thread. */
  readonly storeWorker: string | URL | null;
  /** Path of the compiled thread that takes mails apart, or what does that in this one. */
  readonly mailWorker: MailReaderOptions['worker'];
  /** Path of the compiled thread that reads and makes files of articles, or what does that in this one. */
  readonly articleWorker: ExchangeThreadOptions['worker'];
  /** Path of the compiled thread that reads logs, or what does that in this one. */
  readonly logWorker: LogThreadOptions['worker'];
  /** Path of the compiled thread that reads large logs ahead of that one. */
  readonly readAheadWorker?: string | undefined;
  /** Path of the compiled thread that tries patterns of rules, or what does that in this one. */
  readonly alertWorker: RuleThreadOptions['worker'];
  /** A profile that is set up here becomes a training desk; what one is that is there already, it says itself. */
  readonly practice?: boolean;
  /** Passphrase that the lock screen fills in; null for every desk but the sample. */
  readonly samplePassphrase: string | null;
  /** Where an unexpected error is written, with the id that the reply carries. */
  readonly log: (line: string) => void;
}

/** One window or one socket: one session. */
export interface Connection {
  /** Never rejects. */
  request(name: string, input: unknown): Promise<Result<unknown>>;
  /** Ends its session. */
  close(): void;
}

export interface App {
  connect(notify: (notice: Notice) => void): Connection;
  /** The person left the machine: ends every session. */
  lockAll(): Promise<void>;
  /** Seals the store. Idempotent. */
  close(): Promise<void>;
  /** A thread that was ended is not gone, since a call of the system does not return: this process cannot end by itself before. */
  isHeldUp(): boolean;
}

export const createApp = async (options: AppOptions): Promise<App> => {
  const { ambient, platform, profileFolder, appVersion } = options;
  const ownLog = new OwnLog(() => ambient.now(), options.log);
  const connections = new Map<string, (notice: Notice) => void>();
  const leaving = new Set<Promise<void>>();
  const keeper = new DeskKeeper({
    profileFolder,
    ambient,
    host: platform.name,
    appVersion,
    storeWorker: options.storeWorker,
  });
  const broadcast = (notice: Notice): void => {
    for (const [connection, notify] of connections) if (accounts.sessionOf(connection)) notify(notice);
  };
  const accounts = await createAccounts({
    profileFolder,
    platform,
    ambient,
    appVersion,
    keeper,
    sample: async (desk, actor) =>
      fillSampleDesk(desk, actor, {
        trees: shippedTrees(),
        rules: shippedRules(),
        tools: await toolsReadyHere(),
        logFolder: sampleLogFolder(profileFolder),
      }),
    samplePassphrase: options.samplePassphrase,
    isPractice: options.practice ?? false,
    changed: () => {
      for (const [connection, notify] of connections)
        notify({ name: 'status.changed', status: accounts.statusOf(connection) });
    },
  });

  const upkeep = upkeepHandlers(keeper, profileFolder, (connection) => {
    const status = accounts.statusOf(connection);
    return 'desk' in status ? status.desk : '';
  });
  const practice = practiceHandlers({
    platform,
    isPractice: () => accounts.isPractice,
    desk: () => keeper.desk,
    startOver: (connection) => accounts.startOver(connection),
  });
  let handlers: Partial<Handlers> = { ...accounts.handlers, ...practice, ...upkeep };
  let stopFeatures = (): void => undefined;
  keeper.onChange((state) => {
    stopFeatures();
    handlers = { ...accounts.handlers, ...practice, ...upkeep };
    if (state.state !== 'open') return;
    const features = openFeatures(state.desk, {
      platform,
      profileFolder,
      mailWorker: options.mailWorker,
      articleWorker: options.articleWorker,
      logWorker: options.logWorker,
      readAheadWorker: options.readAheadWorker,
      log: ownLog.say,
      ownLog,
      leaving,
      alertWorker: options.alertWorker,
      notify: broadcast,
      hold: () => keeper.hold(),
      hasSetAside: () => keeper.hasSetAside(),
      isOn: ({ id, connection }) => accounts.sessionOf(connection)?.id === id,
      confirm: (session, passphrase, action) => accounts.confirm(session, passphrase, action),
    });
    stopFeatures = features.stop;
    handlers = { ...handlers, ...features.handlers };
    state.desk.onDurable((change) => announce(change, broadcast));
    state.desk.onStatus((status) => broadcast({ name: 'storage.changed', status }));
  });

  const door: Door = {
    handlers: () => handlers,
    sessionOf: (connection) => accounts.sessionOf(connection),
    denied: (session, operation) => {
      void keeper.desk?.commit(actorOf(session), (unit) => {
        unit.audit({ action: operation, object: null, result: 'denied' });
        return succeed(null);
      });
    },
    failed: (operation, error) => {
      const logId = randomUUID().slice(0, 8).toUpperCase();
      ownLog.say(`${logId} ${operation} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return logId;
    },
  };

  return {
    connect: (notify) => {
      const id = randomUUID();
      connections.set(id, notify);
      return {
        request: (name, input) => dispatch(door, id, name, input),
        close: () => {
          connections.delete(id);
          accounts.disconnected(id);
        },
      };
    },
    lockAll: () => accounts.lockAll(),
    close: async () => {
      await accounts.close();
      await keeper.close();
    },
    isHeldUp: () => leaving.size > 0,
  };
};

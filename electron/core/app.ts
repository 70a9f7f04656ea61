/**
 * The application, independent of its host: composes accounts, the desk and its features behind `dispatch`.
 * The only place in core that knows all features; they do not know each other.
 */
import { randomUUID } from 'node:crypto';
import { succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { createAccounts } from './accounts/accounts.ts';
import { attachmentHandlers } from './attachments/handlers.ts';
import { auditHandlers } from './audit/handlers.ts';
import { DeskKeeper } from './desk-keeper.ts';
import type { Change, Desk } from './desk.ts';
import { dispatch, type Door, type Handlers } from './dispatch.ts';
import { draftHandlers } from './drafts/handlers.ts';
import { importHandlers } from './imports/handlers.ts';
import { mailHandlers } from './mail/handlers.ts';
import type { Ambient, Platform } from './ports.ts';
import { queueHandlers } from './queue/handlers.ts';
import { openTicketIndex } from './queue/ticket-index.ts';
import { fillSampleDesk } from './sample/fill-sample-desk.ts';
import { actorOf } from './session.ts';
import { settingsHandlers } from './settings/handlers.ts';
import { openSla } from './sla/open-sla.ts';
import { ClockWatch } from './tickets/clock-watch.ts';
import { ticketAccess } from './tickets/access.ts';
import { startDueWork } from './tickets/due-work.ts';
import { ticketHandlers } from './tickets/handlers.ts';
import { readTimeline } from './tickets/timeline.ts';
import { upkeepHandlers } from './upkeep/handlers.ts';

export interface AppOptions {
  readonly platform: Platform;
  /** Folder of this profile; made 0700 at set-up. */
  readonly profileFolder: string;
  readonly ambient: Ambient;
  readonly appVersion: string;
  /** Path of the compiled storage worker; null runs the writer in this thread. */
  readonly storeWorker: string | URL | null;
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
}

/** Tickets named in one notice before it says `all` instead. */
const MAX_NOTICE_IDS = 200;

/** Business days from resolving to closing by rule (DOMAIN.md §1, note 5). */
const AUTO_CLOSE_AFTER = 3;

export const createApp = async (options: AppOptions): Promise<App> => {
  const { ambient, platform, profileFolder, appVersion } = options;
  const connections = new Map<string, (notice: Notice) => void>();
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
    sample: fillSampleDesk,
    samplePassphrase: options.samplePassphrase,
    changed: () => {
      for (const [connection, notify] of connections)
        notify({ name: 'status.changed', status: accounts.statusOf(connection) });
    },
  });

  const upkeep = upkeepHandlers(keeper, profileFolder, (connection) => {
    const status = accounts.statusOf(connection);
    return 'desk' in status ? status.desk : '';
  });
  let handlers: Partial<Handlers> = { ...accounts.handlers, ...upkeep };
  let stopDueWork = (): void => undefined;
  const openFeatures = (desk: Desk): Partial<Handlers> => {
    const index = openTicketIndex(desk);
    const clock = new ClockWatch(desk, { notify: broadcast });
    const sla = openSla(desk, {
      rows: () => index.rows(),
      readTimeline: (ticketId) => readTimeline(desk.records, ticketId),
      notify: broadcast,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      mayAct: () => clock.isTrusted(),
    });
    const stopMoves = startDueWork(
      desk,
      () => index.rows(),
      () => ({ calendar: sla.businessCalendar(), autoCloseAfter: AUTO_CLOSE_AFTER }),
      clock,
    );
    stopDueWork = () => {
      stopMoves();
      sla.stop();
    };
    const tickets = ticketAccess(desk);
    return {
      ...attachmentHandlers(desk, { tickets, hasSetAside: () => keeper.hasSetAside() }),
      ...auditHandlers(desk),
      ...draftHandlers(desk),
      ...importHandlers(desk, { notify: broadcast, hold: () => keeper.hold() }),
      ...mailHandlers(desk, tickets),
      ...queueHandlers(desk, index, sla.times),
      ...settingsHandlers(desk),
      ...sla.handlers,
      ...ticketHandlers(desk),
      ...clock.handlers(),
    };
  };
  keeper.onChange((state) => {
    stopDueWork();
    handlers = { ...accounts.handlers, ...upkeep };
    if (state.state !== 'open') return;
    handlers = { ...handlers, ...openFeatures(state.desk) };
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
      options.log(`${logId} ${operation} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
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
  };
};

const announce = (change: Change, broadcast: (notice: Notice) => void): void => {
  const ids = new Set<string>();
  let drafts = false;
  let users = false;
  for (const record of change.puts) {
    if (record.type === 'ticket') ids.add(record.id);
    else if (record.type === 'entry') ids.add(`ticket:${record.id.split(':')[1] ?? ''}`);
    else if (record.type === 'draft') drafts = true;
    else if (record.type === 'user') users = true;
  }
  let all = false;
  for (const id of change.removes) {
    if (id.startsWith('ticket:')) all = true;
    else if (id.startsWith('draft:')) drafts = true;
  }
  if (all || ids.size > 0) {
    all ||= ids.size > MAX_NOTICE_IDS;
    broadcast({ name: 'tickets.changed', ids: all ? [] : [...ids], all });
  }
  if (drafts) broadcast({ name: 'drafts.changed' });
  if (users) broadcast({ name: 'users.changed' });
  broadcast({ name: 'audit.appended', seq: change.auditSeq });
};

/** The checks of a real desk, against servers of this run, by a clock that the test sets. */
import { afterEach, beforeEach } from 'vitest';
import { openChecks, type CheckDeps, type Checks } from '#core/checks/handlers.ts';
import type { Desk } from '#core/desk.ts';
import { openTicketPort } from '#core/tickets/open-ticket-port.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { standingId, type CheckContent, type CheckStanding } from '#shared/checks/check.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { defaultPriorityMatrix } from '#shared/priority/matrix.ts';
import { ticketRow } from '#shared/tickets/row.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import { deskFolder, testAmbient, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { noPlaces } from './probing.ts';
import { Started } from './servers.ts';

export const lead = contextOf('Lin Yue', ['team-lead']);

export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code} ${result.failure.message}`);
  return result.value;
};

/** What goes wrong in them throws where it does. */
export const checksOf = (desk: Desk, notices: Notice[], more: Partial<CheckDeps> = {}): Checks =>
  openChecks(desk, {
    tickets: openTicketPort(
      desk,
      (id) => {
        const ticket = desk.records.get<Ticket>('ticket', id);
        return ticket && { ...ticketRow(ticket) };
      },
      { requiredTasks: () => [], matrix: () => defaultPriorityMatrix, openBelow: () => [] },
    ),
    tieAsset: () => succeed(null),
    notify: (notice) => notices.push(notice),
    log: (line) => {
      throw new Error(line);
    },
    zone: 'UTC',
    begin: () => undefined,
    places: noPlaces,
    roots: { files: [], ask: null, areAll: false },
    ...more,
  });

export const portCheck = (port: number, more: Partial<CheckContent> = {}): CheckContent => ({
  title: 'ERP port',
  subject: { siteId: null, assetId: null },
  diagnostic: { kind: 'tcp', host: '127.0.0.1', port },
  limits: { warn: 60_000, fail: 60_000 },
  everyMinutes: 5,
  inARow: 2,
  quiet: null,
  maintenance: null,
  ticket: { category: null, impact: 2, urgency: 2 },
  ...more,
});

/** For the tests of one file: each has a desk of its own, on a morning in November, on a laptop whose network the test may take away. */
export const deskOfEachTest = () => {
  const started = new Started();
  const ambient = testAmbient();
  let folder: DeskFolder;
  let desk: Desk;
  let checks: Checks;
  let notices: Notice[] = [];
  let isOnline = true;

  const open = (more: Partial<CheckDeps> = {}): void => {
    checks = checksOf(desk, notices, { places: { ...noPlaces, hasNetwork: () => isOnline }, ...more });
  };
  beforeEach(async () => {
    ambient.set('2026-11-26T09:00:00.000Z');
    notices = [];
    isOnline = true;
    folder = await deskFolder(ambient);
    ({ desk } = folder);
    open();
  });
  afterEach(async () => {
    await started.end();
    await folder.remove();
  });

  const pass = (seconds: number): void =>
    ambient.set(new Date(ambient.now().getTime() + seconds * 1_000).toISOString());
  return {
    started,
    ambient,
    get desk() {
      return desk;
    },
    get checks() {
      return checks;
    },
    /** Closes the desk and opens it again; its checks are those of before until they are opened too. */
    reopen: async (): Promise<void> => {
      desk = await folder.reopen();
    },
    /** The checks of the desk anew, instead of those there were. */
    open,
    takeNetwork: (): void => {
      isOnline = false;
    },
    add: async (content: CheckContent): Promise<string> => {
      const { id } = valueOf(await checks.handlers['checks.add']({ content }, lead)).check;
      await checks.patrol.settled();
      return id;
    },
    list: async () => valueOf(await checks.handlers['checks.list']({}, lead)),
    pass,
    /** So many seconds later the laptop notes the time, and what was due then has run. */
    tick: async (seconds: number): Promise<void> => {
      pass(seconds);
      checks.patrol.tick();
      await checks.patrol.settled();
    },
    /** So many minutes later, awake all the while, what is due has run. */
    later: async (minutes: number): Promise<void> => {
      pass(minutes * 60);
      checks.patrol.look();
      await checks.patrol.settled();
    },
    standing: (checkId: string): CheckStanding | undefined =>
      desk.records.get<CheckStanding>('checkStanding', standingId(checkId)),
    news: (): readonly string[] => notices.flatMap((notice) => (notice.name === 'checks.news' ? [notice.news] : [])),
  };
};

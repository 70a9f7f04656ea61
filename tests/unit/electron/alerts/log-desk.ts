import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAlerts } from '#core/alerts/handlers.ts';
import { RuleScanner, type Scan } from '#core/alerts/matching/rule-scanner.ts';
import { doRuleTask } from '#core/alerts/rule-tasks.ts';
import type { RuleThreadOptions } from '#core/alerts/rule-thread.ts';
import type { Desk } from '#core/desk.ts';
import { plainRules } from '#core/tickets/ticket-commands.ts';
import { readTimeline } from '#core/tickets/timeline.ts';
import { succeed } from '#shared/base/result.ts';
import type { AlertRow } from '#shared/alerts/operations.ts';
import type { Diagnostic } from '#shared/checks/diagnostic.ts';
import type { Finding } from '#shared/checks/finding.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { deskFolder, testAmbient } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';
import { featuresOf, valueOf } from '../attachments/attaching.ts';

export const technician = contextOf('Ada Marsh');
export const lead = contextOf('Lin Yue', ['team-lead']);

export const SOURCE = { id: 'logSource:01J0000000000000000000000S', name: 'syslog', assetId: null };

const timeIn = (line: string): string | null => /^\S+Z(?= )/.exec(line)?.[0] ?? null;

/** For a desk on which no diagnostic runs, and whose clock is believed. */
export const nothingLooked = {
  clock: { ready: Promise.resolve(), isTrusted: () => true },
  /** What begins by itself a test begins where it is about that: the source of its lines is no record, and would be swept. */
  begin: (_work: () => void): void => undefined,
  look: async () => null,
  hostOf: () => null,
  folderOf: () => null,
  notify: (_notice: Notice): void => undefined,
  tellOutside: undefined,
};

export const findingOf = (diagnostic: Diagnostic, at: string): Finding => ({
  diagnostic,
  outcome: 'failed',
  meaning: 'diskFull',
  facts: [],
  measures: [],
  at,
  tookMs: 3,
});

/** A desk that reads a real file and looks for known problems in it, batch by batch, as a log is read. */
export const logDesk = async (worker: RuleThreadOptions['worker'] = doRuleTask) => {
  const ambient = testAmbient('2026-11-20T08:00:00.000Z');
  const folder = await deskFolder(ambient);
  const files = await mkdtemp(join(tmpdir(), 'deskside-alerts-'));
  const path = join(files, 'syslog');
  const linked: string[] = [];
  const looked: Diagnostic[] = [];
  let { desk } = folder;
  const open = (on: Desk) =>
    openAlerts(on, {
      worker,
      log: () => undefined,
      matrix: plainRules.matrix,
      ...nothingLooked,
      linkAsset: (_unit, _ticketId, ciId) => {
        linked.push(ciId);
        return kit.linking;
      },
      zone: 'UTC',
      timelineOf: (ticketId) => readTimeline(on.records, ticketId),
      look: async (diagnostic) => {
        looked.push(diagnostic);
        await kit.whileLooking;
        return findingOf(diagnostic, ambient.now().toISOString());
      },
      hostOf: () => 'fs-01.example',
      folderOf: () => '/var/log',
    });
  let alerts = open(desk);
  let scanner = new RuleScanner(alerts.rules.all);
  const kit = {
    ambient,
    linked,
    /** What becomes of a ticket that is tied to an asset. */
    linking: succeed(null),
    /** What diagnostics were run on, in order. */
    looked,
    /** A diagnostic does not end before. */
    whileLooking: Promise.resolve(),
    desk: () => desk,
    alerts: () => alerts,
    handlers: () => alerts.handlers,
    append: (...lines: readonly string[]) => appendFile(path, lines.map((line) => `${line}\n`).join('')),
    /** What is new in the file since the position that the desk knows, in batches of so many lines. */
    scans: async (size = 100, generation = 1): Promise<readonly Scan[]> => {
      const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
      const from = alerts.book.positionOf(SOURCE.id)?.line ?? 1;
      const scans: Scan[] = [];
      for (let first = from; first <= lines.length; first += size) {
        const batch = lines.slice(first - 1, first - 1 + size).map((text) => ({ text, at: timeIn(text) }));
        scans.push(scanner.scan({ sourceId: SOURCE.id, generation, firstLine: first, lines: batch }));
      }
      return scans;
    },
    read: async (size = 100, generation = 1) => {
      for (const scan of await kit.scans(size, generation)) valueOf(await alerts.book.take(SOURCE, scan));
    },
    list: async (): Promise<readonly AlertRow[]> => valueOf(await alerts.handlers['alerts.list']({}, technician)),
    /** The only one there is. */
    alert: async (): Promise<AlertRow> => {
      const rows = await kit.list();
      if (rows.length !== 1 || !rows[0]) throw new Error(`${rows.length} alerts`);
      return rows[0];
    },
    ticket: (id: string): Ticket => desk.records.get<Ticket>('ticket', id)!,
    tickets: () => featuresOf(desk).tickets,
    /** Closes the desk and opens it again; what the scanner remembered is gone. */
    restart: async () => {
      desk = await folder.reopen();
      alerts = open(desk);
      scanner = new RuleScanner(alerts.rules.all);
    },
    rescan: () => {
      scanner = new RuleScanner(alerts.rules.all);
    },
    remove: async () => {
      await folder.remove();
      await rm(files, { recursive: true, force: true });
    },
  };
  return kit;
};
export type LogDesk = Awaited<ReturnType<typeof logDesk>>;

/**
 * The features of an open desk, composed: what each needs of another is passed in here, and they do not know each other.
 */
import type { User } from '#shared/accounts/user.ts';
import type { ConfigurationItem } from '#shared/assets/configuration-item.ts';
import { hostOfAsset } from '#shared/assets/host.ts';
import type { AssetRow } from '#shared/assets/row.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { dateIn } from '#shared/calendar/zone.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { LogSource } from '#shared/logs/source.ts';
import { openAlerts } from './alerts/handlers.ts';
import type { RuleThreadOptions } from './alerts/rule-thread.ts';
import { AssetIndex } from './assets/asset-index.ts';
import { assetHandlers } from './assets/handlers.ts';
import { linkAssets, passOnAssets } from './assets/link-assets.ts';
import { ArticleLinks, passOnArticles } from './article-links.ts';
import { attachmentHandlers } from './attachments/handlers.ts';
import { auditHandlers } from './audit/handlers.ts';
import { openBelonging } from './belonging.ts';
import { bulkHandlers } from './bulk/handlers.ts';
import { openChecks } from './checks/handlers.ts';
import type { Desk } from './desk.ts';
import { FirstList } from './first-list.ts';
import { diagnosisHandlers } from './diagnosis/handlers.ts';
import { contactOfMail, directoryHandlers, openDirectory } from './directory/handlers.ts';
import { siteHead } from './directory/place-handlers.ts';
import { whoIs } from './directory/who-is.ts';
import { type Handlers } from './dispatch.ts';
import { freeBytesIn } from './documents/free-bytes.ts';
import { openDocuments } from './documents/handlers.ts';
import { draftHandlers } from './drafts/handlers.ts';
import { everyGroupNameOf, groupHandlers, groupNamesOf } from './groups/handlers.ts';
import { type ExchangeThreadOptions } from './knowledge/exchange/exchange-thread.ts';
import { handoverHandlers } from './handover/handlers.ts';
import { homeHandlers } from './home/handlers.ts';
import { scopes } from './home/in-scope.ts';
import { ticketsBehind } from './home/tickets-behind.ts';
import { importHandlers } from './imports/handlers.ts';
import type { OpenFile } from './imports/open-file.ts';
import { tablePort } from './imports/table-port.ts';
import { workersOf } from './known-person.ts';
import { linkHandlers } from './links/handlers.ts';
import { openLogs } from './logs/handlers.ts';
import { folderOfLog } from './log-folder.ts';
import type { LogThreadOptions } from './logs/log-thread.ts';
import type { OwnLog } from './logs/own-log.ts';
import { openBelow, openLinks } from './open-links.ts';
import { mailHandlers } from './mail/handlers.ts';
import { openMailReader, type MailReaderOptions } from './mail/mail-reader.ts';
import type { Platform } from './ports.ts';
import { priorityHandlers, priorityMatrix } from './priority/handlers.ts';
import { problemHandlers } from './problems/handlers.ts';
import { passOnProblems } from './problems/link-tickets.ts';
import { qualificationHandlers } from './qualifications/handlers.ts';
import { QualificationBook } from './qualifications/qualification-book.ts';
import { queueHandlers } from './queue/handlers.ts';
import { rowMatcher } from './queue/text-search.ts';
import { QueueSearch } from './queue/queue-search.ts';
import { openTicketIndex } from './queue/ticket-index.ts';
import { reportHandlers } from './report/handlers.ts';
import { searchHandlers } from './search/handlers.ts';
import { SynonymBook } from './search/synonym-book.ts';
import { synonymHandlers } from './search/synonym-handlers.ts';
import { TicketSearch } from './search/ticket-search.ts';
import { type Session } from './session.ts';
import { serviceHandlers } from './services/handlers.ts';
import { SampleIndex } from './services/sample-index.ts';
import { ServiceIndex } from './services/service-index.ts';
import { settingsHandlers } from './settings/handlers.ts';
import { openSla } from './sla/open-sla.ts';
import { surveyHandlers } from './survey/handlers.ts';
import { teamHandlers } from './team/handlers.ts';
import { addPlainTasks, requiredTasks, taskHandlers, tasksOf } from './tasks/handlers.ts';
import { templateHandlers, type MacroDoors } from './templates/handlers.ts';
import { countUse, seedTemplates } from './templates/library.ts';
import { ClockWatch } from './tickets/clock-watch.ts';
import { startDueWork } from './tickets/due-work.ts';
import { ticketHandlers } from './tickets/handlers.ts';
import { toolHandlers } from './tools/handlers.ts';
import { timeHandlers } from './time/handlers.ts';
import { openTicketPort } from './tickets/open-ticket-port.ts';
import { changeTicket, type TicketRules } from './tickets/ticket-commands.ts';
import { readTimeline } from './tickets/timeline.ts';
import { visitHandlers } from './visits/handlers.ts';
import { watchingHandlers } from './watching/handlers.ts';
import { openKnowledge } from './open-knowledge.ts';

/** What the application lends to the features of a desk. */
export interface FeatureParts {
  readonly platform: Platform;
  /** Where the desk lies on the disk. */
  readonly profileFolder: string;
  readonly mailWorker: MailReaderOptions['worker'];
  readonly articleWorker: ExchangeThreadOptions['worker'];
  readonly logWorker: LogThreadOptions['worker'];
  readonly readAheadWorker: string | undefined;
  readonly alertWorker: RuleThreadOptions['worker'];
  /** Threads that were ended and are not gone. */
  readonly leaving: Set<Promise<void>>;
  readonly log: (line: string) => void;
  /** What was written there. */
  readonly ownLog: OwnLog;
  readonly notify: (notice: Notice) => void;
  /** Keeps the desk open until it is called. */
  readonly hold: () => () => void;
  readonly hasSetAside: () => Promise<boolean>;
  /** Whether a session has not ended since. */
  readonly isOn: (session: Session) => boolean;
  /** Tries a passphrase of who is signed in, counted and paced as at sign-in. `action` is what a failure is called in the trail. */
  readonly confirm: (session: Session, passphrase: string, action: string) => Promise<Result<null>>;
}

export interface OpenFeatures {
  readonly handlers: Partial<Handlers>;
  /** Ends what goes on by itself. */
  readonly stop: () => void;
}

/** Business days from resolving to closing by rule (DOMAIN.md §1, note 5). */
const AUTO_CLOSE_AFTER = 3;

export const openFeatures = (desk: Desk, parts: FeatureParts): OpenFeatures => {
  const { platform, notify, hold, hasSetAside, isOn } = parts;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const firstList = new FirstList(desk);
  const { begin } = firstList;
  const index = openTicketIndex(desk, begin);
  const links = openLinks(desk);
  const articles = new ArticleLinks(desk);
  const mails = openMailReader({ worker: parts.mailWorker, log: parts.log });
  desk.onClosing(() => mails.close());
  const today = () => dateIn(zone, desk.ambient.now());
  const rowOf = (ticketId: string) => index.row(index.slotOf(ticketId) ?? -1);
  const matrix = () => priorityMatrix(desk.records);
  const qualifications = new QualificationBook(desk, today);
  const { admit } = qualifications;
  const whatHolds = {
    requiredTasks: (ticketId: string) => requiredTasks(desk.records, ticketId),
    openBelow: openBelow(links, rowOf),
    matrix,
  };
  const tickets = openTicketPort(desk, rowOf, whatHolds);
  const addTasks: MacroDoors['addTasks'] = (unit, ticketId, tasks) =>
    addPlainTasks(desk.records, unit, ticketId, tasks);
  const onMerged: TicketRules['onMerged'] = (unit, from, into) => {
    for (const passOn of [passOnProblems(links), passOnAssets(links), passOnArticles(articles)]) {
      const passedOn = passOn(unit, from, into);
      if (!passedOn.ok) return passedOn;
    }
    return succeed(null);
  };
  const tieAssets: NonNullable<TicketRules['linkAssets']> = (unit, ticketId, ciIds) =>
    linkAssets(unit, ticketId, ciIds, links);
  const ticketRules = {
    ...whatHolds,
    onMerged,
    admit,
    onFollowedUp: passOnArticles(articles),
    addTasks,
    linkAssets: tieAssets,
    templateUsed: countUse,
  };
  const clock = new ClockWatch(desk, { notify });
  const timelineOf = (ticketId: string) => readTimeline(desk.records, ticketId);
  const sla = openSla(desk, {
    rows: () => index.rows(),
    readTimeline: timelineOf,
    notify,
    zone,
    mayAct: () => clock.isTrusted(),
    begin,
  });
  seedTemplates(desk);
  const stopMoves = startDueWork(
    desk,
    () => index.rows(),
    () => ({ calendar: sla.businessCalendar(), autoCloseAfter: AUTO_CLOSE_AFTER }),
    clock,
    begin,
  );
  const directory = openDirectory(desk, begin);
  const assets = new AssetIndex(desk, begin);
  const services = new ServiceIndex(desk);
  const synonyms = new SynonymBook(desk);
  const search = new TicketSearch(desk, {
    rows: index,
    matchRow: rowMatcher(index),
    readTimeline: timelineOf,
    dueNow: (filter) => {
      const test = sla.times.test(filter, (slot) => index.row(slot)?.id ?? '');
      return (slot) => test(index.dueAt(slot), slot);
    },
    zone,
    lexicon: synonyms,
    belonging: openBelonging(desk, { assets, directory, links, services }),
    onRead: (done, total) => {
      if (done === total) index.forgetTexts();
      notify({ name: 'search.read', done, total });
    },
    begin,
  });
  const knowledge = openKnowledge(desk, {
    ...parts,
    links: articles,
    tickets: { rows: () => index.rows(), at: (slot) => index.row(slot), row: rowOf, search },
    ticketsOfProblem: (problemId) => links.others(problemId, 'problem_of'),
    lexicon: synonyms,
    zone,
    begin,
  });
  const documents = openDocuments(desk, {
    platform,
    notify,
    today,
    ownFolder: parts.profileFolder,
    freeBytes: () => freeBytesIn(parts.profileFolder),
    begin,
  });
  const checks = openChecks(desk, {
    tickets,
    tieAsset: (unit, ticketId, assetId) => linkAssets(unit, ticketId, [assetId], links),
    notify,
    log: parts.log,
    zone,
    begin,
  });
  const groupsOf = (userId: string) => groupNamesOf(desk.records, userId);
  const samples = new SampleIndex(desk, {
    rows: () => index.rows(),
    readTimeline: timelineOf,
    rules: sla.rules,
    onRules: (listener) => sla.rules.onChange(listener),
    notify,
  });
  const inScope = scopes(groupsOf);
  const figures = {
    samples,
    inScope,
    rows: () => index.rows(),
    openRows: () => index.openRows(),
    row: rowOf,
    zone,
  };
  const behind = ticketsBehind({
    samples,
    inScope,
    serviceOf: (ticket) => services.of(ticket),
    now: () => desk.ambient.now().getTime(),
    zone,
  });
  const lists = new QueueSearch(index, sla.times, search, groupsOf, behind);
  const alerts = openAlerts(desk, {
    worker: parts.alertWorker,
    log: parts.log,
    matrix,
    linkAsset: (unit, ticketId, ciId) => linkAssets(unit, ticketId, [ciId], links),
    zone,
    clock,
    begin,
    look: checks.runDiagnostic,
    hostOf: (ciId) => hostOfAsset(desk.records.get<ConfigurationItem>('ci', ciId)),
    folderOf: (sourceId) => folderOfLog(desk.records.get<LogSource>('logSource', sourceId)),
    notify,
  });
  const logs = openLogs(desk, {
    platform,
    worker: parts.logWorker,
    readAheadWorker: parts.readAheadWorker,
    notify,
    log: parts.log,
    ownFolder: parts.profileFolder,
    ownLog: parts.ownLog,
    leaving: parts.leaving,
    problems: alerts.problems,
    isOn,
    begin,
  });
  const files = new Map<string, OpenFile>();
  const handlers: Partial<Handlers> = {
    ...alerts.handlers,
    ...assetHandlers(
      desk,
      {
        links,
        rowOf,
        today,
        tables: tablePort(desk, files, notify),
        whoIs: whoIs(directory),
        mergedInto: (personId) => directory.people.mergedInto(personId).map(({ id }) => id),
        hold,
      },
      assets,
    ),
    ...attachmentHandlers(desk, { tickets, hasSetAside, begin }),
    ...auditHandlers(desk),
    ...checks.handlers,
    ...diagnosisHandlers(desk, tickets, (userId) => desk.records.get<User>('user', userId)?.displayName ?? ''),
    ...bulkHandlers(desk, {
      find: (filter, me) => {
        sla.times.settle();
        search.settle();
        return lists.rows(lists.find(filter, { by: 'priority', descending: false }, me).slots).map(({ id }) => id);
      },
      matrix,
      admit,
      readTimeline: timelineOf,
      notify,
      hold,
    }),
    ...directoryHandlers(
      desk,
      {
        tickets: () => index.rows(),
        timelineOf,
        namedElsewhere: () => [
          ...Array.from(desk.records.rows<AssetRow>('ci'), ({ ownerId }) => ownerId ?? ''),
          ...services.all.map(({ customer }) => customer?.id ?? ''),
        ],
        hold,
      },
      directory,
    ),
    ...documents.handlers,
    ...draftHandlers(desk),
    ...homeHandlers(desk, { ...figures, version: () => index.version }),
    ...importHandlers(desk, { notify, hold, matrix, files }),
    ...groupHandlers(desk, () => index.rows()),
    ...knowledge.handlers,
    ...handoverHandlers(
      desk,
      (userId) => everyGroupNameOf(desk.records, userId),
      (ticketId) => sla.times.dueOf(ticketId)?.at ?? null,
      admit,
    ),
    ...linkHandlers(desk, links, tickets),
    ...logs.handlers,
    ...mailHandlers(desk, tickets, mails, contactOfMail(directory)),
    ...problemHandlers(desk, links, tickets),
    ...qualificationHandlers(desk, qualifications),
    ...queueHandlers(desk, index, sla.times, search, lists, () => firstList.shown()),
    ...searchHandlers(desk, { search, rows: index, readTimeline: timelineOf }),
    ...synonymHandlers(desk, synonyms),
    ...reportHandlers(desk, {
      platform,
      sourcesOf: (ticketId) => ({
        timeline: timelineOf(ticketId),
        tasks: tasksOf(desk.records, ticketId),
        clocks: sla.clocksOf(ticketId),
        desk: desk.device.desk,
      }),
      isOn,
    }),
    ...serviceHandlers(desk, { ...figures, services }),
    ...settingsHandlers(desk),
    ...sla.handlers,
    ...surveyHandlers(desk, timelineOf),
    ...taskHandlers(desk),
    ...templateHandlers(desk, {
      requiredTasks: whatHolds.requiredTasks,
      admit,
      matrix,
      tickets,
      addTasks,
      taskCount: (ticketId) => tasksOf(desk.records, ticketId).length,
      dueAt: (ticketId) => sla.times.dueOf(ticketId)?.at ?? null,
    }),
    ...visitHandlers(desk, {
      doors: {
        people: directory.people,
        listed: (row) => directory.places.listed(row),
        organisation: (id) => directory.places.organisation(id),
        hoursOf: (siteId) => siteHead(desk, siteId)?.hours ?? null,
        assets: () => assets.rows(),
        openTickets: () => index.openRows(),
        articles: knowledge.articles,
        assetsOfTicket: (ticketId) => links.others(ticketId, 'about'),
        articlesOfTicket: (ticketId) => articles.ofTicket(ticketId),
        timelineOf,
        documents,
        today,
      },
      ticket: rowOf,
      siteOfAsset: (ciId) => assets.find(ciId)?.siteId ?? null,
      notify,
      begin,
    }),
    ...watchingHandlers(desk, { rows: () => index.rows(), detail: tickets.detail }),
    ...ticketHandlers(desk, ticketRules),
    ...priorityHandlers(desk, changeTicket(desk)),
    ...timeHandlers(desk, tickets, () => index.rows()),
    ...teamHandlers(desk, {
      openRows: () => index.openRows(),
      workers: () => workersOf(desk.records),
      times: sla.times,
    }),
    ...toolHandlers(desk, {
      platform,
      notify,
      hold,
      timelineOf,
      assetsOfTicket: (ticketId) => links.others(ticketId, 'about'),
      confirm: parts.confirm,
      begin,
    }),
    ...clock.handlers(),
  };
  return {
    handlers,
    stop: () => {
      stopMoves();
      sla.stop();
      search.stop();
      knowledge.stop();
      void logs.stop();
    },
  };
};

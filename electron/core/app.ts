/**
 * The application, independent of its host: composes accounts, the desk and its features behind `dispatch`.
 * The only place in core that knows all features; they do not know each other.
 */
import { randomUUID } from 'node:crypto';
import type { User } from '#shared/accounts/user.ts';
import type { AssetRow } from '#shared/assets/row.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import { dateIn } from '#shared/calendar/zone.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { ProblemRow } from '#shared/problems/row.ts';
import { createAccounts } from './accounts/accounts.ts';
import { assetHandlers } from './assets/handlers.ts';
import { passOnAssets } from './assets/link-assets.ts';
import { ArticleLinks, passOnArticles } from './article-links.ts';
import { attachmentHandlers } from './attachments/handlers.ts';
import { auditHandlers } from './audit/handlers.ts';
import { bulkHandlers } from './bulk/handlers.ts';
import { DeskKeeper } from './desk-keeper.ts';
import type { Change, Desk } from './desk.ts';
import { FirstList } from './first-list.ts';
import { diagnosisHandlers } from './diagnosis/handlers.ts';
import { shippedTrees } from './diagnosis/shipped.ts';
import { contactOfMail, directoryHandlers, openDirectory } from './directory/handlers.ts';
import { whoIs } from './directory/who-is.ts';
import { dispatch, type Door, type Handlers } from './dispatch.ts';
import { draftHandlers } from './drafts/handlers.ts';
import { everyGroupNameOf, groupHandlers, groupNamesOf } from './groups/handlers.ts';
import { ArticleIndex } from './knowledge/article-index.ts';
import { articleExportHandlers } from './knowledge/exchange/export-handlers.ts';
import { openExchangeThread, type ExchangeThreadOptions } from './knowledge/exchange/exchange-thread.ts';
import { articleImportHandlers } from './knowledge/exchange/import-handlers.ts';
import { knowledgeFigureHandlers } from './knowledge/figure-handlers.ts';
import { knowledgeHandlers } from './knowledge/handlers.ts';
import { UseCounts } from './knowledge/use-counts.ts';
import { handoverHandlers } from './handover/handlers.ts';
import { homeHandlers } from './home/handlers.ts';
import { scopes } from './home/in-scope.ts';
import { ticketsBehind } from './home/tickets-behind.ts';
import { importHandlers } from './imports/handlers.ts';
import type { OpenFile } from './imports/open-file.ts';
import { tablePort } from './imports/table-port.ts';
import { workersOf } from './known-person.ts';
import { linkHandlers } from './links/handlers.ts';
import { openBelow, openLinks } from './open-links.ts';
import { mailHandlers } from './mail/handlers.ts';
import { openMailReader, type MailReaderOptions } from './mail/mail-reader.ts';
import type { Ambient, Platform } from './ports.ts';
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
import { fillSampleDesk } from './sample/fill-sample-desk.ts';
import { ArticleSearch } from './search/article-search.ts';
import { errorCodes } from './search/error-terms.ts';
import { searchHandlers } from './search/handlers.ts';
import { SynonymBook } from './search/synonym-book.ts';
import { synonymHandlers } from './search/synonym-handlers.ts';
import { TicketSearch } from './search/ticket-search.ts';
import { actorOf, type Session } from './session.ts';
import { serviceHandlers } from './services/handlers.ts';
import { SampleIndex } from './services/sample-index.ts';
import { ServiceIndex } from './services/service-index.ts';
import { settingsHandlers } from './settings/handlers.ts';
import { openSla } from './sla/open-sla.ts';
import { suggestionHandlers } from './suggestions/handlers.ts';
import { surveyHandlers } from './survey/handlers.ts';
import { teamHandlers } from './team/handlers.ts';
import { addPlainTasks, requiredTasks, taskHandlers, tasksOf } from './tasks/handlers.ts';
import { templateHandlers, type MacroDoors } from './templates/handlers.ts';
import { countUse, seedTemplates } from './templates/library.ts';
import { ClockWatch } from './tickets/clock-watch.ts';
import { startDueWork } from './tickets/due-work.ts';
import { ticketHandlers } from './tickets/handlers.ts';
import { timeHandlers } from './time/handlers.ts';
import { openTicketPort } from './tickets/open-ticket-port.ts';
import { changeTicket, type TicketRules } from './tickets/ticket-commands.ts';
import { readTimeline } from './tickets/timeline.ts';
import { watchingHandlers } from './watching/handlers.ts';
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
    sample: (desk, actor) => fillSampleDesk(desk, actor, shippedTrees()),
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
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const firstList = new FirstList(desk);
    const { begin } = firstList;
    const index = openTicketIndex(desk, begin);
    const links = openLinks(desk);
    const articles = new ArticleLinks(desk);
    const mails = openMailReader({ worker: options.mailWorker, log: options.log });
    desk.onClosing(() => mails.close());
    const exchange = openExchangeThread({ worker: options.articleWorker, log: options.log });
    desk.onClosing(() => exchange.close());
    const today = () => dateIn(zone, ambient.now());
    const isOn = ({ id, connection }: Session) => accounts.sessionOf(connection)?.id === id;
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
    const ticketRules = {
      ...whatHolds,
      onMerged,
      admit,
      onFollowedUp: passOnArticles(articles),
      addTasks,
      templateUsed: countUse,
    };
    const clock = new ClockWatch(desk, { notify: broadcast });
    const timelineOf = (ticketId: string) => readTimeline(desk.records, ticketId);
    const sla = openSla(desk, {
      rows: () => index.rows(),
      readTimeline: timelineOf,
      notify: broadcast,
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
      onRead: (done, total) => {
        if (done === total) index.forgetTexts();
        broadcast({ name: 'search.read', done, total });
      },
      begin,
    });
    stopDueWork = () => {
      stopMoves();
      sla.stop();
      search.stop();
      articleSearch.stop();
    };
    const directory = openDirectory(desk, begin);
    const articleSearch = new ArticleSearch(desk, {
      lexicon: synonyms,
      begin,
      onRead: () => broadcast({ name: 'articles.changed' }),
    });
    const articleIndex = new ArticleIndex(desk);
    const articleUses = new UseCounts(desk);
    const groupsOf = (userId: string) => groupNamesOf(desk.records, userId);
    const services = new ServiceIndex(desk);
    const samples = new SampleIndex(desk, {
      rows: () => index.rows(),
      readTimeline: timelineOf,
      rules: sla.rules,
      onRules: (listener) => sla.rules.onChange(listener),
      notify: broadcast,
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
      now: () => ambient.now().getTime(),
      zone,
    });
    const lists = new QueueSearch(index, sla.times, search, groupsOf, behind);
    const files = new Map<string, OpenFile>();
    return {
      ...assetHandlers(desk, {
        links,
        rowOf,
        today,
        tables: tablePort(desk, files, broadcast),
        whoIs: whoIs(directory),
        begin,
        mergedInto: (personId) => directory.people.mergedInto(personId).map(({ id }) => id),
        hold: () => keeper.hold(),
      }),
      ...attachmentHandlers(desk, { tickets, hasSetAside: () => keeper.hasSetAside(), begin }),
      ...auditHandlers(desk),
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
        notify: broadcast,
        hold: () => keeper.hold(),
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
          hold: () => keeper.hold(),
        },
        directory,
      ),
      ...draftHandlers(desk),
      ...homeHandlers(desk, { ...figures, version: () => index.version }),
      ...importHandlers(desk, { notify: broadcast, hold: () => keeper.hold(), matrix, files }),
      ...groupHandlers(desk, () => index.rows()),
      ...knowledgeFigureHandlers({
        tickets: () => index.rows(),
        articles: () => articleIndex.rows(),
        problems: () => desk.records.rows<ProblemRow>('problem'),
        articlesOf: (ticketId) => articles.ofTicket(ticketId),
        ticketsOf: (problemId) => links.others(problemId, 'problem_of'),
        now: () => ambient.now().getTime(),
      }),
      ...knowledgeHandlers(desk, { texts: articleSearch, dayOf: (at) => dateIn(zone, at) }),
      ...articleImportHandlers(desk, {
        thread: exchange,
        notify: broadcast,
        hold: () => keeper.hold(),
        hasTranslations: (article) => articleIndex.hasTranslations(article),
      }),
      ...articleExportHandlers(desk, { thread: exchange, index: articleIndex, platform, today, isOn }),
      ...handoverHandlers(
        desk,
        (userId) => everyGroupNameOf(desk.records, userId),
        (ticketId) => sla.times.dueOf(ticketId)?.at ?? null,
        admit,
      ),
      ...linkHandlers(desk, links, tickets),
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
      ...suggestionHandlers(desk, {
        articles: {
          index: () => {
            articleSearch.settle();
            return articleSearch.index;
          },
          idAt: (slot) => {
            const found = articleSearch.articleAt(slot);
            return found?.side === 'read' ? found.articleId : undefined;
          },
        },
        tickets: {
          index: () => {
            search.settle();
            return search.index;
          },
          idAt: (slot) => index.row(slot)?.id,
        },
        codes: errorCodes,
        articleRow: (articleId) => articleIndex.row(articleId),
        ticketState: (ticketId) => rowOf(ticketId)?.state,
        articlesOf: (ticketId) => articles.ofTicket(ticketId),
        useOf: (articleId, version) => articleUses.of(articleId, version),
      }),
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
      ...watchingHandlers(desk, { rows: () => index.rows(), detail: tickets.detail }),
      ...ticketHandlers(desk, ticketRules),
      ...priorityHandlers(desk, changeTicket(desk)),
      ...timeHandlers(desk, tickets, () => index.rows()),
      ...teamHandlers(desk, {
        openRows: () => index.openRows(),
        workers: () => workersOf(desk.records),
        times: sla.times,
      }),
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

/** What is announced when a record of a type changed. */
const noticeOf: Readonly<Record<string, Notice>> = {
  article: { name: 'articles.changed' },
  articleUse: { name: 'articles.changed' },
  synonymGroup: { name: 'articles.changed' },
  searchMiss: { name: 'articles.changed' },
  person: { name: 'directory.changed' },
  organisation: { name: 'directory.changed' },
  qualification: { name: 'qualifications.changed' },
  qualificationNeed: { name: 'qualifications.changed' },
  site: { name: 'directory.changed' },
  rota: { name: 'directory.changed' },
  articleBatch: { name: 'articles.changed' },
  cardImport: { name: 'directory.changed' },
  draft: { name: 'drafts.changed' },
  user: { name: 'users.changed' },
  timer: { name: 'timers.changed' },
  diagnosisTree: { name: 'diagnosis.changed' },
  group: { name: 'groups.changed' },
  handover: { name: 'handovers.changed' },
  handoverReceipt: { name: 'handovers.changed' },
  service: { name: 'services.changed' },
  deskGoals: { name: 'services.changed' },
  template: { name: 'templates.changed' },
  readMark: { name: 'watching.changed' },
};

/** Records that stand on a ticket: `<type>:<ticket ULID>:<ULID>`. */
const onTicket = new Set(['entry', 'task']);

/** An asset, what happened to one (`ciEntry:<ci ULID>:<ULID>`), and the list of classes, which is nobody's. */
const onAsset = new Set(['ci', 'ciEntry', 'ciClasses']);
const assetOf = (id: string): string => `ci:${id.split(':')[1] ?? ''}`;

const typeOf = (id: string): string => id.slice(0, id.indexOf(':'));

const isOfWords = (ids: readonly string[]): boolean => ids.some((id) => typeOf(id) === 'synonymGroup');

const announce = (change: Change, broadcast: (notice: Notice) => void): void => {
  const ids = new Set<string>();
  const problems = new Set<string>();
  const assets = new Set<string>();
  const notices = new Set<Notice>();
  const changed = [...change.puts.map(({ id }) => id), ...change.removes];
  for (const id of changed) {
    const type = typeOf(id);
    if (type === 'ticket') ids.add(id);
    else if (type === 'problem') problems.add(id);
    else if (onAsset.has(type)) assets.add(assetOf(id));
    else if (onTicket.has(type)) ids.add(`ticket:${id.split(':')[1] ?? ''}`);
    const notice = noticeOf[type];
    if (notice) notices.add(notice);
  }
  // A ticket that is gone moves every list, and so does what words mean.
  const all = ids.size > MAX_NOTICE_IDS || change.removes.some((id) => typeOf(id) === 'ticket') || isOfWords(changed);
  if (all || ids.size > 0) broadcast({ name: 'tickets.changed', ids: all ? [] : [...ids], all });
  if (problems.size > 0) broadcast({ name: 'problems.changed', ids: [...problems] });
  const allAssets = assets.size > MAX_NOTICE_IDS || change.removes.some((id) => typeOf(id) === 'ci');
  if (assets.size > 0) broadcast({ name: 'assets.changed', ids: allAssets ? [] : [...assets], all: allAssets });
  for (const notice of notices) broadcast(notice);
  broadcast({ name: 'audit.appended', seq: change.auditSeq });
};

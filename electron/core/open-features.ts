/**
 * The features of an open desk, composed: what each needs of another is passed in here, and they do not know each other. Those that are closer stand in
 * files of their own: what meets on a ticket in `open-tickets`, what finds tickets in `open-lists`, knowledge in `open-knowledge`, and checks, logs and
 * alerts in `open-monitoring`.
 */
import type { User } from '#shared/accounts/user.ts';
import type { AssetRow } from '#shared/assets/row.ts';
import { dateIn } from '#shared/calendar/zone.ts';
import { AssetIndex } from './assets/asset-index.ts';
import { assetHandlers } from './assets/handlers.ts';
import { attachmentHandlers } from './attachments/handlers.ts';
import { auditHandlers } from './audit/handlers.ts';
import { bulkHandlers } from './bulk/handlers.ts';
import type { Desk } from './desk.ts';
import { diagnosisHandlers } from './diagnosis/handlers.ts';
import { contactOfMail, directoryHandlers, openDirectory } from './directory/handlers.ts';
import { siteHead } from './directory/place-handlers.ts';
import { whoIs } from './directory/who-is.ts';
import type { Handlers } from './dispatch.ts';
import { freeBytesIn } from './documents/free-bytes.ts';
import { openDocuments } from './documents/handlers.ts';
import { draftHandlers } from './drafts/handlers.ts';
import type { FeatureParts } from './feature-parts.ts';
import { FirstList } from './first-list.ts';
import { everyGroupNameOf, groupHandlers } from './groups/handlers.ts';
import { handoverHandlers } from './handover/handlers.ts';
import { homeHandlers } from './home/handlers.ts';
import { importHandlers } from './imports/handlers.ts';
import type { OpenFile } from './imports/open-file.ts';
import { tablePort } from './imports/table-port.ts';
import { workersOf } from './known-person.ts';
import { linkHandlers } from './links/handlers.ts';
import { mailHandlers } from './mail/handlers.ts';
import { openMailReader } from './mail/mail-reader.ts';
import { openKnowledge } from './open-knowledge.ts';
import { openLists } from './open-lists.ts';
import { openMonitoring } from './open-monitoring.ts';
import { openTickets } from './open-tickets.ts';
import { priorityHandlers } from './priority/handlers.ts';
import { problemHandlers } from './problems/handlers.ts';
import { qualificationHandlers } from './qualifications/handlers.ts';
import { queueHandlers } from './queue/handlers.ts';
import { reportHandlers } from './report/handlers.ts';
import { searchHandlers } from './search/handlers.ts';
import { SynonymBook } from './search/synonym-book.ts';
import { synonymHandlers } from './search/synonym-handlers.ts';
import { serviceHandlers } from './services/handlers.ts';
import { ServiceIndex } from './services/service-index.ts';
import { settingsHandlers } from './settings/handlers.ts';
import { surveyHandlers } from './survey/handlers.ts';
import { teamHandlers } from './team/handlers.ts';
import { taskHandlers, tasksOf } from './tasks/handlers.ts';
import { templateHandlers } from './templates/handlers.ts';
import { seedTemplates } from './templates/library.ts';
import { ticketHandlers } from './tickets/handlers.ts';
import { toolHandlers } from './tools/handlers.ts';
import { timeHandlers } from './time/handlers.ts';
import { changeTicket } from './tickets/ticket-commands.ts';
import { visitHandlers } from './visits/handlers.ts';
import { watchingHandlers } from './watching/handlers.ts';

export interface OpenFeatures {
  readonly handlers: Partial<Handlers>;
  /** Ends what goes on by itself. */
  readonly stop: () => void;
}

export const openFeatures = (desk: Desk, parts: FeatureParts): OpenFeatures => {
  const { platform, notify, hold, hasSetAside, isOn } = parts;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const today = () => dateIn(zone, desk.ambient.now());
  const firstList = new FirstList(desk);
  const { begin } = firstList;
  const mails = openMailReader({ worker: parts.mailWorker, log: parts.log });
  desk.onClosing(() => mails.close());
  const tickets = openTickets(desk, { notify, zone, begin });
  const { index, links, articles, port, sla, rowOf, timelineOf } = tickets;
  const { admit } = tickets.qualifications;
  seedTemplates(desk);
  const directory = openDirectory(desk, begin);
  const assets = new AssetIndex(desk, begin);
  const services = new ServiceIndex(desk);
  const synonyms = new SynonymBook(desk);
  const lists = openLists(desk, { tickets, assets, directory, services, lexicon: synonyms, notify, zone, begin });
  const { search, figures } = lists;
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
  const monitoring = openMonitoring(desk, { ...parts, tickets, zone, begin });
  const files = new Map<string, OpenFile>();
  const handlers: Partial<Handlers> = {
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
    ...attachmentHandlers(desk, { tickets: port, hasSetAside, begin }),
    ...auditHandlers(desk),
    ...diagnosisHandlers(desk, port, (userId) => desk.records.get<User>('user', userId)?.displayName ?? ''),
    ...bulkHandlers(desk, {
      find: (filter, me) => {
        sla.times.settle();
        search.settle();
        return lists.queue
          .rows(lists.queue.find(filter, { by: 'priority', descending: false }, me).slots)
          .map(({ id }) => id);
      },
      matrix: port.matrix,
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
    ...importHandlers(desk, { notify, hold, matrix: port.matrix, files }),
    ...groupHandlers(desk, () => index.rows()),
    ...knowledge.handlers,
    ...handoverHandlers(
      desk,
      (userId) => everyGroupNameOf(desk.records, userId),
      (ticketId) => sla.times.dueOf(ticketId)?.at ?? null,
      admit,
    ),
    ...linkHandlers(desk, links, port),
    ...monitoring.handlers,
    ...mailHandlers(desk, port, mails, contactOfMail(directory)),
    ...problemHandlers(desk, links, port),
    ...qualificationHandlers(desk, tickets.qualifications),
    ...queueHandlers(desk, index, sla.times, search, lists.queue, () => firstList.shown()),
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
    ...settingsHandlers(desk, platform.capabilities),
    ...sla.handlers,
    ...surveyHandlers(desk, timelineOf),
    ...taskHandlers(desk),
    ...templateHandlers(desk, {
      requiredTasks: tickets.rules.requiredTasks,
      admit,
      matrix: port.matrix,
      tickets: port,
      addTasks: tickets.addTasks,
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
    ...watchingHandlers(desk, { rows: () => index.rows(), detail: port.detail }),
    ...ticketHandlers(desk, tickets.rules),
    ...priorityHandlers(desk, changeTicket(desk)),
    ...timeHandlers(desk, port, () => index.rows()),
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
    ...tickets.clock.handlers(),
  };
  return {
    handlers,
    stop: () => {
      tickets.stop();
      search.stop();
      knowledge.stop();
      monitoring.stop();
    },
  };
};

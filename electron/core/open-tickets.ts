/**
 * Tickets of an open desk, and where other features meet them: what holds a ticket back, what goes along when it changes, when it falls due and what time
 * brings by itself.
 */
import { dateIn } from '#shared/calendar/zone.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { succeed } from '#shared/base/result.ts';
import { ArticleLinks, passOnArticles } from './article-links.ts';
import { linkAssets, passOnAssets } from './assets/link-assets.ts';
import type { Desk } from './desk.ts';
import type { Begin } from './first-list.ts';
import { openBelow, openLinks } from './open-links.ts';
import { priorityMatrix } from './priority/handlers.ts';
import { passOnProblems } from './problems/link-tickets.ts';
import { QualificationBook } from './qualifications/qualification-book.ts';
import { openTicketIndex } from './queue/ticket-index.ts';
import { openSla } from './sla/open-sla.ts';
import { addPlainTasks, requiredTasks } from './tasks/handlers.ts';
import type { MacroDoors } from './templates/handlers.ts';
import { countUse } from './templates/library.ts';
import { ClockWatch } from './tickets/clock-watch.ts';
import { startDueWork } from './tickets/due-work.ts';
import { openTicketPort } from './tickets/open-ticket-port.ts';
import type { TicketRules } from './tickets/ticket-commands.ts';
import { readTimeline } from './tickets/timeline.ts';
import type { Unit } from './unit.ts';

/** Business days from resolving to closing by rule (DOMAIN.md §1, note 5). */
const AUTO_CLOSE_AFTER = 3;

interface TicketParts {
  readonly notify: (notice: Notice) => void;
  /** IANA name. */
  readonly zone: string;
  readonly begin: Begin;
}

export const openTickets = (desk: Desk, { notify, zone, begin }: TicketParts) => {
  const index = openTicketIndex(desk, begin);
  const links = openLinks(desk);
  const articles = new ArticleLinks(desk);
  const qualifications = new QualificationBook(desk, () => dateIn(zone, desk.ambient.now()));
  const rowOf = (ticketId: string) => index.row(index.slotOf(ticketId) ?? -1);
  const timelineOf = (ticketId: string) => readTimeline(desk.records, ticketId);
  const addTasks: MacroDoors['addTasks'] = (unit, ticketId, tasks) =>
    addPlainTasks(desk.records, unit, ticketId, tasks);
  const tieAssets = (unit: Unit, ticketId: string, ciIds: readonly string[]) =>
    linkAssets(unit, ticketId, ciIds, links);

  const whatHolds = {
    requiredTasks: (ticketId: string) => requiredTasks(desk.records, ticketId),
    openBelow: openBelow(links, rowOf),
    matrix: () => priorityMatrix(desk.records),
  };
  const rules: TicketRules = {
    ...whatHolds,
    admit: qualifications.admit,
    onMerged: (unit, from, into) => {
      for (const passOn of [passOnProblems(links), passOnAssets(links), passOnArticles(articles)]) {
        const passedOn = passOn(unit, from, into);
        if (!passedOn.ok) return passedOn;
      }
      return succeed(null);
    },
    onFollowedUp: passOnArticles(articles),
    addTasks,
    linkAssets: tieAssets,
    templateUsed: countUse,
  };

  const clock = new ClockWatch(desk, { notify });
  const sla = openSla(desk, {
    rows: () => index.rows(),
    readTimeline: timelineOf,
    notify,
    zone,
    mayAct: () => clock.isTrusted(),
    begin,
  });
  const stopMoves = startDueWork(
    desk,
    () => index.rows(),
    () => ({ calendar: sla.businessCalendar(), autoCloseAfter: AUTO_CLOSE_AFTER }),
    clock,
    begin,
  );
  return {
    index,
    links,
    articles,
    qualifications,
    rowOf,
    timelineOf,
    addTasks,
    /** Ties a ticket to an asset that it is about. */
    tieAsset: (unit: Unit, ticketId: string, ciId: string) => tieAssets(unit, ticketId, [ciId]),
    /** Tickets as other features see them. */
    port: openTicketPort(desk, rowOf, whatHolds),
    rules,
    clock,
    sla,
    stop: () => {
      stopMoves();
      sla.stop();
    },
  };
};

export type OpenTickets = ReturnType<typeof openTickets>;

/**
 * What finds tickets in an open desk, composed: their search, by words and by what they belong to; the figures, which lead to the tickets they were made
 * of; and the lists of the queue, which are made of both.
 */
import type { Notice } from '#shared/contract/notice.ts';
import type { AssetIndex } from './assets/asset-index.ts';
import { openBelonging } from './belonging.ts';
import type { Desk } from './desk.ts';
import type { Directory } from './directory/handlers.ts';
import type { Begin } from './first-list.ts';
import { groupNamesOf } from './groups/handlers.ts';
import { scopes } from './home/in-scope.ts';
import { ticketsBehind } from './home/tickets-behind.ts';
import type { OpenTickets } from './open-tickets.ts';
import { QueueSearch } from './queue/queue-search.ts';
import { rowMatcher } from './queue/text-search.ts';
import type { Lexicon } from './search/lexicon.ts';
import { TicketSearch } from './search/ticket-search.ts';
import { SampleIndex } from './services/sample-index.ts';
import type { ServiceIndex } from './services/service-index.ts';

interface ListParts {
  readonly tickets: OpenTickets;
  readonly assets: AssetIndex;
  readonly directory: Directory;
  readonly services: ServiceIndex;
  readonly lexicon: Lexicon;
  readonly notify: (notice: Notice) => void;
  /** IANA name. */
  readonly zone: string;
  readonly begin: Begin;
}

export const openLists = (
  desk: Desk,
  { tickets, assets, directory, services, lexicon, notify, zone, begin }: ListParts,
) => {
  const { index, links, sla, timelineOf } = tickets;
  const search = new TicketSearch(desk, {
    rows: index,
    matchRow: rowMatcher(index),
    readTimeline: timelineOf,
    dueNow: (filter) => {
      const test = sla.times.test(filter, (slot) => index.row(slot)?.id ?? '');
      return (slot) => test(index.dueAt(slot), slot);
    },
    zone,
    lexicon,
    belonging: openBelonging(desk, { assets, directory, links, services }),
    onRead: (done, total) => {
      if (done === total) index.forgetTexts();
      notify({ name: 'search.read', done, total });
    },
    begin,
  });
  const groupsOf = (userId: string) => groupNamesOf(desk.records, userId);
  const inScope = scopes(groupsOf);
  const samples = new SampleIndex(desk, {
    rows: () => index.rows(),
    readTimeline: timelineOf,
    rules: sla.rules,
    onRules: (listener) => sla.rules.onChange(listener),
    notify,
  });
  const behind = ticketsBehind({
    samples,
    inScope,
    serviceOf: (ticket) => services.of(ticket),
    now: () => desk.ambient.now().getTime(),
    zone,
  });
  return {
    search,
    /** What Home and the services reckon with. */
    figures: {
      samples,
      inScope,
      rows: () => index.rows(),
      openRows: () => index.openRows(),
      row: tickets.rowOf,
      zone,
    },
    queue: new QueueSearch(index, sla.times, search, groupsOf, behind),
  };
};

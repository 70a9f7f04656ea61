/** The queue: pages, positions and counts over the rows in memory, and the views that people name. Tickets themselves belong to `tickets`. */
import { isAllowed } from '#shared/accounts/roles.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { QueueFilter, QueueRow } from '#shared/queue/operations.ts';
import type { TimedRow } from '#shared/queue/order.ts';
import { savedView, type ViewRecord } from '#shared/queue/view.ts';
import type { QueueDue } from '#shared/sla/due.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import { facetsOf, openCounts } from './overview.ts';
import { QueueSearch, type DueTest } from './queue-search.ts';
import { rowSearch, type TextSearch } from './text-search.ts';
import { openTicketIndex, type TicketIndex } from './ticket-index.ts';

type QueueOperation =
  | 'queue.page'
  | 'queue.position'
  | 'queue.counts'
  | 'queue.facets'
  | 'queue.named'
  | 'queue.views'
  | 'queue.saveView'
  | 'queue.removeView';

/** Records other than tickets that a text may name by number. */
const namedRecords = [
  { prefix: 'PRB-', type: 'problem', permission: 'problems.read' },
  { prefix: 'KB-', type: 'article', permission: 'knowledge.read' },
] as const;

/** What a list knows of time; who keeps the clocks provides it. */
export interface QueueTimes extends DueTest {
  /** Brings what changed last up to date, so that an answer is not behind the commit before it. */
  settle(): void;
  dueOf(ticketId: string): QueueDue | null;
  feedbackOf(ticketId: string): QueueDue | null;
  readonly awaitingFeedback: number;
  onDue(listener: (ticketId: string, at: number | null) => void): void;
}

/**
 * `index` may be shared with others who need the rows; else the queue opens its own. Without `times` no row has a due time; without `texts`
 * words are found in rows only. `search` may be shared with others who ask for the same lists. `onPage` is called as a page is answered.
 */
export const queueHandlers = (
  desk: Desk,
  index: TicketIndex = openTicketIndex(desk),
  times?: QueueTimes,
  texts: TextSearch = rowSearch(index),
  search: QueueSearch = new QueueSearch(index, times, texts),
  onPage: () => void = () => undefined,
): FeatureHandlers<QueueOperation> => {
  const settle = (): void => {
    times?.settle();
    texts.settle();
  };
  times?.onDue((ticketId, at) => index.setDue(ticketId, at));
  const shown = (filter: QueueFilter) => {
    const dueOf = (ticketId: string) => (filter.feedback ? times?.feedbackOf(ticketId) : times?.dueOf(ticketId));
    return ({ dueAt: _dueAt, ...row }: TimedRow): QueueRow => ({ ...row, due: dueOf(row.id) ?? null });
  };
  let facets: { readonly version: number; readonly value: OutputOf<'queue.facets'> } | undefined;

  const viewsOf = (userId: string): readonly ViewRecord[] =>
    [...desk.records.ids('view')]
      .flatMap((id) => desk.records.get<ViewRecord>('view', id) ?? [])
      .filter((view) => view.createdBy === userId);

  const noView = (id: string) => refuse('record.not-found', `you have no view ${id}`, { type: 'view', id });

  return {
    'queue.page': ({ filter, order, from, count }, { session }) => {
      settle();
      const { slots, query } = search.find(filter, order, session.userId);
      onPage();
      return succeed({
        total: slots.length,
        held: index.size,
        version: index.version,
        from,
        rows: search.rows(slots.subarray(from, from + count)).map(shown(filter)),
        groups: search.groups(slots, filter, order),
        search: query ? { words: query.words, takenFor: query.takenFor, reading: texts.reading } : null,
      });
    },

    'queue.position': ({ filter, order, ticketId }, { session }) => {
      settle();
      const slot = index.slotOf(ticketId);
      return succeed(slot === undefined ? -1 : search.find(filter, order, session.userId).slots.indexOf(slot));
    },

    'queue.counts': (_input, { session }) => {
      settle();
      const views: Record<string, number> = {};
      for (const view of viewsOf(session.userId))
        views[view.id] = search.find(view.filter, view.order, session.userId).slots.length;
      return succeed({ ...openCounts(index, session.userId), feedback: times?.awaitingFeedback ?? 0, views });
    },

    'queue.facets': () => {
      if (facets?.version !== index.version) facets = { version: index.version, value: facetsOf(index) };
      return succeed(facets.value);
    },

    'queue.named': ({ numbers }, { session }) => {
      const wanted = new Set(numbers);
      const idsIn = (rows: Iterable<{ readonly id: string; readonly number: string }>) =>
        [...rows].flatMap(({ number, id }) => (wanted.has(number) ? [[number, id] as const] : []));
      const elsewhere = namedRecords.filter(
        ({ prefix, permission }) =>
          isAllowed(session.roles, permission) && numbers.some((number) => number.startsWith(prefix)),
      );
      return succeed(
        Object.fromEntries([
          ...idsIn(index.rows()),
          ...elsewhere.flatMap(({ type }) => idsIn(desk.records.rows<{ id: string; number: string }>(type))),
        ]),
      );
    },

    'queue.views': (_input, { session }) => succeed(viewsOf(session.userId).map(savedView)),

    'queue.saveView': ({ id, name, filter, order }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const before = id === null ? undefined : unit.get<ViewRecord>('view', id);
        if (id !== null && before?.createdBy !== session.userId) return noView(id);
        const view: ViewRecord = {
          ...unit.stamp('view', before?.id ?? unit.newId('view')),
          createdAt: before?.createdAt ?? unit.at,
          name,
          filter,
          order,
        };
        unit.putLocal(view);
        unit.audit({
          action: 'view.save',
          object: { type: 'view', id: view.id, number: null },
          ...unit.difference('view', view.id, before, view),
        });
        return succeed(savedView(view));
      }),

    'queue.removeView': ({ id }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const before = unit.get<ViewRecord>('view', id);
        if (before?.createdBy !== session.userId) return noView(id);
        unit.removeLocal(id);
        unit.audit({
          action: 'view.remove',
          object: { type: 'view', id, number: null },
          ...unit.difference('view', id, before, undefined),
        });
        return succeed(null);
      }),
  };
};

/** Visits: which sites people are going to, and the pack that each takes along. What other features hold is passed in. */
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { Site } from '#shared/directory/place.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { PinnedVisit } from '#shared/visits/operations.ts';
import { summaryOf } from '#shared/visits/pack.ts';
import { visitPinId, visitPinPrefix, type VisitPin } from '#shared/visits/visit-pin.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import type { Begin } from '../first-list.ts';
import { actorOf, personOf } from '../session.ts';
import { PackBook } from './pack-book.ts';
import { makePack, type PackDoors } from './pack-maker.ts';

export interface VisitDeps {
  readonly doors: PackDoors;
  readonly ticket: (ticketId: string) => TicketRow | undefined;
  /** Where an asset stands; null where nobody said. */
  readonly siteOfAsset: (ciId: string) => string | null;
  readonly notify: (notice: Notice) => void;
  /** When work may begin that nobody waits for; at once where nothing is said. */
  readonly begin?: Begin;
  /** From a change until pinned packs are made again, ms; some seconds where nothing is said. */
  readonly settleMs?: number;
}

/** The next day first, those without a day last; of one day by name. */
const byDay = (left: PinnedVisit, right: PinnedVisit): number => {
  const [day, other] = [left.plannedOn ?? '9999', right.plannedOn ?? '9999'];
  return day === other ? (left.site < right.site ? -1 : 1) : day < other ? -1 : 1;
};

export const visitHandlers = (
  desk: Desk,
  { doors, ticket, siteOfAsset, notify, begin, settleMs }: VisitDeps,
): FeatureHandlers<'visits.mine' | 'visits.pack' | 'visits.siteOf' | 'visits.pin' | 'visits.unpin'> => {
  const { records } = desk;
  const pinsUnder = (prefix: string): readonly VisitPin[] =>
    records.idsWithPrefix(prefix).flatMap((id) => records.get<VisitPin>('visitPin', id) ?? []);
  const allPins = (): readonly VisitPin[] => pinsUnder('visitPin:');
  const book = new PackBook(desk, {
    make: (siteId) => makePack(desk, siteId, doors),
    pinned: () => [...new Set(allPins().map(({ siteId }) => siteId))],
    notify,
    begin,
    settleMs,
  });

  /** Where the requester works, else where the first thing that the ticket is about stands. */
  const siteIdOf = ({ id, requesterId }: TicketRow): string | null => {
    const person = requesterId === undefined ? undefined : doors.people.row(doors.people.standsFor(requesterId));
    if (person && person.siteId !== null) return person.siteId;
    for (const ciId of doors.assetsOfTicket(id)) {
      const siteId = siteOfAsset(ciId);
      if (siteId !== null) return siteId;
    }
    return null;
  };

  return {
    'visits.mine': async (_input, { session }) => {
      const mine = allPins().filter(({ by }) => by.id === session.userId);
      const visits: PinnedVisit[] = [];
      for (const { siteId, plannedOn, note } of mine) {
        const pack = await book.pack(siteId);
        visits.push({ siteId, site: pack?.site.name ?? '', plannedOn, note, pack: pack ? summaryOf(pack) : null });
      }
      return succeed(visits.toSorted(byDay));
    },

    'visits.pack': async ({ siteId, anew }, { session }) => {
      const pack = await book.pack(siteId, anew);
      if (!pack) return notFound('site', siteId);
      const pins = pinsUnder(visitPinPrefix(siteId));
      return succeed({
        pack,
        pin: pins.find(({ by }) => by.id === session.userId) ?? null,
        alsoPinnedBy: pins.flatMap(({ by }) => (by.id === session.userId ? [] : [by])),
      });
    },

    'visits.siteOf': ({ ticketId }, { session }) => {
      const row = ticket(ticketId);
      if (!row) return notFound('ticket', ticketId);
      const siteId = siteIdOf(row);
      const site = siteId === null ? undefined : records.get<Site>('site', siteId);
      if (!site) return succeed(null);
      return succeed({ id: site.id, name: site.name, isPinned: records.has(visitPinId(site.id, session.userId)) });
    },

    'visits.pin': ({ siteId, seen, plannedOn, note }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        if (!unit.get<Site>('site', siteId)) return notFound('site', siteId);
        const id = visitPinId(siteId, session.userId);
        const before = unit.get<VisitPin>('visitPin', id);
        const current = before?.revision ?? null;
        if (current !== seen) return refuse('record.stale', `revision ${seen} is not the newest`, { seen, current });
        const pin: VisitPin = {
          ...(before ?? unit.stamp('visitPin', id)),
          siteId,
          by: personOf(session),
          plannedOn,
          note,
          updatedAt: unit.at,
          revision: (current ?? 0) + 1,
        };
        unit.write('visits.pin', pin);
        return succeed(pin);
      }),

    'visits.unpin': ({ siteId }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const id = visitPinId(siteId, session.userId);
        const before = unit.get<VisitPin>('visitPin', id);
        if (!before) return notFound('visitPin', id);
        unit.remove(id);
        unit.audit({
          action: 'visits.unpin',
          object: { type: 'visitPin', id, number: null },
          ...unit.difference('visitPin', id, before, undefined),
        });
        return succeed(null);
      }),
  };
};

import { notFound } from '#shared/base/not-found.ts';
import { succeed } from '#shared/base/result.ts';
import type { BusinessCalendar } from '#shared/calendar/calendar.ts';
import type { SiteDetailHead } from '#shared/directory/operations.ts';
import type { Organisation, Site } from '#shared/directory/place.ts';
import { checkSeen } from '#shared/directory/plan.ts';
import { hoursOf } from '#shared/directory/opening.ts';
import type { CalendarRecord } from '#shared/sla/records.ts';
import { versionAt } from '#shared/sla/versions.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Directory, DirectoryDeps } from './handlers.ts';
import { ticketsOf } from './their-tickets.ts';

type PlaceOperation =
  | 'directory.places'
  | 'directory.organisation'
  | 'directory.site'
  | 'directory.saveOrganisation'
  | 'directory.saveSite';

/** The business calendar as it is in force now; null for one that is not there. */
const calendarNow = (desk: Desk, id: string): BusinessCalendar | null => {
  const versions = desk.records.get<CalendarRecord>('calendar', id)?.versions ?? [];
  const version = versionAt(versions, desk.ambient.now().getTime());
  return version ? { ...version.content, id, version: version.version } : null;
};

/** A site with its hours; null for none. */
export const siteHead = (desk: Desk, siteId: string | null): SiteDetailHead | null => {
  const site = siteId === null ? undefined : desk.records.get<Site>('site', siteId);
  if (!site) return null;
  return { site, hours: hoursOf(site, site.calendarId === null ? null : calendarNow(desk, site.calendarId)) };
};

export const placeHandlers = (
  desk: Desk,
  { people, places }: Directory,
  { tickets }: DirectoryDeps,
): FeatureHandlers<PlaceOperation> => {
  const { records } = desk;

  /** Who is there, and how many of them are active. Whoever was found to be one of them counts as that one. */
  const peopleAt = (at: 'organisationId' | 'siteId', id: string) => {
    const ids = new Set<string>();
    let active = 0;
    for (const row of people.rows()) {
      if (row[at] !== id || row.mergedInto !== null) continue;
      ids.add(row.id);
      if (row.active) active++;
    }
    return { active, has: (personId: string): boolean => ids.has(people.standsFor(personId)) };
  };

  /** Active people of each site. */
  const peopleBySite = (): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const { active, siteId } of people.rows())
      if (active && siteId !== null) counts.set(siteId, (counts.get(siteId) ?? 0) + 1);
    return counts;
  };

  return {
    'directory.places': () => succeed(places.list(people.rows())),

    'directory.organisation': ({ organisationId }) => {
      const organisation = records.get<Organisation>('organisation', organisationId);
      if (!organisation) return notFound('organisation', organisationId);
      const there = peopleAt('organisationId', organisationId);
      const bySite = peopleBySite();
      return succeed({
        organisation,
        people: there.active,
        sites: places.sitesOf(organisationId).map((site) => places.listedSite(site, bySite.get(site.id) ?? 0)),
        tickets: ticketsOf(tickets(), there.has),
      });
    },

    'directory.site': ({ siteId }) => {
      const head = siteHead(desk, siteId);
      if (!head) return notFound('site', siteId);
      const there = peopleAt('siteId', siteId);
      return succeed({
        ...head,
        organisation: places.organisation(head.site.organisationId),
        contacts: head.site.contactIds.flatMap((personId) => {
          const row = people.row(personId);
          return row ? [places.listed(row)] : [];
        }),
        people: there.active,
        tickets: ticketsOf(tickets(), there.has),
      });
    },

    'directory.saveOrganisation': ({ id, seen, content }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const before = id === null ? undefined : unit.get<Organisation>('organisation', id);
        if (id !== null && !before) return notFound('organisation', id);
        const fresh = checkSeen(before, seen);
        if (!fresh.ok) return fresh;
        const organisation: Organisation = {
          ...(before ?? unit.stamp('organisation', unit.newId('organisation'))),
          ...content,
          updatedAt: before ? momentAfter(before.updatedAt, unit.at) : unit.at,
          revision: (before?.revision ?? 0) + 1,
        };
        unit.write('directory.save-organisation', organisation);
        return succeed(organisation);
      }),

    'directory.saveSite': ({ id, seen, content }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const before = id === null ? undefined : unit.get<Site>('site', id);
        if (id !== null && !before) return notFound('site', id);
        const fresh = checkSeen(before, seen);
        if (!fresh.ok) return fresh;
        for (const named of [content.organisationId, content.calendarId, ...content.contactIds])
          if (named !== null && !records.has(named)) return notFound(named.split(':')[0] ?? '', named);
        const site: Site = {
          ...(before ?? unit.stamp('site', unit.newId('site'))),
          ...content,
          updatedAt: before ? momentAfter(before.updatedAt, unit.at) : unit.at,
          revision: (before?.revision ?? 0) + 1,
        };
        unit.write('directory.save-site', site);
        return succeed(site);
      }),
  };
};

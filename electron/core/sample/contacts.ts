import * as z from 'zod';
import type { SiteRef } from '#shared/assets/configuration-item.ts';
import type { PersonRef } from '#shared/base/record.ts';
import type { Span } from '#shared/calendar/calendar.ts';
import { formatDate } from '#shared/calendar/dates.ts';
import { emptyPerson, type Person, type PersonContent } from '#shared/directory/person.ts';
import { toE164 } from '#shared/directory/phone.ts';
import type { Organisation, Site } from '#shared/directory/place.ts';
import type { Rota } from '#shared/directory/rota.ts';
import type { Group } from '#shared/groups/group.ts';
import { visitPinId, type VisitPin } from '#shared/visits/visit-pin.ts';
import type { Unit } from '../unit.ts';
import contacts from '../../../resources/sample/contacts.json' with { type: 'json' };
import { loadCatalogue } from './catalogue.ts';

const text = z.string().min(1);
const staff = z.strictObject({
  titles: z.array(text).min(1),
  sites: z.array(text).min(1),
  domain: text,
  /** Numbers that no telephone has, without their last three digits. */
  phone: text,
  language: text,
  spelled: z.record(z.string(), text).optional(),
});
const sampleContacts = z.strictObject({
  organisations: z.array(z.strictObject({ name: text, contractRef: text, note: text })),
  sites: z.array(
    z.strictObject({
      name: text,
      organisation: text,
      address: text,
      zone: text,
      hours: z.array(z.string()).length(7),
      accessNote: text,
    }),
  ),
  english: staff,
  chinese: staff,
  /** Requesters whom nobody has put into the contacts: their tickets wait to be told whose they are. */
  unknown: z.array(text),
  vip: z.array(text),
  rota: z.strictObject({ name: text, group: text, members: z.array(text).min(2) }),
  /** Where whoever is at the console goes, in so many days, and what for. */
  visit: z.strictObject({ site: text, inDays: z.int(), note: text }),
});

const DAY_MS = 86_400_000;

const spansOf = (hours: string): readonly Span[] => {
  const [from, to] = hours.split('-');
  return from && to ? [{ from, to }] : [];
};

/** `Siân Morgan` → `sian.morgan`. */
const mailName = (name: string): string =>
  name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, '.');

/** Who and what the rest of the sample desk may name, by name. */
export interface Contacts {
  readonly people: ReadonlyMap<string, PersonRef>;
  readonly sites: ReadonlyMap<string, SiteRef>;
  /** Where a person works, by the person's name. */
  readonly siteOf: ReadonlyMap<string, SiteRef>;
  readonly organisations: ReadonlyMap<string, PersonRef>;
}

/** The people and places of the sample desk, put before everything that names them. */
export const putContacts = (unit: Unit): Contacts => {
  const sample = sampleContacts.parse(contacts);
  const organisations = new Map<string, PersonRef>();
  for (const content of sample.organisations) {
    const organisation: Organisation = {
      ...unit.stamp('organisation', unit.newId('organisation')),
      ...content,
      revision: 1,
      active: true,
    };
    organisations.set(content.name, { id: organisation.id, name: organisation.name });
    unit.putLocal(organisation);
  }
  const sites = new Map<string, Site>();
  for (const { organisation, hours, ...content } of sample.sites) {
    const site: Site = {
      ...unit.stamp('site', unit.newId('site')),
      ...content,
      revision: 1,
      organisationId: organisations.get(organisation)?.id ?? null,
      calendarId: null,
      hours: hours.map(spansOf),
      contactIds: [],
      active: true,
    };
    sites.set(content.name, site);
  }

  const people = new Map<string, PersonRef>();
  const siteOf = new Map<string, SiteRef>();
  const add = (content: Partial<PersonContent> & { readonly name: string }): PersonRef => {
    const known = people.get(content.name);
    if (known) return known;
    const person: Person = {
      ...unit.stamp('person', unit.newId('person')),
      ...emptyPerson,
      ...content,
      revision: 1,
      active: true,
      mergedInto: null,
      batch: null,
      cardUid: null,
    };
    unit.putLocal(person);
    const named = { id: person.id, name: person.name };
    people.set(person.name, named);
    return named;
  };
  const [english, chinese] = loadCatalogue();
  for (const { team, of } of [
    { team: english?.team, of: sample.english },
    { team: chinese?.team, of: sample.chinese },
  ]) {
    const names = [...(team?.requesters ?? []), ...(team?.technicians.map(({ name }) => name) ?? [])];
    for (const [place, name] of names.entries()) {
      if (sample.unknown.includes(name)) continue;
      const site = sites.get(of.sites[place % of.sites.length] ?? '');
      const spelled = of.spelled?.[name];
      const typed = `${of.phone}${String(100 + place)}`;
      const isStaff = place >= (team?.requesters.length ?? 0);
      const person = add({
        name,
        otherName: spelled ?? null,
        emails: [`${mailName(spelled ?? name)}@${of.domain}`],
        phones: [{ kind: isStaff ? 'mobile' : 'work', typed, e164: toE164(typed) }],
        organisationId: site?.organisationId ?? null,
        siteId: site?.id ?? null,
        jobTitle: isStaff ? null : (of.titles[place % of.titles.length] ?? null),
        language: of.language,
        isVip: sample.vip.includes(name),
      });
      if (site) siteOf.set(name, { id: site.id, name: site.name });
      if (site && person.id !== null && site.contactIds.length < 2)
        sites.set(site.name, { ...site, contactIds: [...site.contactIds, person.id] });
    }
  }
  for (const site of sites.values()) unit.putLocal(site);
  const named = Array.from(sites.values(), ({ id, name }) => [name, { id, name }] as const);
  return { people, sites: new Map(named), siteOf, organisations };
};

/** A rota of people that `putContacts` made, handed over each Monday, one of whom is away soon. */
export const putRota = (unit: Unit, people: ReadonlyMap<string, PersonRef>, groups: readonly Group[]): void => {
  const { rota: script } = sampleContacts.parse(contacts);
  const memberIds = script.members.flatMap((name) => people.get(name)?.id ?? []);
  const [, second, third] = memberIds;
  const today = Math.floor(unit.now.getTime() / DAY_MS);
  // 1 January 1970 was a Thursday.
  const monday = today - ((today + 3) % 7) - 21;
  const at = (day: number, hour: string): string => `${formatDate(day)}T${hour}:00.000Z`;
  const rota: Rota = {
    ...unit.stamp('rota', unit.newId('rota')),
    revision: 1,
    name: script.name,
    groupId: groups.find(({ name }) => name === script.group)?.id ?? null,
    zone: 'Europe/London',
    rhythm: 'weekly',
    handOverTime: '09:00',
    startsOn: formatDate(monday),
    memberIds,
    exceptions:
      second !== undefined && third !== undefined
        ? [
            { kind: 'absence', personId: second, from: at(today + 8, '00:00'), to: at(today + 10, '00:00') },
            { kind: 'cover', personId: third, from: at(today + 3, '18:00'), to: at(today + 4, '07:00') },
          ]
        : [],
    active: true,
  };
  unit.putLocal(rota);
};

/** The person at the console is going to one of the sites that `putContacts` made. */
export const putVisit = (unit: Unit, sites: ReadonlyMap<string, SiteRef>): void => {
  const { visit } = sampleContacts.parse(contacts);
  const siteId = sites.get(visit.site)?.id ?? null;
  if (siteId === null) return;
  const { actor, now } = unit;
  const pin: VisitPin = {
    ...unit.stamp('visitPin', visitPinId(siteId, actor.id)),
    revision: 1,
    siteId,
    by: { id: actor.id, name: actor.name },
    plannedOn: formatDate(Math.floor(now.getTime() / DAY_MS) + visit.inDays),
    note: visit.note,
  };
  unit.putLocal(pin);
};

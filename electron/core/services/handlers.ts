/** The service catalogue: what the desk provides to whom, what it aims at, and how it does. What a ticket is stays with tickets. */
import { compareNames } from '#shared/base/name-order.ts';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { foldGroupName } from '#shared/groups/group.ts';
import { measureWindows, type MeasureWindow } from '#shared/services/goals.ts';
import { Tally } from '#shared/services/measures.ts';
import { MAX_SERVICES, type ServiceView } from '#shared/services/operations.ts';
import {
  criticalities,
  inLanguage,
  serviceLanguages,
  type BusinessService,
  type ServiceContent,
} from '#shared/services/service.ts';
import { windowOf } from '#shared/services/windows.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { knownPerson } from '../known-person.ts';
import { actorOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import type { SampleIndex } from './sample-index.ts';
import type { ServiceIndex } from './service-index.ts';

type ServiceOperation = 'services.list' | 'services.names' | 'services.save';

export interface ServiceDeps {
  readonly services: ServiceIndex;
  readonly samples: SampleIndex;
  readonly openRows: () => readonly TicketRow[];
  readonly row: (ticketId: string) => TicketRow | undefined;
  /** Whose days the windows are; IANA name. */
  readonly zone: string;
}

type Tallies = Readonly<Record<MeasureWindow, Tally>>;

const emptyTallies = (): Tallies => ({ week: new Tally(), month: new Tally(), quarter: new Tally() });

const bySerious = (left: BusinessService, right: BusinessService): number =>
  Number(right.active) - Number(left.active) ||
  criticalities.indexOf(left.criticality) - criticalities.indexOf(right.criticality) ||
  compareNames(inLanguage(left.name, 'en'), inLanguage(right.name, 'en'));

const once = (names: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return names.filter((name) => {
    const folded = foldGroupName(name);
    return !seen.has(folded) && seen.add(folded);
  });
};

/** The name of a service in either language that another one has too. */
const nameTaken = (others: readonly BusinessService[], { name }: ServiceContent): string | undefined => {
  const taken = new Set(
    others.flatMap((service) => serviceLanguages.map((language) => foldGroupName(service.name[language]))),
  );
  return serviceLanguages
    .map((language) => name[language])
    .find((each) => each !== '' && taken.has(foldGroupName(each)));
};

/** What a service names has to be here; who owned it before may have left since. */
const checked = (unit: Unit, content: ServiceContent, before: BusinessService | undefined): Result<ServiceContent> => {
  const { calendarId, policyId, owner, customer } = content;
  if (calendarId !== null && !unit.get('calendar', calendarId)) return notFound('calendar', calendarId);
  if (policyId !== null && !unit.get('slaPolicy', policyId)) return notFound('slaPolicy', policyId);
  const organisationId = customer?.id ?? null;
  if (organisationId !== null && organisationId !== before?.customer?.id && !unit.get('organisation', organisationId))
    return notFound('organisation', organisationId);
  const person = owner === null ? succeed(null) : knownPerson(owner, unit);
  if (!person.ok && before?.owner?.id !== owner?.id) return person;
  return succeed({
    ...content,
    owner: person.ok ? person.value : owner,
    groups: once(content.groups),
    categories: once(content.categories),
  });
};

export const serviceHandlers = (
  desk: Desk,
  { services, samples, openRows, row, zone }: ServiceDeps,
): FeatureHandlers<ServiceOperation> => {
  /** What was added up last; good for this minute while no ticket and no service changes. */
  let kept: { readonly key: string; readonly tallies: Promise<ReadonlyMap<string, Tallies>> } | undefined;

  const addUp = async (now: number): Promise<ReadonlyMap<string, Tallies>> => {
    const during = measureWindows.map((window) => ({ window, during: windowOf(window, now, zone) }));
    const byService = new Map<string, Tallies>();
    const spans = new Map<string, readonly { during: { from: number; to: number }; tally: Tally }[]>();
    await samples.addUp((ticketId) => {
      const ticket = row(ticketId);
      const serviceId = ticket ? services.of(ticket) : null;
      if (serviceId === null) return [];
      let found = spans.get(serviceId);
      if (!found) {
        const tallies = emptyTallies();
        byService.set(serviceId, tallies);
        found = during.map((each) => ({ during: each.during, tally: tallies[each.window] }));
        spans.set(serviceId, found);
      }
      return found;
    });
    return byService;
  };

  const talliesNow = (now: number): Promise<ReadonlyMap<string, Tallies>> => {
    const key = `${samples.version} ${services.version} ${Math.floor(now / 60_000)}`;
    if (kept?.key !== key) kept = { key, tallies: addUp(now) };
    return kept.tallies;
  };

  return {
    'services.list': async () => {
      const now = desk.ambient.now();
      const reckoning = samples.settle();
      const tallies = reckoning === null ? await talliesNow(now.getTime()) : new Map<string, Tallies>();
      const open = new Map<string, { open: number; major: number }>();
      for (const ticket of openRows()) {
        const serviceId = services.of(ticket);
        if (serviceId === null) continue;
        const count = open.get(serviceId) ?? { open: 0, major: 0 };
        open.set(serviceId, count);
        count.open++;
        if (ticket.major) count.major++;
      }
      const view = (service: BusinessService): ServiceView => {
        const own = tallies.get(service.id) ?? emptyTallies();
        return {
          ...service,
          ...(open.get(service.id) ?? { open: 0, major: 0 }),
          standing: service.goals.map((goal) => ({ ...goal, figure: own[goal.window].figure(goal.measure) })),
        };
      };
      return succeed({
        at: now.toISOString(),
        reckoning,
        services: services.all.toSorted(bySerious).map(view),
      });
    },

    'services.names': () =>
      succeed(
        services.all.toSorted(bySerious).map(({ id, name, categories, active }) => ({ id, name, categories, active })),
      ),

    'services.save': ({ id, seen, content }, { session }) =>
      desk.commit(actorOf(session), (unit) => {
        const before = id === null ? undefined : unit.get<BusinessService>('service', id);
        if (id !== null && !before) return notFound('service', id);
        if ((before?.revision ?? null) !== seen)
          return refuse('record.stale', `revision ${seen} is not the newest`, {
            seen,
            current: before?.revision ?? null,
          });
        const others = services.all.filter((service) => service.id !== id);
        const name = nameTaken(others, content);
        if (name !== undefined) return refuse('record.exists', `there is a service ${name}`, { name });
        if (!before && services.all.length >= MAX_SERVICES)
          return refuse('service.too-many', `at most ${MAX_SERVICES} services`, { most: MAX_SERVICES });
        const right = checked(unit, content, before);
        if (!right.ok) return right;
        const service: BusinessService = {
          ...unit.stamp('service', before?.id ?? unit.newId('service')),
          createdAt: before?.createdAt ?? unit.at,
          createdBy: before?.createdBy ?? unit.actor.id,
          revision: (before?.revision ?? 0) + 1,
          ...right.value,
        };
        unit.write('service.save', service);
        return succeed({ id: service.id, revision: service.revision });
      }),
  };
};

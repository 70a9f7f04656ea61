import * as z from 'zod';
import type { PersonRef } from '#shared/base/record.ts';
import { DESK_GOALS_ID, type DeskGoals } from '#shared/home/desk-goals.ts';
import { goalsInput, serviceContent } from '#shared/services/operations.ts';
import type { BusinessService } from '#shared/services/service.ts';
import type { CalendarRecord, SlaPolicyRecord } from '#shared/sla/records.ts';
import type { Actor } from '../session.ts';
import type { Records } from '../storage/store.ts';
import type { Unit } from '../unit.ts';
import catalogue from '../../../resources/sample/services.json' with { type: 'json' };
import { loadCatalogue } from './catalogue.ts';

const sampleService = serviceContent
  .pick({
    name: true,
    description: true,
    contract: true,
    audience: true,
    inScope: true,
    outOfScope: true,
    criticality: true,
    categories: true,
    goals: true,
  })
  .extend({ customer: z.string().min(1), isAlways: z.boolean() });

/** Group names that work on any of these categories. */
const groupsFor = (categories: readonly string[]): readonly string[] => [
  ...new Set(
    loadCatalogue().flatMap(({ cases }) =>
      cases.flatMap(({ category, group }) => (categories.includes(category) ? [group] : [])),
    ),
  ),
];

/** The catalogue of the sample desk, owned by whoever is at the console, for organisations of the contacts, and what the desk aims at. Ids of the services by their English names. */
export const putServices = (
  unit: Unit,
  records: Records,
  actor: Actor,
  organisations: ReadonlyMap<string, PersonRef>,
): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>();
  const calendars = [...records.ids('calendar')].flatMap((id) => records.get<CalendarRecord>('calendar', id) ?? []);
  const [policyId = null] = records.ids('slaPolicy');
  const policy = policyId === null ? undefined : records.get<SlaPolicyRecord>('slaPolicy', policyId);
  const business = policy?.versions.at(-1)?.content.targets[3].calendarId ?? null;
  const calendarId = calendars.some(({ id }) => id === business) ? business : null;
  for (const { customer, isAlways, ...written } of z.array(sampleService).parse(catalogue.services)) {
    const service: BusinessService = {
      ...unit.stamp('service', unit.newId('service')),
      revision: 1,
      ...written,
      owner: { id: actor.id, name: actor.name },
      customer: organisations.get(customer) ?? { id: null, name: customer },
      calendarId: isAlways ? null : calendarId,
      policyId,
      groups: groupsFor(written.categories),
      active: true,
    };
    unit.putLocal(service);
    ids.set(service.name.en, service.id);
  }
  const goals: DeskGoals = {
    ...unit.stamp('deskGoals', DESK_GOALS_ID),
    revision: 1,
    goals: goalsInput.parse(catalogue.goals),
  };
  unit.putLocal(goals);
  return ids;
};

import * as z from 'zod';
import {
  assetStatuses,
  shippedClasses,
  type AssetContent,
  type AssetEntry,
  type ConfigurationItem,
  type SiteRef,
} from '#shared/assets/configuration-item.ts';
import { linkEnds, linkIdOf, type LinkRecord } from '#shared/links/link.ts';
import type { Unit } from '../unit.ts';
import { loadCatalogue } from './catalogue.ts';
import type { Contacts } from './contacts.ts';
import type { Story } from './story.ts';
import sample from '../../../resources/sample/assets.json' with { type: 'json' };

const DAY_MS = 86_400_000;
/** Of each language, who has a laptop on record. */
const OWNERS = 14;
/** Tickets that are about a laptop. */
const LINKED = 12;

const thing = z.strictObject({
  name: z.string(),
  class: z.enum(shippedClasses),
  status: z.enum(assetStatuses),
  manufacturer: z.string().default(''),
  model: z.string().default(''),
  tag: z.string().optional(),
  /** Name of what it is a part of. */
  part: z.string().optional(),
  /** Days from today. */
  bought: z.int().optional(),
  warranty: z.int().optional(),
  attributes: z.record(z.string(), z.string()).default({}),
});
type Thing = z.output<typeof thing>;

const office = z.strictObject({
  /** A site of the contacts. */
  site: z.string(),
  /** Of the names of laptops and of the tags. */
  prefix: z.string(),
  things: z.array(thing),
});
type Office = z.output<typeof office>;
const model = z.strictObject({ manufacturer: z.string(), model: z.string(), serial: z.string() });
const catalogue = z.strictObject({
  offices: z.array(office).min(1),
  laptops: z.tuple([model, model, model]),
  dock: model,
});

/** Letters and digits that look like a maker's serial, the same for the same place. */
const serialOf = (prefix: string, place: number): string =>
  `${prefix}${((place + 17) * 7_919_317).toString(36).toUpperCase().slice(-6).padStart(6, '0')}`;

const nobody: Pick<AssetContent, 'owner' | 'parentId' | 'supplier' | 'note'> = {
  owner: null,
  parentId: null,
  supplier: '',
  note: '',
};

/** Days from today as the record holds them. */
const dayAt = (unit: Unit, days: number | undefined): string | null =>
  days === undefined ? null : new Date(unit.now.getTime() + days * DAY_MS).toISOString().slice(0, 10);

const put = (unit: Unit, content: AssetContent, status: ConfigurationItem['status']): ConfigurationItem => {
  const item: ConfigurationItem = {
    ...unit.stamp('ci', unit.newId('ci')),
    ...content,
    revision: 1,
    number: unit.nextNumber('CI'),
    status,
    batch: null,
  };
  unit.putLocal(item);
  const entry: AssetEntry = {
    ...unit.stamp('ciEntry', unit.newChildId('ciEntry', item.id)),
    ciId: item.id,
    at: unit.at,
    by: { id: unit.actor.id, name: unit.actor.name },
    event: { kind: 'created', batch: null },
  };
  unit.putLocal(entry);
  return item;
};

const putThing = (
  unit: Unit,
  prefix: string,
  site: SiteRef,
  given: Thing,
  place: number,
  known: ReadonlyMap<string, string>,
): ConfigurationItem =>
  put(
    unit,
    {
      ...nobody,
      name: given.name,
      class: given.class,
      serial: given.manufacturer === '' || given.class === 'software' ? '' : serialOf(prefix, place),
      assetTag: `${prefix}-${given.tag ?? String(1000 + place)}`,
      manufacturer: given.manufacturer,
      model: given.model,
      site,
      parentId: given.part === undefined ? null : (known.get(given.part) ?? null),
      purchasedOn: dayAt(unit, given.bought),
      warrantyUntil: dayAt(unit, given.warranty),
      attributes: Object.entries(given.attributes).map(([key, value]) => ({ key, value })),
    },
    given.status,
  );

/**
 * The assets of the sample's sites: what stands in their rooms, and a laptop for each who asks for help, where they work, some with a dock.
 * Tickets of a few of them are about their laptop.
 * Answers what stands in the rooms, by name.
 */
export const putAssets = (
  unit: Unit,
  stories: readonly Story[],
  { people, sites, siteOf }: Pick<Contacts, 'people' | 'sites' | 'siteOf'>,
): ReadonlyMap<string, string> => {
  const { offices, laptops, dock } = catalogue.parse(sample);
  const officeAt = new Map<string, Office>(offices.map((each) => [each.site, each]));
  const known = new Map<string, string>();
  const laptopOf = new Map<string, string>();
  let place = 0;
  for (const { site: name, prefix, things } of offices) {
    const site = sites.get(name);
    if (!site) throw new Error(`sample assets: there is no site ${name}`);
    for (const given of things) known.set(given.name, putThing(unit, prefix, site, given, ++place, known).id);
  }
  for (const { team } of loadCatalogue()) {
    for (const name of team.requesters.slice(0, OWNERS)) {
      const owner = people.get(name);
      const site = siteOf.get(name);
      const prefix = officeAt.get(site?.name ?? '')?.prefix;
      if (!owner || !site || prefix === undefined) throw new Error(`sample assets: nobody knows where ${name} works`);
      const kind = laptops[place % laptops.length] ?? dock;
      const laptop = put(
        unit,
        {
          ...nobody,
          name: `${prefix}-NB-${String(++place).padStart(3, '0')}`,
          class: 'laptop',
          serial: serialOf(kind.serial, place),
          assetTag: `${prefix}-${2000 + place}`,
          manufacturer: kind.manufacturer,
          model: kind.model,
          owner,
          site,
          purchasedOn: dayAt(unit, -40 * place),
          warrantyUntil: dayAt(unit, 1095 - 40 * place),
          attributes: [{ key: 'RAM', value: place % 2 === 0 ? '16 GB' : '32 GB' }],
        },
        'in_use',
      );
      laptopOf.set(name, laptop.id);
      if (place % 3 !== 0) continue;
      put(
        unit,
        {
          ...nobody,
          name: `${dock.model} · ${laptop.name}`,
          class: 'other',
          serial: serialOf(dock.serial, place),
          assetTag: '',
          manufacturer: dock.manufacturer,
          model: dock.model,
          owner,
          site,
          parentId: laptop.id,
          purchasedOn: laptop.purchasedOn,
          warrantyUntil: laptop.warrantyUntil,
          attributes: [],
        },
        'in_use',
      );
    }
  }
  let linked = 0;
  for (const { ticket } of stories) {
    const ciId = laptopOf.get(ticket.requester?.name ?? '');
    if (ciId === undefined || linked >= LINKED || ticket.kind !== 'incident') continue;
    const ends = linkEnds(ciId, 'asset_of', ticket.id);
    unit.putLocal({ ...unit.stamp('link', linkIdOf(ends)), ...ends } satisfies LinkRecord);
    linked++;
  }
  return known;
};

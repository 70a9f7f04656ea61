import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConfigurationItem } from '#shared/assets/configuration-item.ts';
import type { Person } from '#shared/directory/person.ts';
import type { Organisation, Site } from '#shared/directory/place.ts';
import type { BusinessService } from '#shared/services/service.ts';
import { filledDesk, type FilledDesk } from './filled-desk.ts';

let filled: FilledDesk;
const all = (type: string): readonly unknown[] => {
  const { records } = filled.folder.desk;
  return [...records.ids(type)].map((id) => records.get(type, id));
};
beforeAll(async () => {
  filled = await filledDesk('2026-10-14T12:00:00Z', 'UTC');
});
afterAll(() => filled.folder.remove());

it('every asset stands at a site of the directory, and every owner is in it and works there', () => {
  const sites = new Map((all('site') as readonly Site[]).map((site) => [site.id, site]));
  const people = new Map((all('person') as readonly Person[]).map((person) => [person.id, person]));
  const items = all('ci') as readonly ConfigurationItem[];
  const owned = items.filter(({ owner }) => owner !== null);
  expect(owned.length).toBeGreaterThan(25);
  for (const { name, site, owner } of items) {
    expect(sites.get(site?.id ?? ''), name).toMatchObject({ name: site?.name });
    if (owner) expect(people.get(owner.id ?? ''), name).toMatchObject({ name: owner.name, siteId: site?.id });
  }
  expect(new Set(items.map(({ site }) => site?.id)).size).toBe(sites.size);
});

it('laptops and tags are named after their site', () => {
  const prefixes = new Map<string, Set<string>>();
  for (const { site, assetTag } of all('ci') as readonly ConfigurationItem[])
    if (assetTag !== '') {
      const known = prefixes.get(site?.name ?? '') ?? new Set();
      prefixes.set(site?.name ?? '', known.add(assetTag.slice(0, assetTag.indexOf('-'))));
    }
  for (const found of prefixes.values()) expect(found.size).toBe(1);
});

it('services are for organisations of the directory, under the contract that it names', () => {
  const organisations = new Map((all('organisation') as readonly Organisation[]).map((each) => [each.id, each]));
  for (const { customer, contract } of all('service') as readonly BusinessService[])
    expect(organisations.get(customer?.id ?? '')).toMatchObject({ name: customer?.name, contractRef: contract });
});

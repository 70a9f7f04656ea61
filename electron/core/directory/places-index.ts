import { compareNames } from '#shared/base/name-order.ts';
import { foldName } from '#shared/directory/likeness.ts';
import type { ListedOrganisation, ListedPerson, ListedSite } from '#shared/directory/operations.ts';
import type { Organisation, Site } from '#shared/directory/place.ts';
import { organisationRow, siteRow, type OrganisationRow, type PersonRow, type SiteRow } from '#shared/directory/row.ts';
import type { Desk } from '../desk.ts';

const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  compareNames(left.name, right.name);

/** Organisations and sites in memory: there are few, and every list of people needs their names. Lives as long as the desk. */
export class PlacesIndex {
  readonly #organisations = new Map<string, OrganisationRow>();
  readonly #sites = new Map<string, SiteRow>();
  #sitesByName: Map<string, readonly SiteRow[]> | undefined;

  /** `onChange` is called when a name may be another. */
  constructor(desk: Desk, onChange: () => void) {
    const { records } = desk;
    for (const id of records.ids('organisation')) {
      const organisation = records.get<Organisation>('organisation', id);
      if (organisation) this.#organisations.set(id, organisationRow(organisation));
    }
    for (const id of records.ids('site')) {
      const site = records.get<Site>('site', id);
      if (site) this.#sites.set(id, siteRow(site));
    }
    desk.onApplied(({ puts, removes }) => {
      let changed = false;
      for (const record of puts) {
        if (record.type === 'organisation') this.#organisations.set(record.id, organisationRow(record as Organisation));
        else if (record.type === 'site') this.#sites.set(record.id, siteRow(record as Site));
        else continue;
        changed = true;
      }
      for (const id of removes) changed = this.#organisations.delete(id) || this.#sites.delete(id) || changed;
      if (!changed) return;
      this.#sitesByName = undefined;
      onChange();
    });
  }

  organisation(id: string | null): OrganisationRow | null {
    return (id !== null && this.#organisations.get(id)) || null;
  }

  site(id: string | null): SiteRow | null {
    return (id !== null && this.#sites.get(id)) || null;
  }

  organisations(): Iterable<OrganisationRow> {
    return this.#organisations.values();
  }

  sites(): Iterable<SiteRow> {
    return this.#sites.values();
  }

  /** Those that people would read this name as. */
  sitesNamed(name: string): readonly SiteRow[] {
    if (!this.#sitesByName) {
      this.#sitesByName = new Map();
      for (const site of this.#sites.values()) {
        const key = foldName(site.name);
        this.#sitesByName.set(key, [...(this.#sitesByName.get(key) ?? []), site]);
      }
    }
    return this.#sitesByName.get(foldName(name)) ?? [];
  }

  sitesOf(organisationId: string): readonly SiteRow[] {
    return [...this.#sites.values()].filter((site) => site.organisationId === organisationId).toSorted(byName);
  }

  listed(row: PersonRow): ListedPerson {
    return {
      ...row,
      organisation: this.organisation(row.organisationId)?.name ?? null,
      site: this.site(row.siteId)?.name ?? null,
    };
  }

  listedSite(site: SiteRow, people: number): ListedSite {
    return { ...site, people, organisation: this.organisation(site.organisationId)?.name ?? null };
  }

  /** All, by name. `people`: everybody; the active ones count. */
  list(people: Iterable<PersonRow>): {
    readonly organisations: readonly ListedOrganisation[];
    readonly sites: readonly ListedSite[];
  } {
    const counts = new Map<string, number>();
    const count = (id: string | null): void => {
      if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
    };
    for (const { active, organisationId, siteId } of people) {
      if (!active) continue;
      count(organisationId);
      count(siteId);
    }
    const sites = new Map<string, number>();
    for (const { organisationId } of this.#sites.values())
      if (organisationId !== null) sites.set(organisationId, (sites.get(organisationId) ?? 0) + 1);
    return {
      organisations: [...this.#organisations.values()]
        .map((row) => ({ ...row, people: counts.get(row.id) ?? 0, sites: sites.get(row.id) ?? 0 }))
        .toSorted(byName),
      sites: [...this.#sites.values()].map((row) => this.listedSite(row, counts.get(row.id) ?? 0)).toSorted(byName),
    };
  }
}

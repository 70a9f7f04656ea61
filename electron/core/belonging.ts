import type { AssetRow } from '#shared/assets/row.ts';
import type { LinkSet } from '#shared/links/link-set.ts';
import type { BelongingOperator } from '#shared/search/operators.ts';
import type { TicketRow } from '#shared/tickets/row.ts';
import type { AssetIndex } from './assets/asset-index.ts';
import type { Desk } from './desk.ts';
import type { Directory } from './directory/handlers.ts';
import type { Belonging } from './search/ports.ts';
import type { ServiceIndex } from './services/service-index.ts';

const watched: ReadonlySet<string> = new Set(['person', 'organisation', 'site', 'service', 'ci', 'link']);
const isWatched = (id: string): boolean => watched.has(id.slice(0, id.indexOf(':')));

interface BelongingParts {
  readonly assets: Pick<AssetIndex, 'find' | 'rows'>;
  readonly directory: Directory;
  readonly links: LinkSet;
  readonly services: ServiceIndex;
}

/**
 * What tickets belong to by way of others: the site and organisation of whoever asked, the sites of the assets a ticket is about, these assets,
 * and the service of its category where nobody chose one. Lives as long as the desk.
 */
export const openBelonging = (desk: Desk, { assets, directory, links, services }: BelongingParts): Belonging => {
  const { people, places } = directory;
  let version = 0;
  const siteByName = new Map<string, string | null>();
  desk.onApplied(({ puts, removes }) => {
    if (!puts.some(({ type }) => watched.has(type)) && !removes.some(isWatched)) return;
    version++;
    siteByName.clear();
  });
  /** What was written down before its site was known names it by its name alone. */
  const siteOf = (asset: Pick<AssetRow, 'siteId' | 'site'> | undefined): string | null => {
    if (!asset || asset.siteId !== null || asset.site === null) return asset?.siteId ?? null;
    let siteId = siteByName.get(asset.site);
    if (siteId === undefined) {
      const [site, another] = places.sitesNamed(asset.site);
      siteId = site && !another ? site.id : null;
      siteByName.set(asset.site, siteId);
    }
    return siteId;
  };
  const requesterOf = ({ requesterId }: TicketRow) =>
    requesterId === undefined ? undefined : people.row(people.standsFor(requesterId));

  const assetsOf = (row: TicketRow): readonly string[] => links.others(row.id, 'about');
  const sitesOf = (row: TicketRow): readonly string[] => {
    const sites: string[] = [];
    const add = (siteId: string | null | undefined): void => {
      if (siteId && !sites.includes(siteId)) sites.push(siteId);
    };
    add(requesterOf(row)?.siteId);
    for (const id of assetsOf(row)) add(siteOf(assets.find(id)));
    return sites;
  };
  const listed = (id: string | null | undefined): readonly string[] => (id ? [id] : []);

  return {
    get version() {
      return version;
    },
    *names(kind) {
      switch (kind) {
        case 'site':
          for (const { id, name } of places.sites()) yield [id, name];
          break;
        case 'organisation':
          for (const { id, name } of places.organisations()) yield [id, name];
          break;
        case 'service':
          for (const { id, name } of services.all)
            for (const each of Object.values(name)) if (each !== '') yield [id, each];
          break;
        case 'asset':
          for (const { id, name, assetTag, serial, number } of assets.rows())
            for (const each of [name, assetTag, serial, number]) if (each !== '') yield [id, each];
          break;
      }
    },
    idsOf(kind: BelongingOperator, row) {
      switch (kind) {
        case 'site':
          return sitesOf(row);
        case 'organisation':
          return listed(requesterOf(row)?.organisationId);
        case 'service':
          return listed(services.of(row));
        case 'asset':
          return assetsOf(row);
      }
    },
  };
};

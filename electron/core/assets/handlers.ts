/** Assets: lists, the forms, what a status may become, and which tickets they are on. Links and tickets are passed in. */
import { CLASSES_ID, offeredClasses, tidyClasses, type AssetClasses } from '#shared/assets/classes.ts';
import {
  assetEntryPrefix,
  type AssetContent,
  type AssetEntry,
  type ConfigurationItem,
} from '#shared/assets/configuration-item.ts';
import type { AssetDetail } from '#shared/assets/operations.ts';
import { beginAsset, checkSeen, planAssetEdit, planStatus, type PlannedAsset } from '#shared/assets/plan.ts';
import type { AssetRow } from '#shared/assets/row.ts';
import { nextStatuses } from '#shared/assets/status.ts';
import { ancestorsOf, partsBelow } from '#shared/assets/tree.ts';
import { notFound } from '#shared/base/not-found.ts';
import type { PersonRef } from '#shared/base/record.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { LinkedTicket } from '#shared/links/operations.ts';
import { isOpen } from '#shared/tickets/actions.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers, SessionContext } from '../dispatch.ts';
import { actorOf } from '../session.ts';
import type { Unit } from '../unit.ts';
import { AssetIndex } from './asset-index.ts';
import { assetImportHandlers, type AssetImportDeps } from './import/handlers.ts';
import { linkAssets, unlinkAsset } from './link-assets.ts';
import { stageAsset } from './stage-asset.ts';

type ReadOperation =
  | 'assets.page'
  | 'assets.place'
  | 'assets.get'
  | 'assets.facets'
  | 'assets.scan'
  | 'assets.find'
  | 'assets.ofOwner'
  | 'assets.ofTicket'
  | 'assets.classes';

type WorkOperation =
  | 'assets.create'
  | 'assets.edit'
  | 'assets.move'
  | 'assets.link'
  | 'assets.unlink'
  | 'assets.saveClasses';

export interface AssetDeps extends Omit<AssetImportDeps, 'index' | 'addedClasses'> {
  readonly rowOf: (ticketId: string) => LinkedTicket | undefined;
  /** Ids of those who were found to be this person. */
  readonly mergedInto: (personId: string) => Iterable<string>;
}

/** Values offered while a form is filled in. */
const MAX_OFFERED = 300;

/** Values by how often they occur, the most used first. */
const byFrequency = (values: Iterable<string | null>): readonly string[] => {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .toSorted((left, right) => right[1] - left[1])
    .slice(0, MAX_OFFERED)
    .map(([value]) => value);
};

const noClasses: Pick<AssetClasses, 'revision' | 'added' | 'hidden'> = { revision: 0, added: [], hidden: [] };

class AssetDesk {
  readonly index: AssetIndex;
  readonly #desk: Desk;
  readonly #deps: AssetDeps;

  constructor(desk: Desk, deps: AssetDeps, index: AssetIndex) {
    this.index = index;
    this.#desk = desk;
    this.#deps = deps;
  }

  classes(): Pick<AssetClasses, 'revision' | 'added' | 'hidden'> {
    const { revision, added, hidden } = this.#desk.records.get<AssetClasses>('ciClasses', CLASSES_ID) ?? noClasses;
    return { revision, added, hidden };
  }

  /**
   * A name that was typed stands for whom the directory knows by it, where that is one person or one site. An id has to be there, unless the
   * asset had it `before`: `record.not-found`.
   */
  known(content: AssetContent, before?: AssetContent): Result<AssetContent> {
    const { whoIs } = this.#deps;
    const owner = this.#named('person', content.owner, before?.owner, (name) => whoIs.person({ name, mail: name }));
    if (!owner.ok) return owner;
    const site = this.#named('site', content.site, before?.site, (name) => whoIs.site(name));
    return site.ok ? succeed({ ...content, owner: owner.value, site: site.value }) : site;
  }

  #named(
    type: 'person' | 'site',
    given: PersonRef | null,
    before: PersonRef | null | undefined,
    find: (name: string) => PersonRef | undefined,
  ): Result<PersonRef | null> {
    if (given === null) return succeed(null);
    if (given.id === null) return succeed(find(given.name) ?? given);
    return given.id === before?.id || this.#desk.records.get(type, given.id)
      ? succeed(given)
      : notFound(type, given.id);
  }

  ofTicket(ticketId: string): readonly AssetRow[] {
    return this.#deps.links.others(ticketId, 'about').flatMap((id) => this.index.find(id) ?? []);
  }

  detail(ciId: string): Result<AssetDetail> {
    const { records } = this.#desk;
    const item = records.get<ConfigurationItem>('ci', ciId);
    if (!item) return notFound('ci', ciId);
    const history = records
      .idsWithPrefix(assetEntryPrefix(ciId))
      .flatMap((id) => records.get<AssetEntry>('ciEntry', id) ?? [])
      .toSorted((left, right) => (left.at === right.at ? (left.id < right.id ? 1 : -1) : left.at < right.at ? 1 : -1));
    const tickets = this.#deps.links
      .others(ciId, 'asset_of')
      .flatMap((id) => this.#deps.rowOf(id) ?? [])
      .toSorted(
        (left, right) => Number(isOpen(right.state)) - Number(isOpen(left.state)) || (left.id < right.id ? 1 : -1),
      );
    return succeed({
      item,
      above: ancestorsOf(item, (id) => this.index.find(id)).flatMap(({ id }) => this.index.find(id) ?? []),
      parts: partsBelow(ciId, (id) => this.index.childrenOf(id)),
      history,
      tickets,
      next: nextStatuses(item.status),
    });
  }

  /** Runs `plan` on the asset in one commit, unless it is no longer what the person saw. */
  async change(
    ciId: string,
    seen: number,
    { session }: SessionContext,
    action: string,
    plan: (item: ConfigurationItem, at: string, unit: Unit) => Result<PlannedAsset>,
  ): Promise<Result<AssetDetail>> {
    const done = await this.#desk.commit(actorOf(session), (unit) => {
      const item = unit.get<ConfigurationItem>('ci', ciId);
      if (!item) return notFound('ci', ciId);
      const fresh = checkSeen(item, seen);
      if (!fresh.ok) return fresh;
      const planned = plan(item, momentAfter(item.updatedAt, unit.at), unit);
      if (planned.ok) stageAsset(unit, action, planned.value);
      return planned;
    });
    return done.ok ? this.detail(ciId) : done;
  }
}

const readHandlers = (assets: AssetDesk, { links, today, mergedInto }: AssetDeps): FeatureHandlers<ReadOperation> => ({
  'assets.page': ({ filter, order, from, count }) => {
    const found = assets.index.list(filter, order, today());
    return succeed({
      version: assets.index.version,
      total: found.length,
      from,
      rows: found.slice(from, from + count),
    });
  },

  'assets.place': ({ filter, order, ciId }) => {
    const place = assets.index.list(filter, order, today()).findIndex(({ id }) => id === ciId);
    return succeed(place < 0 ? null : place);
  },

  'assets.get': ({ ciId }) => assets.detail(ciId),

  'assets.facets': () => {
    const rows = [...assets.index.rows()];
    return succeed({
      classes: offeredClasses(assets.classes()),
      used: {
        classes: byFrequency(rows.map((row) => row.class)),
        sites: byFrequency(rows.map(({ site }) => site)),
        owners: byFrequency(rows.map(({ owner }) => owner)),
        manufacturers: byFrequency(rows.map(({ manufacturer }) => manufacturer)),
        models: byFrequency(rows.map(({ model }) => model)),
      },
    });
  },

  'assets.scan': ({ text }) => succeed(assets.index.scan(text) ?? null),

  'assets.find': ({ text, count }) => succeed(assets.index.best(text, count)),

  'assets.ofOwner': ({ id, name }) => {
    const ids = id === null ? null : new Set([id, ...mergedInto(id)]);
    const theirs = [...assets.index.rows()].filter((row) =>
      ids !== null && row.ownerId !== null ? ids.has(row.ownerId) : row.owner === name,
    );
    const inUseFirst = (row: AssetRow): number => Number(row.status !== 'in_use');
    return succeed(
      theirs.toSorted((left, right) => inUseFirst(left) - inUseFirst(right) || (left.number < right.number ? -1 : 1)),
    );
  },

  'assets.ofTicket': ({ ticketId }) => succeed(links.count(ticketId, 'about') === 0 ? [] : assets.ofTicket(ticketId)),

  'assets.classes': () => succeed(assets.classes()),
});

const workHandlers = (desk: Desk, assets: AssetDesk, { links }: AssetDeps): FeatureHandlers<WorkOperation> => ({
  'assets.create': async ({ content, status }, { session }) => {
    const made = await desk.commit(actorOf(session), (unit) => {
      const known = assets.known(content);
      if (!known.ok) return known;
      const planned = beginAsset(
        known.value,
        { status, batch: null },
        unit.stamp('ci', unit.newId('ci')),
        () => unit.nextNumber('CI'),
        assets.index,
      );
      if (planned.ok) stageAsset(unit, 'asset.create', planned.value);
      return planned;
    });
    return made.ok ? assets.detail(made.value.item.id) : made;
  },

  'assets.edit': ({ ciId, seen, content }, context) =>
    assets.change(ciId, seen, context, 'asset.edit', (item, at) => {
      const known = assets.known(content, item);
      return known.ok ? planAssetEdit(item, known.value, { at }, assets.index) : known;
    }),

  'assets.move': ({ ciId, seen, ...move }, context) =>
    assets.change(ciId, seen, context, 'asset.move', (item, at) => planStatus(item, move, at)),

  'assets.link': async ({ ticketId, ciIds }, { session }) => {
    const done = await desk.commit(actorOf(session), (unit) => linkAssets(unit, ticketId, ciIds, links));
    return done.ok ? succeed(assets.ofTicket(ticketId)) : done;
  },

  'assets.unlink': async ({ ticketId, ciId }, { session }) => {
    const done = await desk.commit(actorOf(session), (unit) => unlinkAsset(unit, ticketId, ciId));
    return done.ok ? succeed(assets.ofTicket(ticketId)) : done;
  },

  'assets.saveClasses': async ({ seen, added, hidden }, { session }) => {
    const done = await desk.commit(actorOf(session), (unit) => {
      const before = unit.get<AssetClasses>('ciClasses', CLASSES_ID);
      if ((before?.revision ?? 0) !== seen)
        return refuse('record.stale', 'the list of classes was changed meanwhile', { fields: [] });
      const after: AssetClasses = {
        ...unit.stamp('ciClasses', CLASSES_ID),
        createdAt: before?.createdAt ?? unit.at,
        createdBy: before?.createdBy ?? unit.actor.id,
        revision: seen + 1,
        added: tidyClasses(added),
        hidden: [...new Set(hidden)],
      };
      unit.write('asset.classes', after);
      return succeed(null);
    });
    return done.ok ? succeed(assets.classes()) : done;
  },
});

export const assetHandlers = (desk: Desk, deps: AssetDeps, index = new AssetIndex(desk)) => {
  const assets = new AssetDesk(desk, deps, index);
  return {
    ...readHandlers(assets, deps),
    ...workHandlers(desk, assets, deps),
    ...assetImportHandlers(desk, { ...deps, index: assets.index, addedClasses: () => assets.classes().added }),
  };
};

import type { ConfigurationItem } from '#shared/assets/configuration-item.ts';
import { assetPartPrefix, type AssetBatch, type AssetPart } from '#shared/assets/import/batch.ts';
import { writingOrder, type AssetVerdict } from '#shared/assets/import/judge.ts';
import { beginAsset, planAssetEdit, planStatus, type AssetsAround, type PlannedAsset } from '#shared/assets/plan.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { momentAfter } from '#shared/tickets/moment.ts';
import type { Desk } from '../../desk.ts';
import type { Actor } from '../../session.ts';
import type { TablePort } from '../../table-port.ts';
import type { Unit } from '../../unit.ts';
import { addAssetEntries } from '../stage-asset.ts';

/** Assets in one commit: about what the event loop may be held for. */
const CHUNK = 60;

interface Writing {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly batch: AssetBatch;
  readonly verdicts: readonly AssetVerdict[];
  readonly around: AssetsAround;
  readonly work: ReturnType<TablePort['work']>;
}

/** What becomes of one row, as the rules for a single asset have it. */
const planRow = (
  unit: Unit,
  { content, existing, status }: AssetVerdict,
  parentId: string | null,
  { batch, around }: Writing,
): Result<PlannedAsset> => {
  if (!content) throw new TypeError('a refused row is not written');
  const given = { ...content, parentId: parentId ?? content.parentId };
  if (!existing)
    return beginAsset(
      given,
      { status, batch: batch.id },
      unit.stamp('ci', unit.newId('ci')),
      () => unit.nextNumber('CI'),
      around,
    );
  const now = unit.get<ConfigurationItem>('ci', existing.id);
  if (!now || now.revision !== existing.revision)
    return refuse('record.stale', `${existing.number} changed since it was checked`, { fields: [] });
  const at = momentAfter(now.updatedAt, unit.at);
  const edited = planAssetEdit(now, given, { at, batch: batch.id }, around);
  if (!edited.ok || status === now.status) return edited;
  const moved = planStatus(edited.value.item, { to: status, note: '', release: false }, at);
  return moved.ok
    ? succeed({ item: moved.value.item, events: [...edited.value.events, ...moved.value.events] })
    : moved;
};

/**
 * Writes what the check accepted in commits of bounded size, wholes before their parts, each with the part that undoes it. A new asset is in
 * the trail with its part, a changed one by itself. Stops at the first refusal; what was written until then can be taken back.
 */
export const writeTable = async (writing: Writing): Promise<Result<null>> => {
  const { desk, actor, batch, verdicts, work } = writing;
  const order = writingOrder(verdicts);
  const ids = new Map<number, string>();
  for (const [index, { existing }] of verdicts.entries()) if (existing) ids.set(index, existing.id);
  for (let from = 0, part = 1; from < order.length; from += CHUNK, part++) {
    // The next chunk's wholes are in the index once this one is applied, which is at once.
    const done = await desk.commit(actor, (unit) => {
      const items: AssetPart['items'][number][] = [];
      for (const index of order.slice(from, from + CHUNK)) {
        const verdict = verdicts[index];
        if (!verdict) continue;
        const planned = planRow(unit, verdict, parentOf(verdict, ids), {
          ...writing,
          around: within(unit, writing.around),
        });
        if (!planned.ok) return planned;
        const { item, events } = planned.value;
        if (events.length === 0) continue;
        const before = unit.get<ConfigurationItem>('ci', item.id) ?? null;
        addAssetEntries(unit, item.id, events, item.updatedAt);
        if (before) unit.write('asset.import', item, { correlation: batch.id });
        else unit.put(item);
        ids.set(index, item.id);
        items.push({ id: item.id, revision: item.revision, before });
      }
      const record: AssetPart = {
        ...unit.stamp('ciPart', `${assetPartPrefix(batch.id)}${String(part).padStart(6, '0')}`),
        items,
      };
      unit.putLocal(record);
      unit.audit({
        action: 'asset.importPart',
        object: { type: 'ciBatch', id: batch.id, number: null },
        after: { part, made: items.flatMap(({ id, before }) => (before ? [] : [id])) },
        correlation: batch.id,
      });
      return succeed(null);
    });
    if (!done.ok) return done;
    work.progress('writing', Math.min(from + CHUNK, order.length), order.length);
    await work.rest();
  }
  return succeed(null);
};

const parentOf = ({ parent }: AssetVerdict, ids: ReadonlyMap<number, string>): string | null =>
  parent === null ? null : (ids.get(parent) ?? null);

/** The desk with what this commit has staged: wholes made a moment ago are found by their parts. */
const within = (unit: Unit, around: AssetsAround): AssetsAround => ({
  find: (id) => unit.get<ConfigurationItem>('ci', id) ?? around.find(id),
  // How deep the whole file hangs was judged before: halfway, parts may still hang where they come from.
  childrenOf: () => [],
  bySerial: (key) => around.bySerial(key),
  byTag: (key) => around.byTag(key),
});

import { assetEntryPrefix, type ConfigurationItem } from '#shared/assets/configuration-item.ts';
import { assetPartPrefix, type AssetBatch, type AssetPart } from '#shared/assets/import/batch.ts';
import { notFound } from '#shared/base/not-found.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { LinkSet } from '#shared/links/link-set.ts';
import type { Desk } from '../../desk.ts';
import type { Actor } from '../../session.ts';
import type { TablePort } from '../../table-port.ts';
import type { Unit } from '../../unit.ts';

interface TakingBack {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly batchId: string;
  readonly links: LinkSet;
  readonly childrenOf: (ciId: string) => readonly { readonly id: string }[];
  readonly work: ReturnType<TablePort['work']>;
}

/** One part, last written first. Answers how many assets stay: changed since, on a ticket, or a whole of what stays. */
const takeBackPart = (unit: Unit, partId: string, { desk, batchId, links, childrenOf }: TakingBack): number => {
  let kept = 0;
  let taken = 0;
  const part = unit.get<AssetPart>('ciPart', partId);
  for (const { id, revision, before } of part?.items.toReversed() ?? []) {
    const item = unit.get<ConfigurationItem>('ci', id);
    if (!item) continue;
    const hasParts = childrenOf(id).some((child) => unit.get('ci', child.id) !== undefined);
    if (item.revision !== revision || (!before && (links.count(id, 'asset_of') > 0 || hasParts))) {
      kept++;
      continue;
    }
    taken++;
    if (before) {
      const back: ConfigurationItem = { ...before, revision: item.revision + 1, updatedAt: unit.at };
      unit.write('asset.importUndo', back, { correlation: batchId });
      continue;
    }
    for (const entryId of desk.records.idsWithPrefix(assetEntryPrefix(id))) unit.remove(entryId);
    unit.remove(id);
    unit.audit({
      action: 'asset.importUndo',
      object: { type: 'ci', id, number: item.number },
      ...unit.difference('ci', id, item, undefined),
      correlation: batchId,
    });
  }
  unit.removeLocal(partId);
  const batch = unit.get<AssetBatch>('ciBatch', batchId);
  if (batch) unit.put({ ...batch, kept: batch.kept + kept, updatedAt: unit.at } as AssetBatch);
  unit.audit({
    action: 'asset.importUndoPart',
    object: { type: 'ciBatch', id: batchId, number: null },
    after: { taken, kept },
    correlation: batchId,
  });
  return taken + kept;
};

/** Removes what a batch made and puts back what it changed, part by part; cut off midway, it is gone on with from where it stopped. */
export const takeBackBatch = async (taking: TakingBack): Promise<Result<AssetBatch>> => {
  const { desk, actor, batchId, work } = taking;
  const parts = desk.records.idsWithPrefix(assetPartPrefix(batchId)).toReversed();
  for (const [index, partId] of parts.entries()) {
    const done = await desk.commit(actor, (unit) => succeed(takeBackPart(unit, partId, taking)));
    if (!done.ok) return done;
    work.progress('undoing', index + 1, parts.length);
    await work.rest();
  }
  return desk.commit(actor, (unit) => {
    const batch = unit.get<AssetBatch>('ciBatch', batchId);
    if (!batch) return notFound('ciBatch', batchId);
    const undone: AssetBatch = { ...batch, state: 'undone', updatedAt: unit.at, finishedAt: unit.at };
    unit.write('asset.importUndone', undone, { correlation: batchId });
    return succeed(undone);
  });
};

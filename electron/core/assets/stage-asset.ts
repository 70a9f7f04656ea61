import type { PlannedAsset } from '#shared/assets/plan.ts';
import type { AssetEntry, AssetEvent } from '#shared/assets/configuration-item.ts';
import type { Unit } from '../unit.ts';

/** Stages one entry per event, in order. The commit's audit note, written after this, covers them. */
export const addAssetEntries = (unit: Unit, ciId: string, events: readonly AssetEvent[], at: string): void => {
  for (const event of events) {
    const entry: AssetEntry = {
      ...unit.stamp('ciEntry', unit.newChildId('ciEntry', ciId)),
      createdAt: at,
      updatedAt: at,
      ciId,
      at,
      by: { id: unit.actor.id, name: unit.actor.name },
      event,
    };
    unit.put(entry);
  }
};

/** Stages a planned change with what the history and the trail say about it; nothing if nothing changed. */
export const stageAsset = (unit: Unit, action: string, { item, events }: PlannedAsset): void => {
  if (events.length === 0) return;
  addAssetEntries(unit, item.id, events, item.updatedAt);
  unit.write(action, item);
};

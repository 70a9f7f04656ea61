import type { StoredRecord } from '#shared/base/record.ts';
import type { Unit } from '../unit.ts';

type Named<R extends StoredRecord> = R & StoredRecord;

/** Stores what never leaves this laptop, with its word in the trail. */
export const writeLocal = <R extends StoredRecord>(unit: Unit, action: string, after: Named<R>): void => {
  const before = unit.get(after.type, after.id);
  unit.putLocal(after);
  const object = { type: after.type, id: after.id, number: null };
  unit.audit({ action, object, ...unit.difference(after.type, after.id, before, after) });
};

export const removeLocal = (unit: Unit, action: string, before: StoredRecord): void => {
  unit.removeLocal(before.id);
  const object = { type: before.type, id: before.id, number: null };
  unit.audit({ action, object, ...unit.difference(before.type, before.id, before, undefined) });
};

import type { StoredRecord } from '../base/record.ts';
import type { QueueFilter, QueueOrder, SavedView } from './operations.ts';

/** A filter and order that somebody named. `createdBy` is whose it is; stays on this laptop. */
export interface ViewRecord extends StoredRecord {
  readonly type: 'view';
  readonly schema: 1;
  readonly name: string;
  readonly filter: QueueFilter;
  readonly order: QueueOrder;
}

export const savedView = ({ id, name, filter, order }: ViewRecord): SavedView => ({ id, name, filter, order });

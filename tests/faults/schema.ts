import type { Migration, StoreSchema } from '#core/storage/store.ts';
import type { Projection, StoredRecord } from '#shared/base/record.ts';
import { migrateRecord, projectTicket } from './model.ts';
import type { FaultRecord } from './model.ts';

const isFaultRecord = (record: StoredRecord): record is FaultRecord => 'serial' in record && 'text' in record;

const migrationTo = (to: number): Migration => ({
  to,
  migrate: (record) => (isFaultRecord(record) ? migrateRecord(record, to) : record),
});

const ticketRows: Projection<FaultRecord> = { type: 'ticket', version: 1, project: projectTicket };

/** Schema 1 is what the workload writes; later ones differ by marking each record they migrate. */
export const faultSchema = (version: number): StoreSchema => ({
  version,
  migrations: Array.from({ length: version - 1 }, (_, index) => migrationTo(index + 2)),
  projections: [ticketRows],
});

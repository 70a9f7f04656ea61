import type { StoreSchema } from '#core/storage/store.ts';
import type { Projection, StoredRecord } from '#shared/base/record.ts';

export interface Note extends StoredRecord {
  readonly type: 'note';
  readonly text: string;
}

const noteRows: Projection<Note> = { type: 'note', version: 1, project: ({ id, text }) => ({ id, text }) };

export const sampleSchema: StoreSchema = { version: 1, migrations: [], projections: [noteRows] };

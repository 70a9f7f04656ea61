import type { ChangeSet } from '#core/storage/store.ts';
import { encodeUlid } from '#shared/base/ulid.ts';
import { seededRandom } from '../bench/random.ts';
import { AUDIT, auditLine } from './model.ts';
import type { FaultRecord } from './model.ts';

export const BATCHES = 150;
export const RECORDS_PER_BATCH = 2_000;

const START = Date.UTC(2025, 0, 1);

/** Commit number `batch` (from 1) of the big store: many small records and a line. */
export const batchOf = (batch: number): ChangeSet => {
  const random = seededRandom(9, batch);
  const puts: FaultRecord[] = [];
  for (let index = 0; index < RECORDS_PER_BATCH; index++) {
    const at = START + batch * RECORDS_PER_BATCH + index;
    const instant = new Date(at).toISOString();
    puts.push({
      id: `ticket:${encodeUlid(at, random.bytes(10))}`,
      type: 'ticket',
      schema: 1,
      createdAt: instant,
      updatedAt: instant,
      createdBy: 'user:01HKZ5B3C4D5E6F7G8H9JAKBMD',
      device: 'device:01HKZ5B3C4D5E6F7G8H9JAKBMC',
      serial: batch,
      text: index % 2 === 0 ? '打印预览卡死' : 'printer is offline',
    });
  }
  return { puts, removes: [], appends: [{ log: AUDIT, line: auditLine(batch, undefined) }] };
};

/** What is changed here and not yet sent, and the newest stamp of the clock that orders it. */
import type { StoredRecord } from '#shared/base/record.ts';
import type { Records } from './storage/store.ts';

/** Marks a record as changed here and not yet sent; goes in the same commit as the record. */
export interface OutboxMark extends StoredRecord {
  readonly type: 'outbox';
  /** Id of this mutation: the same edit sent twice is recognised by it. */
  readonly mid: string;
  readonly hlc: string;
}

/** The newest stamp given on this laptop; goes in the same commit as the mark that carries it. */
export interface ClockRecord extends StoredRecord {
  readonly type: 'clock';
  readonly hlc: string;
}

export const CLOCK_ID = 'clock:hlc';

/** The newest stamp of a store, empty if there is none. Where damage took the record of it, every mark is asked. */
export const newestStamp = (records: Records): string => {
  const clock = records.get<ClockRecord>('clock', CLOCK_ID);
  if (clock) return clock.hlc;
  let newest = '';
  for (const id of records.ids('outbox')) {
    const hlc = records.get<OutboxMark>('outbox', id)?.hlc ?? '';
    if (hlc > newest) newest = hlc;
  }
  return newest;
};

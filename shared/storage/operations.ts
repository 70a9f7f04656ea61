import * as z from 'zod';
import { command, query } from '../contract/operation.ts';
import type { StoreStatus } from './status.ts';

export interface StorageFigures {
  readonly status: StoreStatus;
  readonly folder: string;
  readonly bytesOnDisk: number;
  readonly freeBytes: number;
  readonly recordsByType: Readonly<Record<string, number>>;
  readonly auditEntries: number;
  readonly generation: number;
  readonly openedAt: string;
}

export const storageOperations = {
  'storage.figures': query('signed-in', z.strictObject({})).returns<StorageFigures>(),
  'storage.compact': command('store.maintain', z.strictObject({})).returns<StorageFigures>(),
  /** After damage: shows what is intact; nothing can be written. */
  'storage.continueReadOnly': command('signed-in', z.strictObject({})).returns<null>(),
  /** After damage: keeps the damaged files aside, untouched, and goes on with what is intact in a new generation. */
  'storage.setAside': command('store.maintain', z.strictObject({})).returns<{ readonly folder: string }>(),
};

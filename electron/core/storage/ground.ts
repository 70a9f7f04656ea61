import type { StoreFiles } from './files.ts';
import type { StoreSchema } from './store.ts';

/** Where the engine works, and with what. */
export interface Ground {
  readonly files: StoreFiles;
  readonly folder: string;
  readonly key: Uint8Array;
  readonly schema: StoreSchema;
}

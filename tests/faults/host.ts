/** How the suite opens stores: with which key, with its worker or without, and the files it lets the engine see. */
import type { createStore } from '#core/storage/index.ts';
import type { StoreFiles } from '#core/storage/files.ts';
import { faultSchema } from './schema.ts';

export type StoreHost = Parameters<typeof createStore>[0];

export const theKey = new Uint8Array(32).fill(0x5a);

interface HostChoices {
  readonly files?: StoreFiles;
  readonly schema?: number;
  readonly key?: Uint8Array;
  readonly now?: () => Date;
  /** The writer runs in a thread of its own, as in the product, instead of this one. */
  readonly isThreaded?: boolean;
}

export const hostOf = (folder: string, choices: HostChoices = {}): StoreHost => ({
  folder,
  key: choices.key ?? theKey,
  now: choices.now ?? (() => new Date()),
  schema: faultSchema(choices.schema ?? 1),
  worker: choices.isThreaded ? new URL('store.worker.cjs', import.meta.url) : null,
  ...(choices.files ? { files: choices.files } : {}),
});

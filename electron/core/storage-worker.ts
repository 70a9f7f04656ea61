/** Composition of the storage thread: the engine with this product's schema. Bundled on its own for both hosts. */
import { deskSchema } from './desk-schema.ts';
import { serveStore } from './storage/worker.ts';

serveStore(deskSchema);

/** Worker thread of a store under test: the engine with the suite's schema. */
import { serveStore } from '#core/storage/worker.ts';
import { faultSchema } from './schema.ts';

serveStore(faultSchema(1));

/** Storage thread of the measured desk: the engine with the product's schema. */
import { deskSchema } from '#core/desk-schema.ts';
import { serveStore } from '#core/storage/worker.ts';

serveStore(deskSchema);

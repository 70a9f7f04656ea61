import { serveStore } from '#core/storage/worker.ts';
import { sampleSchema } from './sample-schema.ts';

serveStore(sampleSchema);

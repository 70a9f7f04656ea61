/** A store of 300,000 records, killed while it is compacted: all of them are there, and it still opens as one. */
import path from 'node:path';
import { openStore } from '#core/storage/index.ts';
import { StoreError } from '#core/storage/store.ts';
import { describeOpening, release } from './check-store.ts';
import { runCrashChild } from './crash-child.ts';
import { hostOf } from './host.ts';
import { batchOf, BATCHES, RECORDS_PER_BATCH } from './many.ts';
import { AUDIT } from './model.ts';
import { dropFolder, scratchFolder } from './scenario.ts';
import type { Scenario } from './scenario.ts';

const ROUNDS = 2;

export const manyRecords: Scenario = {
  name: 'many',
  title: `${(BATCHES * RECORDS_PER_BATCH).toLocaleString('en')} records, killed while compacting`,
  shares: 1,
  run: async (share, tally) => {
    const parent = scratchFolder('disk');
    const folder = path.join(parent, 'store');
    for (let round = 0; round < ROUNDS; round++) {
      const outcome = await runCrashChild(
        {
          folder,
          mode: round === 0 ? 'fill' : 'compact',
          seed: share.seed,
          depth: 1,
          commits: 0,
          isThreaded: true,
          kill: null,
          isTraced: false,
        },
        (message, kill) => {
          if (message.kind === 'compacting') setImmediate(kill);
        },
      );
      const opening = await openStore(hostOf(folder));
      if (opening.state !== 'open') {
        await release(opening);
        tally.check(`kill ${round}`, [`opened as ${describeOpening(opening)}`, outcome.complaint]);
        break;
      }
      const { store } = opening;
      const problems: string[] = [];
      if (outcome.end !== 'killed') problems.push(`ended by ${outcome.end} ${outcome.complaint}`);
      const length = store.logLength(AUDIT);
      if (length !== BATCHES) problems.push(`${length} of ${BATCHES} commits are there`);
      let missing = 0;
      for (let batch = 1; batch <= BATCHES; batch++) {
        for (const record of batchOf(batch).puts) {
          if (JSON.stringify(store.records.get(record.type, record.id)) !== JSON.stringify(record)) missing++;
        }
      }
      if (missing > 0) problems.push(`${missing} records are missing or differ`);
      const count = store.records.count('ticket');
      if (count !== BATCHES * RECORDS_PER_BATCH) problems.push(`it counts ${count}`);
      tally.add('records compared', count);
      await store.readLog(AUDIT, 1, length).catch((error: unknown) => {
        problems.push(error instanceof StoreError ? `${error.code} ${error.message}` : String(error));
      });
      await store.close();
      tally.check(`kill ${round}`, problems);
    }
    dropFolder(parent);
  },
};

/** The process that gets killed. Does as its plan says and writes each acknowledgement to descriptor 3 before it does anything else. */
import { writeSync } from 'node:fs';
import { createStore, openStore, setAside } from '#core/storage/index.ts';
import type { Opening, Store } from '#core/storage/store.ts';
import type { CrashPlan, Message } from './crash-plan.ts';
import { filesThatKill, filesThatTell } from './files-under-test.ts';
import { hostOf } from './host.ts';
import type { StoreHost } from './host.ts';
import { BATCHES, batchOf } from './many.ts';
import { AUDIT, changeSetOf, usualScale } from './model.ts';

const plan = JSON.parse(process.argv[2] ?? '') as CrashPlan;
const tell = (message: Message): void => {
  writeSync(3, `${JSON.stringify(message)}\n`);
};

const host = (): StoreHost =>
  hostOf(plan.folder, {
    isThreaded: plan.isThreaded,
    schema: plan.mode === 'migrate' ? 2 : 1,
    ...(plan.kill ? { files: filesThatKill(plan.kill) } : {}),
    ...(plan.isTraced ? { files: filesThatTell((name) => tell({ kind: 'call', name })) } : {}),
  });

const storeOf = (opening: Opening): Store | undefined => {
  if (opening.state === 'open') return opening.store;
  tell({ kind: 'refused', state: opening.state });
  return undefined;
};

const openAsPlanned = async (): Promise<Store | undefined> => {
  if (plan.mode === 'create' || plan.mode === 'fill') return createStore(host());
  if (plan.mode === 'set-aside') return storeOf((await setAside(host())).opening);
  return storeOf(await openStore(host()));
};

tell({ kind: 'opening' });
const store = await openAsPlanned();
if (store) {
  let issued = store.logLength(AUDIT);
  let line = store.lastLine(AUDIT);
  const last = issued + plan.commits;
  tell({ kind: 'opened', serial: issued });
  const writers = { areBusy: true };
  if (plan.mode === 'fill') {
    for (let batch = 1; batch <= BATCHES; batch++) {
      await store.commit(batchOf(batch));
      tell({ kind: 'acknowledged', serial: batch });
    }
  }
  const compactOnce = async (): Promise<void> => {
    const compaction = store.compact();
    tell({ kind: 'compacting' });
    await compaction;
    tell({ kind: 'compacted' });
  };
  const compactAgainAndAgain = async (): Promise<void> => {
    while (writers.areBusy && plan.mode === 'compact') {
      await compactOnce();
    }
  };
  const write = async (): Promise<void> => {
    while (issued < last) {
      issued++;
      const serial = issued;
      const changes = changeSetOf({ ...usualScale, seed: plan.seed }, serial, line);
      line = changes.appends[0]?.line;
      await store.commit(changes);
      tell({ kind: 'acknowledged', serial });
    }
  };
  if (plan.commits === 0) await compactOnce();
  const compaction = compactAgainAndAgain();
  await Promise.all(Array.from({ length: plan.depth }, write));
  writers.areBusy = false;
  await compaction;
  await store.close();
  tell({ kind: 'done' });
}

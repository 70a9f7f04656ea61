/** A disk whose syncs take as long as they like: nothing is promised before, and nobody waits for a compaction that hangs on one. */
import path from 'node:path';
import { createStore, openStore } from '#core/storage/index.ts';
import { nodeFiles } from '#core/storage/files.ts';
import type { StoreFiles } from '#core/storage/files.ts';
import { checkAfterCrash, compare } from './check-store.ts';
import { intercept } from './files-under-test.ts';
import { hostOf } from './host.ts';
import { Model, usualScale } from './model.ts';
import { scratchFolder } from './scenario.ts';
import type { Scenario } from './scenario.ts';

/** Syncs of big files wait until they are let go. */
class HeldSyncs {
  readonly files: StoreFiles;
  private readonly waiting: (() => void)[] = [];
  private isHolding = false;
  private announce: () => void = () => {};

  constructor() {
    this.files = {
      ...nodeFiles,
      fdatasyncBehind: async (file) => {
        if (this.isHolding) {
          const released = new Promise<void>((resolve) => this.waiting.push(resolve));
          this.announce();
          await released;
        }
        return nodeFiles.fdatasyncBehind(file);
      },
    };
  }

  /** From now on syncs are held; resolves when the first one is. */
  hold(): Promise<void> {
    this.isHolding = true;
    return new Promise((resolve) => {
      this.announce = resolve;
    });
  }

  letGo(): void {
    this.isHolding = false;
    for (const release of this.waiting.splice(0)) release();
  }
}

/** Counts what is written and what of it is synced; `isSafe` when all of it is. */
class SyncWatch {
  readonly files: StoreFiles;
  private readonly unsynced = new Set<number>();

  constructor() {
    this.files = intercept((call, perform) => {
      if (call.name === 'write' && call.file !== undefined) this.unsynced.add(call.file);
      const value = perform();
      if (call.name === 'fdatasync' && call.file !== undefined) this.unsynced.delete(call.file);
      if (call.name === 'close' && call.file !== undefined) this.unsynced.delete(call.file);
      return value;
    });
  }

  get isSafe(): boolean {
    return this.unsynced.size === 0;
  }
}

export const slowDisk: Scenario = {
  name: 'slow-disk',
  title: 'a disk whose syncs take long',
  shares: 1,
  run: async (_share, tally) => {
    const folder = path.join(scratchFolder('memory'), 'store');
    const model = new Model(usualScale);
    await (await createStore(hostOf(folder))).close();

    const watch = new SyncWatch();
    const watched = await openStore(hostOf(folder, { files: watch.files }));
    if (watched.state !== 'open') throw new Error(`opened as ${watched.state}`);
    for (let done = 0; done < 40; done++) {
      await watched.store.commit(model.next());
      tally.check(`commit ${done} acknowledged`, watch.isSafe ? [] : ['before what it wrote was synced']);
      model.advanceTo(model.serial + 1);
    }
    await watched.store.close();

    const held = new HeldSyncs();
    const opening = await openStore(hostOf(folder, { files: held.files }));
    if (opening.state !== 'open') throw new Error(`opened as ${opening.state}`);
    const { store } = opening;
    const isHeld = held.hold();
    const settled = { compaction: false };
    const compaction = store.compact().finally(() => {
      settled.compaction = true;
    });
    await Promise.race([isHeld, compaction]);
    if (settled.compaction) tally.add('compactions that had no big file to sync');
    for (let done = 0; done < 60; done++) {
      await store.commit(model.next());
      model.advanceTo(model.serial + 1);
      tally.add('commits while a compaction hung');
    }
    const problems = [...(await compare(store, model, model.serial))];
    held.letGo();
    await compaction;
    problems.push(...(await compare(store, model, model.serial)));
    await store.close();
    const checked = await checkAfterCrash(hostOf(folder), model, model.serial);
    tally.check('committing while a compaction hung', [...problems, ...checked.problems]);
  },
};

/** A disk that is really full: a small file system of its own, filled by the store or by somebody else, then freed. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createStore, openStore } from '#core/storage/index.ts';
import { StoreError } from '#core/storage/store.ts';
import type { Store } from '#core/storage/store.ts';
import { checkAfterCrash, compare, describeError } from './check-store.ts';
import { hostOf } from './host.ts';
import { Model, usualScale } from './model.ts';
import { scratchFolder } from './scenario.ts';
import type { Scenario, Tally } from './scenario.ts';
import { fillWithBallast, mount, unmount } from './small-disk.ts';

const SIZES_MB = [8, 12];
const ROUNDS = 3;
const MOST_COMMITS = 50_000;
const LONGEST_WAIT_MS = 60_000;

interface Refusal {
  /** Highest serial that was promised. */
  readonly acknowledged: number;
  readonly problems: readonly string[];
}

/** Commits until the store refuses, as it must when nothing more fits, and checks how it refuses. */
const commitUntilRefused = async (store: Store, model: Model): Promise<Refusal> => {
  const problems: string[] = [];
  let acknowledged = model.serial;
  const told: string[] = [];
  const stop = store.onStatus((status) => told.push(status.state));
  try {
    for (let done = 0; done < MOST_COMMITS; done++) {
      await store.commit(model.next());
      acknowledged++;
      model.advanceTo(acknowledged);
    }
    problems.push(`${MOST_COMMITS} commits fitted`);
  } catch (error) {
    const isRight =
      error instanceof StoreError && (error.code === 'storage.full' || error.code === 'storage.read-only');
    if (!isRight) problems.push(`it refused with ${describeError(error)}`);
  }
  stop();
  const { status } = store;
  if (status.state !== 'read-only' || status.cause !== 'disk-full')
    problems.push(`its status is ${JSON.stringify(status)}`);
  if (!told.includes('read-only')) problems.push('nobody was told');
  const again = await store.commit(model.next()).then(
    () => 'acknowledged',
    (error: unknown) => (error instanceof StoreError ? 'refused' : describeError(error)),
  );
  if (again !== 'refused') problems.push(`the next commit was ${again}`);
  return { acknowledged, problems };
};

/** Once there is room it takes commits again by itself, after what was acknowledged and nothing else. */
const goesOn = async (store: Store, model: Model): Promise<readonly string[]> => {
  const until = performance.now() + LONGEST_WAIT_MS;
  while (store.status.state !== 'ok' && performance.now() < until) await wait(50);
  if (store.status.state !== 'ok') return [`with room again its status is ${JSON.stringify(store.status)}`];
  const problems = await compareReadable(store, model);
  for (let done = 0; done < 20; done++) {
    await store.commit(model.next());
    model.advanceTo(model.serial + 1);
  }
  await store.compact();
  return [...problems, ...(await compareReadable(store, model))];
};

const fillAndFree = async (megabytes: number, round: number, tally: Tally): Promise<string | undefined> => {
  const folder = scratchFolder('disk');
  const reason = mount(folder, megabytes);
  if (reason !== undefined) return reason;
  try {
    const host = hostOf(path.join(folder, 'store'), { isThreaded: round % 2 === 1 });
    const model = new Model({ ...usualScale, seed: round + 1 });
    await (await createStore(host)).close();

    // Somebody else fills the disk between two commits: the save in hand must still succeed.
    const first = await openStore(host);
    if (first.state !== 'open') throw new Error(`opened as ${first.state}`);
    for (let done = 0; done < 50; done++) {
      await first.store.commit(model.next());
      model.advanceTo(model.serial + 1);
    }
    const free = fillWithBallast(folder);
    const beforeFull = model.serial;
    const refusal = await commitUntilRefused(first.store, model);
    const saved = refusal.acknowledged - beforeFull;
    tally.add('acknowledged on a full disk, out of the reserve', saved);
    const problems = [...refusal.problems];
    if (saved === 0) problems.push('not even one commit succeeded once the disk was full');
    problems.push(...(await compareReadable(first.store, model)));
    free();
    problems.push(...(await goesOn(first.store, model)));
    const freeAgain = fillWithBallast(folder);
    const { acknowledged, problems: more } = await commitUntilRefused(first.store, model);
    problems.push(...more);
    await first.store.close();
    const whileFull = await openStore(host);
    tally.add(`opened while full: ${whileFull.state}`);
    if (whileFull.state === 'open') {
      const { store } = whileFull;
      problems.push(...(await compare(store, model.copy(), acknowledged)));
      if (store.status.state !== 'read-only') problems.push('opened on a full disk it takes commits');
      freeAgain();
      problems.push(...(await goesOn(store, model)));
      await store.close();
    } else {
      problems.push(`while full it opened as ${whileFull.state}`);
      if (whileFull.state === 'damaged') await whileFull.store.close();
      freeAgain();
    }
    const afterwards = await checkAfterCrash(host, model, model.serial);
    tally.check(`${megabytes} MB filled by somebody else`, [...problems, ...afterwards.problems]);
    tally.add('acknowledged commits', model.serial);

    // The store fills the disk by itself, compacting as it sees fit.
    const second = await openStore(host);
    if (second.state !== 'open') throw new Error(`opened as ${second.state}`);
    const own = await commitUntilRefused(second.store, model);
    const left = await compareReadable(second.store, model);
    await second.store.close();
    const reopened = await openStore(host);
    const afterFull: string[] = [];
    if (reopened.state === 'open') {
      afterFull.push(...(await compare(reopened.store, model.copy(), own.acknowledged)));
      await reopened.store.close();
    } else {
      afterFull.push(`on the full disk it opened as ${reopened.state}`);
      if (reopened.state === 'damaged') await reopened.store.close();
    }
    tally.check(`${megabytes} MB filled by the store`, [...own.problems, ...left, ...afterFull]);
    tally.add('acknowledged commits', own.acknowledged);
    execFileSync('mount', ['-o', `remount,size=${megabytes * 4}m`, folder]);
    const grown = await openStore(host);
    const wellAgain: string[] = [];
    if (grown.state === 'open') {
      wellAgain.push(...(await compare(grown.store, model, own.acknowledged)));
      await grown.store.commit(model.next());
      await grown.store.compact();
      model.advanceTo(model.serial + 1);
      wellAgain.push(...(await compare(grown.store, model, model.serial)));
      await grown.store.close();
    } else {
      wellAgain.push(`opened as ${grown.state}`);
    }
    tally.check(`${megabytes} MB, then made larger`, wellAgain);
    return undefined;
  } finally {
    tally.check(`${megabytes} MB unmounted`, unmount(folder));
  }
};

const compareReadable = async (store: Store, model: Model): Promise<readonly string[]> =>
  (await compare(store, model.copy(), model.serial)).map((problem) => `in the open store: ${problem}`);

export const diskFull: Scenario = {
  name: 'disk-full',
  title: 'a disk that is really full',
  shares: 1,
  run: async (_share, tally) => {
    for (const megabytes of SIZES_MB) {
      for (let round = 0; round < ROUNDS; round++) {
        const reason = await fillAndFree(megabytes, round, tally);
        if (reason !== undefined) {
          tally.skip(reason);
          return;
        }
      }
    }
  },
};

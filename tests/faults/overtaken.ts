/** Where the lock does not reach (two machines, two containers): the writer that was overtaken must notice and write nothing more. */
import path from 'node:path';
import { createStore, openStore } from '#core/storage/index.ts';
import { nodeFiles } from '#core/storage/files.ts';
import type { StoreFiles } from '#core/storage/files.ts';
import { StoreError } from '#core/storage/store.ts';
import type { Store } from '#core/storage/store.ts';
import { checkAfterCrash, describeError, describeOpening, release } from './check-store.ts';
import { hostOf } from './host.ts';
import { AUDIT, changeSetOf, Model, usualScale } from './model.ts';
import { scratchFolder } from './scenario.ts';
import type { Scenario } from './scenario.ts';

/** A lock that everybody gets. */
const unlocked: StoreFiles = { ...nodeFiles, lock: () => Promise.resolve(() => Promise.resolve()) };

const openUnlocked = async (folder: string): Promise<Store> => {
  const opening = await openStore(hostOf(folder, { files: unlocked }));
  if (opening.state === 'open') return opening.store;
  await release(opening);
  throw new Error(`opened as ${describeOpening(opening)}`);
};

const commitNext = (store: Store): Promise<string> =>
  store.commit(changeSetOf(usualScale, store.logLength(AUDIT) + 1, store.lastLine(AUDIT))).then(
    () => 'acknowledged',
    (error: unknown) => (error instanceof StoreError ? 'refused' : describeError(error)),
  );

const times = async (count: number, store: Store): Promise<string[]> => {
  const answers: string[] = [];
  for (let done = 0; done < count; done++) answers.push(await commitNext(store));
  return answers;
};

/** What the overtaken writer tries when it wakes up. */
const lateDeeds: Readonly<Record<string, (store: Store) => Promise<string>>> = {
  'commits once': commitNext,
  'commits four at once': async (store) => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => commitNext(store)));
    return [...new Set(answers)].join(' and ');
  },
  compacts: (store) =>
    store.compact().then(
      () => 'compacted',
      (error: unknown) => (error instanceof StoreError ? 'refused' : describeError(error)),
    ),
  closes: (store) =>
    store.close().then(
      () => 'refused',
      (error: unknown) => (error instanceof StoreError ? 'refused' : describeError(error)),
    ),
};

export const overtaken: Scenario = {
  name: 'overtaken',
  title: 'a writer overtaken by another that its lock did not reach',
  shares: 1,
  run: async (_share, tally) => {
    for (const [deed, act] of Object.entries(lateDeeds)) {
      for (const isIdle of [true, false]) {
        const folder = path.join(scratchFolder('memory'), 'store');
        await (await createStore(hostOf(folder, { files: unlocked }))).close();
        const first = await openUnlocked(folder);
        const problems: string[] = [];
        if (!isIdle && (await times(3, first)).some((answer) => answer !== 'acknowledged'))
          problems.push('could not begin');
        const second = await openUnlocked(folder);
        const own = await times(3, second);
        const late = await act(first);
        if (late !== 'refused') problems.push(`the overtaken writer: ${late}`);
        if (deed.startsWith('commits') && first.status.state === 'ok')
          problems.push('the overtaken writer still says ok');
        await first.close().catch((error: unknown) => {
          if (!(error instanceof StoreError)) problems.push(`closing threw ${describeError(error)}`);
        });
        own.push(...(await times(3, second)));
        if (own.some((answer) => answer !== 'acknowledged')) problems.push(`the present writer: ${own.join(', ')}`);
        await second.close();
        const acknowledged = (isIdle ? 0 : 3) + own.length;
        const checked = await checkAfterCrash(hostOf(folder), new Model(usualScale), acknowledged);
        if (checked.serial !== acknowledged) problems.push(`${checked.serial} commits are there`);
        tally.check(`overtaken ${isIdle ? 'before' : 'after'} its first commit, it ${deed}`, [
          ...problems,
          ...checked.problems,
        ]);
      }
    }
  },
};

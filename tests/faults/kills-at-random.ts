/** `kill -9` from outside, at moments nobody chose: while opening, committing, compacting, closing; the same store goes on from kill to kill. */
import path from 'node:path';
import { createStore } from '#core/storage/index.ts';
import { seededRandom } from '../bench/random.ts';
import { checkAfterCrash } from './check-store.ts';
import { runCrashChild } from './crash-child.ts';
import type { CrashPlan } from './crash-plan.ts';
import { hostOf } from './host.ts';
import { Model, usualScale } from './model.ts';
import { dropFolder, scratchFolder } from './scenario.ts';
import type { Scenario, Tally } from './scenario.ts';

/** Of all kills wanted, these many in a hundred are of this kind; the others are aimed at single file calls. */
const SHARE_PERCENT = 50;
const KILLS_PER_STORE = 20;
const LANES = 2;
const MOST_COMMITS = 100_000;

const killOnce = async (
  plan: CrashPlan,
  afterMessages: number,
  afterTurns: number,
): ReturnType<typeof runCrashChild> => {
  let heard = 0;
  return runCrashChild(plan, (_message, kill) => {
    heard++;
    if (heard !== afterMessages) return;
    // A few turns of our own event loop, so that the moment does not stand in a fixed relation to the last message.
    let left = afterTurns;
    const wait = (): void => {
      if (left-- > 0) setImmediate(wait);
      else kill();
    };
    wait();
  });
};

/** Resolves to the kills that hit: a child may come to its end before. */
const oneStore = async (tally: Tally, seed: number, kills: number): Promise<number> => {
  const random = seededRandom(seed, 9_001);
  const parent = scratchFolder('disk');
  const folder = path.join(parent, 'store');
  await (await createStore(hostOf(folder))).close();
  const model = new Model({ ...usualScale, seed });
  let hits = 0;
  while (hits < kills) {
    // Deep enough now and then that a group of commits fills several frames.
    const depth = random.below(6) === 0 ? 100 + random.below(120) : 1 + random.below(12);
    const plan: CrashPlan = {
      folder,
      mode: random.below(3) === 0 ? 'compact' : 'load',
      seed,
      depth,
      commits: random.below(5) === 0 ? random.below(30) : MOST_COMMITS,
      isThreaded: random.below(3) === 0,
      kill: null,
      isTraced: false,
    };
    const before = model.serial;
    const outcome = await killOnce(plan, 1 + random.below(80 + (depth > 12 ? 3 * depth : 0)), random.below(60));
    if (outcome.end === 'killed') hits++;
    tally.add(outcome.end === 'killed' ? 'kills' : 'ended before');
    tally.add('acknowledged commits', Math.max(0, outcome.acknowledged - before));
    tally.add('compactions', outcome.compactions);
    const problems: string[] = [];
    if (outcome.end !== 'killed' && outcome.end !== 'done')
      problems.push(`ended by ${outcome.end}: ${outcome.complaint}`);
    if (outcome.refused !== undefined) problems.push(`opened as ${outcome.refused}`);
    if (outcome.openedAt !== undefined && outcome.openedAt !== before) {
      problems.push(`opened with ${outcome.openedAt} commits after ${before} were checked`);
    }
    const checked = await checkAfterCrash(hostOf(folder), model, outcome.acknowledged);
    if (checked.tornBytes > 0) tally.add('torn tails cut');
    tally.check(`kill ${hits} of store ${seed} (${JSON.stringify(plan)})`, [...problems, ...checked.problems]);
    // What follows on a broken store would only repeat the first finding.
    if (problems.length + checked.problems.length > 0) return kills;
  }
  tally.add('stores');
  dropFolder(parent);
  return hits;
};

export const killsAtRandom: Scenario = {
  name: 'kill-random',
  title: 'kill -9 at random moments under load',
  shares: 2,
  run: async (share, tally) => {
    const wanted = Math.ceil((share.kills * SHARE_PERCENT) / 100 / share.of);
    let started = 0;
    const lane = async (): Promise<void> => {
      while (started < wanted) {
        const kills = Math.min(KILLS_PER_STORE, wanted - started);
        const seed = share.seed * 1_000_000 + share.index * 100_000 + started;
        started += kills;
        await oneStore(tally, seed, kills);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  },
};

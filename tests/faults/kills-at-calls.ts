/** The process dies at one chosen file call: before it, after it, or with half of a write done. Every call of every kind in turn. */
import path from 'node:path';
import { seededRandom } from '../bench/random.ts';
import { checkAfterCrash, checkUnborn } from './check-store.ts';
import { runCrashChild } from './crash-child.ts';
import type { CrashPlan, KillPoint } from './crash-plan.ts';
import { writeImage } from './disk-history.ts';
import type { DiskImage } from './disk-history.ts';
import { hostOf } from './host.ts';
import { usualScale } from './model.ts';
import type { Model } from './model.ts';
import { dropFolder, scratchFolder } from './scenario.ts';
import type { Scenario, Tally } from './scenario.ts';
import { makeSessions } from './sessions.ts';

/** Of all kills wanted, these many in a hundred are of this kind. */
const SHARE_PERCENT = 50;
const LANES = 2;

interface Job {
  readonly name: string;
  readonly plan: Omit<CrashPlan, 'folder'>;
  readonly start: DiskImage;
  readonly model: Model;
  readonly schema: number;
}

interface Aim {
  readonly job: Job;
  readonly kill: KillPoint;
}

const basePlan = {
  seed: usualScale.seed,
  depth: 2,
  commits: 8,
  isThreaded: false,
  kill: null,
  isTraced: false,
} as const;

const makeJobs = async (): Promise<readonly Job[]> => {
  const sessions = new Map((await makeSessions()).map((session) => [session.name, session]));
  const job = (name: string, from: string, plan: Omit<CrashPlan, 'folder'>): Job => {
    const session = sessions.get(from);
    if (!session) throw new Error(`no session ${from}`);
    return { name, plan, start: session.start, model: session.model, schema: session.schema };
  };
  return [
    job('creating', 'create', { ...basePlan, mode: 'create', commits: 4 }),
    job('committing', 'work', { ...basePlan, mode: 'load' }),
    job('compacting', 'work', { ...basePlan, mode: 'compact' }),
    job('opening after a crash', 'reopen', { ...basePlan, mode: 'load', commits: 2 }),
    job('migrating', 'migrate', { ...basePlan, mode: 'migrate', commits: 2 }),
  ];
};

const inFolder = async <Value>(start: DiskImage, act: (folder: string) => Promise<Value>): Promise<Value> => {
  const parent = scratchFolder('disk');
  const folder = path.join(parent, 'store');
  if (start.size > 0) writeImage(folder, start);
  try {
    return await act(folder);
  } finally {
    dropFolder(parent);
  }
};

/** Every call that the job makes when nothing kills it, as places to kill it at. */
const aimsOf = async (job: Job): Promise<readonly Aim[]> => {
  const { calls, end, complaint } = await inFolder(job.start, (folder) =>
    runCrashChild({ ...job.plan, folder, isTraced: true }),
  );
  if (end !== 'done') throw new Error(`${job.name} did not come to its end by itself: ${end} ${complaint}`);
  const seen = new Map<string, number>();
  return calls.flatMap((kind) => {
    const nth = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, nth);
    const moments: readonly KillPoint['moment'][] =
      kind === 'write' ? ['before', 'middle', 'after'] : ['before', 'after'];
    return moments.map((moment) => ({ job, kill: { kind, nth, moment } }));
  });
};

const killAt = async ({ job, kill }: Aim, tally: Tally): Promise<boolean> =>
  inFolder(job.start, async (folder) => {
    const outcome = await runCrashChild({ ...job.plan, folder, kill });
    const isCreated = job.plan.mode !== 'create' || outcome.openedAt !== undefined;
    const acknowledged = Math.max(outcome.acknowledged, job.model.serial);
    tally.add('acknowledged commits', Math.max(0, outcome.acknowledged - job.model.serial));
    const problems: string[] = [];
    if (outcome.end !== 'killed' && outcome.end !== 'done')
      problems.push(`ended by ${outcome.end}: ${outcome.complaint}`);
    if (outcome.refused !== undefined) problems.push(`the child found it ${outcome.refused}`);
    if (isCreated) {
      const host = hostOf(folder, { schema: job.schema });
      const model = job.model.copy();
      const checked = await checkAfterCrash(host, model, acknowledged);
      problems.push(...checked.problems);
      if (checked.tornBytes > 0) tally.add('torn tails cut');
      if (checked.problems.length === 0) {
        const again = await checkAfterCrash(host, model, checked.serial);
        problems.push(...again.problems.map((problem) => `opened a second time: ${problem}`));
      }
    } else {
      problems.push(...(await checkUnborn(hostOf(folder))));
    }
    tally.check(`killed ${kill.moment} ${kill.kind} ${kill.nth} while ${job.name}`, problems);
    if (outcome.end === 'killed') tally.add(`kills while ${job.name}`);
    return outcome.end === 'killed';
  });

/** Spread evenly over all aims, so that fewer kills than aims still reach every job and kind. */
const choose = (aims: readonly Aim[], wanted: number, seed: number): readonly Aim[] => {
  const random = seededRandom(seed, 31);
  const step = aims.length / wanted;
  const first = random.next() * step;
  return Array.from({ length: wanted }, (_, index) => aims[Math.floor(first + index * step) % aims.length]).filter(
    (aim) => aim !== undefined,
  );
};

export const killsAtCalls: Scenario = {
  name: 'kill-at-call',
  title: 'kill -9 at each file call',
  shares: 2,
  run: async (share, tally) => {
    const aims: Aim[] = [];
    for (const job of await makeJobs()) aims.push(...(await aimsOf(job)));
    const wanted = Math.ceil((share.kills * SHARE_PERCENT) / 100);
    const chosen = choose(aims, wanted, share.seed).filter((_, index) => index % share.of === share.index);
    if (share.index === 0) tally.add('places', aims.length);
    const queue = chosen.values();
    const lane = async (): Promise<void> => {
      for (const aim of queue) {
        // Group commit may bundle differently this time, so that the place is not reached: once more, then let it be.
        if (!(await killAt(aim, tally)) && !(await killAt(aim, tally))) tally.add('not reached');
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  },
};

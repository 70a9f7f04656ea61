/** Every byte of every file of a small sealed store flipped, and every file cut to every shorter length. */
import { seededRandom } from '../bench/random.ts';
import { judge } from './judge.ts';
import { hostOf } from './host.ts';
import { checkAfterCrash } from './check-store.ts';
import { scratchFolder } from './scenario.ts';
import type { Scenario, Share, Tally } from './scenario.ts';
import { buildSmallStore } from './small-store.ts';
import type { SmallStore } from './small-store.ts';

/** One case in so many of those that came out whole is opened once more, to see that the repair lasts. */
const REOPEN_EVERY = 16;

/** Files of the same kind are counted together: `snapshot-3` and `snapshot-4` are both `snapshot`. */
const kindOf = (name: string): string => name.replace(/-(?:\d+|[ab])$/, '');

const tryEach = async (
  share: Share,
  tally: Tally,
  change: (content: Buffer, offset: number, random: ReturnType<typeof seededRandom>) => Buffer,
): Promise<void> => {
  const small: SmallStore = await buildSmallStore(scratchFolder('memory'));
  const random = seededRandom(share.seed, 77);
  let number = 0;
  for (const name of small.image.names()) {
    const content = small.image.content(name);
    for (let offset = 0; offset < content.length; offset++) {
      const changed = change(content, offset, random);
      if (number++ % share.of !== share.index) continue;
      const verdict = await judge(small.image.with({ [name]: changed }), small, {
        named: [name],
        mayBeUnsaid: false,
        mayBeMissing: false,
      });
      const problems = [...verdict.problems];
      if (problems.length === 0 && verdict.outcome.startsWith('whole') && number % REOPEN_EVERY === 0) {
        const again = await checkAfterCrash(hostOf(small.folder), small.model.copy(), small.model.serial);
        problems.push(...again.problems.map((problem) => `opened a second time: ${problem}`));
      }
      tally.add(`${kindOf(name)}: ${verdict.outcome}`);
      tally.check(`${name} at byte ${offset} of ${content.length}`, problems);
    }
  }
};

export const everyByteFlipped: Scenario = {
  name: 'flip',
  title: 'every byte of a small sealed store flipped',
  shares: 2,
  run: (share, tally) =>
    tryEach(share, tally, (content, offset, random) => {
      const changed = Buffer.from(content);
      changed[offset] = (content[offset] ?? 0) ^ (1 << random.below(8));
      return changed;
    }),
};

export const everyLengthCut: Scenario = {
  name: 'truncate',
  title: 'every file of a small sealed store cut to every shorter length',
  shares: 2,
  run: (share, tally) => tryEach(share, tally, (content, offset) => Buffer.from(content.subarray(0, offset))),
};

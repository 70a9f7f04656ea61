/** An import in the storage thread, killed before it could seal; then bytes of its journal are flipped. Real groups, several long frames each. */
import path from 'node:path';
import { createStore, openStore } from '#core/storage/index.ts';
import { FILE_HEADER_BYTES, FRAME_OVERHEAD_BYTES, readFrameHeader } from '#core/storage/frames.ts';
import { seededRandom } from '../bench/random.ts';
import type { Random } from '../bench/random.ts';
import { compare, describeOpening, release } from './check-store.ts';
import { runCrashChild } from './crash-child.ts';
import { readImage, writeImage } from './disk-history.ts';
import type { DiskImage } from './disk-history.ts';
import { hostOf } from './host.ts';
import { judgeDamaged } from './judge.ts';
import { Model, usualScale } from './model.ts';
import { dropFolder, scratchFolder } from './scenario.ts';
import type { Scenario, Share, Tally } from './scenario.ts';

const IMPORTS = 4;
/** Commits in flight, which make a group of two or three frames; killed in one of the next groups, before a megabyte is written. */
const DEPTH = 100;
const ANSWERED_AT_LEAST = 150;
const ANSWERED_BY_LOT = 150;
const FLIPS_PER_FRAME = 12;

interface Piece {
  readonly start: number;
  readonly end: number;
  /** Frames known to be on the medium when it was written: the same for all of a group. */
  readonly durable: number;
}

/** Whole frames of a journal, as far as they follow on one another. */
const framesOf = (journal: Buffer): readonly Piece[] => {
  const pieces: Piece[] = [];
  for (let start = FILE_HEADER_BYTES; ;) {
    const header = readFrameHeader(journal, start);
    const end = start + FRAME_OVERHEAD_BYTES + (header?.length ?? 0);
    if (!header || end > journal.length) return pieces;
    pieces.push({ start, end, durable: header.durable });
    start = end;
  }
};

/** In the header, in the ciphertext and in the tag of each frame. */
const placesIn = ({ start, end }: Piece, random: Random): readonly number[] =>
  Array.from({ length: FLIPS_PER_FRAME }, (_, index) => {
    if (index < FLIPS_PER_FRAME / 3) return start + random.below(20);
    if (index < (FLIPS_PER_FRAME * 2) / 3) return end - 1 - random.below(16);
    return start + random.below(end - start);
  });

const inFolder = async <Value>(image: DiskImage, act: (folder: string) => Promise<Value>): Promise<Value> => {
  const parent = scratchFolder('memory');
  const folder = path.join(parent, 'store');
  writeImage(folder, image);
  try {
    return await act(folder);
  } finally {
    dropFolder(parent);
  }
};

const killedImport = async (seed: number): Promise<{ readonly image: DiskImage; readonly acknowledged: number }> => {
  const parent = scratchFolder('disk');
  const folder = path.join(parent, 'store');
  await (await createStore(hostOf(folder))).close();
  const killAfter = ANSWERED_AT_LEAST + seededRandom(seed, 79).below(ANSWERED_BY_LOT);
  const { acknowledged, end, complaint } = await runCrashChild(
    { folder, mode: 'load', seed, depth: DEPTH, commits: 100_000, isThreaded: true, kill: null, isTraced: false },
    (message, kill) => {
      if (message.kind === 'acknowledged' && message.serial >= killAfter) kill();
    },
  );
  if (end !== 'killed') throw new Error(`the import ended by ${end}: ${complaint}`);
  const image = readImage(folder);
  // Space kept free says nothing; without it each case writes two megabytes less.
  image.delete('reserve');
  dropFolder(parent);
  return { image, acknowledged };
};

/** What is not as it must be; undefined if it opens as damaged. Advances `model` to what it holds. */
const openWhole = (image: DiskImage, model: Model, acknowledged: number): Promise<readonly string[] | undefined> =>
  inFolder(image, async (folder) => {
    const opening = await openStore(hostOf(folder));
    const problems = opening.state === 'open' ? await compare(opening.store, model, acknowledged) : undefined;
    await release(opening);
    return problems;
  });

const tryImport = async (seed: number, tally: Tally): Promise<void> => {
  const { image, acknowledged } = await killedImport(seed);
  tally.add('acknowledged commits', acknowledged);
  const name =
    [...image.keys()]
      .filter((file) => file.startsWith('journal'))
      .toSorted()
      .at(-1) ?? '';
  const journal = image.get(name) ?? Buffer.alloc(0);
  const frames = framesOf(journal).slice(1);
  let newest = frames.findIndex(({ durable }) => durable === frames.at(-1)?.durable);
  const vouched = frames.slice(0, newest);
  const isOfSeveral = ({ durable }: Piece): boolean => vouched.filter((other) => other.durable === durable).length > 1;
  if (!vouched.some(isOfSeveral)) throw new Error('no group before the newest fills several frames');
  tally.add('frames', frames.length);

  const all = new Model({ ...usualScale, seed });
  const asLeft = await openWhole(image, all, acknowledged);
  tally.check(`import ${seed} as it was left`, asLeft ?? ['opened as damaged']);
  const older = new Model({ ...usualScale, seed });
  const upToNewest = journal.subarray(0, frames[newest]?.start);
  const withoutNewest = await openWhole(new Map([...image, [name, upToNewest]]), older, 0);
  tally.check(`import ${seed} without its newest group`, withoutNewest ?? []);
  // On a machine that is slow enough the anchor was moved up to the end meanwhile.
  if (!withoutNewest) newest = frames.length;

  const everWritten = all.everWritten();
  const random = seededRandom(seed, 80);
  for (const [index, frame] of frames.entries()) {
    for (const offset of placesIn(frame, random)) {
      const changed = Buffer.from(journal);
      changed[offset] = (changed[offset] ?? 0) ^ (1 << random.below(8));
      const problems = await inFolder(new Map([...image, [name, changed]]), async (folder) => {
        const opening = await openStore(hostOf(folder));
        if (opening.state !== 'open' && opening.state !== 'damaged') return [`opened as ${describeOpening(opening)}`];
        const isDamaged = opening.state === 'damaged';
        tally.add(isDamaged ? 'flips named' : 'flips in the newest group cut');
        const found = isDamaged
          ? [...(await judgeDamaged(opening, { model: all, everWritten }, { named: [name] }))]
          : [...(await compare(opening.store, new Model({ ...usualScale, seed }), older.serial))];
        if (isDamaged !== index < newest) found.push(`opened as ${describeOpening(opening)}`);
        if (opening.state === 'open' && opening.tornBytes === 0) found.push('a byte is changed, and nothing was cut');
        await opening.store.close();
        return found;
      });
      tally.check(`import ${seed}, frame ${index} of ${frames.length}, byte ${offset}`, problems);
    }
  }
};

export const killedImports: Scenario = {
  name: 'killed-imports',
  title: 'imports killed before they could seal, then bytes of the journal flipped',
  shares: 2,
  run: async (share: Share, tally) => {
    for (let number = share.index; number < IMPORTS; number += share.of)
      await tryImport(share.seed * 1_000 + number, tally);
  },
};

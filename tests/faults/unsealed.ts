/**
 * Every byte of a journal flipped that a killed process left unsealed, with groups of commits that fill several frames. Whatever a later
 * group vouches for is damage, by name; only in the newest group may a flip pass for a torn write, and then it takes nothing older along.
 */
import path from 'node:path';
import { encodeBatch, toWire } from '#core/storage/change-codec.ts';
import { nodeFiles } from '#core/storage/files.ts';
import { createStore, openStore } from '#core/storage/index.ts';
import { beginWriting } from '#core/storage/opening.ts';
import { recover } from '#core/storage/recovery.ts';
import { seededRandom } from '../bench/random.ts';
import { compare, describeOpening, release } from './check-store.ts';
import { hostOf, theKey } from './host.ts';
import { judgeDamaged } from './judge.ts';
import { Model, smallScale } from './model.ts';
import { scratchFolder } from './scenario.ts';
import type { Scenario, Tally } from './scenario.ts';
import { faultSchema } from './schema.ts';
import { Image } from './small-store.ts';
import type { SmallStore } from './small-store.ts';

/** Commits in each group, a frame each. The last group was written, and the process killed before it answered. */
const GROUPS = [3, 2, 2] as const;

interface Unsealed extends SmallStore {
  /** Name of the journal's segment. */
  readonly name: string;
  /** Where each group begins, and how many commits lie before it. */
  readonly groups: readonly { readonly start: number; readonly serial: number }[];
}

/** The engine's own journal is written frame by frame: as the engine fills them, frames are too long for every byte to be tried. */
const buildUnsealed = async (): Promise<Unsealed> => {
  const folder = path.join(scratchFolder('memory'), 'store');
  await (await createStore(hostOf(folder))).close();
  const ground = { files: nodeFiles, folder, key: theKey, schema: faultSchema(1) };
  const found = await recover(ground, 1);
  if (found.state !== 'read' || !found.anchor) throw new Error(`the store to be left unsealed is ${found.state}`);
  const { journal } = beginWriting(ground, found, found.anchor);
  const model = new Model(smallScale);
  const groups = GROUPS.map((size) => {
    const from = { start: journal.position.length, serial: model.serial };
    const payloads = Array.from({ length: size }, () => {
      const payload = encodeBatch([toWire(model.next())], model.serial + 1);
      model.advanceTo(model.serial + 1);
      return payload;
    });
    const { bytes } = journal.seal(payloads.flat(), model.serial);
    journal.write(bytes);
    journal.sync(bytes);
    return from;
  });
  journal.close();
  const name = path.basename(journal.path);
  return { folder, image: Image.of(folder), model, everWritten: model.everWritten(), name, groups };
};

const flipped = (content: Buffer, offset: number, bit: number): Buffer => {
  const changed = Buffer.from(content);
  changed[offset] = (content[offset] ?? 0) ^ (1 << bit);
  return changed;
};

/** Opens what `journal` makes of the store. `newest`: where its last group begins, and the commits before it. */
const judgeUnsealed = async (
  store: Unsealed,
  journal: Buffer,
  offset: number,
  newest: { readonly start: number; readonly serial: number },
): Promise<{ readonly outcome: string; readonly problems: readonly string[] }> => {
  const image = store.image.with({ [store.name]: journal });
  image.restore(store.folder);
  const opening = await openStore(hostOf(store.folder));
  if (opening.state === 'damaged') {
    const problems = [...(await judgeDamaged(opening, store, { named: [store.name] }))];
    await opening.store.close();
    if (image.restore(store.folder).length > 0) problems.push('damaged, and opening changed something');
    if (offset >= newest.start) problems.push('damaged, though nothing vouches for what was changed');
    return { outcome: 'named damage', problems };
  }
  if (opening.state !== 'open') return { outcome: opening.state, problems: [`opened as ${describeOpening(opening)}`] };
  const problems = [...(await compare(opening.store, new Model(smallScale), newest.serial))];
  if (opening.tornBytes === 0) problems.push('a byte is changed, and nothing was cut');
  if (offset < newest.start) problems.push('commits that a later group vouches for were cut');
  await release(opening);
  return { outcome: 'newest group cut', problems };
};

const tryBytes = async (
  store: Unsealed,
  what: string,
  range: { readonly from: number; readonly to: number; readonly newest: Unsealed['groups'][number] },
  share: { readonly index: number; readonly of: number; readonly seed: number },
  tally: Tally,
): Promise<void> => {
  const random = seededRandom(share.seed, 78);
  const whole = store.image.content(store.name).subarray(0, range.to);
  for (let offset = range.from; offset < range.to; offset++) {
    const journal = flipped(whole, offset, random.below(8));
    if (offset % share.of !== share.index) continue;
    const { outcome, problems } = await judgeUnsealed(store, journal, offset, range.newest);
    tally.add(`${what}: ${outcome}`);
    tally.check(`${what}, byte ${offset} of ${range.to}`, problems);
  }
};

export const unsealedFlipped: Scenario = {
  name: 'unsealed',
  title: 'every byte of an unsealed journal with groups of several frames flipped',
  shares: 2,
  run: async (share, tally) => {
    const store = await buildUnsealed();
    const [answered, unanswered] = store.groups.slice(-2);
    if (!answered || !unanswered) throw new Error('there are too few groups');
    const { length } = store.image.content(store.name);
    await tryBytes(store, 'killed before an answer', { from: 0, to: length, newest: unanswered }, share, tally);
    // Nothing was written after the newest answer: the idle moment that would have sealed it never came.
    const range = { from: answered.start, to: unanswered.start, newest: answered };
    await tryBytes(store, 'killed after an answer', range, share, tally);
  },
};

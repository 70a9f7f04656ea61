/** What may come of opening a store whose files were tampered with: it says so, by name, or nothing of it is missing. */
import { openStore } from '#core/storage/index.ts';
import { StoreError } from '#core/storage/store.ts';
import type { Opening } from '#core/storage/store.ts';
import { describeError, describeOpening } from './check-store.ts';
import { hostOf } from './host.ts';
import { inventions } from './model.ts';
import type { Image, SmallStore } from './small-store.ts';

export interface Verdict {
  /** How it came out, for counting. */
  readonly outcome: string;
  readonly problems: readonly string[];
}

export interface Expectation {
  /** Names of which the report must give one; any will do if empty. */
  readonly named: readonly string[];
  /** Files that were the store's own at some time may be put back unremarked, as long as nothing is missing. */
  readonly mayBeUnsaid: boolean;
  /** All files of the store are gone: then `missing` is the truth. */
  readonly mayBeMissing: boolean;
}

/** Says nothing about the records: who holds the fence, and space kept free. */
const meansNothing = (name: string): boolean => name === 'fence' || name === 'reserve';

const judgeOpen = async (
  { store, tornBytes, repaired }: Extract<Opening, { state: 'open' }>,
  small: SmallStore,
  { named, mayBeUnsaid }: Expectation,
): Promise<Verdict> => {
  let problems: readonly string[];
  try {
    problems = await small.model.differences(store);
  } catch (error) {
    if (error instanceof StoreError && error.code === 'storage.corrupt') {
      return { outcome: 'noticed on reading', problems: inventions(store, small.everWritten) };
    }
    return { outcome: 'broken', problems: [`reading threw ${describeError(error)}`] };
  }
  if (problems.length > 0) return { outcome: 'SILENTLY DIFFERENT', problems };
  if (tornBytes > 0) return { outcome: 'whole, cut reported', problems: [] };
  if (repaired.some(({ file }) => named.includes(file))) return { outcome: 'whole, repair named', problems: [] };
  if (named.length > 0 && named.every(meansNothing)) return { outcome: 'whole, means nothing', problems: [] };
  return { outcome: 'whole, unsaid', problems: mayBeUnsaid ? [] : ['whole, but what was changed is not named'] };
};

/** Everything that is not as it must be in an opening that says it is damaged. */
export const judgeDamaged = async (
  opening: Extract<Opening, { state: 'damaged' }>,
  small: Pick<SmallStore, 'model' | 'everWritten'>,
  { named }: Pick<Expectation, 'named'>,
): Promise<readonly string[]> => {
  const { report, store } = opening;
  const problems = [...inventions(store, small.everWritten)];
  if (report.findings.length === 0) problems.push('damaged, but nothing is named');
  if (named.length > 0 && !report.findings.some(({ file }) => named.some((name) => file.endsWith(name)))) {
    problems.push(`blames ${report.findings.map(({ file }) => file).join(', ')}`);
  }
  if (store.status.state === 'ok') problems.push('damaged, yet its status is ok');
  const refused = await store.commit(small.model.next()).then(
    () => false,
    () => true,
  );
  if (!refused) problems.push('damaged, yet it accepted a commit');
  return problems;
};

/** Puts `image` into the store's folder, opens it, and judges. The folder is left as opening left it. */
export const judge = async (image: Image, small: SmallStore, expectation: Expectation): Promise<Verdict> => {
  image.restore(small.folder);
  let opening: Opening;
  try {
    opening = await openStore(hostOf(small.folder));
  } catch (error) {
    return { outcome: 'threw', problems: [`opening threw ${describeError(error)}`] };
  }
  if (opening.state === 'open') {
    const verdict = await judgeOpen(opening, small, expectation);
    await opening.store.close();
    return verdict;
  }
  if (opening.state === 'damaged') {
    const problems = [...(await judgeDamaged(opening, small, expectation))];
    await opening.store.close();
    const changed = image.restore(small.folder);
    if (changed.length > 0) problems.push(`damaged, and opening changed ${changed.join(', ')}`);
    return { outcome: 'named damage', problems };
  }
  const isAllowed = opening.state === 'missing' && expectation.mayBeMissing;
  return { outcome: opening.state, problems: isAllowed ? [] : [`opened as ${describeOpening(opening)}`] };
};

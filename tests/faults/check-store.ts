/** Opens a store after a fault and says everything that is not as it must be. */
import { createStore, openStore } from '#core/storage/index.ts';
import { StoreError } from '#core/storage/store.ts';
import type { Opening, Store } from '#core/storage/store.ts';
import type { StoreHost } from './host.ts';
import { AUDIT } from './model.ts';
import type { Model } from './model.ts';

export interface Checked {
  readonly problems: readonly string[];
  /** Commits found on disk; the model stands there now. */
  readonly serial: number;
  readonly tornBytes: number;
}

export const describeOpening = (opening: Opening): string => {
  switch (opening.state) {
    case 'damaged':
      return `damaged (${opening.report.findings.map(({ file, offset, problem, note }) => `${file}@${offset} ${problem}: ${note}`).join(', ')})`;
    case 'unreadable':
      return `unreadable (${opening.path} ${opening.errno})`;
    case 'newer-schema':
      return `newer-schema (${opening.found})`;
    default:
      return opening.state;
  }
};

const STACK_LINES = 4;

export const describeError = (error: unknown): string =>
  error instanceof StoreError
    ? `StoreError ${error.code} ${error.errno ?? ''} ${error.message}`
    : error instanceof Error
      ? (error.stack ?? error.message).split('\n', STACK_LINES).join(' ')
      : String(error);

/** Closes whatever `opening` holds. */
export const release = async (opening: Opening): Promise<void> => {
  if (opening.state === 'open' || opening.state === 'damaged') await opening.store.close();
};

/** Advances `model` to what `store` holds and compares all of it. `acknowledged` is the highest serial that was promised. */
export const compare = async (store: Store, model: Model, acknowledged: number): Promise<readonly string[]> => {
  const found = store.logLength(AUDIT);
  if (found < acknowledged) return [`commit ${acknowledged} was acknowledged and only ${found} are there`];
  if (found < model.serial) return [`commit ${model.serial} was there before and only ${found} are there`];
  try {
    return await model.advanceTo(found).differences(store);
  } catch (error) {
    return [`reading it threw ${describeError(error)}`];
  }
};

/** After a crash or a power cut nothing else is right than an open store that holds every acknowledged commit, whole. */
export const checkAfterCrash = async (host: StoreHost, model: Model, acknowledged: number): Promise<Checked> => {
  let opening: Opening;
  try {
    opening = await openStore(host);
  } catch (error) {
    return { problems: [`opening threw ${describeError(error)}`], serial: model.serial, tornBytes: 0 };
  }
  if (opening.state !== 'open') {
    await release(opening);
    return { problems: [`opened as ${describeOpening(opening)}`], serial: model.serial, tornBytes: 0 };
  }
  const problems = [...(await compare(opening.store, model, acknowledged))];
  if (opening.store.status.state !== 'ok') problems.push(`its status is ${JSON.stringify(opening.store.status)}`);
  await opening.store.close();
  return { problems, serial: model.serial, tornBytes: opening.tornBytes };
};

/** Before a store was promised to exist, nothing is as good as an empty one, if it can then be made. */
export const checkUnborn = async (host: StoreHost): Promise<readonly string[]> => {
  const opening = await openStore(host);
  await release(opening);
  if (opening.state === 'open') return [];
  if (opening.state !== 'missing') return [`a store that was never made opened as ${describeOpening(opening)}`];
  try {
    await (await createStore(host)).close();
    return [];
  } catch (error) {
    return [`nothing is there, yet it cannot be made: ${describeError(error)}`];
  }
};

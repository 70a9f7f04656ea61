/** The first and the last step on the way to a store open for writing. A crash anywhere in them leaves a folder that opens. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { writeAnchor, type Anchor } from './anchor.ts';
import { Fence } from './fence.ts';
import type { StoreSecret } from './frames.ts';
import type { Ground } from './ground.ts';
import { Journal } from './journal.ts';
import { fileName, sortNames } from './names.ts';
import { recover, type Recovered } from './recovery.ts';
import { keepReserve } from './reserve.ts';
import { StoreError } from './store.ts';
import { sweep } from './sweep.ts';
import { closeFile } from './whole-file.ts';

/** What writing needs. */
export interface Writing {
  readonly secret: StoreSecret;
  readonly journal: Journal;
  readonly anchor: Anchor;
  readonly fence: Fence;
}

/** A first, empty generation. Nothing may be there; what a creation cut short left does not count. */
export const layFoundation = async ({ files, folder, key, schema }: Ground): Promise<void> => {
  const found = await recover({ files, folder, key }, schema.version);
  if (found.state !== 'missing') throw new StoreError('storage.failed', `a store is already in ${folder}`);
  const { journal, unfinished } = sortNames(files.list(folder));
  for (const number of journal) files.unlink(join(folder, fileName('journal', number)));
  for (const name of unfinished) files.unlink(join(folder, name));
  const secret = { key, storeId: randomBytes(16) };
  const first = Journal.begin(files, folder, secret, schema.version, null);
  first.close();
  const anchor: Anchor = {
    counter: 1,
    schema: schema.version,
    generation: 1,
    snapshot: null,
    journalFirst: 1,
    floor: first.position,
    olderGo: null,
  };
  writeAnchor(files, folder, secret, anchor);
  writeAnchor(files, folder, secret, { ...anchor, counter: 2 });
};

/** Cuts what was torn, begins a segment of its own (its salt makes the nonces new) and anchors it. */
export const beginWriting = (ground: Ground, found: Recovered, anchor: Anchor): Writing => {
  const { files, folder, key } = ground;
  const secret = { key, storeId: found.storeId };
  const fence = Fence.raise(files, folder);
  cutEnds(ground, found);
  const journal = Journal.begin(files, folder, secret, anchor.schema, found.journal.end);
  const next: Anchor = { ...anchor, counter: anchor.counter + 1, floor: journal.position };
  try {
    writeAnchor(files, folder, secret, next);
    sweep(ground, next, found.logFiles);
    keepReserve(ground);
  } catch (error) {
    journal.close();
    throw error;
  }
  return { secret, journal, anchor: next, fence };
};

/** Takes away what a crash or an overtaken writer left after the data. */
export const cutEnds = ({ files, folder }: Ground, { journal }: Recovered): void => {
  for (const { segment, length } of [...journal.torn, ...journal.late]) {
    const path = join(folder, fileName('journal', segment));
    if (length === 0) {
      files.unlink(path);
      files.fsyncFolder(folder);
      continue;
    }
    const file = files.open(path, 'write');
    try {
      files.truncate(file, length);
      files.fdatasync(file);
    } finally {
      closeFile(files, file);
    }
  }
};

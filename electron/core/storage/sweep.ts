import { join } from 'node:path';
import type { Anchor } from './anchor.ts';
import type { Ground } from './ground.ts';
import { fileName, sortNames } from './names.ts';

const beforeSchemaFolder = /^before-schema-\d+$/;

/** Removes, or moves to where the anchor says, what belongs to older generations; removes what was never finished. */
export const sweep = (
  { files, folder }: Pick<Ground, 'files' | 'folder'>,
  anchor: Anchor,
  logFiles: readonly number[],
): void => {
  const names = sortNames(files.list(folder));
  const older = [
    ...names.journal.filter((number) => number < anchor.journalFirst).map((number) => fileName('journal', number)),
    ...names.snapshot.filter((number) => number < anchor.generation).map((number) => fileName('snapshot', number)),
    ...names.log
      .filter((number) => number < anchor.generation && !logFiles.includes(number))
      .map((number) => fileName('log', number)),
  ];
  const unfinished = [
    ...names.unfinished,
    ...names.snapshot.filter((number) => number > anchor.generation).map((number) => fileName('snapshot', number)),
    ...names.log.filter((number) => number > anchor.generation).map((number) => fileName('log', number)),
  ];
  for (const name of unfinished) files.unlink(join(folder, name));
  if (anchor.olderGo === null) {
    for (const name of older) files.unlink(join(folder, name));
  } else if (older.length > 0) {
    const target = join(folder, anchor.olderGo);
    files.makeFolder(target);
    files.fsyncFolder(folder);
    for (const name of older) files.rename(join(folder, name), join(target, name));
    files.fsyncFolder(target);
  }
};

/** What a migration kept may go once the migrated store has been worked with for a whole generation. */
export const dropKept = ({ files, folder }: Pick<Ground, 'files' | 'folder'>): void => {
  for (const name of files.list(folder)) {
    if (!beforeSchemaFolder.test(name)) continue;
    for (const inside of files.list(join(folder, name))) files.unlink(join(folder, name, inside));
    files.removeFolder(join(folder, name));
  }
};

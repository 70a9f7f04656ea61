import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { SavedFile } from '../core/ports.ts';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const write = async (path: string, bytes: Uint8Array): Promise<void> => {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Rejects if there is a file that somebody else holds, or that may not be written. */
const expectReplaceable = async (path: string): Promise<void> => {
  let there: FileHandle | undefined;
  try {
    there = await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await there?.close();
};

/**
 * Saves a file that may exist only if something else has happened: its bytes reach the disk under another name, then `seal` does the other
 * thing, then it gets its own. Before `seal` has resolved true a crash or a full disk leaves nothing that looks like the file, and what
 * stood at `path` is as it was; afterwards the bytes are there whatever happens, at the path that is answered. Resolves undefined if
 * `seal` said no; rejects as `seal` does.
 */
export const saveSealed = async (
  path: string,
  bytes: Uint8Array,
  seal: () => Promise<boolean>,
): Promise<SavedFile | undefined> => {
  const { dir, name, ext } = parse(path);
  const mark = randomBytes(3).toString('hex');
  const aside = `${path}.${mark}.part`;
  const drop = (): Promise<void> => rm(aside, { force: true }).catch(() => undefined);
  try {
    await write(aside, bytes);
    await expectReplaceable(path);
  } catch (error) {
    await drop();
    return { path, problem: messageOf(error) };
  }
  try {
    if (!(await seal())) {
      await drop();
      return undefined;
    }
  } catch (error) {
    await drop();
    throw error;
  }
  // Another program may have taken the name since it was looked at.
  for (const final of [path, join(dir, `${name} ${mark}${ext}`)]) {
    const isNamed = await rename(aside, final).then(
      () => true,
      () => false,
    );
    if (isNamed) return { path: final };
  }
  return { path: aside };
};

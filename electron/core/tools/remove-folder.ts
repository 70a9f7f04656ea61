import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const remove = (folder: string): Promise<boolean> =>
  rm(folder, { recursive: true, force: true, maxRetries: 2 }).then(
    () => true,
    () => false,
  );

/** A folder that a program closed to its own person keeps what lies in it; links are not followed. */
const openUp = async (folder: string): Promise<void> => {
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await openUp(join(folder, entry.name));
    // Windows removes no file that may only be read.
    else if (process.platform === 'win32' && entry.isFile()) await chmod(join(folder, entry.name), 0o600);
};

/** With all that lies in it, whatever a program did to its permissions. Never rejects; what another person put there stays. */
export const removeFolder = async (folder: string): Promise<void> => {
  if (await remove(folder)) return;
  try {
    if ((await lstat(folder)).isDirectory()) await openUp(folder);
  } catch {
    // As far as it goes.
  }
  await remove(folder);
};

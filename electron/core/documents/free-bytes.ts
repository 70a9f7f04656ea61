import { statfs } from 'node:fs/promises';

/** What this console may still write beside a folder. */
export const freeBytesIn = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

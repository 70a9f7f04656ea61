import { zipSync, strToU8, type Zippable } from 'fflate';

export interface ArchiveFile {
  readonly path: string;
  readonly text: string;
}

/** Every archive of the same files is the same, whenever it was made. */
const MADE_AT = new Date(1980, 0, 1);

export const makeArchive = (files: readonly ArchiveFile[]): Uint8Array => {
  const entries: Zippable = {};
  for (const { path, text } of files) entries[path] = [strToU8(text), { mtime: MADE_AT, level: 6 }];
  return zipSync(entries);
};

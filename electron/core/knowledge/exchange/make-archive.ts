import { zipSync, strToU8, type Zippable } from 'fflate';

export interface ArchiveFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Every archive of the same files is the same, whenever it was made. */
const MADE_AT = new Date(1980, 0, 1);

/** Texts are packed; pictures are packed already. */
export const makeArchive = (files: readonly ArchiveFile[]): Uint8Array => {
  const entries: Zippable = {};
  for (const { path, content } of files)
    entries[path] =
      typeof content === 'string'
        ? [strToU8(content), { mtime: MADE_AT, level: 6 }]
        : [content, { mtime: MADE_AT, level: 0 }];
  return zipSync(entries);
};

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileFault, SeenFolder } from '#shared/tools/approval.ts';
import { MAX_FOLDER_BYTES, MAX_FOLDER_FILES } from '#shared/tools/limits.ts';

/** What of a folder was seen, so that it can be told whether anything there was touched since. */
export interface HeldFolder extends SeenFolder {
  readonly path: string;
  readonly identities: string;
}

export type HeldBeside =
  | { readonly ok: true; readonly folder: HeldFolder }
  | { readonly ok: false; readonly fault: FileFault };

interface Found {
  /** Below the folder, parted by `/` on every system. */
  readonly name: string;
  readonly identity: string;
}

class FolderFault extends Error {
  readonly fault: FileFault;
  constructor(fault: FileFault) {
    super(fault);
    this.fault = fault;
  }
}

/** The history of a repository is not read by what lies in it, and changes with every look. */
const isPassedOver = (name: string): boolean => name === '.git';

/** Links lead to what is no part of the folder, devices are no files: with either nothing can be said of it. */
const walk = async (path: string, below: string, found: Found[], room: { bytes: number }): Promise<void> => {
  const entries = await readdir(join(path, below), { withFileTypes: true });
  for (const entry of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    if (isPassedOver(entry.name)) continue;
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    const { dev, ino, size, mode, mtimeNs, ctimeNs } = await lstat(join(path, name), { bigint: true });
    if (!entry.isFile() && !entry.isDirectory()) throw new FolderFault('folder-unreadable');
    if (process.platform !== 'win32' && (mode & 0o002n) !== 0n) throw new FolderFault('writable');
    if (entry.isDirectory()) {
      await walk(path, name, found, room);
      continue;
    }
    room.bytes -= Number(size);
    found.push({ name, identity: [name, dev, ino, size, mode, mtimeNs, ctimeNs].join(' ') });
    if (found.length > MAX_FOLDER_FILES || room.bytes < 0) throw new FolderFault('folder-too-large');
  }
};

const listingOf = async (path: string): Promise<readonly Found[]> => {
  const found: Found[] = [];
  await walk(path, '', found, { bytes: MAX_FOLDER_BYTES });
  return found;
};

const textOf = (found: readonly Found[]): string => found.map(({ identity }) => identity).join('\n');

/** No further than it went when it was listed. */
const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { end: MAX_FOLDER_BYTES })) hash.update(piece as Buffer);
  return hash.digest('hex');
};

/** Reads all that lies in a folder. One that is written to meanwhile is `folder-unreadable`: nothing can be said of it. */
export const holdFolder = async (path: string): Promise<HeldBeside> => {
  try {
    const found = await listingOf(path);
    const whole = createHash('sha256');
    for (const { name } of found) whole.update(`${name}\0${await hashOf(join(path, name))}\n`);
    const identities = textOf(found);
    if (textOf(await listingOf(path)) !== identities) return { ok: false, fault: 'folder-unreadable' };
    return { ok: true, folder: { path, identities, sha256: whole.digest('hex'), files: found.length } };
  } catch (error) {
    return { ok: false, fault: error instanceof FolderFault ? error.fault : 'folder-unreadable' };
  }
};

/** What a quick look tells of a folder without reading its files; undefined where it cannot be taken. */
export const glanceAtFolder = async (path: string): Promise<string | undefined> => {
  try {
    return textOf(await listingOf(path));
  } catch {
    return undefined;
  }
};

export const isFolderUntouched = async ({ path, identities }: HeldFolder): Promise<boolean> =>
  (await glanceAtFolder(path)) === identities;

/** Finds the files that a pattern names, and tells whenever they are others. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { MAX_NAMES } from '#shared/logs/limits.ts';
import type { SourceProblem } from '#shared/logs/source-problem.ts';
import { errnoOf } from '../../storage/errno.ts';
import { ownersAmong } from '../follow/siblings.ts';
import { isNetwork, isWithin } from '../place.ts';
import { namePattern, parsePattern, type NamePattern } from './pattern.ts';
import { Unreachable, type Reach } from './reach.ts';

export interface FoundFile {
  readonly path: string;
  /** Below the folder that the pattern begins with: what tells it from the others. */
  readonly name: string;
  /** Milliseconds of the wall clock. */
  readonly changedAt: number;
}

/** What a pattern leads to now. */
export interface FileListing {
  readonly files: readonly FoundFile[];
  readonly problem: SourceProblem | null;
}

const MOST_FILES = 5_000;
const MOST_DEPTH = 24;
/** Between two goes; longer where one takes long. */
const LOOK_MS = 2_000;
const REST_FACTOR = 20;
/** What the system makes up: nothing there is a log, and reading it may do something. */
const SYSTEM = new Set(process.platform === 'linux' ? ['/proc', '/sys', '/dev'] : []);

interface Go {
  readonly reach: Reach;
  readonly own: string;
  /** By path: two stars may lead to one file twice. */
  readonly files: Map<string, FoundFile>;
  names: number;
  problem: SourceProblem | null;
}

const whyNot = (error: unknown): SourceProblem => {
  if (error instanceof Unreachable) return 'unreachable';
  const code = errnoOf(error);
  return code === 'EACCES' || code === 'EPERM' ? 'permission' : 'unreadable';
};

const entriesOf = (folder: string, go: Go): Promise<readonly Dirent[]> =>
  go.reach.ask(folder, () => readdir(folder, { withFileTypes: true }));

/** A file that may be read: an ordinary one, or a link to one that lies outside the own folder. */
const fileAt = async (path: string, entry: Dirent, go: Go): Promise<{ readonly changedAt: number } | null> => {
  if (!entry.isFile() && !entry.isSymbolicLink()) return null;
  const target = entry.isSymbolicLink() ? await go.reach.ask(path, () => realpath(path)) : path;
  if (isNetwork(target) || isWithin(go.own, target)) return null;
  const stats = await go.reach.ask(target, () => stat(target));
  return stats.isFile() ? { changedAt: stats.mtimeMs } : null;
};

const ignoresCase = process.platform === 'win32';

/** Folders that are links are not gone into: so no go ends up where it was, or where it may not be. */
const goInto = async (folder: string, names: readonly string[], root: string, depth: number, go: Go): Promise<void> => {
  const [name = '', ...below] = names;
  if (depth > MOST_DEPTH || go.names >= MAX_NAMES || isWithin(go.own, folder) || SYSTEM.has(folder)) {
    if (go.names >= MAX_NAMES || depth > MOST_DEPTH) go.problem ??= 'too-wide';
    return;
  }
  let entries: readonly Dirent[];
  try {
    entries = await entriesOf(folder, go);
  } catch (error) {
    const code = errnoOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') go.problem ??= whyNot(error);
    return;
  }
  go.names += entries.length;
  const isAny = name === '**';
  const fits: NamePattern = isAny ? () => true : namePattern(name, ignoresCase);
  if (isAny) await goInto(folder, below, root, depth, go);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (isAny) await goInto(path, names, root, depth + 1, go);
      else if (below.length > 0 && fits(entry.name)) await goInto(path, below, root, depth + 1, go);
    } else if (!isAny && below.length === 0 && fits(entry.name)) await take(path, entry, root, go);
  }
};

const take = async (path: string, entry: Dirent, root: string, go: Go): Promise<void> => {
  if (go.files.size >= MOST_FILES) {
    go.problem ??= 'too-wide';
    return;
  }
  try {
    const found = await fileAt(path, entry, go);
    if (found) go.files.set(path, { path, name: relative(root, path).split(sep).join('/'), ...found });
  } catch (error) {
    const code = errnoOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ELOOP') go.problem ??= whyNot(error);
  }
};

/** Files that a rotation made are read with the one that they were made of. */
const withoutRotated = (files: readonly FoundFile[]): readonly FoundFile[] => {
  const byFolder = new Map<string, FoundFile[]>();
  for (const file of files) byFolder.set(dirname(file.path), [...(byFolder.get(dirname(file.path)) ?? []), file]);
  return [...byFolder.values()].flatMap((group) => {
    const owners = ownersAmong(group.map(({ path }) => basename(path)));
    return group.filter(({ path }) => owners.has(basename(path)));
  });
};

/** One go through what a pattern names. Never rejects for what the disk says. */
export const findFiles = async (place: string, ownFolder: string, reach: Reach): Promise<FileListing> => {
  const pattern = parsePattern(place);
  if (!pattern) return { files: [], problem: 'no-folder' };
  const { root, names } = pattern;
  try {
    const own = await reach.ask(ownFolder, () => realpath(ownFolder));
    const folder = await reach.ask(root, () => realpath(root));
    const go: Go = { reach, own, files: new Map(), names: 0, problem: null };
    await goInto(folder, names, folder, 0, go);
    const files = withoutRotated([...go.files.values()]);
    return { files, problem: go.problem ?? (files.length === 0 ? 'none-found' : null) };
  } catch (error) {
    const code = errnoOf(error);
    return { files: [], problem: code === 'ENOENT' || code === 'ENOTDIR' ? 'no-folder' : whyNot(error) };
  }
};

const sameFiles = (one: FileListing, other: FileListing): boolean =>
  one.problem === other.problem &&
  one.files.length === other.files.length &&
  one.files.every(({ path }, at) => other.files[at]?.path === path);

/** Goes through them again and again until it is closed; `found` is called after the first go, and when something is other than it was. */
export const lookForFiles = (
  place: string,
  ownFolder: string,
  reach: Reach,
  found: (listing: FileListing) => void,
): { close(): void } => {
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let told: FileListing | undefined;
  const go = async (): Promise<void> => {
    const begun = performance.now();
    const listing = await findFiles(place, ownFolder, reach);
    if (isClosed) return;
    if (!told || !sameFiles(told, listing)) found(listing);
    told = listing;
    timer = setTimeout(() => void go(), Math.max(LOOK_MS, (performance.now() - begun) * REST_FACTOR));
    timer.unref();
  };
  void go();
  return {
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
};

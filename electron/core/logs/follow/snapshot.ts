/** The files of a log as they stood in its folder at one moment, although rotations go on meanwhile. */
import { basename, dirname, join } from 'node:path';
import { readdirSync, realpathSync } from '../files/disk-calls.ts';
import { fileAt, LogFile, refusalOf, type Refusal } from './log-file.ts';
import { siblingsAmong } from './siblings.ts';

export interface SnapshotFile {
  readonly name: string;
  readonly isPacked: boolean;
  readonly isPath: boolean;
  readonly key: string;
  /** Milliseconds of the wall clock. */
  readonly changedAt: number;
  /** Open, unless a source has it open already. */
  readonly file: LogFile | null;
}

const TRIES = 5;

interface Asked {
  readonly path: string;
  /** Whether the file of that key is held open already. */
  readonly isKnown: (key: string) => boolean;
  readonly isForbidden: (target: string) => boolean;
  /** Whether what the path leads to is read as another log. */
  readonly isOthers: (file: LogFile) => boolean;
}

interface Look {
  /** Where the rotated files are, without links. */
  readonly folder: string;
  /** Of all that belongs to the log, those included that cannot be read. */
  readonly names: string;
  readonly files: readonly SnapshotFile[];
}

const namesIn = (path: string): readonly { readonly name: string; readonly isPacked: boolean }[] => [
  ...siblingsAmong(basename(path), readdirSync(dirname(path))),
  { name: basename(path), isPacked: false },
];

const joined = (names: readonly { readonly name: string }[]): string => names.map(({ name }) => name).join('/');

const close = (files: readonly SnapshotFile[]): void => {
  for (const { file } of files) file?.close();
};

/** Where a path leads without links; null if it leads nowhere now. */
const resolved = (path: string): string | null => {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
};

/**
 * The file that the path itself, which may be a link, leads to. A folder on the way may become a link after it was asked for: what was opened is
 * believed only if it is also, after that, where it may be read; `unsettled` if not.
 */
const openTarget = ({ path, isForbidden, isOthers }: Asked): LogFile | Refusal | 'unsettled' => {
  const target = resolved(path);
  if (target === null) return 'unsettled';
  if (isForbidden(target)) return 'refused';
  const file = LogFile.open(target, basename(path));
  if (typeof file === 'string') return file;
  const there = fileAt(target);
  const isSettled = typeof there !== 'string' && there.key === file.key && resolved(path) === target;
  if (isSettled && !isOthers(file)) return file;
  file.close();
  return isSettled ? 'missing' : 'unsettled';
};

const look = (asked: Asked): Look | Refusal | 'unsettled' => {
  const { path, isKnown, isForbidden } = asked;
  const folder = realpathSync(dirname(path));
  if (isForbidden(folder)) return 'refused';
  const names = namesIn(path);
  const files: SnapshotFile[] = [];
  for (const { name, isPacked } of names) {
    const isPath = name === basename(path);
    const there = fileAt(join(dirname(path), name));
    const file =
      typeof there === 'string'
        ? there
        : isKnown(there.key)
          ? null
          : isPath
            ? openTarget(asked)
            : LogFile.open(join(dirname(path), name), name);
    if (typeof file !== 'string' && typeof there !== 'string') {
      files.push({ name, isPacked, isPath, key: file?.key ?? there.key, changedAt: there.changedAt, file });
    } else if (isPath || file === 'unsettled') {
      close(files);
      return typeof file === 'string' ? file : 'missing';
    }
  }
  return { folder, names: joined(names), files };
};

const stands = (path: string, { folder, names, files }: Look): boolean =>
  joined(namesIn(path)) === names &&
  files.every(({ name, key }) => {
    const there = fileAt(join(dirname(path), name));
    return typeof there !== 'string' && there.key === key;
  }) &&
  resolved(dirname(path)) === folder;

/**
 * Oldest first, the path itself last. A rotation renames file after file: only a listing that still holds after all was opened is believed;
 * `unsettled` if none did, then the next wake tries again. A rotated file that is refused is left out; a path that is, is answered.
 */
export const takeSnapshot = (asked: Asked): readonly SnapshotFile[] | Refusal | 'unsettled' => {
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      const seen = look(asked);
      if (seen === 'unsettled') continue;
      if (typeof seen === 'string') return seen;
      if (stands(asked.path, seen)) return seen.files;
      close(seen.files);
    }
    return 'unsettled';
  } catch (error) {
    return refusalOf(error);
  }
};

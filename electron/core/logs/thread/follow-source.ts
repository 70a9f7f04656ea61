/** What each kind of source is followed with. */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_READ_BACK_MB } from '#shared/logs/limits.ts';
import type { SourceProblem } from '#shared/logs/source-problem.ts';
import { CommandFollower } from '../commands/command-follower.ts';
import type { EventCommand } from '../commands/event-command.ts';
import { EventFileFollower } from '../commands/event-file-follower.ts';
import { HEAD_BYTES } from '../commands/event-files.ts';
import { journalCommand } from '../commands/journal.ts';
import { unifiedLogCommand } from '../commands/unified-log.ts';
import { windowsEventsCommand } from '../commands/windows-events.ts';
import { callingFor, realpathSync, statSync } from '../files/disk-calls.ts';
import { Guard, type Reach } from '../files/reach.ts';
import { Follower } from '../follow/follower.ts';
import { LogFile } from '../follow/log-file.ts';
import type { Following, FollowState } from '../follow/segment.ts';
import { KeptLog, pathsKeptIn } from '../keep/kept-log.ts';
import { isWithin } from '../place.ts';
import type { Followed } from './followed.ts';
import type { ThreadSetting, ThreadSource } from './messages.ts';
import { Recognition } from './recognition.ts';

const modifiedAt = (path: string): number => {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
};

/** Of what the system keeps by itself, and only a command of it reads; undefined for files. */
const commandOf = ({ kind, place }: ThreadSource): EventCommand | undefined => {
  switch (kind) {
    case 'journal':
      return journalCommand(place === '' ? null : place);
    case 'windows-events':
      return windowsEventsCommand(place);
    case 'unified-log':
      return unifiedLogCommand(place === '' ? null : place);
    case 'file':
    case 'files':
    case 'own':
      return undefined;
  }
};

const problemOf: Readonly<Record<FollowState, SourceProblem | null>> = {
  following: null,
  waiting: 'gone',
  refused: 'permission',
  unreadable: 'unreadable',
};

const sizeOf = (path: string): number => {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
};

/** As much of a file as tells what is in it; nothing where it cannot be read now. */
const headOf = (path: string, isForbidden: (target: string) => boolean): Buffer => {
  const head = Buffer.alloc(HEAD_BYTES);
  try {
    const target = realpathSync(path);
    const file = isForbidden(target) ? 'refused' : LogFile.open(target, '');
    if (typeof file === 'string') return head.subarray(0, 0);
    const count = file.read(head, 0);
    file.close();
    return head.subarray(0, Math.max(0, count));
  } catch {
    return head.subarray(0, 0);
  }
};

const hashOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 16);

const ownName = (sourceId: string): string => sourceId.slice(sourceId.indexOf(':') + 1);

/** `path`: of the file, of one of its files. `onNews` is called when a wake would bring something; undefined for a kind that is not followed here. */
export const followSource = (
  source: ThreadSource,
  path: string,
  { locale, spoolFolder, ownFolder, key, drainMs }: ThreadSetting,
  reach: Reach,
  onNews: () => void,
  isOthers: (file: LogFile) => boolean,
): Followed | undefined => {
  const command = commandOf(source);
  if (command) {
    const following = new CommandFollower({
      command,
      folder: join(spoolFolder, ownName(source.id)),
      key,
      namedUpTo: source.namedUpTo,
      onNews,
    });
    return {
      following,
      newest: Date.now(),
      size: (delivered) => delivered,
      isEvents: true,
      problem: () => following.trouble,
      isThere: () => true,
    };
  }
  if (source.kind !== 'file' && source.kind !== 'files') return undefined;
  const { encoding } = source;
  const guard = new Guard(reach, path, onNews);
  const isForbidden = (target: string): boolean => isWithin(realpathSync(ownFolder), target);
  const common = {
    // A file that nobody writes to any more tells by its own time in which year its lines are.
    newest: modifiedAt(path) || Date.now(),
    isThere: () => guard.isThere(),
  };
  const problemIn = ({ state }: Following): SourceProblem | null => (guard.isSilent ? 'unreachable' : problemOf[state]);
  const now = (): number => performance.now();
  const whole = { path, encoding, locale, now, spoolFolder, isForbidden };
  const ownFolderOf = join(spoolFolder, ownName(source.id));
  const recognition = new Recognition(() => headOf(path, isForbidden));
  const { format } = recognition;
  if (format !== null) {
    const file = new Follower({ ...whole, siblings: false });
    const folder = join(ownFolderOf, `events-${hashOf(path)}`);
    const following = new EventFileFollower({ file, format, folder });
    // Of events only the lines are counted, not what they were made of.
    return {
      ...common,
      following,
      size: (delivered) => delivered,
      isEvents: true,
      problem: () => problemIn(following),
      isOutdated: () => recognition.isOutdated(file),
    };
  }
  const log = new KeptLog(ownFolderOf, key, path);
  const before = log.place();
  // Lines are others where they are read in another way: named anew, so that no name ever means two of them.
  const place = before?.encoding === encoding ? before : undefined;
  const following = new Follower({
    ...whole,
    isOthers,
    siblings: true,
    mostReadBack: MAX_READ_BACK_MB * 1024 * 1024,
    ...(place && { checkpoint: place.checkpoint }),
    firstGeneration: Math.max(before?.checkpoint.nextGeneration ?? 1, source.namedUpTo + 1),
    ...(drainMs !== undefined && { drainMs }),
  });
  return {
    ...common,
    following,
    size: (delivered) =>
      Math.max(
        delivered,
        callingFor({ sourceId: source.id, path }, () => sizeOf(path)),
      ),
    isEvents: false,
    problem: () => problemIn(following),
    otherNames: following.otherNames,
    isOutdated: () => following.isWrittenOver || recognition.isOutdated(following),
    kept: { log, encoding, place },
  };
};

/** Paths of logs of a source of which a place was kept, whether anything is there now or not. */
export const keptPaths = ({ spoolFolder, key }: ThreadSetting, sourceId: string): readonly string[] =>
  pathsKeptIn(join(spoolFolder, ownName(sourceId)), key);

/** What was kept of a source goes with it. */
export const forgetKept = (spoolFolder: string, known: readonly string[]): void => {
  const kept = new Set(known.map(ownName));
  for (const entry of readdirSync(spoolFolder, { withFileTypes: true }))
    if (entry.isDirectory() && !kept.has(entry.name))
      rmSync(join(spoolFolder, entry.name), { recursive: true, force: true });
};

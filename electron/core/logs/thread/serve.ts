/** Puts the room for logs into a thread of its own, and answers what is asked of it there. */
import { realpathSync, statSync } from 'node:fs';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { Follower } from '../follow/follower.ts';
import { Watching } from '../follow/watching.ts';
import type { MakeRoom } from '../log-thread.ts';
import { isWithin } from '../place.ts';
import { LogRoom, type RoomOptions } from './room.ts';
import type { FromThread, ThreadSetting, ToThread } from './messages.ts';

const modifiedAt = (path: string): number => {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
};

/** What a source is read with. */
const followWith =
  ({ locale, spoolFolder, ownFolder }: ThreadSetting): RoomOptions['follow'] =>
  (source) => {
    if (source.kind !== 'file') return undefined;
    const { place: path, encoding } = source;
    const following = new Follower({
      path,
      encoding,
      locale,
      siblings: false,
      now: () => performance.now(),
      spoolFolder,
      isForbidden: (target) => isWithin(realpathSync(ownFolder), target),
    });
    // A file that nobody writes to any more tells by its own time in which year its lines are.
    return { following, newest: modifiedAt(path) || Date.now() };
  };

const roomFor = (setting: ThreadSetting, notify: RoomOptions['notify']): LogRoom => {
  const watching = new Watching((place) => room.wakePlace(place));
  const room: LogRoom = new LogRoom({
    follow: followWith(setting),
    notify,
    watch: (places) => watching.set(places),
    now: () => Date.now(),
    mono: () => performance.now(),
  });
  return room;
};

/** The same without a thread of its own. */
export const roomHere: MakeRoom = (setting, notify) => {
  const room = roomFor(setting, notify);
  return { answer: (message) => answer(room, message), close: () => room.close() };
};

/** Answers one request; a throw is told as a bug. */
const answer = async (room: LogRoom, { id, name, input }: ToThread): Promise<FromThread> => {
  try {
    const handler = room.handlers[name] as (input: unknown) => unknown;
    return { id, reply: (await handler(input)) as never };
  } catch (error) {
    return { id, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

export const serveLogs = (): void => {
  if (isMainThread || !parentPort) throw new Error('serveLogs runs in a worker thread');
  const port = parentPort;
  const post = (message: FromThread): void => port.postMessage(message);
  const room = roomFor(workerData as ThreadSetting, (notice) => post({ notice }));
  port.on('message', (message: ToThread) => void answer(room, message).then(post));
};

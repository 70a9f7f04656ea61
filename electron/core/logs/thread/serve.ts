/** Puts the room for logs into a thread of its own, and answers what is asked of it there. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { callingFor, tellCalls } from '../files/disk-calls.ts';
import { lookForFiles } from '../files/look.ts';
import { readAheadBy, startReadingAhead } from '../files/read-ahead.ts';
import { Reach } from '../files/reach.ts';
import { Watching } from '../follow/watching.ts';
import type { MakeRoom } from '../log-thread.ts';
import { followSource, forgetKept, keptPaths } from './follow-source.ts';
import type { MakeScanner } from './known-problems.ts';
import { LogRoom, type RoomOptions } from './room.ts';
import type { FromThread, ThreadData, ThreadSetting, ThreadSource, ToThread } from './messages.ts';

type Ends = Pick<RoomOptions, 'notify' | 'scanned' | 'stopped' | 'log' | 'makeScanner'>;

const roomFor = (setting: ThreadSetting, ends: Ends): LogRoom => {
  const reach = new Reach();
  const watching = new Watching((place) => room.wakePlace(place));
  const room: LogRoom = new LogRoom({
    keptPaths: ({ id }) => keptPaths(setting, id),
    follow: (source, path, isOthers) =>
      callingFor({ sourceId: source.id, path }, () =>
        followSource(source, path, setting, reach, () => room.wake(source.id), isOthers),
      ),
    lookFor: (source, found) =>
      lookForFiles(source.place, setting.ownFolder, reach, (listing) =>
        callingFor({ sourceId: source.id, path: source.place }, () => found(listing)),
      ),
    forget: (known) => forgetKept(setting.spoolFolder, known),
    ...ends,
    watch: (places) => watching.set(places),
    now: () => Date.now(),
    mono: () => performance.now(),
  });
  return room;
};

/** The same without a thread of its own. */
export const roomHere =
  (makeScanner: MakeScanner): MakeRoom =>
  (setting, ends) => {
    const room = roomFor(setting, { ...ends, makeScanner });
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

/** When a console that starts has done what it is waited for. */
const AT_REST_MS = 2_000;

const hasFiles = (sources: readonly ThreadSource[]): boolean =>
  sources.some(({ kind }) => kind === 'file' || kind === 'files');

/** `makeScanner` makes what looks for known problems of the rules that the main process sends. */
export const serveLogs = (makeScanner: MakeScanner): void => {
  if (isMainThread || !parentPort) throw new Error('serveLogs runs in a worker thread');
  const port = parentPort;
  const post = (message: FromThread): void => port.postMessage(message);
  const { setting, cells } = workerData as ThreadData;
  tellCalls({ cells, tell: (number, log) => post({ calls: { number, log } }) });
  if (setting.readAheadWorker !== undefined) readAheadBy(setting.readAheadWorker);
  const room = roomFor(setting, {
    makeScanner,
    notify: (notice) => post({ notice }),
    scanned: (log, found) => post({ scanned: { log, found } }),
    stopped: (log, stopped) => post({ stopped: { log, stopped } }),
    log: (line) => post({ log: line }),
  });
  let isStarting = false;
  port.on('message', (message: ToThread) => {
    void answer(room, message).then(post);
    if (isStarting || message.name !== 'sources' || !hasFiles(message.input as readonly ThreadSource[])) return;
    isStarting = true;
    setTimeout(startReadingAhead, AT_REST_MS).unref();
  });
};

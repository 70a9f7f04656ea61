/**
 * The calls of the system by which files of others are read. The thread of logs waits in them, and one may never return, as where the server of a
 * network drive is gone: so each says, in memory that another thread sees, that it began, for which log, and that it is over.
 */
import fs from 'node:fs';

/** What a call is made for. */
export interface CalledFor {
  /** Null: for all logs in the folder `path`. */
  readonly sourceId: string | null;
  /** Of the log, as it is registered. */
  readonly path: string;
}

/** In shared memory, as numbers. */
export const callCells = {
  /** Calls that began or ended: odd within one. */
  count: 0,
  /** For which log the last one was, by the number that was told. */
  log: 1,
  /** Not 0: whoever waited for this thread goes on without it. */
  givenUp: 2,
} as const;
export const CALL_CELL_BYTES = 12;

interface Teller {
  readonly cells: Int32Array;
  /** A number stands for this log from now on. */
  readonly tell: (number: number, log: CalledFor) => void;
}

/** Of this thread. */
let teller: Teller | undefined;
let current = 0;
const numbers = new Map<string, number>();
/** By descriptor: what was opened for one log may be read while another one's turn it is. */
const owners = new Map<number, number>();

/** From now on the calls of this thread are told. */
export const tellCalls = (to: Teller): void => {
  teller = to;
};

/** Calls from within `work` are made for this log. */
export const callingFor = <T>(log: CalledFor, work: () => T): T => {
  const before = current;
  const key = `${log.sourceId ?? ''}\n${log.path}`;
  let number = numbers.get(key);
  if (number === undefined) {
    number = numbers.size + 1;
    numbers.set(key, number);
    teller?.tell(number, log);
  }
  current = number;
  try {
    return work();
  } finally {
    current = before;
  }
};

/** No call goes on in this thread. One whose end was passed over, since what called was stopped in the midst of it, is over. */
export const endCalls = (): void => {
  if (teller === undefined) return;
  const { cells } = teller;
  if (Atomics.load(cells, callCells.count) % 2 !== 0) Atomics.add(cells, callCells.count, 1);
  // Another thread reads these logs by now: nothing is done here any more until this one is ended.
  if (Atomics.load(cells, callCells.givenUp) !== 0) Atomics.wait(cells, callCells.givenUp, 1);
};

const called = <T>(log: number, call: () => T): T => {
  if (teller === undefined) return call();
  const { cells } = teller;
  Atomics.store(cells, callCells.log, log);
  Atomics.add(cells, callCells.count, 1);
  try {
    return call();
  } finally {
    endCalls();
  }
};

const ownerOf = (fd: number): number => owners.get(fd) ?? current;

/** What is waited for on behalf of an open file is a call for its log, too. */
export const callOn = <T>(fd: number, call: () => T): T => called(ownerOf(fd), call);

export const openSync: typeof fs.openSync = (path, flags, mode) => {
  const fd = called(current, () => fs.openSync(path, flags, mode));
  owners.set(fd, current);
  return fd;
};

export const closeSync = (fd: number): void => {
  const owner = ownerOf(fd);
  owners.delete(fd);
  called(owner, () => fs.closeSync(fd));
};

export const readSync = (fd: number, buffer: Uint8Array, offset: number, length: number, position: number): number =>
  callOn(fd, () => fs.readSync(fd, buffer, offset, length, position));

export const fstatSync = ((fd: number, options?: fs.StatOptions) =>
  callOn(fd, () => fs.fstatSync(fd, options))) as typeof fs.fstatSync;

export const statSync = ((path: string, options?: fs.StatSyncOptions) =>
  called(current, () => fs.statSync(path, options))) as typeof fs.statSync;

export const readdirSync = (path: string): string[] => called(current, () => fs.readdirSync(path));

export const realpathSync = (path: string): string => called(current, () => fs.realpathSync(path));

export const watch = (
  path: string,
  options: { readonly persistent: boolean },
  listener: fs.WatchListener<string>,
): fs.FSWatcher => called(current, () => fs.watch(path, options, listener));

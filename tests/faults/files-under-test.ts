/** The engine's files with something in between: at a chosen call the process dies, an error is thrown, or only part is written. */
import { nodeFiles } from '#core/storage/files.ts';
import type { FileHandle, StoreFiles } from '#core/storage/files.ts';
import type { KillPoint } from './crash-plan.ts';

export type CallName = Exclude<keyof StoreFiles, 'lock'>;

/** One call of the port, with what its kind has. */
export interface Call {
  readonly name: CallName;
  readonly path?: string;
  /** Of `rename`. */
  readonly to?: string;
  /** Of `open`. */
  readonly mode?: 'read' | 'write' | 'create';
  readonly file?: FileHandle;
  readonly bytes?: Uint8Array;
  readonly position?: number;
  readonly length?: number;
}

/** Stands in for the call; `perform` does it, with at most `limit` bytes if it is a write. */
export type Around = <Value>(call: Call, perform: (limit?: number) => Value) => Value;

export const intercept = (around: Around, inner: StoreFiles = nodeFiles): StoreFiles => ({
  open: (path, mode) => around({ name: 'open', path, mode }, () => inner.open(path, mode)),
  close: (file) => around({ name: 'close', file }, () => inner.close(file)),
  size: (file) => around({ name: 'size', file }, () => inner.size(file)),
  read: (file, into, position) => around({ name: 'read', file, position }, () => inner.read(file, into, position)),
  write: (file, bytes, position) =>
    around({ name: 'write', file, bytes, position }, (limit = bytes.length) =>
      inner.write(file, bytes.subarray(0, limit), position),
    ),
  fdatasync: (file) => around({ name: 'fdatasync', file }, () => inner.fdatasync(file)),
  fdatasyncBehind: (file) => around({ name: 'fdatasyncBehind', file }, () => inner.fdatasyncBehind(file)),
  truncate: (file, length) => around({ name: 'truncate', file, length }, () => inner.truncate(file, length)),
  stat: (path) => around({ name: 'stat', path }, () => inner.stat(path)),
  list: (path) => around({ name: 'list', path }, () => inner.list(path)),
  makeFolder: (path) => around({ name: 'makeFolder', path }, () => inner.makeFolder(path)),
  removeFolder: (path) => around({ name: 'removeFolder', path }, () => inner.removeFolder(path)),
  rename: (path, to) => around({ name: 'rename', path, to }, () => inner.rename(path, to)),
  unlink: (path) => around({ name: 'unlink', path }, () => inner.unlink(path)),
  fsyncFolder: (path) => around({ name: 'fsyncFolder', path }, () => inner.fsyncFolder(path)),
  freeBytes: (path) => around({ name: 'freeBytes', path }, () => inner.freeBytes(path)),
  lock: (folder) => inner.lock(folder),
});

/** Calls that change what is on disk; killing or cutting power between two others makes no new state. */
export const changingCalls: readonly CallName[] = [
  'open',
  'write',
  'fdatasync',
  'fdatasyncBehind',
  'truncate',
  'makeFolder',
  'removeFolder',
  'rename',
  'unlink',
  'fsyncFolder',
];

const dieNow = (): never => {
  process.kill(process.pid, 'SIGKILL');
  // The signal is delivered on the way out of the call above; nothing below runs.
  throw new Error('still alive after SIGKILL');
};

export const filesThatKill = ({ kind, nth, moment }: KillPoint): StoreFiles => {
  let seen = 0;
  return intercept((call, perform) => {
    if (call.name !== kind || ++seen !== nth) return perform();
    if (moment === 'before') return dieNow();
    const value = moment === 'middle' && call.bytes ? perform(call.bytes.length >> 1) : perform();
    if (value instanceof Promise && moment === 'after') return value.then(dieNow, dieNow) as typeof value;
    return dieNow();
  });
};

export const filesThatTell = (tell: (name: CallName) => void): StoreFiles =>
  intercept((call, perform) => {
    if (changingCalls.includes(call.name)) tell(call.name);
    return perform();
  });

export type Errno = 'ENOSPC' | 'EIO' | 'EROFS' | 'EACCES' | 'EMFILE' | 'EDQUOT';

export const systemError = (errno: Errno, call: string): Error =>
  Object.assign(new Error(`${errno}: injected, ${call}`), { code: errno, syscall: call });

/** Which calls fail, from 1 over all calls; a fault that `stays` hits every later call of that kind too, until `mend`. */
export interface InjectedFault {
  readonly at: number;
  readonly errno: Errno;
  readonly stays: boolean;
  /** Bytes that a failing write leaves on disk first: none, or half of them. */
  readonly leaves: 'nothing' | 'half';
}

export class FailingFiles {
  readonly files: StoreFiles;
  /** Names of all calls so far, in order. */
  readonly calls: CallName[] = [];
  /** The call that failed, once one has. */
  hit: CallName | undefined;
  private fault: InjectedFault | undefined;

  constructor(fault?: InjectedFault, inner: StoreFiles = nodeFiles) {
    this.fault = fault;
    this.files = intercept((call, perform) => this.around(call, perform), inner);
  }

  /** From here on everything works again, as when space was made or a disk came back. */
  mend(): void {
    this.fault = undefined;
  }

  private around<Value>(call: Call, perform: (limit?: number) => Value): Value {
    this.calls.push(call.name);
    const { fault } = this;
    if (!fault || this.calls.length < fault.at) return perform();
    const isNext = this.hit === undefined;
    if (!isNext && !(fault.stays && isSameFate(call.name, this.hit))) return perform();
    this.hit ??= call.name;
    const error = systemError(fault.errno, call.name);
    // What has an answer in a promise fails by it, as the system's own would.
    if (call.name === 'fdatasyncBehind') return Promise.reject(error) as Value;
    // A close that reports an error has closed all the same.
    if (call.name === 'close') perform();
    if (call.name === 'write' && fault.leaves === 'half' && isNext) perform((call.bytes?.length ?? 0) >> 1);
    throw error;
  }
}

/** A disk that refuses one write refuses the next, and its syncs; a folder that refuses an open refuses renames. */
const isSameFate = (name: CallName, hit: CallName | undefined): boolean => {
  if (name === hit) return true;
  const data: readonly CallName[] = ['write', 'fdatasync', 'fdatasyncBehind', 'truncate'];
  return hit !== undefined && data.includes(name) && data.includes(hit) && name !== 'truncate';
};

/** Writes at most `most` bytes a call, as a signal or a busy pipe may make the system do. */
export const filesThatWriteLittle = (most: number): StoreFiles =>
  intercept((call, perform) => (call.name === 'write' && (call.bytes?.length ?? 0) > most ? perform(most) : perform()));

/** Reads at most `most` bytes a call. */
export const filesThatReadLittle = (most: number): StoreFiles => ({
  ...nodeFiles,
  read: (file, into, position) => nodeFiles.read(file, into.subarray(0, most), position),
});

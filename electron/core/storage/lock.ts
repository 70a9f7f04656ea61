/**
 * One writer for a folder. Node has no `flock`, so each system's own primitive that cannot outlive its process is used:
 * Linux an abstract socket name (bound atomically, no file that could go stale), macOS, BSD and Windows an exclusive open.
 * Neither reaches across machines or containers: there the fence (`fence.ts`) makes the older writer stop.
 */
import { closeSync, constants, openSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { errnoOf } from './errno.ts';

/** Gives the lock back. */
export type LockRelease = () => Promise<void>;

/** `O_EXLOCK`, which Node passes on but does not name: BSD's own bit, and libuv's for "share with nobody" on Windows. */
const EXCLUSIVE = process.platform === 'win32' ? 0x1000_0000 : 0x20;

const lockByName = (folder: string): Promise<LockRelease | undefined> => {
  const { dev, ino } = statSync(folder, { bigint: true });
  const server = createServer((visitor) => visitor.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (error) => (errnoOf(error) === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(`\0deskside-store-${dev}-${ino}`, () => {
      server.unref();
      resolve(() => new Promise((released) => server.close(() => released())));
    });
  });
};

const lockByOpening = (folder: string): Promise<LockRelease | undefined> => {
  const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NONBLOCK ?? 0) | EXCLUSIVE;
  try {
    const file = openSync(join(folder, 'lock'), flags, 0o600);
    return Promise.resolve(() => Promise.resolve(closeSync(file)));
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'EAGAIN' || errno === 'EWOULDBLOCK' || errno === 'EBUSY') return Promise.resolve(undefined);
    return Promise.reject(error);
  }
};

/** Follows the folder itself, not its path: a second path to it meets the same lock. */
export const lockFolder = (folder: string): Promise<LockRelease | undefined> =>
  process.platform === 'linux' || process.platform === 'android' ? lockByName(folder) : lockByOpening(folder);

import { execFile } from 'node:child_process';

/** Of util-linux, where the system keeps it. */
const PRLIMIT = '/usr/bin/prlimit';
/** Asking is quick or it is given up. */
const ASK_MS = 5_000;

/** What the system ends a program with that writes on beyond the limit. */
export const TOO_LARGE = 'SIGXFSZ';

/**
 * From now on the process, and all that it starts from then on, can make no file larger than that. Linux only: macOS and Windows have no program that
 * limits another one. Resolves where it could not be done, too: what a run writes is watched besides. Never rejects.
 */
export const limitFiles = (pid: number, bytes: number): Promise<void> =>
  new Promise((resolve) => {
    if (process.platform !== 'linux') {
      resolve();
      return;
    }
    const given = ['--pid', String(pid), `--fsize=${bytes}:${bytes}`];
    execFile(PRLIMIT, given, { env: {}, timeout: ASK_MS, windowsHide: true }, () => resolve());
  });

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { RUN_MARK } from './platform.ts';

/** From asking a program to end until it is ended. */
const GRACE_MS = 3_000;
/** That it is waited for what was ended to be gone: one that hangs in the system cannot be. */
const GONE_MS = 3_000;
const LOOK_MS = 20;

const signal = (pid: number, name: NodeJS.Signals): boolean => {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    // Gone already, or another person's.
    return false;
  }
};

const markOf = (runId: string): Buffer => Buffer.from(`${RUN_MARK}=${runId}`);

/** Processes that carry the mark of this run, wherever they went: also those that left its group or lost their parent. Linux only. */
const markedBy = async (runId: string): Promise<readonly number[]> => {
  if (process.platform !== 'linux') return [];
  const mark = markOf(runId);
  const found: number[] = [];
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const environment = await readFile(`/proc/${name}/environ`).catch(() => null);
    if (environment?.includes(mark)) found.push(Number(name));
  }
  return found;
};

/** As `markedBy`, for who cannot wait. */
const markedNow = (runId: string): readonly number[] => {
  if (process.platform !== 'linux') return [];
  const mark = markOf(runId);
  const carries = (name: string): boolean => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`).includes(mark);
    } catch {
      return false;
    }
  };
  try {
    return readdirSync('/proc').filter(carries).map(Number);
  } catch {
    return [];
  }
};

/** `taskkill` ends the tree that hangs on a process by itself. */
const endOnWindows = (pid: number): Promise<void> =>
  new Promise((resolve) => {
    const program = `${process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\taskkill.exe`;
    const ending = spawn(program, ['/pid', String(pid), '/t', '/f'], { windowsHide: true, stdio: 'ignore' });
    ending.once('error', () => resolve());
    ending.once('exit', () => resolve());
  });

const toAll = async (pid: number, runId: string, name: NodeJS.Signals): Promise<boolean> => {
  const marked = await markedBy(runId);
  const reached = [signal(-pid, name), ...marked.map((each) => signal(each, name))];
  return reached.includes(true);
};

/**
 * Ends what a run started: its group is asked first, and ended if it has not obeyed in time. `hasEnded` resolves when the program itself
 * has. Returns once nothing that can be found is left.
 */
export const endTree = async (pid: number, runId: string, hasEnded: Promise<unknown>): Promise<void> => {
  if (process.platform === 'win32') return endOnWindows(pid);
  if (!(await toAll(pid, runId, 'SIGTERM'))) return;
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    hasEnded,
    new Promise((resolve) => {
      timer = setTimeout(resolve, GRACE_MS);
    }),
  ]);
  clearTimeout(timer);
  await toAll(pid, runId, 'SIGKILL');
  // What a process started while it was being found is found the next time.
  for (let waited = 0; waited < GONE_MS && (await markedBy(runId)).length > 0; waited += LOOK_MS) {
    await pause(LOOK_MS);
    await toAll(pid, runId, 'SIGKILL');
  }
};

/**
 * What a program left behind that has ended itself. On Windows nothing tells what that is: its number may be given to another process at any time, and
 * whoever that is must not be ended.
 */
export const endLeftBehind = (pid: number, runId: string): Promise<void> =>
  process.platform === 'win32' ? Promise.resolve() : endTree(pid, runId, Promise.resolve());

/** At once and without waiting, for a console that ends: nobody is left to come back to it. */
export const endTreeNow = (pid: number, runId: string): void => {
  if (process.platform === 'win32') {
    void endOnWindows(pid);
    return;
  }
  signal(-pid, 'SIGKILL');
  for (const each of markedNow(runId)) signal(each, 'SIGKILL');
};

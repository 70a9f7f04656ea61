import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import type { Asking } from './laptop-system.ts';

/** A list of every connection of a busy server is a few hundred kilobytes; more is not what was asked for. */
const MAX_OUTPUT = 4_194_304;

export interface ProgramAnswer {
  readonly exitCode: number;
  /** What it wrote anywhere, byte by byte: numbers and addresses are the same in every code page. */
  readonly text: string;
}

const isWindows = process.platform === 'win32';
const windowsFolder = process.env['SystemRoot'] ?? 'C:\\Windows';
const environment = isWindows
  ? { SystemRoot: windowsFolder, windir: windowsFolder }
  : { LC_ALL: 'C', PATH: '/usr/bin:/bin:/usr/sbin:/sbin' };

/** The first of these absolute paths that is a program here; null where none is. */
export const firstProgram = (paths: readonly string[]): string | null => {
  for (const path of paths) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // The next one may be there.
    }
  }
  return null;
};

export const inWindows = (name: string): string => `${windowsFolder}\\System32\\${name}`;

/**
 * Runs a program of the system by its absolute path, with nothing of this process's environment, no shell and no input, and takes what it wrote,
 * whatever it ended with. Rejects where it could not be run or its time was over.
 */
export const askProgram = (program: string, argv: readonly string[], { signal }: Asking): Promise<ProgramAnswer> =>
  new Promise((resolve, reject) => {
    const child = execFile(
      program,
      [...argv],
      {
        shell: false,
        signal,
        killSignal: 'SIGKILL',
        maxBuffer: MAX_OUTPUT,
        windowsHide: true,
        cwd: isWindows ? 'C:\\' : '/',
        env: environment,
        encoding: 'latin1',
      },
      (error, output, errors) => {
        if (error && typeof error.code !== 'number') reject(error);
        else resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, text: `${output}\n${errors}` });
      },
    );
    child.stdin?.end();
  });

/** What a program wrote; null where it could not be run, or says itself that it failed. */
export const writtenBy = async (program: string, argv: readonly string[], asking: Asking): Promise<string | null> => {
  try {
    const { exitCode, text } = await askProgram(program, argv, asking);
    return exitCode === 0 ? text : null;
  } catch {
    return null;
  }
};

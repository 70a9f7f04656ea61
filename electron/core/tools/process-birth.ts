/** When a process began, in the words of its system: with its number it names one process and no later one. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { SeenProcess } from '#shared/tools/run.ts';

/** Asking is quick or it is given up. */
const ASK_MS = 10_000;

const asked = (program: string, argv: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    const environment = { SystemRoot: process.env['SystemRoot'] ?? 'C:\\Windows', LC_ALL: 'C' };
    execFile(program, [...argv], { env: environment, timeout: ASK_MS, windowsHide: true }, (error, stdout) => {
      const text = stdout.trim();
      resolve(error || text === '' ? null : text);
    });
  });

/** Clock ticks since the start of the system, and which start that was. */
const onLinux = async (pid: number): Promise<string | null> => {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // The name of the program stands in brackets and may hold anything: what follows the last bracket is numbers.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    return state === 'Z' || state === 'X' ? null : `${boot.trim()} ${fields[19] ?? ''}`;
  } catch {
    return null;
  }
};

/** Null where there is no such process, or the system does not say. The ways of Windows and macOS are those of their documentation. */
export const birthOf = (pid: number): Promise<string | null> => {
  if (process.platform === 'linux') return onLinux(pid);
  if (process.platform === 'darwin') return asked('/bin/ps', ['-o', 'lstart=', '-p', String(pid)]);
  const system = process.env['SystemRoot'] ?? 'C:\\Windows';
  return asked(`${system}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`, [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`,
  ]);
};

export const isLiving = async ({ pid, birth }: SeenProcess): Promise<boolean> => (await birthOf(pid)) === birth;

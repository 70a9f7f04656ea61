import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { ToolMode, ToolPlatform } from '#shared/tools/tool.ts';
import { isUntouched, type HeldFile } from './held-file.ts';
import type { Look } from './look.ts';
import { toolEnvironment } from './platform.ts';

/** Descriptor under which the program has itself open, on Linux. */
const PROGRAM_FD = 3;
const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);

export interface LaunchRequest {
  readonly runId: string;
  readonly look: Look;
  /** Without the program. */
  readonly argv: readonly string[];
  readonly mode: ToolMode;
  readonly platform: ToolPlatform;
  /** Where it runs: nothing of interest lies there. */
  readonly folder: string;
  /** Called with what it writes to before it can have written anything: one that ends at once loses nothing. */
  readonly onPipes: (pipes: readonly Readable[]) => void;
}

/** How a process ended, by itself or by a signal. */
export interface End {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** `changed`: somebody wrote to the program or a file; if it had started by then, it was ended before it was told of. */
export type Launched =
  | { readonly ok: true; readonly child: ChildProcess; readonly pid: number; readonly ended: Promise<End> }
  | { readonly ok: false; readonly why: 'changed' }
  | { readonly ok: false; readonly why: 'not-started'; readonly errno: string };

/**
 * On Linux a program is started by the descriptor that was hashed, so that another file at its path is never what runs. A script is not: its
 * interpreter opens it by the name that it is given, and programs look at that name.
 */
const startsByDescriptor = ({ head }: HeldFile): boolean =>
  process.platform === 'linux' && head.subarray(0, 4).equals(ELF);

const started = (child: ChildProcess): Promise<string | null> =>
  new Promise((resolve) => {
    child.once('spawn', () => resolve(null));
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'UNKNOWN'));
  });

/**
 * Starts what was looked at: no shell, each argument as it is, a group of its own, nothing to read from. Everything is checked for being untouched
 * right before and right after: what remains is a write between the two that also leaves the times of the file as they were, which its owner
 * cannot do.
 */
export const launch = async ({
  runId,
  look,
  argv,
  mode,
  platform,
  folder,
  onPipes,
}: LaunchRequest): Promise<Launched> => {
  const { approvable, program, files } = look;
  const untouched = async (): Promise<boolean> =>
    (await Promise.all([program, ...files].map(isUntouched))).every(Boolean);
  if (!(await untouched())) return { ok: false, why: 'changed' };
  const byDescriptor = startsByDescriptor(program);
  const output = mode === 'captured' ? 'pipe' : 'ignore';
  let child: ChildProcess;
  try {
    child = spawn(byDescriptor ? `/proc/self/fd/${PROGRAM_FD}` : approvable.program.path, [...argv], {
      argv0: approvable.program.path,
      cwd: folder,
      env: toolEnvironment(platform, runId, process.env),
      stdio: byDescriptor ? ['ignore', output, output, program.handle.fd] : ['ignore', output, output],
      shell: false,
      detached: true,
      windowsHide: mode === 'captured',
    });
  } catch (error) {
    return { ok: false, why: 'not-started', errno: (error as NodeJS.ErrnoException).code ?? 'UNKNOWN' };
  }
  const ended = new Promise<End>((resolve) => {
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  onPipes([child.stdout, child.stderr].flatMap((pipe) => pipe ?? []));
  const errno = await started(child);
  const { pid } = child;
  if (errno !== null || pid === undefined) return { ok: false, why: 'not-started', errno: errno ?? 'UNKNOWN' };
  if (await untouched()) return { ok: true, child, pid, ended };
  return endBecauseChanged(child, pid);
};

const endBecauseChanged = (child: ChildProcess, pid: number): Launched => {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It had ended already.
  }
  child.unref();
  return { ok: false, why: 'changed' };
};

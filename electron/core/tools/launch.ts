import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { ToolMode, ToolPlatform } from '#shared/tools/tool.ts';
import { limitFiles } from './file-limit.ts';
import { isAtItsPath, isUntouched, type HeldFile } from './held-file.ts';
import { isFolderUntouched } from './held-folder.ts';
import type { Look } from './look.ts';
import { startsAs, toolEnvironment } from './platform.ts';

/** Descriptor under which the program has itself open, on Linux. */
const PROGRAM_FD = 3;
const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);

export interface LaunchRequest {
  readonly runId: string;
  readonly look: Look;
  /** A private copy of the program, where that is what runs. */
  readonly script: string | null;
  /** What is opened where it lies: there is no copy of it. */
  readonly inPlace: readonly HeldFile[];
  /** Without the program. */
  readonly argv: readonly string[];
  readonly secrets: Secrets;
  readonly mode: ToolMode;
  readonly platform: ToolPlatform;
  /** Where it runs: nothing of interest lies there. */
  readonly folder: string;
  readonly temporary: string | null;
  /** How large a file it may make, where the system can say so; null: as it likes. */
  readonly fileBytes: number | null;
  /** Called with what it writes to before it can have written anything: one that ends at once loses nothing. */
  readonly onPipes: (pipes: readonly Readable[]) => void;
}

/** What a tool is given without anybody seeing it. */
export interface Secrets {
  /** The first line that it reads; null: there is nothing to read. */
  readonly input: string | null;
  readonly environment: Readonly<Record<string, string>>;
}

/** How a process ended, by itself or by a signal. */
export interface End {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** `changed`: somebody wrote to the program or a file; if it had started by then, it was ended before it was told of. */
export type Launched =
  | {
      readonly ok: true;
      readonly child: ChildProcess;
      readonly pid: number;
      readonly ended: Promise<End>;
      /** Whether what was opened where it lies is still what was looked at, as far as that can be told without what was held. */
      readonly isAsStarted: () => Promise<boolean>;
    }
  | { readonly ok: false; readonly why: 'changed' }
  | { readonly ok: false; readonly why: 'not-started'; readonly errno: string };

/** Read by another program, which its first line names. */
export const isScript = ({ head }: HeldFile): boolean => head.subarray(0, 2).toString('latin1') === '#!';

/**
 * On Linux a program is started by the descriptor that was hashed, so that another file at its path is never what runs. A script is not: its
 * interpreter opens it by the name that it is given, and scripts look at that name.
 */
export const startsByDescriptor = ({ head }: HeldFile): boolean =>
  process.platform === 'linux' && head.subarray(0, 4).equals(ELF);

const started = (child: ChildProcess): Promise<string | null> =>
  new Promise((resolve) => {
    child.once('spawn', () => resolve(null));
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'UNKNOWN'));
  });

/**
 * Starts what was looked at: no shell, each argument as it is, a group of its own. What has no private copy is checked for being untouched right
 * before and right after, and by who calls this once more when interpreters and tools have opened what they were given. No write to a file and no
 * other file in its place escapes that: nobody can set back the time of its last change.
 *
 * What runs is exactly what was hashed where it is an ELF program on Linux (started by its descriptor), and where a script or a file is said to
 * stand alone (a private copy is what is run or read). Anything else is opened by its path once more, by the system, an interpreter or the tool:
 * who may put another folder or link in the place of one on that path, and back, can have another file be opened meanwhile. So such
 * programs and files belong where administrators alone may write; `openings.ts` finds out who else may, and an approval says so.
 */
export const launch = async ({
  runId,
  look,
  script,
  inPlace,
  argv,
  secrets,
  mode,
  platform,
  folder,
  temporary,
  fileBytes,
  onPipes,
}: LaunchRequest): Promise<Launched> => {
  const { approvable, program, folders } = look;
  const untouched = async (): Promise<boolean> =>
    (await Promise.all([...inPlace.map(isUntouched), ...folders.map(isFolderUntouched)])).every(Boolean);
  if (!(await untouched())) return { ok: false, why: 'changed' };
  const byDescriptor = startsByDescriptor(program);
  const opened = byDescriptor ? inPlace.filter((file) => file !== program) : inPlace;
  const isAsStarted = async (): Promise<boolean> =>
    (await Promise.all([...opened.map(isAtItsPath), ...folders.map(isFolderUntouched)])).every(Boolean);
  const input = secrets.input === null ? 'ignore' : 'pipe';
  const output = mode === 'captured' ? 'pipe' : 'ignore';
  let child: ChildProcess;
  try {
    child = spawn(byDescriptor ? `/proc/self/fd/${PROGRAM_FD}` : (script ?? approvable.program.path), [...argv], {
      argv0: approvable.program.path,
      cwd: folder,
      env: { ...secrets.environment, ...toolEnvironment(platform, mode, runId, process.env, temporary) },
      stdio: byDescriptor ? [input, output, output, program.handle.fd] : [input, output, output],
      shell: false,
      ...startsAs(platform, mode),
    });
  } catch (error) {
    return { ok: false, why: 'not-started', errno: (error as NodeJS.ErrnoException).code ?? 'UNKNOWN' };
  }
  // Before anything is waited for.
  const goOn = holdStill(child);
  const ended = new Promise<End>((resolve) => {
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  // One that ends without reading is no fault.
  child.stdin?.on('error', () => undefined);
  if (secrets.input !== null) child.stdin?.end(`${secrets.input}\n`);
  onPipes([child.stdout, child.stderr].flatMap((pipe) => pipe ?? []));
  const errno = await started(child);
  const { pid } = child;
  if (errno !== null || pid === undefined) return { ok: false, why: 'not-started', errno: errno ?? 'UNKNOWN' };
  if (fileBytes !== null) await limitFiles(pid, fileBytes);
  if (!(await untouched())) return endBecauseChanged(child, pid);
  goOn();
  return { ok: true, child, pid, ended, isAsStarted };
};

/** Stops what has just started: what is done to it meanwhile holds for nearly all of its work. The answer lets it go on. Windows has no such signal. */
const holdStill = ({ pid }: ChildProcess): (() => void) => {
  if (pid === undefined || process.platform === 'win32') return () => undefined;
  const send = (signal: 'SIGSTOP' | 'SIGCONT'): void => {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended already.
    }
  };
  send('SIGSTOP');
  return () => send('SIGCONT');
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

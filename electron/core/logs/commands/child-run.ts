/**
 * One run of a program: its bytes as they come, no faster than they are taken, and its end. No shell, no standard input, nothing of this process's
 * environment. The program leads a group of its own, so that what it may have started ends with it.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Ended } from './event-command.ts';

export interface RunTaker {
  bytes(bytes: Uint8Array): void;
  /** Something came on standard error; `errors` is its end so far. */
  errors(errors: string): void;
  /** Once, when the program is gone and all its bytes were given, unless the run was stopped before. */
  ended(ended: Ended): void;
  /** Instead of `ended`: the program could not be started. */
  failed(error: Error): void;
}

const ERRORS_KEPT = 4096;
/** Between being asked and being made to end. */
const GRACE_MS = 2000;

export class ChildRun {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #gone: Promise<void>;
  #errors = '';
  #isStopped = false;
  #isGone = false;

  constructor(
    program: string,
    argv: readonly string[],
    environment: Readonly<Record<string, string>>,
    taker: RunTaker,
  ) {
    const isWindows = process.platform === 'win32';
    const child = spawn(program, [...argv], {
      // Not the folder this process stands in: a program keeps that from being removed.
      cwd: isWindows ? 'C:\\' : '/',
      env: { ...environment },
      shell: false,
      windowsHide: true,
      detached: !isWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#gone = new Promise((resolve) => {
      child.once('error', (error) => {
        // Also told when a signal could not be sent to a program that runs.
        if (child.pid !== undefined) return;
        resolve();
        if (!this.#isStopped) taker.failed(error);
      });
      child.once('close', (code, signal) => {
        this.#isGone = true;
        resolve();
        if (!this.#isStopped && child.pid !== undefined) taker.ended({ code, signal, errors: this.#errors });
      });
    });
    child.stdout.on('data', (bytes: Buffer) => {
      if (!this.#isStopped) taker.bytes(bytes);
    });
    child.stderr.on('data', (bytes: Buffer) => {
      if (this.#isStopped) return;
      this.#errors = (this.#errors + bytes.toString('utf8')).slice(-ERRORS_KEPT);
      taker.errors(this.#errors);
    });
  }

  /** The program waits as soon as the pipe is full. */
  pause(): void {
    this.#child.stdout.pause();
  }

  resume(): void {
    this.#child.stdout.resume();
  }

  /** Resolves when the program is gone; its taker hears nothing more from now on. */
  stop(): Promise<void> {
    if (this.#isStopped) return this.#gone;
    this.#isStopped = true;
    this.#child.stdout.resume();
    this.#signal('SIGTERM');
    const force = setTimeout(() => this.#signal('SIGKILL'), GRACE_MS);
    return this.#gone.finally(() => clearTimeout(force));
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    const { pid } = this.#child;
    // Until its pipes are closed, something of its group may be left.
    if (pid === undefined || this.#isGone) return;
    try {
      if (process.platform === 'win32') this.#child.kill(signal);
      else process.kill(-pid, signal);
    } catch {
      // It ended in between.
    }
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from 'playwright';

interface Answer {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** One DevTools session: of the browser, or of one window. */
export interface DevTools {
  readonly send: CDPSession['send'];
  readonly on: CDPSession['on'];
}

/** Debian's Chromium without a window. Talks over a pipe, so that it dies with this process, and on a port for Playwright. */
export class Chromium {
  readonly browser: DevTools;
  readonly #process: ChildProcess;
  readonly #profile: string;
  /** By session and event. */
  readonly #listeners = new Map<string, ((params: never) => void)[]>();
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #toBrowser: Writable;
  #last = 0;

  private constructor(child: ChildProcess, profile: string) {
    this.#process = child;
    this.#profile = profile;
    this.#toBrowser = child.stdio[3] as Writable;
    this.browser = this.session('');
    let unread = '';
    (child.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
      const texts = (unread + chunk).split('\0');
      unread = texts.pop() ?? '';
      for (const text of texts) this.#receive(JSON.parse(text) as Answer);
    });
    this.#toBrowser.on('error', () => undefined);
  }

  /** `switches` are the command line's, in Electron's form. Resolves with the address on which Playwright may join. */
  static async launch(
    executable: string,
    switches: ReadonlyMap<string, string>,
  ): Promise<{ chromium: Chromium; address: string }> {
    const profile = mkdtempSync(join(tmpdir(), 'electron-double-'));
    const given = [...switches]
      .filter(([name]) => !['user-data-dir', 'remote-debugging-port', 'no-sandbox'].includes(name))
      .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
    const child = spawn(
      executable,
      [
        '--headless=new',
        '--no-startup-window',
        '--no-first-run',
        '--disable-popup-blocking',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        `--user-data-dir=${profile}`,
        '--remote-debugging-pipe',
        '--remote-debugging-port=0',
        // Chromium refuses its sandbox to root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...given,
      ],
      { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] },
    );
    const chromium = new Chromium(child, profile);
    const address = await new Promise<string>((resolve, reject) => {
      let printed = '';
      child.on('error', reject);
      child.on('exit', () => reject(new Error(`Chromium ended at once: ${printed.slice(-500)}`)));
      child.stderr?.on('data', (chunk: Buffer) => {
        printed += String(chunk);
        const found = /DevTools listening on (ws:\S+)/.exec(printed)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    return { chromium, address };
  }

  session(sessionId: string): DevTools {
    const send = (method: string, params: unknown = {}): Promise<never> =>
      new Promise((resolve, reject) => {
        const id = ++this.#last;
        this.#waiting.set(id, ({ result, error }) =>
          error === undefined ? resolve(result as never) : reject(new Error(`${method}: ${error.message}`)),
        );
        const target = sessionId === '' ? {} : { sessionId };
        this.#toBrowser.write(`${JSON.stringify({ id, method, params, ...target })}\0`);
      });
    const on = (event: string | symbol, listener: (params: never) => void): never => {
      const key = `${sessionId} ${String(event)}`;
      this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener]);
      return undefined as never;
    };
    return { send, on };
  }

  onExit(listener: () => void): void {
    this.#process.on('exit', listener);
  }

  async close(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const exited = once(this.#process, 'exit');
      this.#process.kill('SIGKILL');
      await exited;
    }
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #receive(answer: Answer): void {
    if (answer.id !== undefined) {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
      return;
    }
    const listeners = this.#listeners.get(`${answer.sessionId ?? ''} ${answer.method}`) ?? [];
    for (const listener of listeners) listener(answer.params as never);
  }
}

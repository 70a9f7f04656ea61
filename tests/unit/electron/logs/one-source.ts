/** One source of logs as the engine reads it, without a desk: a folder of its own, a view of all its lines, and what was found in them. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogThread } from '#core/logs/log-thread.ts';
import type { Found } from '#core/logs/thread/known-problems.ts';
import type { LogName } from '#core/logs/thread/log-name.ts';
import type { ThreadSource } from '#core/logs/thread/messages.ts';
import { succeed, type Result } from '#shared/base/result.ts';
import type { LogWindow } from '#shared/logs/operations.ts';
import type { SourceNow } from '#shared/logs/source.ts';
import { eventually } from '../../../support/eventually.ts';
import { logRoom } from '../../../support/log-room.ts';

export const sourceId = 'logSource:01J0000000000000000000000S';
export const viewId = 'view-00000001';

export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};

export class OneSource {
  /** Where its files are. */
  readonly logs: string;
  readonly scanned: { readonly log: LogName; readonly found: Found }[] = [];
  thread: LogThread;
  readonly #folder: string;
  readonly #rules: unknown;

  static async make(rules: unknown = []): Promise<OneSource> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'deskside-one-source-')));
    for (const name of ['own', 'spool', 'logs']) await mkdir(join(folder, name));
    return new OneSource(folder, rules);
  }

  private constructor(folder: string, rules: unknown) {
    this.#folder = folder;
    this.#rules = rules;
    this.logs = join(folder, 'logs');
    this.thread = this.#start();
  }

  #start(): LogThread {
    return new LogThread({
      worker: logRoom,
      setting: {
        locale: 'en',
        spoolFolder: join(this.#folder, 'spool'),
        ownFolder: join(this.#folder, 'own'),
        key: new Uint8Array(32),
        drainMs: 50,
      },
      notify: () => undefined,
      rules: () => ({ rules: this.#rules, from: {} }),
      scanned: (log, found) => {
        this.scanned.push({ log, found });
        return Promise.resolve(succeed(null));
      },
      log: () => undefined,
    });
  }

  async close(): Promise<void> {
    await this.thread.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Ends as a console does that is closed, and begins anew after `meanwhile`. */
  async restart(meanwhile: () => Promise<void>): Promise<void> {
    await this.thread.close();
    await meanwhile();
    this.thread = this.#start();
  }

  place(name: string): string {
    return join(this.logs, name);
  }

  /** Below what the console keeps for itself. */
  ownPlace(name: string): string {
    return join(this.#folder, 'own', name);
  }

  put(name: string, content: string | Uint8Array): Promise<void> {
    return writeFile(this.place(name), content);
  }

  register(
    kind: ThreadSource['kind'],
    name: string,
    isWatched = false,
    fileEncodings: ThreadSource['fileEncodings'] = [],
  ): void {
    const place = this.place(name);
    this.thread.setSources([
      { id: sourceId, name, kind, place, encoding: 'auto', fileEncodings, isWatched, namedUpTo: 0 },
    ]);
  }

  async open(
    kind: ThreadSource['kind'],
    name: string,
    isWatched = false,
    fileEncodings: ThreadSource['fileEncodings'] = [],
  ): Promise<void> {
    this.register(kind, name, isWatched, fileEncodings);
    const all = { filters: [], levels: null, timeFrom: null, timeTo: null };
    valueOf(await this.thread.ask('open', { viewId, sourceIds: [sourceId], ...all }));
  }

  async window(): Promise<LogWindow> {
    return valueOf(await this.thread.ask('window', { viewId, from: 0, count: 500, fields: true, search: null }));
  }

  async now(): Promise<SourceNow> {
    const state = valueOf(await this.thread.ask('states', null))[sourceId];
    if (!state) throw new Error('no such source');
    return state;
  }

  /** Folders are looked through every other second. */
  async until(isSo: () => Promise<boolean> | boolean): Promise<void> {
    await eventually(async () => {
      if (!(await isSo())) throw new Error('not yet');
    });
  }

  /** Each with the file that it is said to be of, where there are several. */
  linesAre(...lines: string[]): Promise<void> {
    return eventually(async () => {
      const shown = (await this.window()).lines.map(({ file, text }) => (file ? `${file}: ${text}` : text));
      if (JSON.stringify(shown) !== JSON.stringify(lines)) throw new Error(JSON.stringify(shown));
    });
  }
}

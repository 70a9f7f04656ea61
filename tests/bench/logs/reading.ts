/** A thread that reads one log, as the console drives it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { succeed } from '#shared/base/result.ts';
import { LogThread } from '#core/logs/log-thread.ts';
import type { RequestName, Requests } from '#core/logs/thread/messages.ts';
import type { LogNotice, ViewState } from '#shared/logs/notices.ts';

const sourceId = `logSource:${'0'.repeat(26)}`;
const viewId = 'bench-view';

export interface Reading {
  readonly viewId: string;
  /** From asking the thread, which runs already, until the view was open. */
  readonly openMs: number;
  ask<Name extends RequestName>(name: Name, input: Requests[Name]['input']): Promise<Requests[Name]['output']>;
  /** Resolves when the view has so many lines. */
  hasLines(lines: number): Promise<void>;
  /** Resolves when every line is known: indexed, dated, its level found. */
  isKnown(): Promise<void>;
  /** Resolves when what is known of the log is kept, and the thread does nothing more. */
  close(): Promise<void>;
}

const soon = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A console that runs has long done what it does at its start. */
const SETTLED_MS = 2_500;

/** As a window waits for what it shows: told when there is more, if it asked since. */
class ViewNotices {
  #told: (view: ViewState) => void = () => undefined;

  next(): Promise<ViewState> {
    return new Promise((resolve) => {
      this.#told = resolve;
    });
  }

  take(notice: LogNotice): void {
    if (notice.name === 'logs.view') this.#told(notice.view);
  }
}

export const readLog = async (
  path: string,
  /** No log lies in it. */
  ownFolder: string,
  notify: (notice: LogNotice) => void = () => undefined,
): Promise<Reading> => {
  const views = new ViewNotices();
  const thread = new LogThread({
    worker: new URL('log.worker.cjs', import.meta.url),
    // Nothing is kept from one reading to the next: each indexes all of the log.
    setting: {
      locale: 'en',
      spoolFolder: mkdtempSync(join(ownFolder, 'kept-')),
      key: randomBytes(32),
      ownFolder,
      readAheadWorker: fileURLToPath(new URL('read-ahead.worker.cjs', import.meta.url)),
    },
    notify: (notice) => {
      views.take(notice);
      notify(notice);
    },
    rules: () => ({ rules: [], from: {} }),
    scanned: () => Promise.resolve(succeed(null)),
    log: (line) => console.error(line),
  });
  const ask: Reading['ask'] = async (name, input) => {
    const reply = await thread.ask(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.failure.code}`);
    return reply.value;
  };
  thread.setSources([
    { id: sourceId, name: 'bench', kind: 'file', place: path, encoding: 'auto', isWatched: false, namedUpTo: 0 },
  ]);
  await ask('states', null);
  await soon(SETTLED_MS);
  const from = performance.now();
  await ask('open', { viewId, sourceIds: [sourceId], filters: [], levels: null, timeFrom: null, timeTo: null });
  const openMs = performance.now() - from;
  return {
    viewId,
    openMs,
    ask,
    hasLines: async (lines) => {
      for (;;) {
        const notice = views.next();
        if ((await ask('view', { viewId })).total >= lines || (await notice).total >= lines) return;
      }
    },
    isKnown: async () => {
      for (;;) {
        const now = (await ask('states', null))[sourceId];
        if (now && now.state === 'following' && now.readBytes >= now.bytes) return;
        await soon(20);
      }
    },
    close: () => thread.close(),
  };
};

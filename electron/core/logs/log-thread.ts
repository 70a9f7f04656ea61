/** The main process's end of the thread that reads logs: asks, passes notices on, and starts it anew if it ends. */
import { Worker } from 'node:worker_threads';
import { refuse, type Result } from '#shared/base/result.ts';
import type { LogNotice } from '#shared/logs/notices.ts';
import type { FromThread, RequestName, Requests, ThreadSetting, ThreadSource, ToThread } from './thread/messages.ts';

export interface LogThreadOptions {
  /** Path of the compiled thread, or what makes a room for logs in this one. */
  readonly worker: string | URL | MakeRoom;
  readonly setting: ThreadSetting;
  readonly notify: (notice: LogNotice) => void;
  /** Resolves when what was found is taken: more is looked for then. */
  readonly scanned: (sourceId: string, scan: unknown) => Promise<void>;
  /** Sent to a thread that starts, before its sources. */
  readonly rules: () => Requests['rules']['input'];
  readonly log: (line: string) => void;
}

/** A room in this thread: for tests. */
export type MakeRoom = (
  setting: ThreadSetting,
  ends: {
    readonly notify: (notice: LogNotice) => void;
    readonly scanned: (sourceId: string, scan: unknown) => void;
    readonly log: (line: string) => void;
  },
) => { readonly answer: (message: ToThread) => Promise<FromThread>; readonly close: () => void };

interface Side {
  post(message: ToThread): void;
  close(): void;
}

const HEAP_MB = 1_024;

export class LogThread {
  readonly #options: LogThreadOptions;
  readonly #waiting = new Map<number, { resolve: (reply: Result<never>) => void; reject: (error: Error) => void }>();
  #side: Side | undefined;
  #sources: readonly ThreadSource[] = [];
  #nextId = 1;
  #isClosed = false;

  constructor(options: LogThreadOptions) {
    this.#options = options;
  }

  /**
   * Resolves to what the room answers; to `log.no-view` where the thread ended meanwhile, with all its views: they are to be opened anew. Rejects
   * for a bug of the thread.
   */
  ask<Name extends RequestName>(name: Name, input: Requests[Name]['input']): Promise<Result<Requests[Name]['output']>> {
    if (this.#isClosed) return Promise.resolve(gone());
    const side = (this.#side ??= this.#start());
    return this.#send(side, name, input);
  }

  #send<Name extends RequestName>(
    side: Side,
    name: Name,
    input: Requests[Name]['input'],
  ): Promise<Result<Requests[Name]['output']>> {
    const id = this.#nextId++;
    const reply = new Promise<Result<Requests[Name]['output']>>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    side.post({ id, name, input });
    return reply;
  }

  /** The sources that may be read, from now on and after a new start. A thread is started only for one that is watched, or asked for. */
  setSources(sources: readonly ThreadSource[]): void {
    this.#sources = sources;
    if (this.#isClosed) return;
    if (this.#side) void this.ask('sources', sources);
    else if (sources.some(({ isWatched }) => isWatched)) this.#side = this.#start();
  }

  /** The rules are others. */
  setRules(): void {
    if (this.#side && !this.#isClosed) void this.ask('rules', this.#options.rules());
  }

  get isRunning(): boolean {
    return this.#side !== undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.#end();
  }

  #start(): Side {
    const side = this.#makeSide();
    void this.#send(side, 'rules', this.#options.rules());
    void this.#send(side, 'sources', this.#sources);
    return side;
  }

  #makeSide(): Side {
    const { worker: script, setting, notify, log } = this.#options;
    if (typeof script === 'function') {
      const scanned = (sourceId: string, scan: unknown): void => this.#take({ scanned: { sourceId, scan } });
      const room = script(setting, { notify, log, scanned });
      return {
        post: (message) => void room.answer(message).then((reply) => this.#take(reply)),
        close: () => room.close(),
      };
    }
    const worker = new Worker(script, {
      name: 'logs',
      workerData: setting,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    const side: Side = {
      post: (message) => worker.postMessage(message),
      close: () => void worker.terminate(),
    };
    const fail = (why: string): void => {
      if (this.#side !== side) return;
      this.#options.log(`the thread “logs” ended: ${why}`);
      this.#end();
    };
    worker.on('message', (message: FromThread) => this.#take(message));
    worker.on('error', (error) => fail(error.message));
    worker.on('exit', (code) => fail(`exit code ${code}`));
    return side;
  }

  #take(message: FromThread): void {
    if (this.#isClosed) return;
    if ('notice' in message) {
      this.#options.notify(message.notice);
      return;
    }
    if ('log' in message) {
      this.#options.log(message.log);
      return;
    }
    if ('scanned' in message) {
      const { sourceId, scan } = message.scanned;
      const { scanned, log } = this.#options;
      scanned(sourceId, scan).then(
        () => this.isRunning && void this.ask('taken', { sourceId }),
        (error: unknown) => log(`known problems of ${sourceId}: ${String(error)}`),
      );
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('bug' in message) waiting?.reject(new Error(message.bug));
    else waiting?.resolve(message.reply as Result<never>);
  }

  #end(): void {
    const side = this.#side;
    this.#side = undefined;
    side?.close();
    for (const { resolve } of this.#waiting.values()) resolve(gone());
    this.#waiting.clear();
  }
}

const gone = (): Result<never> => refuse('log.no-view', 'the thread that reads logs was ended');

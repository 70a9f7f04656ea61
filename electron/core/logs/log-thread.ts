/** The main process's end of the thread that reads logs: asks, passes notices on, and starts it anew if it ends. */
import { Worker } from 'node:worker_threads';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { LogNotice } from '#shared/logs/notices.ts';
import { CallWatch } from './call-watch.ts';
import type { CalledFor } from './files/disk-calls.ts';
import type { Found } from './thread/known-problems.ts';
import { keyOfLog, type LogName } from './thread/log-name.ts';
import type {
  FromThread,
  RequestName,
  Requests,
  ThreadData,
  ThreadSetting,
  ThreadSource,
  ToThread,
} from './thread/messages.ts';
import type { Stopped } from './thread/problem-search.ts';

export interface LogThreadOptions {
  /** Path of the compiled thread, or what makes a room for logs in this one. */
  readonly worker: string | URL | MakeRoom;
  readonly setting: ThreadSetting;
  readonly notify: (notice: LogNotice) => void;
  /** Resolves when what was found is taken: more is looked for then. Refused, it comes once more a little later. */
  readonly scanned: (log: LogName, found: Found) => Promise<Result<null>>;
  /** A rule took too long on a line: the thread does without it, whatever becomes of that here. */
  readonly stopped?: (log: LogName, stopped: Stopped) => Promise<Result<null>>;
  /** Sent to a thread that starts, before its sources. */
  readonly rules: () => Requests['rules']['input'];
  /** All that this console still knows of what it wrote about itself: sent to a thread that starts. */
  readonly own?: () => Requests['own']['input'];
  /**
   * A call of the system for this log does not return, and the thread that waits for it was given up: another one is to be started without it.
   * `returned` resolves when the call did after all.
   */
  readonly hangs?: (log: CalledFor, returned: Promise<void>) => void;
  /** Threads that were ended and are not gone: such a call holds them, and with them the process. */
  readonly leaving?: Set<Promise<void>>;
  readonly log: (line: string) => void;
}

/** A room in this thread: for tests. */
export type MakeRoom = (
  setting: ThreadSetting,
  ends: {
    readonly notify: (notice: LogNotice) => void;
    readonly scanned: (log: LogName, found: Found) => void;
    readonly stopped: (log: LogName, stopped: Stopped) => void;
    readonly log: (line: string) => void;
  },
) => { readonly answer: (message: ToThread) => Promise<FromThread>; readonly close: () => void };

interface Side {
  post(message: ToThread): void;
  /** By this number the thread tells for which log it calls the system. */
  name?(number: number, log: CalledFor): void;
  close(): void;
}

const HEAP_MB = 1_024;
/** Far above what it takes to keep what is known of logs. */
const END_MS = 5_000;
/** Until what was refused is handed over once more. */
const AGAIN_MS = 5_000;
/** Until a thread that ended is started anew for what is watched; twice as long each time, unless it worked for longer than the longest of them. */
const RESTART_MS = 5_000;
const MOST_RESTART_MS = 300_000;

export class LogThread {
  readonly #options: LogThreadOptions;
  readonly #waiting = new Map<number, { resolve: (reply: Result<never>) => void; reject: (error: Error) => void }>();
  #side: Side | undefined;
  #sources: readonly ThreadSource[] = [];
  #known: readonly string[] | undefined;
  #nextId = 1;
  #isClosed = false;
  /** What was found and is being taken. */
  readonly #takings = new Set<Promise<unknown>>();
  #restart: NodeJS.Timeout | undefined;
  #ends = 0;
  #startedAt = 0;

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

  /**
   * The sources that may be read, from now on and after a new start. A thread is started only for one that is watched, or asked for. `known`: ids
   * of all that are registered, those that cannot be read now among them; what is kept of others goes.
   */
  setSources(sources: readonly ThreadSource[], known: readonly string[] = sources.map(({ id }) => id)): void {
    this.#sources = sources;
    this.#known = known;
    if (this.#isClosed) return;
    if (this.#side) {
      this.#tell('sources', sources);
      this.#tell('forget', { known });
    } else if (sources.some(({ isWatched }) => isWatched)) this.#side = this.#start();
  }

  /** The rules are others. */
  setRules(): void {
    if (this.#side && !this.#isClosed) this.#tell('rules', this.#options.rules());
  }

  get isRunning(): boolean {
    return this.#side !== undefined;
  }

  /** Resolves when what is known of logs is kept for the next time, or the thread did not say so for a while. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#restart);
    const side = this.#side;
    if (side) await Promise.race([this.#send(side, 'end', null).catch(() => undefined), later(END_MS)]);
    this.#end();
  }

  #start(): Side {
    this.#startedAt = performance.now();
    const side = this.#makeSide();
    const tellRules = (): void => this.#note(this.#send(side, 'rules', this.#options.rules()));
    // Where to go on is known once all is taken that a thread before this one found.
    if (this.#takings.size === 0) tellRules();
    else void Promise.allSettled(this.#takings).then(() => this.#side === side && tellRules());
    if (this.#known) this.#note(this.#send(side, 'forget', { known: this.#known }));
    this.#note(this.#send(side, 'sources', this.#sources));
    const own = this.#options.own?.();
    if (own) this.#note(this.#send(side, 'own', own));
    return side;
  }

  /** Tells the thread what it need not answer. */
  #tell<Name extends RequestName>(name: Name, input: Requests[Name]['input']): void {
    this.#note(this.ask(name, input));
  }

  #note(reply: Promise<unknown>): void {
    reply.catch((error: unknown) => this.#options.log(`the thread “logs”: ${String(error)}`));
  }

  #makeSide(): Side {
    const { worker: script, setting, notify, log, leaving } = this.#options;
    if (typeof script === 'function') {
      const scanned = (name: LogName, found: Found): void => void this.#handOver(side, name, found);
      const stopped = (name: LogName, told: Stopped): void => this.#noteStopped(name, told);
      const room = script(setting, { notify, log, scanned, stopped });
      const side: Side = {
        post: (message) => void room.answer(message).then((reply) => this.#take(side, reply)),
        close: () => room.close(),
      };
      return side;
    }
    const watch = new CallWatch((hanging) => this.#goOnWithout(side, hanging, gone));
    const data: ThreadData = { setting, cells: watch.cells };
    const worker = new Worker(script, {
      name: 'logs',
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    const gone = new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
    });
    const side: Side = {
      post: (message) => worker.postMessage(message),
      name: (number, named) => watch.name(number, named),
      close: () => {
        watch.stop();
        leaving?.add(gone);
        void gone.then(() => leaving?.delete(gone));
        void worker.terminate();
      },
    };
    const fail = (why: string): void => {
      if (this.#side !== side) return;
      this.#options.log(`the thread “logs” ended: ${why}`);
      this.#end();
      this.#startAgain();
    };
    worker.on('message', (message: FromThread) => this.#take(side, message));
    worker.on('error', (error) => fail(error.message));
    worker.on('exit', (code) => fail(`exit code ${code}`));
    return side;
  }

  /** A call that does not return holds a thread that cannot be ended either: it is left to itself. */
  #goOnWithout(side: Side, hanging: CalledFor, gone: Promise<void>): void {
    const { hangs, log, notify } = this.#options;
    if (this.#side !== side || this.#isClosed) return;
    log(`the disk does not answer: logs are read on without ${hanging.path}`);
    this.#end();
    hangs?.(hanging, gone);
    notify({ name: 'logs.lost' });
  }

  /** What is watched is looked at whoever asks. */
  #startAgain(): void {
    if (performance.now() - this.#startedAt > MOST_RESTART_MS) this.#ends = 0;
    const ms = Math.min(MOST_RESTART_MS, RESTART_MS * 2 ** this.#ends++);
    clearTimeout(this.#restart);
    this.#restart = setTimeout(() => {
      if (!this.#side) this.setSources(this.#sources, this.#known);
      this.#options.notify({ name: 'logs.lost' });
    }, ms);
    this.#restart.unref();
  }

  /** A disk that is full takes it later: until then no line after it is looked at, and none is passed over. */
  async #handOver(side: Side, name: LogName, found: Found): Promise<void> {
    const { log } = this.#options;
    for (let tries = 0; this.#side === side; tries++) {
      const taken = await this.#handOnce(name, found);
      if (taken.ok) break;
      if (tries === 0) log(`known problems of ${keyOfLog(name)} wait: ${taken.failure.message}`);
      await later(AGAIN_MS);
    }
    if (this.#side === side) this.#tell('taken', name);
  }

  async #handOnce(name: LogName, found: Found): Promise<Result<null>> {
    const taking = this.#options.scanned(name, found);
    this.#takings.add(taking);
    try {
      return await taking;
    } catch (error) {
      // It would come to the same once more.
      this.#options.log(`known problems of ${keyOfLog(name)}: ${String(error)}`);
      return succeed(null);
    } finally {
      this.#takings.delete(taking);
    }
  }

  /** Where it cannot be written down, the thread does without the rule all the same, and says so once more when it is started anew. */
  #noteStopped(name: LogName, stopped: Stopped): void {
    const { log } = this.#options;
    this.#options.stopped?.(name, stopped).then(
      (noted) => {
        if (!noted.ok) log(`the rule ${stopped.rule.code} is put aside, which is not kept: ${noted.failure.message}`);
      },
      (error: unknown) => log(`the rule ${stopped.rule.code} is put aside, which is not kept: ${String(error)}`),
    );
  }

  #take(side: Side, message: FromThread): void {
    if (this.#isClosed && !('id' in message)) return;
    if ('notice' in message) {
      this.#options.notify(message.notice);
      return;
    }
    if ('log' in message) {
      this.#options.log(message.log);
      return;
    }
    if ('calls' in message) {
      side.name?.(message.calls.number, message.calls.log);
      return;
    }
    if ('scanned' in message) {
      void this.#handOver(side, message.scanned.log, message.scanned.found);
      return;
    }
    if ('stopped' in message) {
      this.#noteStopped(message.stopped.log, message.stopped.stopped);
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

const later = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

const gone = (): Result<never> => refuse('log.no-view', 'the thread that reads logs was ended');

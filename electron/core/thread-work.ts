/** One piece of work after the other in a thread of its own, which is started with the first and ends when none has come for a while. */
import { isMainThread, parentPort, Worker, type Transferable } from 'node:worker_threads';

export interface ThreadLimits {
  /** For one piece of work. */
  readonly timeMs: number;
  readonly heapMb: number;
  /** After which the thread ends. */
  readonly idleMs: number;
}

export interface ThreadOptions {
  /** Of the thread, in lists of the system and in the log. */
  readonly name: string;
  /** Path of the compiled thread. */
  readonly script: string | URL;
  /** Where it is written why the thread ended before its time. */
  readonly log: (line: string) => void;
  readonly limits: ThreadLimits;
}

/** Why a piece of work was given up: it took too long, too much memory, or ended the thread. The next one is done all the same. */
export class GivenUp extends Error {}

/** A message to the thread, and the memory that goes over to it. */
export interface Parcel {
  readonly message: unknown;
  readonly moved: readonly Transferable[];
}

type Answer = { readonly value: unknown } | { readonly bug: string };

export class ThreadWork {
  readonly #options: ThreadOptions;
  #worker: Worker | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  /** Ends the wait for the work that is being done. */
  #giveUp: ((why: string) => void) | undefined;
  #isClosed = false;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** `load` is called when it is this one's turn. Rejects with `GivenUp`, as `load` does, or with a bug of the thread. */
  do(load: () => Promise<Parcel> | Parcel): Promise<unknown> {
    const result = this.#turn.then(async () => this.#send(await load()));
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Ends the thread; who waits is given up. */
  close(): void {
    this.#isClosed = true;
    this.#end('the desk was closed');
  }

  async #send({ message, moved }: Parcel): Promise<unknown> {
    if (this.#isClosed) throw new GivenUp('the desk is closed');
    const { timeMs, idleMs } = this.#options.limits;
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    const limit = setTimeout(() => this.#fail(worker, `not done in ${timeMs} ms`), timeMs);
    try {
      const answer = await new Promise<Answer>((resolve, reject) => {
        this.#giveUp = (why) => reject(new GivenUp(why));
        worker.once('message', resolve);
        worker.postMessage(message, [...moved]);
      });
      if ('bug' in answer) throw new Error(answer.bug);
      return answer.value;
    } finally {
      clearTimeout(limit);
      this.#giveUp = undefined;
      this.#idle = setTimeout(() => this.#end('no work has come'), idleMs).unref();
    }
  }

  #start(): Worker {
    const { script, name, limits } = this.#options;
    const worker = new Worker(script, { name, resourceLimits: { maxOldGenerationSizeMb: limits.heapMb } });
    worker.on('error', (error) => this.#fail(worker, error.message));
    worker.on('messageerror', (error) => this.#fail(worker, error.message));
    worker.on('exit', () => this.#fail(worker, 'it ended'));
    return worker;
  }

  /** The thread is no longer what works: it hangs, or is gone. */
  #fail(worker: Worker, why: string): void {
    if (this.#worker !== worker) return;
    this.#options.log(`the thread “${this.#options.name}” was given up: ${why}`);
    this.#end(why);
  }

  #end(why: string): void {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    this.#giveUp?.(why);
  }
}

/** Answers each message to this worker thread; `moved` is the memory of an answer that goes over with it. */
export const serveThread = <Value>(
  work: (message: never) => Promise<Value> | Value,
  moved: (value: Value) => readonly Transferable[] = () => [],
): void => {
  if (isMainThread || !parentPort) throw new Error('serveThread runs in a worker thread');
  const port = parentPort;
  const answerTo = async (message: unknown): Promise<void> => {
    try {
      const value = await work(message as never);
      port.postMessage({ value } satisfies Answer, [...moved(value)]);
    } catch (error) {
      const bug = error instanceof Error ? (error.stack ?? error.message) : String(error);
      port.postMessage({ bug } satisfies Answer);
    }
  };
  port.on('message', (message: unknown) => void answerTo(message));
};

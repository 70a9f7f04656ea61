/** Takes mails apart where that holds nobody up: in a thread of its own, started with the first mail and ended when none has come for a while. */
import { Worker } from 'node:worker_threads';
import { refuse, type Result } from '#shared/base/result.ts';
import { parseMail, type ParsedMail } from './parse-mail.ts';
import type { MailAnswer } from './serve-mails.ts';

export interface MailReader {
  /**
   * As `parseMail`, one mail after the other; `load` is called when it is this one's turn, and what it resolves to belongs to the reader.
   * Refused as `mail.unreadable` { problem: 'too-hard' } if reading takes too long, too much memory, or ends the thread: the next mail is
   * read all the same. Rejects as `load` does.
   */
  read(load: () => Promise<Uint8Array<ArrayBuffer>>): Promise<Result<ParsedMail>>;
  /** Ends the thread; who waits for a mail is refused. */
  close(): void;
}

export interface MailReaderOptions {
  /** Path of the compiled thread; null reads in this one. */
  readonly worker: string | URL | null;
  /** Where it is written why the thread ended before its time. */
  readonly log: (line: string) => void;
  readonly limits?: MailReaderLimits;
}

export interface MailReaderLimits {
  /** For one mail. */
  readonly timeMs: number;
  readonly heapMb: number;
  /** After which the thread ends. */
  readonly idleMs: number;
}

/** Far above what the largest mail takes: half a second, and its text a few times over. */
const usualLimits: MailReaderLimits = { timeMs: 20_000, heapMb: 512, idleMs: 60_000 };

const tooHard = (why: string): Result<never> => refuse('mail.unreadable', why, { problem: 'too-hard' });

class ThreadReader implements MailReader {
  readonly #script: string | URL;
  readonly #log: (line: string) => void;
  readonly #limits: MailReaderLimits;
  #worker: Worker | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  /** Ends the wait for the mail that is being read. */
  #giveUp: ((why: string) => void) | undefined;
  #isClosed = false;

  constructor(script: string | URL, log: (line: string) => void, limits: MailReaderLimits) {
    this.#script = script;
    this.#log = log;
    this.#limits = limits;
  }

  read(load: () => Promise<Uint8Array<ArrayBuffer>>): Promise<Result<ParsedMail>> {
    const result = this.#turn.then(async () => this.#parse(await load()));
    this.#turn = result.catch(() => undefined);
    return result;
  }

  close(): void {
    this.#isClosed = true;
    this.#end('the desk was closed');
  }

  async #parse(file: Uint8Array<ArrayBuffer>): Promise<Result<ParsedMail>> {
    if (this.#isClosed) return tooHard('the desk is closed');
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    const limit = setTimeout(() => this.#fail(worker, `not read in ${this.#limits.timeMs} ms`), this.#limits.timeMs);
    try {
      const answer = await new Promise<MailAnswer>((resolve) => {
        this.#giveUp = (why) => resolve({ result: tooHard(why) });
        worker.once('message', resolve);
        worker.postMessage(file, [file.buffer]);
      });
      if ('bug' in answer) throw new Error(answer.bug);
      return answer.result;
    } finally {
      clearTimeout(limit);
      this.#giveUp = undefined;
      this.#idle = setTimeout(() => this.#end('no mail has come'), this.#limits.idleMs).unref();
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#script, {
      name: 'mail',
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMb },
    });
    worker.on('error', (error) => this.#fail(worker, error.message));
    worker.on('messageerror', (error) => this.#fail(worker, error.message));
    worker.on('exit', () => this.#fail(worker, 'it ended'));
    return worker;
  }

  /** The thread is no longer what reads: it hangs, or is gone. */
  #fail(worker: Worker, why: string): void {
    if (this.#worker !== worker) return;
    this.#log(`the thread that reads mails was given up: ${why}`);
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

export const openMailReader = ({ worker, log, limits = usualLimits }: MailReaderOptions): MailReader =>
  worker === null
    ? { read: async (load) => parseMail(Buffer.from((await load()).buffer)), close: () => undefined }
    : new ThreadReader(worker, log, limits);

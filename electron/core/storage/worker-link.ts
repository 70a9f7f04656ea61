import { Worker } from 'node:worker_threads';
import type { WireChange } from './change-codec.ts';
import type { CompactionOutcome, EngineLink, EngineOpening, Figures, Listen, ReadOnlyCause } from './protocol.ts';
import { StoreError } from './store.ts';
import type { FromEngine, Question, Refusal, ToEngine, WorkerInput } from './worker-messages.ts';

interface Promised {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: StoreError) => void;
}

const errorOf = ({ code, message, errno }: Refusal): StoreError => new StoreError(code, message, errno);

/** The engine in a thread of its own. Should the thread die, everything outstanding is refused and the store is read-only. */
export class WorkerLink implements EngineLink {
  readonly #worker: Worker;
  readonly #listen: Listen;
  readonly #questions = new Map<number, Promised>();
  /** Not yet answered, oldest first; `#answered` of them are done with already. */
  #commits: Promised[] = [];
  #answered = 0;
  #outgoing: WireChange[] = [];
  #asked = 0;
  #end: StoreError | undefined;

  constructor(script: string | URL, input: WorkerInput, listen: Listen) {
    this.#listen = listen;
    this.#worker = new Worker(script, { workerData: input, name: 'storage' });
    this.#worker.on('message', (message: FromEngine) => this.#hear(message));
    this.#worker.on('error', (error) => this.#died(error.message));
    this.#worker.on('exit', () => this.#died('it ended'));
  }

  create(): Promise<EngineOpening> {
    return this.#ask('create');
  }

  open(): Promise<EngineOpening> {
    return this.#ask('open');
  }

  setAside(now: Date): Promise<{ readonly folder: string; readonly opening: EngineOpening }> {
    return this.#ask('setAside', now);
  }

  commit(change: WireChange): Promise<void> {
    if (this.#end) return Promise.reject(this.#end);
    // One message for everything committed in this turn of the event loop, microtasks included.
    if (this.#outgoing.push(change) === 1) process.nextTick(() => this.#post());
    return new Promise((resolve, reject) => this.#commits.push({ resolve: () => resolve(), reject }));
  }

  readLog(log: string, from: number, to: number): Promise<readonly string[]> {
    return this.#ask('readLog', log, from, to);
  }

  compact(): Promise<CompactionOutcome> {
    return this.#ask('compact');
  }

  nextBlock(): Promise<Uint8Array> {
    return this.#ask('nextBlock');
  }

  figures(): Promise<Figures> {
    return this.#ask('figures');
  }

  resume(): Promise<ReadOnlyCause> {
    return this.#ask('resume');
  }

  async close(): Promise<void> {
    if (!this.#end) await this.#ask<void>('close');
    await this.#worker.terminate();
  }

  #ask<Answer>(question: Question, ...input: readonly unknown[]): Promise<Answer> {
    if (this.#end) return Promise.reject(this.#end);
    this.#post();
    const number = ++this.#asked;
    this.#send({ kind: 'ask', number, question, input });
    return new Promise<Answer>((resolve, reject) => {
      this.#questions.set(number, { resolve: (value) => resolve(value as Answer), reject });
    });
  }

  #post(): void {
    if (this.#outgoing.length === 0 || this.#end) return;
    this.#send({ kind: 'commit', changes: this.#outgoing });
    this.#outgoing = [];
  }

  #send(message: ToEngine): void {
    this.#worker.postMessage(message);
  }

  #hear(message: FromEngine): void {
    if (message.kind === 'event') this.#listen(message.event);
    else if (message.kind === 'committed') this.#settleCommits(message.count, message.refusal);
    else {
      const promised = this.#questions.get(message.number);
      this.#questions.delete(message.number);
      if (message.kind === 'answer') promised?.resolve(message.value);
      else promised?.reject(errorOf(message.refusal));
    }
  }

  #settleCommits(count: number, refusal: Refusal | null): void {
    const upTo = this.#answered + count;
    for (; this.#answered < upTo; this.#answered++) {
      const promised = this.#commits[this.#answered];
      if (refusal) promised?.reject(errorOf(refusal));
      else promised?.resolve(undefined);
    }
    if (this.#answered * 2 < this.#commits.length) return;
    this.#commits = this.#commits.slice(this.#answered);
    this.#answered = 0;
  }

  #died(why: string): void {
    if (this.#end) return;
    const isClosed = this.#questions.size === 0 && this.#commits.length === this.#answered;
    this.#end = new StoreError('storage.failed', `the storage thread is gone: ${why}`);
    if (isClosed) return;
    this.#listen({ kind: 'read-only', cause: { cause: 'write-failed', errno: null } });
    for (const promised of [...this.#commits.slice(this.#answered), ...this.#questions.values()])
      promised.reject(this.#end);
    this.#questions.clear();
    this.#commits = [];
  }
}

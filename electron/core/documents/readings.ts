import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { ReadingProgress } from '#shared/documents/operations.ts';

const MS_BETWEEN_NOTICES = 100;

/** One piece of work that reads files: tells how far it is at most ten times a second, and can be cancelled between any two pieces. */
export class FileReading {
  readonly signal: AbortSignal;
  readonly #abort = new AbortController();
  readonly #tell: (progress: ReadingProgress, ended: boolean) => void;
  readonly #mono: () => number;
  #progress: ReadingProgress;
  #told = Number.NEGATIVE_INFINITY;

  constructor(jobId: string, tell: (progress: ReadingProgress, ended: boolean) => void, mono: () => number) {
    this.signal = this.#abort.signal;
    this.#tell = tell;
    this.#mono = mono;
    this.#progress = { jobId, done: 0, total: 0, doneBytes: 0, totalBytes: 0 };
  }

  get progress(): ReadingProgress {
    return this.#progress;
  }

  cancel(): void {
    this.#abort.abort();
  }

  expect(total: number, totalBytes: number): void {
    this.#progress = { ...this.#progress, total, totalBytes };
    this.#maybeTell();
  }

  readBytes(count: number): void {
    this.#progress = { ...this.#progress, doneBytes: this.#progress.doneBytes + count };
    this.#maybeTell();
  }

  /** One more file has been looked at. */
  fileDone(): void {
    this.#progress = { ...this.#progress, done: this.#progress.done + 1 };
    this.#maybeTell();
  }

  end(): void {
    this.#tell(this.#progress, true);
  }

  #maybeTell(): void {
    const now = this.#mono();
    if (now - this.#told < MS_BETWEEN_NOTICES) return;
    this.#told = now;
    this.#tell(this.#progress, false);
  }
}

/** What reads files now, by the id that its window gave it. */
export class Readings {
  readonly #running = new Map<string, FileReading>();
  readonly #notify: (notice: Notice) => void;
  readonly #mono: () => number;

  constructor(notify: (notice: Notice) => void, mono: () => number) {
    this.#notify = notify;
    this.#mono = mono;
  }

  /** `request.invalid` for an id that is in use. */
  async run<T>(jobId: string, work: (reading: FileReading) => Promise<Result<T>>): Promise<Result<T>> {
    if (this.#running.has(jobId)) return refuse('request.invalid', 'this job goes on already');
    const reading = new FileReading(
      jobId,
      (progress, ended) => this.#notify({ name: 'documents.progress', progress, ended }),
      this.#mono,
    );
    this.#running.set(jobId, reading);
    try {
      return await work(reading);
    } finally {
      this.#running.delete(jobId);
      reading.end();
    }
  }

  cancel(jobId: string): Result<null> {
    this.#running.get(jobId)?.cancel();
    return succeed(null);
  }

  cancelAll(): void {
    for (const reading of this.#running.values()) reading.cancel();
  }
}

/** What a job that was cancelled answers with. */
export const cancelled = (): Result<never> => refuse('request.cancelled', 'stopped by somebody at the console');

import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Finding } from '#shared/checks/finding.ts';
import type { CheckProgress } from '#shared/checks/operations.ts';
import type { Notice } from '#shared/contract/notice.ts';

/** Results that can still be put on a ticket. */
const MAX_KEPT = 100;
const MS_BETWEEN_NOTICES = 100;
/** More than a person looks at, and fewer than a network minds. */
const MAX_RUNNING = 8;

interface RunningJob {
  readonly stop: AbortController;
}

/** What people run by hand: goes on, can be stopped by who began it, and what came of it, by the id that their window gave it. */
export class Runs {
  readonly #running = new Map<string, RunningJob>();
  readonly #found = new Map<string, Finding>();
  /** Tickets that were made of them. */
  readonly #tickets = new Map<string, string>();
  readonly #notify: (notice: Notice) => void;
  readonly #mono: () => number;

  constructor(notify: (notice: Notice) => void, mono: () => number) {
    this.#notify = notify;
    this.#mono = mono;
  }

  /** `check.too-many-running` { most }, `request.invalid` for an id that is in use, `request.cancelled` for a run that was stopped. `owner`: the session. */
  async run(
    owner: string,
    jobId: string,
    work: (stop: AbortSignal, tell: (step: CheckProgress['step'], of: string) => void) => Promise<Finding | null>,
  ): Promise<Result<Finding>> {
    const key = `${owner} ${jobId}`;
    if (this.#running.has(key) || this.#found.has(key)) return refuse('request.invalid', 'this job is known already');
    if (this.#running.size >= MAX_RUNNING)
      return refuse('check.too-many-running', 'too many diagnostics are running', { most: MAX_RUNNING });
    const stop = new AbortController();
    this.#running.set(key, { stop });
    let told = Number.NEGATIVE_INFINITY;
    try {
      const finding = await work(stop.signal, (step, of) => {
        const now = this.#mono();
        if (now - told < MS_BETWEEN_NOTICES) return;
        told = now;
        this.#notify({ name: 'checks.progress', progress: { jobId, step, of } });
      });
      if (!finding) return refuse('request.cancelled', 'stopped by somebody at the console');
      this.#found.set(key, finding);
      for (const oldest of this.#found.keys()) {
        if (this.#found.size <= MAX_KEPT) break;
        this.#found.delete(oldest);
        this.#tickets.delete(oldest);
      }
      return succeed(finding);
    } finally {
      this.#running.delete(key);
    }
  }

  cancel(owner: string, jobId: string): void {
    this.#running.get(`${owner} ${jobId}`)?.stop.abort();
  }

  cancelAll(): void {
    for (const { stop } of this.#running.values()) stop.abort();
  }

  keepTicket(owner: string, jobId: string, ticketId: string): void {
    const key = `${owner} ${jobId}`;
    if (this.#found.has(key)) this.#tickets.set(key, ticketId);
  }

  ticketOf(owner: string, jobId: string): string | null {
    return this.#tickets.get(`${owner} ${jobId}`) ?? null;
  }

  /** `check.result-gone` where there is none, or others came since. */
  found(owner: string, jobId: string): Result<Finding> {
    const finding = this.#found.get(`${owner} ${jobId}`);
    return finding ? succeed(finding) : refuse('check.result-gone', 'this result is not kept any more');
  }
}

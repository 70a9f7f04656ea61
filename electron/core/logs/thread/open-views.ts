/** Views that windows have open, and searches through them: who asked is told of changes, and nobody else. */
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { LogNotice, ViewState } from '#shared/logs/notices.ts';
import type { Steps } from '../view/hits.ts';
import type { View } from '../view/view.ts';

/** Between two notices of a view. */
const VIEW_MS = 40;
const PROGRESS_MS = 100;

interface OpenView {
  readonly view: View;
  /** Somebody asked since the last notice. */
  isAsked: boolean;
  toldVersion: number;
}

interface Job {
  readonly steps: Steps<unknown>;
  readonly viewId: string;
  readonly end: (result: Result<unknown>) => void;
  toldAt: number;
}

interface OpenViewsOptions {
  readonly notify: (notice: LogNotice) => void;
  readonly mono: () => number;
}

export class OpenViews {
  readonly #options: OpenViewsOptions;
  readonly #views = new Map<string, OpenView>();
  readonly #jobs = new Map<string, Job>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: OpenViewsOptions) {
    this.#options = options;
  }

  *[Symbol.iterator](): Iterator<View> {
    for (const { view } of this.#views.values()) yield view;
  }

  /** In the place of the one that had its id. */
  add(view: View): void {
    const { viewId } = view.content;
    this.remove(viewId);
    this.#views.set(viewId, { view, isAsked: true, toldVersion: 0 });
  }

  remove(viewId: string): void {
    for (const [jobId, job] of this.#jobs) if (job.viewId === viewId) this.cancel(jobId);
    this.#views.delete(viewId);
  }

  in<T>(viewId: string, work: (view: View) => Result<T>): Result<T> {
    const open = this.#views.get(viewId);
    if (!open) return refuse('log.no-view', 'this view is not open');
    return open.view.problem ?? work(open.view);
  }

  /** Who has this state is told of the next one. */
  stateOf(viewId: string): Result<ViewState> {
    return this.in(viewId, (view) => {
      const state = view.state();
      const open = this.#views.get(viewId);
      if (open) Object.assign(open, { isAsked: true, toldVersion: state.version });
      return succeed(state);
    });
  }

  /** Resolves to what the search comes to; to `request.cancelled` where it is stopped, or its view closed, before that. */
  search<T>(viewId: string, jobId: string, make: (view: View) => Result<Steps<T>>): Result<T> | Promise<Result<T>> {
    const made = this.in(viewId, make);
    if (!made.ok) return made;
    this.cancel(jobId);
    return new Promise<Result<T>>((resolve) => {
      const end = (result: Result<unknown>): void => resolve(result as Result<T>);
      this.#jobs.set(jobId, { steps: made.value, viewId, end, toldAt: this.#options.mono() });
    });
  }

  /** Somebody waits for what a search comes to. */
  get isSearching(): boolean {
    return this.#jobs.size > 0;
  }

  cancel(jobId: string): void {
    this.#endJob(jobId, cancelled());
  }

  /** One piece of work for each view and search. Answers whether there is more. */
  step(): boolean {
    let more = false;
    for (const { view } of this.#views.values()) if (view.advance()) more = true;
    for (const [jobId, job] of this.#jobs) {
      const step = job.steps.next();
      if (step.done === true) this.#endJob(jobId, step.value);
      else {
        more = true;
        this.#tellProgress(jobId, job, step.value);
      }
    }
    this.#tell();
    return more;
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const jobId of this.#jobs.keys()) this.cancel(jobId);
  }

  #endJob(jobId: string, result: Result<unknown>): void {
    const job = this.#jobs.get(jobId);
    this.#jobs.delete(jobId);
    job?.end(result);
  }

  #tellProgress(jobId: string, job: Job, share: number): void {
    const now = this.#options.mono();
    if (now - job.toldAt < PROGRESS_MS) return;
    job.toldAt = now;
    this.#options.notify({ name: 'logs.progress', jobId, done: Math.floor(share * 1_000), total: 1_000 });
  }

  #tell(): void {
    if (this.#timer || ![...this.#views.values()].some(isOwed)) return;
    this.#timer = setTimeout(() => this.tellNow(), VIEW_MS);
  }

  /** Who is owed a notice gets it before its time. */
  tellNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const open of this.#views.values()) {
      if (!isOwed(open)) continue;
      const view = open.view.state();
      open.isAsked = false;
      open.toldVersion = view.version;
      this.#options.notify({ name: 'logs.view', view });
    }
  }
}

const isOwed = ({ view, isAsked, toldVersion }: OpenView): boolean => isAsked && view.version !== toldVersion;

const cancelled = (): Result<never> => refuse('request.cancelled', 'it was cancelled');

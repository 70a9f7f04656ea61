/**
 * Keeps a command running for as long as its log is followed: starts it, starts it again when it ends (later each time it fails), asks again
 * where it answers and ends, and closes the gap since the last time. What it prints goes to `take` as events, in order, each one once.
 */
import { ChildRun } from './child-run.ts';
import type { CommandTrouble, Ended, EventCommand } from './event-command.ts';
import type { EventReader, LogEvent } from './event.ts';
import { findProgram } from './find-program.ts';

export interface Timing {
  /** Before it is started again for the first time; doubled each time, up to `mostMs`. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** A run that lasted so long without a word against it works, even if nothing came of it. */
  readonly settledMs: number;
}

export const usualTiming: Timing = { firstMs: 1000, mostMs: 60_000, settledMs: 5000 };

export interface RunsOptions {
  readonly command: EventCommand;
  readonly timing: Timing;
  /** Behind which reading goes on: that of the last event that was taken. */
  readonly cursor: () => string | null;
  /** False: these events could not be kept, and are asked for again. */
  readonly take: (events: readonly LogEvent[]) => boolean;
  /** The log began anew: the cursor means nothing any more. */
  readonly restarted: () => void;
  /** null: nothing stands in the way. Said again only when it changes. */
  readonly trouble: (trouble: CommandTrouble | null) => void;
}

/** Held while the gap is closed; above this the program waits. */
const MOST_HELD = 16 * 1024 * 1024;

/** Over as soon as the program runs. */
const startTroubles: ReadonlySet<CommandTrouble | null> = new Set([
  'program-missing',
  'start-failed',
  'ended',
  'no-room',
]);

/** A program that runs on, and what came of it while the gap before it was still being closed. */
interface Held {
  readonly parts: Uint8Array[];
  bytes: number;
}

export class CommandRuns {
  readonly #options: RunsOptions;
  readonly #runs = new Set<ChildRun>();
  #main: ChildRun | undefined;
  #timer: NodeJS.Timeout | undefined;
  #settled: NodeJS.Timeout | undefined;
  #trouble: CommandTrouble | null | undefined;
  #failures = 0;
  #held: Held | null = null;
  /** Where the gap was closed up to: what is not behind it came twice. */
  #closedUpTo: string | null = null;
  #lastRecheck = performance.now();
  #isPaused = false;
  /** From a failure until it is started again: what still comes is asked for again. */
  #hasFailed = false;
  #isClosed = false;

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#isClosed) return;
    const program = findProgram(this.#options.command.programs);
    if (program === null) {
      this.#say('program-missing');
      this.#again(this.#options.timing.mostMs);
    } else this.#begin(program);
  }

  /** The programs wait as soon as their pipes are full. */
  pause(): void {
    this.#isPaused = true;
    for (const run of this.#runs) run.pause();
  }

  resume(): void {
    this.#isPaused = false;
    for (const run of this.#runs) if (run !== this.#main || !this.#isHeldFull()) run.resume();
  }

  /** Resolves when no program of it runs any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#stopAll();
  }

  #begin(program: string): void {
    this.#hasFailed = false;
    this.#closedUpTo = null;
    if (this.#options.command.before) this.#readBefore(program);
    else this.#runOn(program);
  }

  #readBefore(program: string): void {
    const { command, cursor } = this.#options;
    const from = cursor();
    const reader = command.read(from);
    this.#run(program, command.before?.(from) ?? [], {
      bytes: (bytes) => void this.#read(reader, bytes),
      ended: (ended) => {
        if (ended.code === 0) this.#runOn(program);
        else this.#fail(command.explain(ended.errors, ended) ?? 'ended');
      },
    });
  }

  #runOn(program: string): void {
    if (this.#isClosed || this.#hasFailed) return;
    const { command, cursor } = this.#options;
    const from = cursor();
    const reader = command.read(from);
    this.#held = command.catchUp ? { parts: [], bytes: 0 } : null;
    let count = 0;
    const main = this.#run(program, command.argv(from), {
      bytes: (bytes) => {
        if (this.#held === null) count += this.#read(reader, bytes);
        else this.#hold(this.#held, bytes);
      },
      ended: (ended) => this.#mainEnded(ended, count),
    });
    this.#main = main;
    clearTimeout(this.#settled);
    this.#settled = setTimeout(() => this.#settle(), this.#options.timing.settledMs);
    if (this.#held !== null) this.#closeGap(program, from, reader);
  }

  #run(
    program: string,
    argv: readonly string[],
    taker: { readonly bytes: (bytes: Uint8Array) => void; readonly ended: (ended: Ended) => void },
  ): ChildRun {
    const { command } = this.#options;
    const run = new ChildRun(program, argv, command.environment, {
      bytes: taker.bytes,
      errors: (errors) => {
        const trouble = command.explain(errors, null);
        if (trouble !== null) this.#say(trouble);
      },
      ended: (ended) => {
        this.#runs.delete(run);
        taker.ended(ended);
      },
      failed: () => {
        this.#runs.delete(run);
        this.#fail('start-failed');
      },
    });
    this.#runs.add(run);
    if (this.#isPaused) run.pause();
    return run;
  }

  /** How many events there were. */
  #read(reader: EventReader, bytes: Uint8Array): number {
    const seen = this.#options.command.catchUp?.isSeen;
    const upTo = this.#closedUpTo;
    const all = reader.take(bytes);
    const events = seen && upTo !== null ? all.filter(({ cursor }) => cursor === null || !seen(cursor, upTo)) : all;
    if (events.length > 0) this.#keep(events);
    return all.length;
  }

  #keep(events: readonly LogEvent[]): void {
    if (this.#hasFailed) return;
    if (!this.#options.take(events)) {
      this.#fail('no-room');
      return;
    }
    this.#failures = 0;
    if (this.#trouble !== 'journal-own-only') this.#say(null);
  }

  #hold(held: Held, bytes: Uint8Array): void {
    held.parts.push(Uint8Array.from(bytes));
    held.bytes += bytes.length;
    if (this.#isHeldFull()) this.#main?.pause();
  }

  #isHeldFull(): boolean {
    return this.#held !== null && this.#held.bytes > MOST_HELD;
  }

  /** The program that runs on is there already, so what comes between the two is in at least one of them. */
  #closeGap(program: string, from: string | null, reader: EventReader): void {
    const { command, cursor } = this.#options;
    const gap = command.read(from);
    this.#closedUpTo = from;
    this.#run(program, command.catchUp?.argv(from) ?? [], {
      bytes: (bytes) => void this.#read(gap, bytes),
      ended: (ended) => {
        const { code } = ended;
        if (code !== 0) {
          this.#fail(command.explain(ended.errors, ended) ?? 'ended');
          return;
        }
        this.#closedUpTo = cursor();
        const parts = this.#held?.parts ?? [];
        this.#held = null;
        for (const part of parts) this.#read(reader, part);
        if (!this.#isPaused) this.#main?.resume();
      },
    });
  }

  #mainEnded(ended: Ended, count: number): void {
    const { command } = this.#options;
    const trouble = command.explain(ended.errors, ended);
    if (command.repeat === 'stream' || trouble !== null) {
      this.#fail(trouble ?? 'ended');
      return;
    }
    clearTimeout(this.#settled);
    this.#failures = 0;
    this.#say(null);
    const isQuiet = count === 0;
    if (isQuiet && this.#isRecheckDue()) this.#recheck();
    else this.#again(count >= command.repeat.fullAt ? 0 : command.repeat.afterMs);
  }

  #isRecheckDue(): boolean {
    const { recheck } = this.#options.command;
    return (
      recheck !== undefined &&
      this.#options.cursor() !== null &&
      performance.now() - this.#lastRecheck >= recheck.everyMs
    );
  }

  #recheck(): void {
    const { command, cursor, restarted } = this.#options;
    const { recheck, repeat } = command;
    const program = findProgram(command.programs);
    this.#lastRecheck = performance.now();
    if (program === null || recheck === undefined || repeat === 'stream') return this.start();
    const reader = command.read(null);
    let newest: string | null = null;
    this.#run(program, recheck.argv, {
      bytes: (bytes) => {
        newest = reader.take(bytes).findLast((event) => event.cursor !== null)?.cursor ?? newest;
      },
      ended: ({ code }) => {
        const last = cursor();
        const isRestarted = code === 0 && newest !== null && last !== null && recheck.isRestarted(newest, last);
        if (isRestarted) restarted();
        this.#again(isRestarted ? 0 : repeat.afterMs);
      },
    });
  }

  /** It has run for a while: where nothing was said against it, nothing stands in the way. */
  #settle(): void {
    this.#failures = 0;
    if (this.#trouble === undefined || startTroubles.has(this.#trouble)) this.#say(null);
  }

  #fail(trouble: CommandTrouble): void {
    if (this.#isClosed || this.#hasFailed) return;
    this.#hasFailed = true;
    this.#say(trouble);
    const { firstMs, mostMs } = this.#options.timing;
    const afterMs = Math.min(mostMs, firstMs * 2 ** Math.min(this.#failures, 16));
    this.#failures++;
    clearTimeout(this.#timer);
    void this.#stopAll().then(() => this.#again(afterMs));
  }

  async #stopAll(): Promise<void> {
    clearTimeout(this.#settled);
    const runs = [...this.#runs];
    this.#runs.clear();
    this.#main = undefined;
    this.#held = null;
    await Promise.all(runs.map((run) => run.stop()));
  }

  #again(afterMs: number): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.start(), afterMs);
  }

  #say(trouble: CommandTrouble | null): void {
    if (trouble === this.#trouble || this.#isClosed) return;
    this.#trouble = trouble;
    this.#options.trouble(trouble);
  }
}

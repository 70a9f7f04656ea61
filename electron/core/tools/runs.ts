import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import { mayRunTool } from '#shared/tools/access.ts';
import { MAX_RUNS } from '#shared/tools/limits.ts';
import type { RunState, Tool } from '#shared/tools/operations.ts';
import type { RunningTool, RunOutcome } from '#shared/tools/run.ts';
import type { ToolMode, ToolPlatform } from '#shared/tools/tool.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { launch, type End, type Launched } from './launch.ts';
import type { Look } from './look.ts';
import { outputName } from './output-name.ts';
import { endTree, endTreeNow } from './process-tree.ts';
import { recordCancel, recordEnd, recordStart } from './run-records.ts';
import { RunOutput } from './run-output.ts';

/** Between two notices of one run, ms. */
const NOTICE_MS = 100;
/** How long what a program left behind may hold its output open after its end, ms. */
const LINGER_MS = 2_000;
/** Ended runs that a screen may still ask for. */
const KEPT = 8;

export interface RunDeps {
  readonly notify: (notice: Notice) => void;
  /** Keeps the desk open until it is called. */
  readonly hold: () => () => void;
  readonly timelineOf: (ticketId: string) => readonly TimelineEntry[];
  readonly platform: ToolPlatform;
}

export interface RunRequest {
  readonly actor: Actor;
  readonly tool: Tool;
  readonly ticketId: string;
  readonly look: Look;
  /** Without the program. */
  readonly argv: readonly string[];
}

interface Run {
  readonly running: RunningTool;
  readonly actor: Actor;
  readonly tool: Tool;
  readonly output: RunOutput;
  readonly startedMs: number;
  /** There while it runs. */
  process: Running | null;
  /** Why it was ended before its own end. */
  stopped: 'timed-out' | 'cancelled' | null;
  outcome: RunOutcome | null;
  exitCode: number | null;
  noticedMs: number;
}

type Running = Extract<Launched, { readonly ok: true }>;

const unknownEnd: End = { exitCode: null, signal: null };

const stateOf = ({ running, tool, output, outcome, exitCode }: Run): RunState => {
  const { runId, toolId, name, argv, startedAt } = running.event;
  const { timeLimitS } = tool.definition;
  const about = { runId, toolId, ticketId: running.ticketId, name, argv, startedAt, timeLimitS };
  return { ...about, outcome, exitCode, ...output.shown(), writtenBytes: output.writtenBytes };
};

/** Whether it is done within that time. */
const within = async (ms: number, work: Promise<unknown>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const inTime = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
};

const refuseNotStarted = (errno: string): Result<never> =>
  refuse('tool.not-started', `the system did not start it: ${errno}`, { errno });

/** Where it runs. One whose output is read has an empty folder of its own, so that settings that lie about in some folder take no part. */
const placeFor = async (
  mode: ToolMode,
): Promise<{ readonly ok: true; readonly folder: string } | { readonly ok: false; readonly errno: string }> => {
  try {
    return { ok: true, folder: mode === 'captured' ? await mkdtemp(join(tmpdir(), 'deskside-tool-')) : homedir() };
  } catch (error) {
    return { ok: false, errno: (error as NodeJS.ErrnoException).code ?? 'UNKNOWN' };
  }
};

const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true }).catch(() => undefined);

/** Tools at work on this desk. Every one is in the trail before it starts, and on its ticket when it has ended, however that came. */
export class Runs {
  readonly #desk: Desk;
  readonly #deps: RunDeps;
  readonly #runs = new Map<string, Run>();
  #atWork = 0;
  #isClosing = false;

  constructor(desk: Desk, deps: RunDeps) {
    this.#desk = desk;
    this.#deps = deps;
    // No commit is possible any more: what runs is ended, and told of when the desk opens again.
    desk.onClosing(() => {
      this.#isClosing = true;
      for (const { process, running } of this.#runs.values()) if (process) endTreeNow(process.pid, running.id);
    });
  }

  /** Newest first. */
  ofTicket(ticketId: string): readonly RunState[] {
    return [...this.#runs.values()]
      .filter(({ running }) => running.ticketId === ticketId)
      .map(stateOf)
      .toReversed();
  }

  /** Starts it and answers as soon as it has started. Once this has resolved the caller may let go of what was looked at. */
  async start(request: RunRequest): Promise<Result<RunState>> {
    if (this.#atWork >= MAX_RUNS)
      return refuse('tool.too-many-running', `${MAX_RUNS} tools run already`, { most: MAX_RUNS });
    this.#atWork++;
    const letDeskGo = this.#deps.hold();
    let isGoingOn = false;
    const done = () => {
      this.#atWork--;
      letDeskGo();
    };
    try {
      const begun = await this.#begin(request);
      if (!begun.ok) return begun;
      const { run, ended } = begun.value;
      isGoingOn = true;
      void ended.finally(done);
      return succeed(stateOf(run));
    } finally {
      if (!isGoingOn) done();
    }
  }

  /**
   * Resolves once it was asked to end; its end is told of as any other. Only who started it or might start it ends it: what is cut off in the
   * middle can do as much harm. It ends even where the trail cannot be written.
   */
  async cancel(runId: string, actor: Actor): Promise<Result<null>> {
    const run = this.#runs.get(runId);
    if (!run?.process) return notFound('toolRun', runId);
    const { neededRole } = run.tool.definition;
    if (actor.id !== run.actor.id && !mayRunTool(actor.roles, neededRole))
      return refuse('tool.role', `this tool needs ${neededRole}`, { role: neededRole });
    if (run.stopped) return succeed(null);
    const [noted] = await Promise.all([recordCancel(this.#desk, actor, run.running), this.#stop(run, 'cancelled')]);
    return noted;
  }

  async #begin(request: RunRequest): Promise<Result<{ readonly run: Run; readonly ended: Promise<void> }>> {
    const { actor, tool, ticketId, look, argv } = request;
    const { name, mode, outputLimitBytes } = tool.definition;
    const { program, definitionSha256 } = look.approvable;
    const noted = await recordStart(this.#desk, actor, ticketId, {
      toolId: tool.id,
      name,
      argv: [program.path, ...argv],
      definitionSha256,
      programSha256: program.sha256,
    });
    if (!noted.ok) return noted;
    const run: Run = {
      running: noted.value,
      actor,
      tool,
      output: new RunOutput(outputLimitBytes, () => this.#progress(run)),
      startedMs: this.#desk.ambient.mono(),
      process: null,
      stopped: null,
      outcome: null,
      exitCode: null,
      noticedMs: 0,
    };
    const isCaptured = mode === 'captured';
    const place = await placeFor(mode);
    if (!place.ok) {
      await this.#end(run, 'not-started', unknownEnd);
      return refuseNotStarted(place.errno);
    }
    const { folder } = place;
    if (this.#isClosing) {
      if (isCaptured) await removeFolder(folder);
      return refuse('auth.signed-out', 'the desk has been closed');
    }
    const { runId } = run.running.event;
    let pipes: readonly Readable[] = [];
    let read: Promise<unknown> = Promise.resolve();
    const onPipes = (given: readonly Readable[]) => {
      pipes = given;
      read = Promise.all(given.map((pipe) => run.output.take(pipe)));
    };
    const { platform } = this.#deps;
    const launched = await launch({ runId, look, argv, mode, platform, folder, onPipes });
    const clear = () => (isCaptured ? removeFolder(folder) : Promise.resolve());
    if (!launched.ok) {
      await clear();
      await this.#end(run, launched.why, unknownEnd);
      return launched.why === 'changed'
        ? refuse('tool.not-as-shown', 'a file of the tool was written to as it was started')
        : refuseNotStarted(launched.errno);
    }
    this.#keep(run);
    if (isCaptured) return succeed({ run, ended: this.#follow(run, launched, pipes, read).then(clear, clear) });
    launched.child.unref();
    await this.#end(run, 'launched', unknownEnd);
    return succeed({ run, ended: Promise.resolve() });
  }

  async #follow(run: Run, running: Running, pipes: readonly Readable[], read: Promise<unknown>): Promise<void> {
    const { pid, ended } = running;
    run.process = running;
    if (this.#isClosing) endTreeNow(pid, run.running.id);
    const timer = setTimeout(() => void this.#stop(run, 'timed-out'), run.tool.definition.timeLimitS * 1000);
    const end = await ended;
    clearTimeout(timer);
    const isRead = await within(LINGER_MS, read);
    // What it left behind in the background does not outlive it.
    await endTree(pid, run.running.id, ended);
    if (!isRead && !(await within(LINGER_MS, read))) for (const pipe of pipes) pipe.destroy();
    await read;
    run.process = null;
    await this.#end(run, run.stopped ?? (end.exitCode === 0 ? 'finished' : 'failed'), end);
  }

  async #stop(run: Run, why: 'timed-out' | 'cancelled'): Promise<void> {
    if (!run.process || run.stopped) return;
    run.stopped = why;
    await endTree(run.process.pid, run.running.id, run.process.ended);
  }

  async #end(run: Run, outcome: RunOutcome, end: End): Promise<void> {
    const { output, running, actor, tool } = run;
    const hasLength = outcome !== 'launched';
    // What cannot be told of now keeps its record, and is told of as lost when the desk opens again.
    await recordEnd(
      this.#desk,
      actor,
      running,
      {
        outcome,
        ...end,
        durationMs: hasLength ? Math.round(this.#desk.ambient.mono() - run.startedMs) : null,
        outputBytes: output.writtenBytes,
      },
      output.isEmpty
        ? null
        : {
            name: outputName(tool.definition.name.en, running.event.startedAt),
            content: Buffer.from(output.whole(), 'utf8'),
          },
      this.#deps.timelineOf,
    ).catch(() => null);
    run.outcome = outcome;
    run.exitCode = end.exitCode;
    const { ticketId, id } = running;
    this.#deps.notify({ name: 'tools.progress', ticketId, runId: id, ended: true });
  }

  #progress(run: Run): void {
    const now = this.#desk.ambient.mono();
    if (now - run.noticedMs < NOTICE_MS) return;
    run.noticedMs = now;
    const { ticketId, id } = run.running;
    this.#deps.notify({ name: 'tools.progress', ticketId, runId: id, ended: false });
  }

  #keep(run: Run): void {
    this.#runs.set(run.running.id, run);
    const over = [...this.#runs.values()].filter(({ outcome }) => outcome !== null).slice(0, -KEPT);
    for (const { running } of over) this.#runs.delete(running.id);
  }
}

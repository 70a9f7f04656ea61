import { homedir } from 'node:os';
import type { Readable } from 'node:stream';
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { TimelineEntry } from '#shared/tickets/ticket.ts';
import { mayRunTool } from '#shared/tools/access.ts';
import { MAX_RUNS } from '#shared/tools/limits.ts';
import type { RunState, Tool } from '#shared/tools/operations.ts';
import type { RunOutcome } from '#shared/tools/run.ts';
import type { ToolPlatform } from '#shared/tools/tool.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { postGuard } from './death-guard.ts';
import { diskLimits, diskWatch, type DiskFault, type DiskLimits } from './disk-watch.ts';
import { TOO_LARGE } from './file-limit.ts';
import { launch, type Launched, type Secrets } from './launch.ts';
import { makePlace } from './run-place.ts';
import type { Look } from './look.ts';
import { outputName } from './output-name.ts';
import { birthOf } from './process-birth.ts';
import { endLeftBehind, endTree, endTreeNow } from './process-tree.ts';
import { forgetRun, recordCancel, recordEnd, recordLateEnd, recordProcess, recordStart } from './run-records.ts';
import { RunOutput } from './run-output.ts';
import { stateOf, unknownEnd, type End, type Run, type Running, type Stop } from './run-state.ts';

/** Between two notices of one run, ms. */
const NOTICE_MS = 100;
/** How long what a program left behind may hold its output open after its end, ms. */
const LINGER_MS = 2_000;
/** A window that is gone sooner has handed over to a program that ran already: its end is not the end of the work. */
const HANDED_OVER_MS = 5_000;
/** From the start until interpreters and tools have opened what they were given, ms. */
const OPENED_MS = 3_000;
/** Ended runs that a screen may still ask for. */
const KEPT = 8;

export interface RunDeps {
  readonly notify: (notice: Notice) => void;
  /** Keeps the desk open until it is called. */
  readonly hold: () => () => void;
  readonly timelineOf: (ticketId: string) => readonly TimelineEntry[];
  readonly platform: ToolPlatform;
  /** What a run may put on the disk; not there: as usual. */
  readonly disk?: DiskLimits;
}

export interface RunRequest {
  readonly actor: Actor;
  readonly tool: Tool;
  readonly ticketId: string;
  readonly look: Look;
  /** Without the program; `copies` are paths that stand for those of files, by name. */
  readonly argvWith: (copies: ReadonlyMap<string, string>) => readonly string[];
  readonly secrets: Secrets;
  /** Whether what was looked at may still be started: somebody may have taken it back since. */
  readonly mayStart: () => Result<null>;
}

/** What is told of a run that was ended because of the disk. */
const stopFor: Readonly<Record<DiskFault, Stop>> = { folder: 'wrote-too-much', disk: 'disk-full' };

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

const ownEnd = ({ exitCode, signal }: End): RunOutcome => {
  if (signal === TOO_LARGE) return 'wrote-too-much';
  return exitCode === 0 ? 'finished' : 'failed';
};

/** Tells commands apart; null where any number of windows may be open. */
const commandOf = ({ tool, look, argvWith }: RunRequest): string | null =>
  tool.definition.mode === 'launched' ? null : JSON.stringify([look.approvable.program.path, ...argvWith(new Map())]);

const secretTexts = ({ input, environment }: Secrets): readonly string[] => [
  ...(input === null ? [] : [input]),
  ...Object.values(environment),
];

/** Tools at work on this desk. Every one is in the trail before it starts, and on its ticket when it has ended, however that came. */
export class Runs {
  readonly #desk: Desk;
  readonly #deps: RunDeps;
  readonly #runs = new Map<string, Run>();
  #atWork = 0;
  /** Commands at work whose output is read, and the names of who started them. */
  readonly #commands = new Map<string, string>();
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
    const command = commandOf(request);
    const startedBy = command === null ? undefined : this.#commands.get(command);
    // Twice at once is somebody's second click, or a colleague who does not know: what it does to its host is not made for that.
    if (startedBy !== undefined)
      return refuse('tool.already-running', `${startedBy} runs the same`, { name: startedBy });
    if (command !== null) this.#commands.set(command, request.actor.name);
    this.#atWork++;
    const letDeskGo = this.#deps.hold();
    let isGoingOn = false;
    const done = () => {
      if (command !== null) this.#commands.delete(command);
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
    const { hasEnded } = run;
    const [noted] = await Promise.all([recordCancel(this.#desk, actor, run.running), this.#stop(run, 'cancelled')]);
    // It ended by itself, and is told of as that: only what it left behind is ended.
    return hasEnded ? succeed(null) : noted;
  }

  async #begin(request: RunRequest): Promise<Result<{ readonly run: Run; readonly ended: Promise<void> }>> {
    const { actor, tool, ticketId, look, argvWith, secrets, mayStart } = request;
    const { name, mode, outputLimitBytes } = tool.definition;
    const { program, definitionSha256 } = look.approvable;
    const command = [program.path, ...argvWith(new Map())];
    const { sha256: programSha256 } = program;
    const start = { toolId: tool.id, name, argv: command, definitionSha256, programSha256 };
    const noted = await recordStart(this.#desk, actor, ticketId, start, mode, mayStart);
    if (!noted.ok) return noted;
    const run: Run = {
      running: noted.value,
      actor,
      tool,
      output: new RunOutput(outputLimitBytes, secretTexts(secrets), () => this.#progress(run)),
      startedMs: this.#desk.ambient.mono(),
      process: null,
      stopped: null,
      hasEnded: false,
      outcome: null,
      exitCode: null,
      durationMs: null,
      noticedMs: 0,
    };
    const isCaptured = mode === 'captured';
    const { runId } = run.running.event;
    const made = await makePlace(runId, tool.definition, look);
    if (!made.ok) return this.#notStarted(run, made);
    const { place } = made;
    if (this.#isClosing) {
      await place.remove();
      return refuse('auth.signed-out', 'the desk has been closed');
    }
    let pipes: readonly Readable[] = [];
    let read: Promise<unknown> = Promise.resolve();
    const onPipes = (given: readonly Readable[]) => {
      pipes = given;
      read = Promise.all(given.map((pipe) => run.output.take(pipe)));
    };
    const { platform, disk = diskLimits } = this.#deps;
    const { folder, whole, temporary, script, inPlace } = place;
    const watch = whole === null ? null : await diskWatch(whole, [whole, homedir()], disk);
    const fileBytes = isCaptured ? disk.folderBytes : null;
    const guard = isCaptured ? postGuard(runId) : null;
    const argv = argvWith(place.copies);
    const where = { script, inPlace, folder, temporary, fileBytes };
    const launched = await launch({ runId, look, argv, secrets, mode, platform, onPipes, ...where });
    const clear = async () => {
      guard?.dismiss();
      await watch?.stop();
      await place.remove();
    };
    if (!launched.ok) {
      await clear();
      return this.#notStarted(run, launched);
    }
    this.#keep(run);
    guard?.watch(launched.pid);
    watch?.begin((fault) => void this.#stop(run, stopFor[fault]));
    const named = this.#name(run, launched.pid);
    if (isCaptured) return succeed({ run, ended: this.#follow(run, launched, pipes, read, clear) });
    launched.child.unref();
    void this.#watchOpening(launched).then((isAsStarted) => {
      if (isAsStarted || run.hasEnded) return undefined;
      run.stopped = 'changed';
      return endTree(launched.pid, runId, launched.ended);
    });
    await this.#end(run, 'launched', unknownEnd);
    void Promise.all([launched.ended, named]).then(([end]) => this.#windowEnded(run, end));
    return succeed({ run, ended: Promise.resolve() });
  }

  async #notStarted(run: Run, why: Exclude<Launched, { readonly ok: true }>): Promise<Result<never>> {
    await this.#end(run, why.why, unknownEnd);
    return why.why === 'changed'
      ? refuse('tool.not-as-shown', 'a file of the tool was written to as it was started')
      : refuse('tool.not-started', `the system did not start it: ${why.errno}`, { errno: why.errno });
  }

  /** So that a console that comes after this one can tell whether it still goes on. Never rejects. */
  async #name(run: Run, pid: number): Promise<void> {
    const birth = await birthOf(pid);
    if (birth !== null && !this.#isClosing)
      await recordProcess(this.#desk, run.running, { pid, birth }).catch(() => null);
  }

  /** False as soon as another file is known to have been in the place of one that it was to open. */
  async #watchOpening({ ended, isAsStarted }: Running): Promise<boolean> {
    await within(OPENED_MS, ended);
    return this.#isClosing || (await isAsStarted());
  }

  /** A window was closed, or it never came to one. Where the console is closed by then, the next one finds that out. */
  async #windowEnded(run: Run, { exitCode }: End): Promise<void> {
    run.hasEnded = true;
    if (this.#isClosing) return;
    const durationMs = Math.round(this.#desk.ambient.mono() - run.startedMs);
    const isSoon = durationMs < HANDED_OVER_MS;
    if (!run.stopped && isSoon && exitCode === 0) {
      await forgetRun(this.#desk, run.running);
      return;
    }
    const outcome = run.stopped ?? (isSoon ? 'failed' : 'closed');
    await recordLateEnd(this.#desk, run.actor, run.running, outcome, { exitCode, durationMs });
    this.#ended(run, outcome, exitCode, durationMs);
  }

  async #follow(
    run: Run,
    running: Running,
    pipes: readonly Readable[],
    read: Promise<unknown>,
    clear: () => Promise<void>,
  ): Promise<void> {
    const { pid, ended } = running;
    run.process = running;
    if (this.#isClosing) endTreeNow(pid, run.running.id);
    const timer = setTimeout(() => void this.#stop(run, 'timed-out'), run.tool.definition.timeLimitS * 1000);
    const opening = this.#watchOpening(running);
    void opening.then((isAsStarted) => (isAsStarted ? undefined : this.#stop(run, 'changed')));
    const end = await ended;
    // Asked of it from now on is to end what it left behind: how it ended itself is known.
    run.hasEnded = true;
    const { stopped } = run;
    const outcome = stopped ?? ((await opening) ? ownEnd(end) : 'changed');
    clearTimeout(timer);
    const isRead = await within(LINGER_MS, read);
    // What it left behind in the background does not outlive it.
    await endLeftBehind(pid, run.running.id);
    if (!isRead && !(await within(LINGER_MS, read))) for (const pipe of pipes) pipe.destroy();
    await read;
    run.process = null;
    await clear();
    await this.#end(run, outcome, end);
  }

  async #stop(run: Run, why: Stop): Promise<void> {
    if (!run.process || run.stopped) return;
    run.stopped = why;
    await endTree(run.process.pid, run.running.id, run.process.ended);
  }

  async #end(run: Run, outcome: RunOutcome, end: End): Promise<void> {
    const { output, running, actor, tool } = run;
    const durationMs = outcome === 'launched' ? null : Math.round(this.#desk.ambient.mono() - run.startedMs);
    // What cannot be told of now keeps its record, and is told of as lost when the desk opens again.
    await recordEnd(
      this.#desk,
      actor,
      running,
      {
        outcome,
        ...end,
        durationMs,
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
    this.#ended(run, outcome, end.exitCode, durationMs);
  }

  #ended(run: Run, outcome: RunOutcome, exitCode: number | null, durationMs: number | null): void {
    Object.assign(run, { outcome, exitCode, durationMs });
    const { ticketId, id } = run.running;
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

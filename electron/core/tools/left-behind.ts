/** Runs of a console that is gone: those that ended with it are told of, and those that go on are watched and can be ended. */
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import { mayRunTool } from '#shared/tools/access.ts';
import type { RunState } from '#shared/tools/operations.ts';
import type { RunningTool, RunOutcome, SeenProcess } from '#shared/tools/run.ts';
import type { NeededRole } from '#shared/tools/tool.ts';
import type { Desk } from '../desk.ts';
import type { Actor } from '../session.ts';
import { isLiving } from './process-birth.ts';
import { endTree } from './process-tree.ts';
import { removeLeft } from './run-place.ts';
import { forgetRun, recordCancel, recordLateEnd } from './run-records.ts';

/** Between two looks at what goes on, ms. Windows has to start a program for each. */
const LOOK_MS = process.platform === 'win32' ? 60_000 : 5_000;

export interface LeftBehindDeps {
  readonly notify: (notice: Notice) => void;
  /** The role that a tool needs now; the highest where there is no such tool any more. */
  readonly roleOf: (toolId: string) => NeededRole;
}

interface Stray {
  readonly running: RunningTool;
  readonly process: SeenProcess;
  /** Null until it has ended. */
  outcome: RunOutcome | null;
  durationMs: number | null;
  isEnding: boolean;
}

const isWindow = ({ mode }: RunningTool): boolean => mode === 'launched';

export class LeftBehind {
  readonly #desk: Desk;
  readonly #deps: LeftBehindDeps;
  readonly #strays = new Map<string, Stray>();
  #timer: NodeJS.Timeout | undefined;
  #isClosing = false;

  constructor(desk: Desk, deps: LeftBehindDeps) {
    this.#desk = desk;
    this.#deps = deps;
    desk.onClosing(() => {
      this.#isClosing = true;
      clearTimeout(this.#timer);
    });
  }

  /** `ids` are the runs that stood there when the desk was opened. Never rejects. */
  async takeUp(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const running = this.#desk.records.get<RunningTool>('toolRun', id);
      if (!running) continue;
      const { process } = running;
      const goesOn = process !== undefined && (await isLiving(process));
      if (this.#isClosing) return;
      if (goesOn) this.#watch(running, process);
      else if (isWindow(running)) await forgetRun(this.#desk, running);
      else {
        await recordLateEnd(this.#desk, this.#desk.deviceActor, running, 'lost', { exitCode: null, durationMs: null });
        await removeLeft(id);
      }
      this.#tell(running);
    }
  }

  /** Newest first; those that ended are told of until the desk is closed. */
  ofTicket(ticketId: string): readonly RunState[] {
    return [...this.#strays.values()]
      .filter(({ running }) => running.ticketId === ticketId)
      .map(({ running, outcome, durationMs }) => {
        const { runId, toolId, name, argv, startedAt } = running.event;
        return {
          runId,
          toolId,
          ticketId,
          name,
          argv,
          startedAt,
          timeLimitS: 0,
          startedBy: running.createdBy,
          outcome: outcome ?? (isWindow(running) ? 'launched' : null),
          durationMs,
          isLeftBehind: outcome === null,
          exitCode: null,
          text: '',
          writtenBytes: 0,
          isCut: false,
        };
      })
      .toReversed();
  }

  /** Whoever started a run of this command that still goes on; undefined where none does. */
  starterOf(argv: readonly string[]): string | undefined {
    const same = [...this.#strays.values()].find(
      ({ running, outcome }) =>
        outcome === null && !isWindow(running) && JSON.stringify(running.event.argv) === JSON.stringify(argv),
    );
    return same?.running.createdBy;
  }

  /** As of any run: by who started it, or might. Undefined where it is none of these. */
  async cancel(runId: string, actor: Actor): Promise<Result<null> | undefined> {
    const stray = this.#strays.get(runId);
    if (!stray || isWindow(stray.running)) return undefined;
    if (stray.outcome !== null) return notFound('toolRun', runId);
    const { running, process } = stray;
    const needed = this.#deps.roleOf(running.event.toolId);
    if (actor.id !== running.createdBy && !mayRunTool(actor.roles, needed))
      return refuse('tool.role', `this tool needs ${needed}`, { role: needed });
    if (stray.isEnding) return succeed(null);
    stray.isEnding = true;
    const noted = await recordCancel(this.#desk, actor, running);
    // Another process may have been given its number since the last look.
    if (await isLiving(process)) await endTree(process.pid, runId, new Promise(() => undefined));
    await this.#end(stray, 'cancelled', actor);
    return noted;
  }

  #watch(running: RunningTool, process: SeenProcess): void {
    this.#strays.set(running.id, { running, process, outcome: null, durationMs: null, isEnding: false });
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer || this.#isClosing) return;
    this.#timer = setTimeout(() => {
      void this.#look().finally(() => {
        this.#timer = undefined;
        if ([...this.#strays.values()].some(({ outcome }) => outcome === null)) this.#schedule();
      });
    }, LOOK_MS);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    for (const stray of this.#strays.values()) {
      if (stray.outcome !== null || stray.isEnding || this.#isClosing) continue;
      if (!(await isLiving(stray.process)) && !stray.isEnding)
        await this.#end(stray, isWindow(stray.running) ? 'closed' : 'lost', this.#desk.deviceActor);
    }
  }

  async #end(stray: Stray, outcome: RunOutcome, actor: Actor): Promise<void> {
    if (this.#isClosing) return;
    const { running } = stray;
    stray.outcome = outcome;
    const sinceMs = this.#desk.ambient.now().getTime() - Date.parse(running.event.startedAt);
    if (outcome !== 'lost') stray.durationMs = Math.max(0, sinceMs);
    await recordLateEnd(this.#desk, actor, running, outcome, { exitCode: null, durationMs: stray.durationMs });
    if (!isWindow(running)) await removeLeft(running.id);
    this.#tell(running);
  }

  #tell({ id, ticketId }: RunningTool): void {
    this.#deps.notify({ name: 'tools.progress', ticketId, runId: id, ended: true });
  }
}

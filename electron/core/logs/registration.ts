/** Which sources the thread may read: asked of the disk anew each time, since what a path leads to may be another file by now. */
import { placeRefusals, type PlaceRefusal } from '#shared/logs/place-refusal.ts';
import { sourceAtRest, type LogSource, type SourceKind, type SourceNow } from '#shared/logs/source.ts';
import type { CalledFor } from './files/disk-calls.ts';
import type { Reach } from './files/reach.ts';
import { isWithin, settlePlace } from './place.ts';
import type { ThreadSource } from './thread/messages.ts';

interface RegistrationOptions {
  readonly sources: () => readonly LogSource[];
  /** What can be read here. */
  readonly kinds: ReadonlySet<SourceKind>;
  readonly ownFolder: string;
  readonly reach: Reach;
  /** The latest generation by which anybody knows a line of a source. */
  readonly namedUpTo: (sourceId: string) => number;
  /** `known`: the ids of all, of which what is kept stays. */
  readonly register: (sources: readonly ThreadSource[], known: readonly string[]) => void;
  /** A source that could not be read can, or the other way round. */
  readonly onChange: () => void;
  readonly log: (line: string) => void;
}

type Fitness = 'fit' | 'unreachable' | 'refused' | 'unreadable' | 'no-program';

/** What holds of a source that the thread does not know of. */
const unfit: Readonly<Record<Exclude<Fitness, 'fit'>, Pick<SourceNow, 'state' | 'problem'>>> = {
  unreachable: { state: 'unreadable', problem: 'unreachable' },
  refused: { state: 'refused', problem: 'permission' },
  unreadable: { state: 'unreadable', problem: 'unreadable' },
  'no-program': { state: 'missing-program', problem: 'program-missing' },
};

/** Also for what was allowed when it was added, and leads elsewhere since. */
const fitnessFor = (why: PlaceRefusal | null): Fitness => {
  switch (why) {
    case null:
    // What is gone comes back, and what is refused now may be allowed tomorrow: the thread waits for it.
    case 'gone':
    case 'no-folder':
    case 'unreadable':
      return 'fit';
    case 'unreachable':
      return 'unreachable';
    case 'own':
    case 'network':
      return 'refused';
    case 'folder':
    case 'special':
    case 'relative':
    case 'pattern':
      return 'unreadable';
  }
};

/** What another look may find to be otherwise. */
const mayRecover: ReadonlySet<Fitness | undefined> = new Set(['unreachable', 'refused', 'unreadable']);

const AGAIN_MS = 10_000;
/** After a call that did not return for long did; twice as long each time that this happens to a source. */
const LET_IN_MS = 2_000;
const MOST_LET_IN_MS = 300_000;

export class Registration {
  readonly #options: RegistrationOptions;
  readonly #fitness = new Map<string, Fitness>();
  readonly #checks = new Map<string, Promise<void>>();
  /** What calls of the system hang on. */
  readonly #hanging = new Set<CalledFor>();
  /** How often they did for a source. */
  readonly #hangs = new Map<string, number>();
  #again: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: RegistrationOptions) {
    this.#options = options;
  }

  /** Looks at these sources, or at all, and registers what may be read by now. Waits for no other source, and never rejects. */
  async check(ids?: readonly string[]): Promise<void> {
    const sources = this.#options.sources();
    const asked = ids ? sources.filter(({ id }) => ids.includes(id)) : sources;
    await Promise.all(asked.map((source) => this.#checkOnce(source)));
    if (!this.#isClosed) this.#register();
  }

  /**
   * A call for this log does not return until `returned` resolves: neither it nor any log on the same drive is registered meanwhile, and nobody
   * asks the disk for them.
   */
  hang(log: CalledFor, returned: Promise<void>): void {
    this.#hanging.add(log);
    const held = this.#options.sources().filter((source) => this.#isHeld(source));
    for (const { id } of held) this.#hangs.set(id, (this.#hangs.get(id) ?? 0) + 1);
    const times = Math.max(1, ...held.map(({ id }) => this.#hangs.get(id) ?? 1));
    for (const { id } of held) this.#fitness.set(id, 'unreachable');
    this.#register();
    this.#options.onChange();
    void returned.then(() => {
      setTimeout(
        () => {
          this.#hanging.delete(log);
          if (!this.#isClosed) void this.check(held.map(({ id }) => id));
        },
        Math.min(MOST_LET_IN_MS, LET_IN_MS * 2 ** (times - 1)),
      ).unref();
    });
  }

  #isHeld({ id, kind, place }: LogSource): boolean {
    if (kind !== 'file' && kind !== 'files') return false;
    const { reach } = this.#options;
    return [...this.#hanging].some(
      ({ sourceId, path }) =>
        sourceId === id || (sourceId === null ? isWithin(path, place) : reach.areOnOneDrive(path, place)),
    );
  }

  /** What holds of a source that the thread does not know of. */
  problemOf(sourceId: string): SourceNow | undefined {
    const fitness = this.#fitness.get(sourceId) ?? 'fit';
    return fitness === 'fit' ? undefined : { ...sourceAtRest, ...unfit[fitness] };
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#again);
  }

  #register(): void {
    const sources = this.#options.sources();
    const known = new Set(sources.map(({ id }) => id));
    for (const id of this.#fitness.keys()) if (!known.has(id)) this.#fitness.delete(id);
    this.#options.register(
      sources
        .filter(({ id }) => this.#fitness.get(id) === 'fit')
        .map(({ id, name, kind, place, encoding, fileEncodings = [], isWatched }) => ({
          id,
          name,
          kind,
          place,
          encoding,
          fileEncodings,
          isWatched,
          namedUpTo: this.#options.namedUpTo(id),
        })),
      [...known],
    );
    clearTimeout(this.#again);
    const unread = sources.filter(({ id }) => mayRecover.has(this.#fitness.get(id))).map(({ id }) => id);
    if (unread.length === 0) return;
    this.#again = setTimeout(() => void this.check(unread), AGAIN_MS);
    this.#again.unref();
  }

  #checkOnce(source: LogSource): Promise<void> {
    const checking = this.#checks.get(source.id) ?? this.#check(source);
    this.#checks.set(source.id, checking);
    return checking;
  }

  async #check(source: LogSource): Promise<void> {
    const before = this.#fitness.get(source.id);
    try {
      const asked = await this.#fitnessOf(source);
      const fitness = this.#isHeld(source) ? 'unreachable' : asked;
      this.#fitness.set(source.id, fitness);
      if (before !== undefined && before !== fitness) this.#options.onChange();
    } catch (error) {
      this.#options.log(`logs to be read: ${String(error)}`);
    } finally {
      this.#checks.delete(source.id);
    }
  }

  async #fitnessOf(source: LogSource): Promise<Fitness> {
    const { kind, place } = source;
    if (!this.#options.kinds.has(kind)) return 'no-program';
    if (kind !== 'file' && kind !== 'files') return 'fit';
    if (this.#isHeld(source)) return 'unreachable';
    const settled = await settlePlace(this.#options.reach, kind, place, this.#options.ownFolder);
    const why = settled.ok ? null : settled.failure.details?.['why'];
    return fitnessFor(placeRefusals.find((each) => each === why) ?? null);
  }
}

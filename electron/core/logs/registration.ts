/** Which sources the thread may read: asked of the disk anew each time, since what a path leads to may be another file by now. */
import { sourceAtRest, type LogSource, type SourceKind, type SourceNow } from '#shared/logs/source.ts';
import type { Reach } from './files/reach.ts';
import { settlePlace } from './place.ts';
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
  /** A source that could not be reached can, or the other way round. */
  readonly onChange: () => void;
  readonly log: (line: string) => void;
}

type Fitness = 'fit' | 'unfit' | 'unreachable';

const AGAIN_MS = 10_000;

export class Registration {
  readonly #options: RegistrationOptions;
  readonly #fitness = new Map<string, Fitness>();
  readonly #checks = new Map<string, Promise<void>>();
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

  /** What holds of a source that the thread does not know of, since its drive does not answer. */
  problemOf(sourceId: string): SourceNow | undefined {
    return this.#fitness.get(sourceId) === 'unreachable'
      ? { ...sourceAtRest, state: 'unreadable', problem: 'unreachable' }
      : undefined;
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
        .map(({ id, name, kind, place, encoding, isWatched }) => ({
          id,
          name,
          kind,
          place,
          encoding,
          isWatched,
          namedUpTo: this.#options.namedUpTo(id),
        })),
      [...known],
    );
    clearTimeout(this.#again);
    const silent = sources.filter(({ id }) => this.#fitness.get(id) === 'unreachable').map(({ id }) => id);
    if (silent.length === 0) return;
    this.#again = setTimeout(() => void this.check(silent), AGAIN_MS);
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
      const fitness = await this.#fitnessOf(source);
      this.#fitness.set(source.id, fitness);
      if (before !== undefined && (before === 'unreachable') !== (fitness === 'unreachable')) this.#options.onChange();
    } catch (error) {
      this.#options.log(`logs to be read: ${String(error)}`);
    } finally {
      this.#checks.delete(source.id);
    }
  }

  async #fitnessOf({ kind, place }: LogSource): Promise<Fitness> {
    if (!this.#options.kinds.has(kind)) return 'unfit';
    if (kind !== 'file' && kind !== 'files') return 'fit';
    const settled = await settlePlace(this.#options.reach, kind, place, this.#options.ownFolder);
    const why = settled.ok ? null : settled.failure.details?.['why'];
    if (why === 'unreachable') return 'unreachable';
    // What is gone comes back, and what is refused now may be allowed tomorrow: the thread waits for it.
    return why === null || why === 'gone' || why === 'no-folder' || why === 'unreadable' ? 'fit' : 'unfit';
  }
}

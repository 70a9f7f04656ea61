/** The Event Viewer exports what came last first. A log reads the other way round, and so it is put in order by time among others. */
import type { EventReader, LogEvent } from './event.ts';

/** Held at a time: what is beyond that is turned round by itself. */
const MOST_HELD = 250_000;

const at = ({ at: written }: LogEvent): number => (written === null ? Number.NaN : Date.parse(written));

class OldestFirst implements EventReader {
  readonly #reader: EventReader;
  #held: LogEvent[] = [];
  /** What comes last came first; undefined while that is not known. */
  #isTurned: boolean | undefined;

  constructor(reader: EventReader) {
    this.#reader = reader;
  }

  take(bytes: Uint8Array): LogEvent[] {
    return this.#order(this.#reader.take(bytes));
  }

  end(): LogEvent[] {
    return [...this.#order(this.#reader.end()), ...this.#release()];
  }

  settle(): LogEvent[] {
    return [...this.#order(this.#reader.settle?.() ?? []), ...this.#release()];
  }

  #order(events: LogEvent[]): LogEvent[] {
    if (this.#isTurned === false) return events;
    for (const event of events) this.#held.push(event);
    this.#isTurned ??= this.#direction();
    if (this.#isTurned === false || this.#held.length > MOST_HELD) return this.#release();
    return [];
  }

  #direction(): boolean | undefined {
    const [first = Number.NaN, ...others] = this.#held.map(at).filter((time) => !Number.isNaN(time));
    const other = others.find((time) => time !== first);
    return other === undefined ? undefined : other < first;
  }

  #release(): LogEvent[] {
    const held = this.#held;
    this.#held = [];
    return this.#isTurned === true ? held.toReversed() : held;
  }
}

/** Events in the order in which they came about, once nothing more comes; at once where that is how they stand. */
export const oldestFirst = (reader: EventReader): EventReader => new OldestFirst(reader);

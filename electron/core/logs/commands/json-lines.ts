/** One JSON object a line. */
import type { EventReader, LogEvent } from './event.ts';
import { unreadable } from './event.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A program's core dump may lie in an entry: a line above this is named, and not held in memory. */
const LONGEST_LINE = 8 * 1024 * 1024;
const LINE_FEED = 10;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (line: string): JsonObject | null => {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
};

/** `toEvents` gets each object; `isNoise` says which other lines are no events at all, such as a heading. */
export class JsonLines implements EventReader {
  readonly #toEvents: (object: JsonObject) => LogEvent[];
  readonly #isNoise: (line: string) => boolean;
  #parts: Buffer[] = [];
  #length = 0;
  #skipped = 0;

  constructor(toEvents: (object: JsonObject) => LogEvent[], isNoise: (line: string) => boolean = () => false) {
    this.#toEvents = toEvents;
    this.#isNoise = isNoise;
  }

  take(bytes: Uint8Array): LogEvent[] {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const events: LogEvent[] = [];
    let from = 0;
    for (;;) {
      const to = chunk.indexOf(LINE_FEED, from);
      if (to === -1) break;
      this.#hold(chunk.subarray(from, to));
      events.push(...this.#line());
      from = to + 1;
    }
    this.#hold(chunk.subarray(from));
    return events;
  }

  end(): LogEvent[] {
    return this.#line();
  }

  /** A copy: the memory of a chunk is used again by whoever gave it. */
  #hold(part: Buffer): void {
    if (this.#length + part.length > LONGEST_LINE) {
      this.#skipped += this.#length + part.length;
      this.#parts = [];
      this.#length = 0;
      return;
    }
    if (part.length === 0) return;
    if (this.#skipped > 0) this.#skipped += part.length;
    else {
      this.#parts.push(Buffer.from(part));
      this.#length += part.length;
    }
  }

  #line(): LogEvent[] {
    const skipped = this.#skipped;
    const line = Buffer.concat(this.#parts, this.#length)
      .toString('utf8')
      .replace(/^\uFEFF/u, '')
      .trim();
    this.#parts = [];
    this.#length = 0;
    this.#skipped = 0;
    if (skipped > 0) return [unreadable(`an entry of ${skipped} bytes was left out: it is too long`)];
    if (line === '' || this.#isNoise(line)) return [];
    const object = parse(line);
    return object === null ? [unreadable(line)] : this.#toEvents(object);
  }
}

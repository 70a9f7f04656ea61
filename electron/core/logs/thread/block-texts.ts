/** The lines of a log as they are shown, read from its files a block at a time. */
import { isShort, textsOf, type Chunk } from '../index/chunk.ts';
import type { LogStream } from '../index/log-stream.ts';
import { shownText } from '../text/decode.ts';

/** Far above what it takes to find the copy of a file that was truncated. */
const MOST_SOUGHT_MS = 10_000;

/** Lines cannot be read now, and may be found again. */
class NotThere extends Error {}

export class BlockTexts {
  readonly #stream: LogStream;
  /** For as long as nothing else is done: the last block grows. */
  readonly #texts = new Map<number, readonly string[]>();
  /** All that is there is known. */
  isRead = false;
  /** When lines could not be read first, one after the other. */
  #shortSince: number | undefined;

  constructor(stream: LogStream) {
    this.#stream = stream;
  }

  /** Each block is read once for all of `work`, within which lines may be asked for. Undefined where they cannot be read now. */
  atAStretch<T>(work: () => T): T | undefined {
    try {
      const done = work();
      if (this.#texts.size > 0) this.#shortSince = undefined;
      return done;
    } catch (error) {
      if (error instanceof NotThere) return undefined;
      throw error;
    } finally {
      this.#texts.clear();
    }
  }

  ofLine(line: number): string {
    const { index } = this.#stream;
    const place = index.blockOf(line);
    return shownText(this.ofBlock(place)[line - index.firstLineOf(place)] ?? '');
  }

  /** As they are written. */
  ofBlock(place: number): readonly string[] {
    const known = this.#texts.get(place);
    if (known) return known;
    const chunk = this.#stream.chunk(place, 1);
    if (isShort(chunk)) this.#waitFor(chunk);
    const texts = textsOf(chunk);
    this.#texts.set(place, texts);
    return texts;
  }

  /** What lay in a file that was truncated is looked at in its copy, once that is found. Throws `NotThere` as long as it may be. */
  #waitFor({ blocks }: Chunk): void {
    const now = performance.now();
    this.#shortSince ??= now;
    const isGone = this.isRead && blocks[0]?.segment.isGone === true;
    if (!isGone && now - this.#shortSince < MOST_SOUGHT_MS) throw new NotThere();
  }
}

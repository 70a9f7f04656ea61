/** How the lines of one log say when they were written: judged by the first ones, and once more when there are enough of them. */
import { startOf } from '../read/formats.ts';
import { LineReader, SAMPLE_HEAD, SAMPLE_LINES } from '../read/line-reader.ts';
import { withoutColours } from '../text/decode.ts';
import { chunkAt, textsOf } from './chunk.ts';
import type { LineIndex } from './line-index.ts';
import type { StreamState } from './stream-state.ts';

/** In which a machine that starts has said what time it is. */
const START_LINES = 4_000;

export class Dating {
  readonly #index: LineIndex;
  #reader: LineReader;
  #sampled = 0;
  #sample: readonly string[] = [];
  #isDoubtful = false;
  /** When the newest line was written, in ms since epoch. */
  #newest: number;

  /** `newest`: no line that is there already is later. */
  constructor(index: LineIndex, newest: number) {
    this.#index = index;
    this.#newest = newest;
    this.#reader = new LineReader([], newest);
  }

  get reader(): LineReader {
    return this.#reader;
  }

  get newest(): number {
    return this.#newest;
  }

  /** Lines came; `at`: when, if they were written then. */
  came(at: number | undefined): void {
    if (at !== undefined) this.#newest = Math.max(this.#newest, at);
    this.#reader.newest = this.#newest;
  }

  /** Some of the first bytes fit no encoding that was tried. */
  get isDoubtful(): boolean {
    return this.#isDoubtful;
  }

  /** Answers whether lines are read in another way since. */
  judge(): boolean {
    const { lines, blocks } = this.#index;
    if (this.#sampled >= SAMPLE_LINES || lines === 0 || lines === this.#sampled) return false;
    const sample: string[] = [];
    for (let block = 0; block < blocks && sample.length < SAMPLE_LINES; block++) sample.push(...this.#textsOf(block));
    this.#sampled = Math.min(lines, SAMPLE_LINES);
    this.#sample = sample.slice(0, SAMPLE_LINES);
    this.#isDoubtful = sample.some((line) => line.includes('\uFFFD'));
    this.#reader = new LineReader(this.#sample, this.#newest);
    const start = this.#reader.isUndated ? this.#startLine() : undefined;
    if (start !== undefined) {
      this.#sample = [...this.#sample, start];
      this.#reader = new LineReader(this.#sample, this.#newest);
    }
    return true;
  }

  /** By the first `lines` of the index. */
  state(lines: number): Pick<StreamState, 'sampled' | 'sample' | 'newest'> {
    return {
      sampled: Math.min(this.#sampled, lines),
      sample: this.#sample.map((line) => line.slice(0, SAMPLE_HEAD)),
      newest: this.#newest,
    };
  }

  restore({ sampled, sample, newest }: Pick<StreamState, 'sampled' | 'sample' | 'newest'>): void {
    this.#sampled = sampled;
    this.#sample = sample;
    this.#newest = Math.max(this.#newest, newest);
    this.#reader = new LineReader(sample, this.#newest);
  }

  /** The line in which a machine says what time it is, among those that it writes while it starts. */
  #startLine(): string | undefined {
    for (let block = 0; block < this.#index.blocks && this.#index.firstLineOf(block) < START_LINES; block++) {
      const said = this.#textsOf(block).find((line) => startOf(line) !== undefined);
      if (said !== undefined) return said;
    }
    return undefined;
  }

  #textsOf(block: number): readonly string[] {
    return textsOf(chunkAt(this.#index, block, 1)).map(withoutColours);
  }
}

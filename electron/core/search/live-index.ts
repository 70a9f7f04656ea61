import type { SearchNews } from '#shared/search/news.ts';
import type { Begin } from '../first-list.ts';
import type { Ambient } from '../ports.ts';
import { Slices } from '../slices.ts';
import { InvertedIndex, type SearchDocument } from './inverted-index.ts';
import type { Numbered } from './number-texts.ts';

/** What stands in a slot; undefined for nothing. */
export interface SlotText {
  readonly slot: number;
  readonly document: SearchDocument | undefined;
}

/** Records that are searched. A record is read into one slot or several; a slot is the place of a text for as long as its record exists. */
export interface LiveSource {
  /** Ids of all records, each once. */
  ids(): Iterable<string>;
  size(): number;
  numbered(slot: number): Numbered | undefined;
  /** Its texts as they are now; without a document the slot holds none. Nothing for a record that is gone. */
  read(id: string): readonly SlotText[];
  readonly rowBoost?: number;
  /** Told as reading goes on, at most once a second, and when all has been read. */
  onRead(done: number, total: number): void;
}

/** What one slice may take of the event loop, ms. */
const SLICE_MS = 5;
/** Records read at once before a search is answered: a command changes one, an import thousands. */
const AT_ONCE = 40;
const TELL_EVERY_MS = 1_000;
/** Below this many replaced documents, reading all records anew is not worth it. */
const FEWEST_GONE = 2_000;

/**
 * An index that follows its records, in memory only. They are read in slices between other work; what a commit changes is read before the next
 * answer, or in slices if it is much. Once half of the lists are of records as they were, a new index is made beside the old one, which answers meanwhile.
 */
export class LiveIndex {
  readonly #source: LiveSource;
  readonly #ambient: Ambient;
  readonly #slices: Slices;
  /** Records to be read into the index that answers. */
  readonly #waiting = new Set<string>();
  /** Records to be read into the index that will take its place. */
  readonly #copying = new Set<string>();
  #index: InvertedIndex;
  #next: InvertedIndex | undefined;
  #toldAt = 0;
  #version = 0;
  #isComplete = false;

  constructor(ambient: Ambient, source: LiveSource, begin?: Begin) {
    this.#ambient = ambient;
    this.#source = source;
    this.#index = this.#newIndex();
    for (const id of source.ids()) this.#waiting.add(id);
    this.#slices = new Slices(ambient, {
      sliceMs: SLICE_MS,
      next: () => this.#readNext(),
      onPause: () => this.#tell(false),
      onDone: () => {
        this.#tell(true);
        if (this.#index.gone > Math.max(FEWEST_GONE, this.#index.live)) this.startOver();
      },
    });
    if (this.#waiting.size <= AT_ONCE) this.settle();
    this.#isComplete = this.#waiting.size === 0;
    this.#slices.beginWith(begin);
  }

  /** Grows whenever the same text may find other records. */
  get version(): number {
    return this.#version;
  }

  get index(): InvertedIndex {
    return this.#index;
  }

  /** How far reading has come; null when every record has been read. */
  get reading(): SearchNews['reading'] {
    const total = this.#source.size();
    return this.#isComplete ? null : { done: Math.max(0, total - this.#waiting.size), total };
  }

  /** These came or are not what they were. */
  changed(ids: Iterable<string>): void {
    const before = this.#waiting.size;
    for (const id of ids) this.#waiting.add(id);
    this.#noteChange(before);
  }

  /** These are no more; their slots are emptied with `empty`. */
  gone(ids: Iterable<string>): void {
    const before = this.#waiting.size;
    for (const id of ids) this.#waiting.delete(id);
    this.#noteChange(before);
  }

  /** The record in this slot goes. */
  empty(slot: number): void {
    this.#index.remove(slot);
    this.#next?.remove(slot);
  }

  /** Reads what changed, if it is little: an answer is then not behind the commit before it. */
  settle(): void {
    if (this.#waiting.size > AT_ONCE) return;
    for (const id of this.#waiting) this.#read(id);
  }

  /** Reads everything now, however long it takes. */
  settleAll(): void {
    while (this.#readNext());
    this.#isComplete = true;
    this.#version++;
  }

  /** Makes a new index beside the one that answers. */
  startOver(): void {
    this.#next = this.#newIndex();
    for (const id of this.#source.ids()) this.#copying.add(id);
    this.#slices.goOn();
  }

  stop(): void {
    this.#slices.stop();
    this.#waiting.clear();
    this.#copying.clear();
  }

  #newIndex(): InvertedIndex {
    return new InvertedIndex((slot) => this.#source.numbered(slot), this.#source.rowBoost);
  }

  #noteChange(before: number): void {
    if (this.#waiting.size === before) return;
    this.#version++;
    if (this.#waiting.size > AT_ONCE) this.#isComplete = false;
    this.#slices.goOn();
  }

  #tell(isDone: boolean): void {
    const now = this.#ambient.mono();
    if (this.#isComplete || (!isDone && now < this.#toldAt + TELL_EVERY_MS)) return;
    this.#toldAt = now;
    this.#isComplete = isDone;
    this.#version++;
    const size = this.#source.size();
    this.#source.onRead(isDone ? size : size - this.#waiting.size, size);
  }

  /** Reads one record that waits; false if none does. */
  #readNext(): boolean {
    for (const id of this.#waiting) {
      this.#read(id);
      return true;
    }
    const next = this.#next;
    if (!next) return false;
    for (const id of this.#copying) {
      this.#copying.delete(id);
      this.#put(next, id);
      return true;
    }
    this.#index = next;
    this.#next = undefined;
    this.#version++;
    return false;
  }

  #read(id: string): void {
    this.#waiting.delete(id);
    this.#put(this.#index, id);
    if (!this.#next) return;
    this.#copying.delete(id);
    this.#put(this.#next, id);
  }

  #put(index: InvertedIndex, id: string): void {
    for (const { slot, document } of this.#source.read(id)) {
      if (document) index.put(slot, document);
      else index.remove(slot);
    }
  }
}

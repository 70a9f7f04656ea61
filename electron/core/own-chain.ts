/** The chain that this device lengthens, in an open store, and those of others that lie there: how far they came, on the disk and before. */
import { StoreError, type Store } from './storage/store.ts';
import { auditLog, headAfter, lineHash, type ChainHead } from './audit/chain.ts';

export class OwnChain {
  readonly #store: Store;
  readonly #device: string;
  #head: ChainHead;
  #headOnDisk: ChainHead;

  constructor(store: Store, device: string) {
    this.#store = store;
    this.#device = device;
    this.#head = this.#headInRecords();
    this.#headOnDisk = this.#head;
  }

  /** As applied. */
  get head(): ChainHead {
    return this.#head;
  }

  /** Up to which it survives power loss. */
  get headOnDisk(): ChainHead {
    return this.#headOnDisk;
  }

  /** A commit that brought it so far was applied. */
  lengthen(head: ChainHead): void {
    this.#head = head;
  }

  /** A commit that brought it so far is on disk. */
  noteOnDisk(head: ChainHead): void {
    if (head.seq > this.#headOnDisk.seq) this.#headOnDisk = head;
  }

  /** What the disk refused is out of the records again. */
  takeBack(): void {
    this.#head = this.#headInRecords();
  }

  /**
   * Lines of a chain by their place in it, inclusive: the sequence number, unless damage took some before. Rejects with `StoreError` if a byte is
   * not as written.
   */
  read(from: number, to: number, device = this.#device): Promise<readonly string[]> {
    return this.#store.readLog(auditLog(device), from, to);
  }

  /** How many lines of a device's chain lie here, and where it stands. */
  of(device: string): { readonly length: number; readonly head: ChainHead } {
    const log = auditLog(device);
    return { length: this.#store.logLength(log), head: headAfter(this.#store.lastLine(log)) };
  }

  /** Whether it came as far as `head`, and that way. */
  async hasReached(head: ChainHead): Promise<boolean> {
    if (head.seq === 0) return true;
    if (head.seq >= this.#head.seq) return head.seq === this.#head.seq && head.hash === this.#head.hash;
    try {
      const [line] = await this.read(head.seq, head.seq);
      return line !== undefined && lineHash(line) === head.hash;
    } catch (error) {
      if (error instanceof StoreError) return false;
      throw error;
    }
  }

  #headInRecords(): ChainHead {
    return headAfter(this.#store.lastLine(auditLog(this.#device)));
  }
}

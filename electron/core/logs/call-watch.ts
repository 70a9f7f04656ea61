/** Watches over the thread that reads logs: says for which log a call of the system was made that does not return. */
import { CALL_CELL_BYTES, callCells, type CalledFor } from './files/disk-calls.ts';

/**
 * All logs stand still for so long where a drive hangs that answered a moment before (reach.ts asks it first, without waiting). That is the price of
 * not mistaking a slow drive for one that is gone, which would cost every view its place and that log its reading: a disk that has to start turning
 * takes up to 5 s, and a connection that was lost while a laptop changed its access point up to 3, since the system waits twice as long for each try.
 * How quick the drive was until then tells neither: names and times are answered from memory, here or on the server, while the disk rests.
 */
const PATIENCE_MS = 5_000;
const LOOK_MS = 500;

export class CallWatch {
  /** Shared with the thread, which tells its calls there. */
  readonly cells = new Int32Array(new SharedArrayBuffer(CALL_CELL_BYTES));
  readonly #logs = new Map<number, CalledFor>();
  readonly #timer: NodeJS.Timeout;
  #count = 0;
  #since = 0;

  /** `hangs` is called once at most; from then on the thread does nothing more, should the call ever return. */
  constructor(hangs: (log: CalledFor) => void, patienceMs = PATIENCE_MS) {
    this.#timer = setInterval(
      () => {
        const log = this.#hanging(patienceMs);
        if (log) {
          this.stop();
          hangs(log);
        }
      },
      Math.min(LOOK_MS, patienceMs),
    );
    this.#timer.unref();
  }

  /** A number stands for this log from now on. */
  name(number: number, log: CalledFor): void {
    this.#logs.set(number, log);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #hanging(patienceMs: number): CalledFor | undefined {
    const count = Atomics.load(this.cells, callCells.count);
    const now = performance.now();
    if (count !== this.#count || count % 2 === 0) {
      this.#count = count;
      this.#since = now;
      return undefined;
    }
    if (now - this.#since < patienceMs) return undefined;
    const log = this.#logs.get(Atomics.load(this.cells, callCells.log));
    if (!log) return undefined;
    Atomics.store(this.cells, callCells.givenUp, 1);
    return log;
  }
}

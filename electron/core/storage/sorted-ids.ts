const FULL = 512;

/** A sorted set of ids that takes insertions cheaply at any size: short sorted runs, in order. */
export class SortedIds {
  readonly #runs: string[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(id: string): void {
    const at = Math.max(0, this.#runAfter(id) - 1);
    const run = this.#runs[at];
    if (!run) {
      this.#runs.push([id]);
      this.#size = 1;
      return;
    }
    const position = lowerBound(run, id);
    if (run[position] === id) return;
    run.splice(position, 0, id);
    this.#size++;
    if (run.length > FULL) this.#runs.splice(at + 1, 0, run.splice(FULL / 2));
  }

  /** Ids from `from` on, while they are below `below` (undefined: to the end), ascending. */
  range(from: string, below: string | undefined): string[] {
    const found: string[] = [];
    let at = Math.max(0, this.#runAfter(from) - 1);
    let position = lowerBound(this.#runs[at] ?? [], from);
    for (let run = this.#runs[at]; run; run = this.#runs[++at], position = 0) {
      for (; position < run.length; position++) {
        const id = run[position] ?? '';
        if (below !== undefined && id >= below) return found;
        found.push(id);
      }
    }
    return found;
  }

  /** Whether any id lies between the two, both included. */
  touches(from: string, to: string): boolean {
    let at = Math.max(0, this.#runAfter(from) - 1);
    let run = this.#runs[at];
    if (!run) return false;
    let next = run[lowerBound(run, from)];
    if (next === undefined) {
      run = this.#runs[++at];
      next = run?.[0];
    }
    return next !== undefined && next <= to;
  }

  /** Index of the first run that begins above `id`. */
  #runAfter(id: string): number {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#runs[middle]?.[0] ?? '') <= id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const lowerBound = (sorted: readonly string[], id: string): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < id) low = middle + 1;
    else high = middle;
  }
  return low;
};

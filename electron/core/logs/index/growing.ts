/** Numbers that only grow in count, kept densely. */
export class Floats {
  #values = new Float64Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** The first `count`, by themselves. */
  first(count: number): Float64Array {
    return this.#values.slice(0, Math.min(count, this.#length));
  }

  /** In place of all that is there. */
  set(values: Float64Array): void {
    this.#values = new Float64Array(Math.max(256, values.length * 2));
    this.#values.set(values);
    this.#length = values.length;
  }

  pop(): void {
    this.#length = Math.max(0, this.#length - 1);
  }

  at(place: number): number {
    if (place >= this.#length) throw new Error('past the end');
    return this.#values[place] ?? Number.NaN;
  }

  /** How many are at most `value`, where they stand in order; those before `from`, and none from `to` on, being so anyway. */
  countUpTo(value: number, from = 0, to = this.#length): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#values[middle] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

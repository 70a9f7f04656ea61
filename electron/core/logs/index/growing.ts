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

  pop(): void {
    this.#length = Math.max(0, this.#length - 1);
  }

  at(place: number): number {
    if (place >= this.#length) throw new Error('past the end');
    return this.#values[place] ?? Number.NaN;
  }

  /** How many are at most `value`, where they stand in order. */
  countUpTo(value: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#values[middle] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A bit for each line. */
export class Bits {
  #words = new Uint32Array(64);

  has(place: number): boolean {
    return ((this.#words[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
  }

  set(place: number, value: boolean): void {
    const word = place >>> 5;
    if (word >= this.#words.length) {
      const larger = new Uint32Array(Math.max(word + 1, this.#words.length * 2));
      larger.set(this.#words);
      this.#words = larger;
    }
    const old = this.#words[word] ?? 0;
    this.#words[word] = value ? old | (1 << (place & 31)) : old & ~(1 << (place & 31));
  }
}

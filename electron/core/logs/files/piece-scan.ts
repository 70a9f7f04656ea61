/** What modules export that look through the memory of pieces. */

export interface TextScan {
  /** Where the last scan stopped. */
  readonly next: { readonly value: number };
  /**
   * Writes to `out` the address of each place from `from` to before `to` where a text may begin, and of some behind it; stops when `most` could be
   * exceeded, and answers how many it wrote. Reads up to 63 bytes behind `to`.
   */
  readonly scan: (from: number, to: number, out: number, most: number) => number;
}

export interface NewlineScan {
  /** Newlines until the next mark. */
  readonly left: { value: number };
  /**
   * Writes to `out` the address behind each newline from `from` to before `to` that is the `left`th, and then every `every`th (more than 64) after it,
   * and answers how many it wrote. No newline may stand within 64 bytes behind `to`.
   */
  readonly scan: (from: number, to: number, every: number, out: number) => number;
}

/** What may be looked for in bytes that are read ahead. */
export interface PieceScan {
  /** Absent: it is looked for by whoever takes them. */
  readonly module?: Uint8Array | undefined;
  /** As `AheadScan.every`. */
  readonly every?: number | undefined;
}

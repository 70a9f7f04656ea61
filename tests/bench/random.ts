/** Deterministic numbers for generators: the same seed gives the same data on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [0, below). */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** Index in [0, count) with Zipf's skew (exponent 1): few callers, groups and categories make most tickets. */
  zipf(count: number): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** Index into `shares`, which need not add up to 1. */
  weighted(shares: readonly number[]): number;
  bytes(length: number): Uint8Array;
}

/** sfc32 (PractRand-clean, 128 bits of state), seeded from two 32-bit numbers. */
export const seededRandom = (seed: number, stream = 0): Random => {
  let a = seed | 0;
  let b = stream | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next32 = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next32();
  const next = (): number => next32() / 0x1_0000_0000;
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    // Inverse of the continuous approximation of the harmonic sum: exact enough for a skew, without a table per count.
    zipf: (count) => Math.min(count - 1, Math.floor(Math.exp(next() * Math.log(count + 1)) - 1)),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    weighted: (shares) => {
      let left = next() * shares.reduce((sum, share) => sum + share, 0);
      for (let index = 0; index < shares.length; index++) {
        left -= shares[index] ?? 0;
        if (left < 0) return index;
      }
      return shares.length - 1;
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
};

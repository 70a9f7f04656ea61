/** Where a query was found in a text, for ranking and for marking. */
export interface Match {
  /** Higher is better; comparable between texts for one query. */
  readonly score: number;
  /** Characters `[from, to)` of the text, in order, not touching each other. */
  readonly ranges: readonly (readonly [number, number])[];
}

const isBoundary = (text: string, index: number): boolean =>
  index === 0 || /[\s:：·/›,，()（）_-]/u.test(text[index - 1] ?? '');

/**
 * Finds `query` in `text` regardless of case: as a whole (best at the start of a word), else its words anywhere,
 * else its letters in order. An empty query matches everything equally.
 */
export const fuzzyMatch = (query: string, text: string): Match | undefined => {
  const wanted = query.trim().toLowerCase();
  const inText = text.toLowerCase();
  if (wanted === '') return { score: 0, ranges: [] };

  const whole = inText.indexOf(wanted);
  if (whole >= 0) {
    const score = 1000 + (whole === 0 ? 300 : isBoundary(inText, whole) ? 200 : 0) - text.length;
    return { score, ranges: [[whole, whole + wanted.length]] };
  }

  const words = wanted.split(/\s+/u);
  if (words.length > 1) {
    const found = words.map((word) => [inText.indexOf(word), word.length] as const);
    if (found.every(([at]) => at >= 0)) {
      const ranges = found.map(([at, length]) => [at, at + length] as const);
      return { score: 600 - text.length, ranges: joined(ranges) };
    }
  }

  const letters = [...wanted.replace(/\s+/gu, '')];
  const places: number[] = [];
  let from = 0;
  for (const letter of letters) {
    const at = inText.indexOf(letter, from);
    if (at < 0) return undefined;
    places.push(at);
    from = at + letter.length;
  }
  const first = places[0] ?? 0;
  const spread = from - first - letters.length;
  const starts = places.filter((at) => isBoundary(inText, at)).length;
  // Letters scattered over a long text are chance, unless they begin its words.
  if (spread > letters.length * 3 && starts < letters.length) return undefined;
  return {
    score: 200 + starts * 40 - spread * 5 - text.length,
    ranges: joined(places.map((at) => [at, at + 1] as const)),
  };
};

const joined = (ranges: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] => {
  const result: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
};

/** Letters that may be wrong in a word of this length: none in a short one, where another word is as near. */
export const editsAllowed = (length: number): number => (length >= 8 ? 2 : length >= 4 ? 1 : 0);

const FAR = 99;

/** How far a word is from a term and from the nearest beginning of it; `FAR` beyond what is allowed. */
export interface Distance {
  readonly whole: number;
  readonly beginning: number;
}

/** No token is longer (`tokens.ts`). */
const WIDEST = 64;
let before = new Uint8Array(WIDEST);
let above = new Uint8Array(WIDEST);
let current = new Uint8Array(WIDEST);

/** Letters left out, added, changed or swapped with their neighbour between `word` and `term` (optimal string alignment), as far as `allowed`. */
export const distance = (word: string, term: string, allowed: number): Distance => {
  const width = Math.min(term.length, word.length + allowed, WIDEST - 1);
  for (let column = 0; column <= width; column++) above[column] = column;
  for (let row = 1; row <= word.length; row++) {
    const letter = word.charCodeAt(row - 1);
    let least = row;
    current[0] = row;
    for (let column = 1; column <= width; column++) {
      const other = term.charCodeAt(column - 1);
      const changed = (above[column - 1] ?? FAR) + (letter === other ? 0 : 1);
      let value = Math.min((above[column] ?? FAR) + 1, (current[column - 1] ?? FAR) + 1, changed);
      const isSwapped =
        row > 1 && column > 1 && letter === term.charCodeAt(column - 2) && word.charCodeAt(row - 2) === other;
      if (isSwapped) value = Math.min(value, (before[column - 2] ?? FAR) + 1);
      current[column] = value;
      if (value < least) least = value;
    }
    if (least > allowed) return { whole: FAR, beginning: FAR };
    [before, above, current] = [above, current, before];
  }
  const whole = width < term.length ? FAR : (above[width] ?? FAR);
  let beginning = FAR;
  for (let column = Math.max(1, word.length - allowed); column <= width; column++)
    beginning = Math.min(beginning, above[column] ?? FAR);
  return { whole: whole <= allowed ? whole : FAR, beginning: beginning <= allowed ? beginning : FAR };
};

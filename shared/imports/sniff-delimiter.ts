import { delimiters, type Delimiter } from './charsets.ts';

const SAMPLE_RECORDS = 50;

/** Cells per record of the first records, quotes minded: a delimiter or a line break within quotes parts nothing. */
const widths = (text: string, delimiter: Delimiter): readonly number[] => {
  const found: number[] = [];
  let cells = 1;
  let quoted = false;
  let cellStart = 0;
  for (let at = 0; at < text.length && found.length < SAMPLE_RECORDS; at++) {
    const character = text[at];
    if (character === '"') {
      if (quoted && text[at + 1] === '"') at++;
      else if (quoted) quoted = false;
      else if (at === cellStart) quoted = true;
    } else if (!quoted && character === delimiter) {
      cells++;
      cellStart = at + 1;
    } else if (!quoted && (character === '\n' || character === '\r')) {
      if (at > cellStart || cells > 1) found.push(cells);
      cells = 1;
      cellStart = at + 1;
    }
  }
  if (found.length < SAMPLE_RECORDS && cells > 1) found.push(cells);
  return found;
};

/** The line `sep=;` that Excel puts above the header, or obeys there; `length` counts its line end. */
export const separatorLine = (text: string): { readonly separator: string; readonly length: number } | undefined => {
  const line = /^"?sep=([^\r\n])"?(?:\r\n|\n|\r)/iu.exec(text);
  return line ? { separator: line[1] ?? '', length: line[0].length } : undefined;
};

/**
 * What the file's own separator line says; else the delimiter whose records agree best on how many cells they have, the header counted as evidence too; a comma for a file of one
 * column. `text` is the beginning of the file.
 */
export const sniffDelimiter = (text: string): Delimiter => {
  const named = separatorLine(text);
  const known = delimiters.find((delimiter) => delimiter === named?.separator);
  if (known) return known;
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const counts = widths(text.slice(named?.length ?? 0), delimiter);
    const header = counts[0] ?? 1;
    if (header < 2) continue;
    const agreeing = counts.filter((count) => count === header).length / counts.length;
    // Among equally consistent ones the finer cut is the real one: "a;b, c" has commas in its texts.
    const score = agreeing * 1000 + Math.min(header, 99);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
};

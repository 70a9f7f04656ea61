/** One line of a comparison; `same` ones that lie between changes far apart are gathered into a `skip`. */
export type DiffLine =
  | { readonly kind: 'same' | 'add' | 'remove'; readonly text: string; readonly number: number }
  | { readonly kind: 'skip'; readonly count: number; readonly number: number };

type Change = Exclude<DiffLine, { readonly kind: 'skip' }>;

/** Lines shown as they were around each change. */
const AROUND = 2;

const lastNumber = (lines: readonly Change[]): number => lines.at(-1)?.number ?? 0;

/** The longest run of lines that both have, in order, by the table of common lengths. Beginning and end that agree are taken off before. */
const middleChanges = (before: readonly string[], after: readonly string[], offset: number): readonly Change[] => {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        before[i] === after[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, next] = [before[i], after[j]];
    if (old !== undefined && old === next) {
      changes.push({ kind: 'same', text: old, number: offset + j + 1 });
      i++;
      j++;
    } else if (
      old !== undefined &&
      (next === undefined || (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      changes.push({ kind: 'remove', text: old, number: offset + i + 1 });
      i++;
    } else if (next !== undefined) {
      changes.push({ kind: 'add', text: next, number: offset + j + 1 });
      j++;
    }
  }
  return changes;
};

/** What to do to `before` to get `after`, line by line; numbers are those of the text that a line is in. Empty if they are the same. */
export const diffLines = (before: string, after: string): readonly DiffLine[] => {
  if (before === after) return [];
  const [old, next] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < old.length && head < next.length && old[head] === next[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < next.length - head && old.at(-1 - tail) === next.at(-1 - tail)) tail++;
  const all: Change[] = next.slice(0, head).map((text, place) => ({ kind: 'same', text, number: place + 1 }));
  all.push(...middleChanges(old.slice(head, old.length - tail), next.slice(head, next.length - tail), head));
  next.slice(next.length - tail).forEach((text, place) => {
    all.push({ kind: 'same', text, number: next.length - tail + place + 1 });
  });

  const isNear = (place: number): boolean =>
    all.slice(Math.max(0, place - AROUND), place + AROUND + 1).some(({ kind }) => kind !== 'same');
  const shown: DiffLine[] = [];
  let skipped: Change[] = [];
  const endSkip = () => {
    const [first] = skipped;
    if (first && skipped.length === 1) shown.push(first);
    else if (skipped.length > 1) shown.push({ kind: 'skip', count: skipped.length, number: lastNumber(skipped) });
    skipped = [];
  };
  all.forEach((line, place) => {
    if (isNear(place)) {
      endSkip();
      shown.push(line);
    } else skipped.push(line);
  });
  endSkip();
  return shown;
};

import { MAX_EXCERPT_TEXT, MAX_LINE_TEXT, MAX_WHOLE_TEXT } from '#shared/logs/limits.ts';
import type { Excerpt } from '#shared/logs/operations.ts';
import { isoOf } from './iso.ts';
import type { Place } from './merge.ts';

/** Ranks as stretches that follow each other without a gap: each stretch is read at once. */
export const runsOf = (ranks: readonly number[]): readonly (readonly [from: number, count: number])[] => {
  const runs: [number, number][] = [];
  for (const rank of ranks) {
    const run = runs.at(-1);
    if (run && run[0] + run[1] === rank) run[1]++;
    else runs.push([rank, 1]);
  }
  return runs;
};

/** Lines as they stand there, whole as far as there is room, and where that is. `nameOf`: of a source. */
export const excerptOf = (places: readonly Place[], nameOf: (sourceId: string) => string): Excerpt => {
  const texts: string[] = [];
  const parts: Excerpt['parts'][number][] = [];
  let first: number | null = null;
  let last: number | null = null;
  let left = MAX_EXCERPT_TEXT;
  let cut = 0;
  for (const { part, line } of places) {
    const read = part.stream.lineAt(line);
    if (read === undefined) continue;
    const isWhole = read.length <= MAX_LINE_TEXT;
    const whole = isWhole || Math.min(read.length, MAX_WHOLE_TEXT) > left ? undefined : part.stream.wholeTextOf(line);
    if (!isWhole && (whole === undefined || whole.length > MAX_WHOLE_TEXT)) cut++;
    const text = whole?.slice(0, MAX_WHOLE_TEXT) ?? read.text;
    left -= text.length;
    texts.push(text);
    if (read.at !== null) {
      first = first === null ? read.at : Math.min(first, read.at);
      last = last === null ? read.at : Math.max(last, read.at);
    }
    const name = part.stream.index.nameOf(line);
    const { generation, name: file } = name.segment;
    const where = part.file ?? file;
    const known = parts.findIndex(
      (each) => each.sourceId === part.sourceId && each.generation === generation && each.file === where,
    );
    const before = parts[known];
    if (before) parts[known] = { ...before, lastLine: Math.max(before.lastLine, name.line) };
    else
      parts.push({
        sourceId: part.sourceId,
        source: nameOf(part.sourceId),
        file: where,
        generation,
        firstLine: name.line,
        lastLine: name.line,
      });
  }
  return { text: texts.join('\n'), cut, parts, from: isoOf(first), to: isoOf(last) };
};

import type { LogLine, Span } from '#shared/logs/line.ts';
import { eventKeyOf } from '../commands/event-line.ts';
import type { Pattern } from '../match/pattern.ts';
import { fieldsOf } from '../read/json-line.ts';
import { isoOf } from './iso.ts';
import type { Part, Place } from './merge.ts';

/** In order, without overlaps. */
const joined = (spans: readonly Span[]): readonly Span[] => {
  const result: [number, number][] = [];
  for (const [from, to] of spans.toSorted((left, right) => left[0] - right[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
};

export const fileIn = ({ file }: Part): { readonly file?: string } => (file === null ? {} : { file });

/** A line as a window gets it; undefined where it is not there any more. */
export const lineOf = (
  { part, line }: Place,
  rank: number,
  withFields: boolean,
  patterns: readonly Pattern[],
): LogLine | undefined => {
  const read = part.stream.lineAt(line);
  if (read === undefined) return undefined;
  const { text, length, isBinary, at, level, isContinued } = read;
  const name = part.stream.index.nameOf(line);
  const { generation } = name.segment;
  return {
    rank,
    sourceId: part.sourceId,
    ...fileIn(part),
    generation,
    line: name.line,
    at: isoOf(at),
    level,
    isContinued,
    text,
    length,
    isBinary,
    fields: withFields ? ((part.isEvents ? eventKeyOf(text) : null) ?? fieldsOf(text)) : null,
    marks: patterns.length === 0 ? [] : joined(patterns.flatMap((pattern) => pattern.spans(text))),
    bookmark: null,
    ...(part.stream.areDaysInferred && at !== null && { isDayInferred: true }),
  };
};

/**
 * How the text of a log line is shown. Nobody vouches for it: it only ever becomes a text node, and what would be unseen in it, or would turn
 * the order of what stands beside it, is shown as a sign.
 */
import { withSigns } from '#renderer/ui/with-signs.ts';

/** A stretch of a line, and whether it is a hit. */
export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
}

/** The line from `begin` up to `end`, cut at its marks, each piece with its signs. Marks may overlap, stand in any order, or reach beyond the text. */
export const piecesOf = (
  text: string,
  marks: readonly (readonly [from: number, to: number])[],
  begin = 0,
  end = text.length,
): readonly Piece[] => {
  const pieces: Piece[] = [];
  let at = begin;
  const take = (to: number, isHit: boolean): void => {
    if (to <= at) return;
    pieces.push({ text: withSigns(text.slice(at, to)), isHit });
    at = to;
  };
  for (const [from, to] of marks.toSorted(([left], [right]) => left - right)) {
    take(Math.min(from, end), false);
    take(Math.min(to, end), true);
  }
  take(end, false);
  return pieces;
};

/** A date and time as logs begin with one, in whatever brackets, and the word for the level after it. */
const STAMP =
  /^[[(]?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[T\s]+|(?:[A-Z][a-z]{2},?\s+){1,2}\d{1,2}\s+|\d{2}[-/.]\d{2}\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d{2}:?\d{2})?[\])]?[:\s]+/u;
const LEVEL =
  /^[[(<]?(?:fatal|crit(?:ical)?|err(?:or)?|warn(?:ing)?|notice|info(?:rmation)?|debug|trace)[\])>]?:?\s+(?:-\s+)?/iu;

/** The hour alone, as a line begins with it that tells no date. */
const CLOCK = /^[[(]?(?:\d{1,7} +)?\d{1,2}:\d{2}:\d{2}(?:[.,:]\d{1,9})?(?: ?[AP]M)?[\])]?[:\s]+/iu;

/** From where on a line says what the columns for time and level do not: both stay in its full text. */
export const messageFrom = (text: string, isDayInferred = false): number => {
  const [stamp = ''] = STAMP.exec(text) ?? (isDayInferred ? CLOCK.exec(text) : null) ?? [];
  if (stamp === '' || stamp.length >= text.length) return 0;
  const [level = ''] = LEVEL.exec(text.slice(stamp.length)) ?? [];
  const from = stamp.length + level.length;
  return from < text.length ? from : stamp.length;
};

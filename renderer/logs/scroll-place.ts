/**
 * Where in a list of any length a scroll bar stands. Browsers stop a scrolled element at some 16 million pixels, so a long list is scrolled
 * on a smaller scale: the bar then tells the share, and wheel and keys move by lines.
 */
export const LINE_HEIGHT = 20;
const MOST_PX = 8_000_000;

/** The first line in sight, with the part of it that is above the edge, or the end of the list with all that comes. */
export type ScrollPlace = { readonly at: 'line'; readonly rank: number } | { readonly at: 'end' };

export interface ScrollFrame {
  /** Lines of the list. */
  readonly total: number;
  /** Pixels of the window on it. */
  readonly view: number;
}

export const scrollHeight = ({ total }: Pick<ScrollFrame, 'total'>): number => Math.min(total * LINE_HEIGHT, MOST_PX);

export const isScaled = ({ total }: Pick<ScrollFrame, 'total'>): boolean => total * LINE_HEIGHT > MOST_PX;

/** The highest rank that can be the first in sight. */
export const lastTop = ({ total, view }: ScrollFrame): number => Math.max(0, total - view / LINE_HEIGHT);

const range = (frame: ScrollFrame): number => Math.max(0, scrollHeight(frame) - frame.view);

export const placeOf = (scrollTop: number, frame: ScrollFrame): ScrollPlace => {
  const most = range(frame);
  // Half a pixel: zoomed screens never quite reach the end.
  if (most === 0 || scrollTop >= most - 0.5) return { at: 'end' };
  return { at: 'line', rank: (Math.max(0, scrollTop) / most) * lastTop(frame) };
};

export const scrollTopOf = (place: ScrollPlace, frame: ScrollFrame): number => {
  const most = range(frame);
  const last = lastTop(frame);
  if (place.at === 'end' || last === 0) return most;
  return Math.min(most, (place.rank / last) * most);
};

/** So many pixels further, in lines: never beyond either end. */
export const moved = (place: ScrollPlace, pixels: number, frame: ScrollFrame): ScrollPlace => {
  const last = lastTop(frame);
  const rank = (place.at === 'end' ? last : place.rank) + pixels / LINE_HEIGHT;
  return rank >= last ? { at: 'end' } : { at: 'line', rank: Math.max(0, rank) };
};

/** The nearest place that has this line wholly in sight. `margin` lines stay around it where it was not. */
export const showing = (rank: number, place: ScrollPlace, frame: ScrollFrame, margin = 0): ScrollPlace => {
  const last = lastTop(frame);
  const lines = frame.view / LINE_HEIGHT;
  const top = place.at === 'end' ? last : place.rank;
  const isSeen = rank >= top && rank + 1 <= top + lines;
  if (isSeen) return place;
  const around = Math.min(margin, Math.max(0, (lines - 1) / 2));
  const next = rank < top ? rank - around : rank + 1 + around - lines;
  return next >= last ? { at: 'end' } : { at: 'line', rank: Math.max(0, next) };
};

import { createContext, use, type ReactNode } from 'react';

/** A stretch of a text, half-open. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Finds what is to be marked in a text, first to last, none in another. */
export type FindMarks = (text: string) => readonly Stretch[];

/** What is marked on this part of the screen: in rows of a list, and in texts that one reads. */
export interface Marks {
  readonly row: FindMarks | undefined;
  readonly body: FindMarks | undefined;
}

const MarksContext = createContext<Marks>({ row: undefined, body: undefined });

export const MarksProvider = ({ marks, children }: { readonly marks: Marks; readonly children: ReactNode }) => (
  <MarksContext value={marks}>{children}</MarksContext>
);

/** A text with what was searched for marked in it; as it is where nothing was. */
export const Marked = ({ text, as = 'body' }: { readonly text: string; readonly as?: keyof Marks }) => {
  const find = use(MarksContext)[as];
  const found = find?.(text) ?? [];
  if (found.length === 0) return text;
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { from, to } of found) {
    if (from > at) pieces.push(text.slice(at, from));
    pieces.push(<mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  pieces.push(text.slice(at));
  return pieces;
};

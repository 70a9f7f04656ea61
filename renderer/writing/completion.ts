import type { ReactNode } from 'react';
import type { PickOption } from '#renderer/ui/option-list.tsx';

/** What is being completed at the caret: `from` its first character, the trigger included. */
export interface Token {
  readonly from: number;
  readonly query: string;
}

/** Something that a field offers while one writes: colleagues after `@`, canned replies after `/`. */
export interface Completion {
  /** Names the list. */
  readonly label: string;
  readonly tokenAt: (beforeCaret: string) => Token | undefined;
  readonly options: readonly (PickOption & {
    readonly keywords?: string | undefined;
    /** What it puts in; words in it find it, after those of all names and keywords. */
    readonly text?: string | undefined;
  })[];
  /** What takes the place of the token. */
  readonly textFor: (value: string) => string;
  /** Below the list, about the marked option. */
  readonly preview?: ((value: string) => ReactNode) | undefined;
  readonly onPicked?: ((value: string) => void) | undefined;
  /** Opens the list at the caret without its trigger. */
  readonly key?: string | undefined;
  /** Says in an empty field how to come by it. */
  readonly hint?: string | undefined;
}

/** More than anybody looks through; the list scrolls. */
const MOST = 50;

/** Options that hold the query, those that begin with it first. */
export const offered = ({ options }: Completion, query: string): Completion['options'] => {
  const wanted = query.trim().toLocaleLowerCase();
  if (wanted === '') return options.slice(0, MOST);
  const scored = options.flatMap((option) => {
    const label = option.label.toLocaleLowerCase();
    if (label.startsWith(wanted)) return [{ option, rank: 0 }];
    if (label.includes(wanted)) return [{ option, rank: 1 }];
    if (option.keywords?.toLocaleLowerCase().includes(wanted) === true) return [{ option, rank: 2 }];
    return option.text?.toLocaleLowerCase().includes(wanted) === true ? [{ option, rank: 3 }] : [];
  });
  return scored
    .toSorted((left, right) => left.rank - right.rank)
    .slice(0, MOST)
    .map(({ option }) => option);
};

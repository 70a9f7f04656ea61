import { fold } from './fold.ts';
import type { Grammar } from './grammar.ts';
import { spellingsOf, type OperatorName, type SearchLanguage, type Spelling } from './operators.ts';
import { parseIn } from './parse.ts';

/** What can be completed where the caret stands: `from … to` of the text gives way. `typed` is what is there already, folded. */
export type CompletionPlace<Name extends string = OperatorName> =
  | { readonly kind: 'operator'; readonly from: number; readonly to: number; readonly typed: string }
  | {
      readonly kind: 'value';
      readonly operator: Name;
      readonly from: number;
      readonly to: number;
      readonly typed: string;
    };

/** Undefined in quotes, inside a word, and where nothing can follow. */
export const completionPlaceIn = <Name extends string, Each>(
  grammar: Grammar<Name, Each>,
  text: string,
  caret: number,
): CompletionPlace<Name> | undefined => {
  const piece = parseIn(grammar, text).find(({ from, to }) => caret > from && caret <= to);
  if (!piece) return { kind: 'operator', from: caret, to: caret, typed: '' };
  if (piece.kind === 'word') {
    if (piece.isQuoted || caret < piece.to) return undefined;
    const from = piece.from + (piece.isNegated ? 1 : 0);
    return { kind: 'operator', from, to: piece.to, typed: fold(text.slice(from, piece.to)) };
  }
  if (caret < piece.valueFrom || caret < piece.to) return undefined;
  return {
    kind: 'value',
    operator: piece.operator,
    from: piece.valueFrom,
    to: piece.to,
    typed: fold(piece.value).trim(),
  };
};

const starts = (spelling: Spelling, typed: string): boolean =>
  typed === '' || spellingsOf(spelling).some((each) => each.startsWith(typed));

/** Operators whose name begins with what was typed, in either language; all of them where nothing was. */
export const operatorsIn = <Name extends string>(grammar: Grammar<Name, unknown>, typed: string): readonly Name[] =>
  grammar.names.filter((name) => starts(grammar.spellings[name], typed));

/** A value as it is written into the search. `name` is the id of a state, kind, channel …, where it is one. */
export interface WrittenValue {
  readonly name: string;
  readonly written: string;
}

/** Values that an operator takes whatever the desk holds, of those that begin with what was typed. */
export const valuesIn = <Name extends string>(
  grammar: Grammar<Name, unknown>,
  operator: Name,
  typed: string,
  language: SearchLanguage,
): readonly WrittenValue[] =>
  grammar
    .values(operator)
    .filter(([, spelling]) => starts(spelling, typed))
    .map(([name, spelling]) => ({ name, written: spelling[language][0] }));

/** A name of this desk as a value: in quotes it is that name and no other. */
export const writtenName = (name: string): string => `"${name.replaceAll('"', ' ')}"`;

export const writtenIn = <Name extends string>(
  grammar: Grammar<Name, unknown>,
  operator: Name,
  language: SearchLanguage,
): string => `${grammar.spellings[operator][language][0]}:`;

/** The text with the completion in it, and where the caret goes. After a value comes a space, so that one can go on. */
export const completed = (
  text: string,
  place: Pick<CompletionPlace, 'kind' | 'from' | 'to'>,
  written: string,
): { readonly text: string; readonly caret: number } => {
  const after = text.slice(place.to);
  const gap = place.kind === 'value' && !after.startsWith(' ') ? ' ' : '';
  const before = text.slice(0, place.from) + written + gap;
  const passed = place.kind === 'value' && gap === '' ? 1 : 0;
  return { text: before + after, caret: before.length + passed };
};

import { spellingsOf, type Spelling } from './operators.ts';

/** Why a value is not understood: what the operator takes instead. `empty`: nothing has been written yet. */
export type ValueProblem = 'empty' | 'unknown-value' | 'not-a-time';

/** How the operator was joined to its value: `due:2h`, `due<2h`. */
export type Comparison = ':' | '<' | '>';

export interface ValueWritten {
  readonly isQuoted: boolean;
  readonly comparison: Comparison;
}

/** The operators that searches of one kind of record understand. */
export interface Grammar<Name extends string, Condition> {
  readonly names: readonly Name[];
  readonly spellings: Readonly<Record<Name, Spelling>>;
  /** Whether more and less mean something. */
  isOrdered(name: Name): boolean;
  /** What `name` makes of a value as typed, without its quotes. */
  parse(
    name: Name,
    typed: string,
    written: ValueWritten,
  ): { readonly condition: Condition } | { readonly problem: ValueProblem };
  /** Values that it takes whatever the desk holds. */
  values(name: Name): readonly (readonly [string, Spelling])[];
}

/** Those spelled like `value`, else those whose spelling begins so: `status:res` is enough. */
export const spelled = <Name>(list: readonly (readonly [Name, Spelling])[], value: string): readonly Name[] => {
  const exact = list.filter(([, spelling]) => spellingsOf(spelling).includes(value));
  const found =
    exact.length > 0
      ? exact
      : list.filter(([, spelling]) => spellingsOf(spelling).some((each) => each.startsWith(value)));
  return found.map(([name]) => name);
};

import { isAllowed, type Role } from '../accounts/roles.ts';
import type { PersonRef } from '../base/record.ts';
import type { ProblemState } from './problem.ts';

export const problemActions = [
  'investigate',
  'explain',
  'retract',
  'assign',
  'edit',
  'note',
  'link',
  'resolve',
  'reopen',
  'close',
  'cancel',
] as const;
export type ProblemAction = (typeof problemActions)[number];

/** What can be done with a problem while somebody works on it. */
const working = <State extends ProblemState>(state: State) =>
  ({
    assign: state,
    edit: state,
    note: state,
    link: state,
    explain: 'known_error',
    resolve: 'resolved',
    cancel: 'cancelled',
  }) as const;

/**
 * All that can be done to a problem, as one table: state → action → the state it leads to. What is not here is refused. `explain` is writing
 * down the root cause or publishing a workaround, which makes a known error; `retract` is taking the last of the two back. A ticket can be
 * linked to a closed problem, too: it happened before, or came to light later.
 */
export const problemTransitions: Readonly<
  Record<ProblemState, Readonly<Partial<Record<ProblemAction, ProblemState>>>>
> = {
  new: { ...working('new'), investigate: 'investigating' },
  investigating: working('investigating'),
  known_error: { ...working('known_error'), retract: 'investigating' },
  resolved: {
    edit: 'resolved',
    note: 'resolved',
    link: 'resolved',
    explain: 'resolved',
    retract: 'resolved',
    reopen: 'investigating',
    close: 'closed',
  },
  closed: { note: 'closed', link: 'closed' },
  cancelled: { note: 'cancelled' },
};

export const nextProblemState = (state: ProblemState, action: ProblemAction): ProblemState | undefined =>
  problemTransitions[state][action];

/** Open: somebody still looks for the cause or a cure. */
export const isProblemOpen = (state: ProblemState): boolean =>
  state === 'new' || state === 'investigating' || state === 'known_error';

/** Ends or reopens the work of others: for who leads, and for who answers for this problem. */
const deciding: ReadonlySet<ProblemAction> = new Set<ProblemAction>(['resolve', 'reopen', 'close', 'cancel']);

/** A person known only by name is whoever has that name here. */
const owns = (owner: PersonRef | null, by: PersonRef): boolean =>
  owner !== null && (owner.id === null ? owner.name === by.name : owner.id === by.id);

export const mayDo = (
  action: ProblemAction,
  owner: PersonRef | null,
  by: PersonRef,
  held: readonly Role[],
): boolean => {
  if (!isAllowed(held, 'problems.work')) return false;
  return !deciding.has(action) || isAllowed(held, 'problems.resolve') || owns(owner, by);
};

/** What the table allows from this state to this person, in the order of `problemActions`. */
export const allowedProblemActions = (
  { state, owner }: { readonly state: ProblemState; readonly owner: PersonRef | null },
  by: PersonRef,
  held: readonly Role[],
): readonly ProblemAction[] =>
  problemActions.filter((action) => nextProblemState(state, action) !== undefined && mayDo(action, owner, by, held));

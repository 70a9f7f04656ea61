import { refuse, succeed, type Result } from '../base/result.ts';

/** What becomes of the open tickets below one that ends: they stay as they are, or are resolved with the same code and text. */
export const childrenChoices = ['leave', 'resolve'] as const;
export type ChildrenChoice = (typeof childrenChoices)[number];

/** Numbers that a refusal names; its count is whole. */
const NAMED = 10;

/**
 * A person who resolves or closes a ticket says what becomes of the open tickets below it: `ticket.children-open` { count, numbers } until
 * they do. `open`: those below it, at any depth, of which nothing was said otherwise. What ends by itself (closing after some days, a
 * requester's confirmation) asks nobody and leaves them as they are.
 */
export const askAboutChildren = (
  open: readonly { readonly number: string }[],
  choice: ChildrenChoice | null,
): Result<null> => {
  if (open.length === 0 || choice !== null) return succeed(null);
  const named = open.slice(0, NAMED).map(({ number }) => number);
  return refuse('ticket.children-open', `open below it: ${named.join(', ')}`, {
    count: open.length,
    numbers: [...named, ...(open.length > NAMED ? ['…'] : [])].join(' · '),
  });
};

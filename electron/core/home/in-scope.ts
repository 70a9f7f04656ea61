import { foldGroupName } from '#shared/groups/group.ts';
import type { HomeScope } from '#shared/home/behind.ts';
import type { TicketRow } from '#shared/tickets/row.ts';

/** Whether a ticket is of those that somebody's figures are about; `me` is the id of who asks. */
export type InScope = (scope: HomeScope, me: string) => (ticket: TicketRow) => boolean;

/** `groupsOf`: folded names of the groups that somebody is in. */
export const scopes =
  (groupsOf: (userId: string) => ReadonlySet<string>): InScope =>
  (scope, me) => {
    if (scope === 'desk') return () => true;
    if (scope === 'me') return ({ assigneeId }) => assigneeId === me;
    const mine = groupsOf(me);
    return ({ group }) => group !== null && mine.has(foldGroupName(group));
  };

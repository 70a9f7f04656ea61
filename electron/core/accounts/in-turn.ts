import { accountOperations } from '#shared/accounts/operations.ts';
import { isAllowed } from '#shared/accounts/roles.ts';
import { refuse, type Result } from '#shared/base/result.ts';
import type { DeskKeeper } from '../desk-keeper.ts';
import type { SessionContext } from '../dispatch.ts';
import { actorOf, type Session } from '../session.ts';
import type { Sessions } from './sessions.ts';
import { auditAs } from './sign-in.ts';

/** Whatever opens, closes or rewrites keys runs one after the other. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

type SessionOperation = {
  [Name in keyof typeof accountOperations]: (typeof accountOperations)[Name]['permission'] extends 'anyone'
    ? never
    : Name;
}[keyof typeof accountOperations];

/** `work` in its turn, for the session as it is by then. */
export type InTurnAs = <T>(
  operation: SessionOperation,
  asked: SessionContext,
  work: (session: Session) => Promise<Result<T>>,
) => Promise<Result<T>>;

export const createInTurn = (): InTurn => {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = turn.then(work, work);
    turn = result.catch(() => undefined);
    return result;
  };
};

/**
 * `dispatch` allowed it when it was asked; what ran before it may have ended the session or taken the role away since. Refuses with
 * `auth.denied` then, and the trail says so.
 */
export const inTurnWhileAllowed =
  (inTurn: InTurn, sessions: Sessions, keeper: DeskKeeper): InTurnAs =>
  (operation, { connection, session }, work) =>
    inTurn(async () => {
      const { permission } = accountOperations[operation];
      const current = sessions.of(connection);
      const isSame = current?.id === session.id;
      if (current && isSame && (permission === 'signed-in' || isAllowed(current.roles, permission)))
        return work(current);
      await auditAs(keeper.desk, actorOf(session), { action: operation, result: 'denied' });
      return refuse('auth.denied', `${operation} is not allowed any more`, { operation, permission });
    });

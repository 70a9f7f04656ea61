import { succeed, type FailureCode, type Result } from '#shared/base/result.ts';
import type { OperationName } from '#shared/contract/index.ts';
import type { Desk } from './desk.ts';
import { actorOf, type Session } from './session.ts';
import type { AuditNote } from './unit.ts';

/** Refusals for who may not, rather than for how things stand. */
const denials: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'problem.not-owner',
  'time.not-yours',
  'tool.role',
  // Somebody tried to start what nobody answers for, or what is another thing by now.
  'tool.not-approved',
  'tool.not-as-shown',
]);

/**
 * The outcome as it is. Where a rule within an operation denied it, the trail says who tried what and why it was denied, in a commit of its own: what was refused
 * changes nothing. (What the role does not allow, `dispatch` has written down.)
 */
export const noteDenial = async <T>(
  desk: Desk,
  session: Session,
  { operation, object }: { readonly operation: OperationName; readonly object: AuditNote['object'] },
  outcome: Result<T>,
): Promise<Result<T>> => {
  if (!outcome.ok && denials.has(outcome.failure.code)) {
    const { code } = outcome.failure;
    await desk.commit(actorOf(session), (unit) => {
      unit.audit({ action: operation, object, result: 'denied', after: { code } });
      return succeed(null);
    });
  }
  return outcome;
};

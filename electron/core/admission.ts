/** Whether somebody may be given a ticket, asked by every feature that assigns one; `open-features.ts` passes the answer in. */
import type { Role } from '#shared/accounts/roles.ts';
import type { Result } from '#shared/base/result.ts';
import type { Ticket } from '#shared/tickets/ticket.ts';

/** What was lacking and why it was passed over, for the timeline. */
export interface Exception {
  readonly missing: readonly string[];
  readonly reason: string;
}

/**
 * `before` and `after` an assignment by somebody with these roles; nothing is asked where nobody new gets it. `override`: why what is lacking
 * is passed over. Answers the exception that was made, null where none was needed; refused as `ticket.not-qualified` { name, missing }.
 */
export type Admit = (
  before: Ticket,
  after: Ticket,
  roles: readonly Role[],
  override?: string | null,
) => Result<Exception | null>;

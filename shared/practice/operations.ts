import * as z from 'zod';
import type { AppStatus } from '../accounts/operations.ts';
import { command } from '../contract/operation.ts';

/** Where the other desk is: in this window at an address that admits it once, or, with null, in a window of its own. */
export interface OtherDesk {
  readonly address: string | null;
}

export const practiceOperations = {
  /** Shows the training desk that lies beside this one, made anew if there is none. This desk stays as it is. */
  'practice.open': command('signed-in', z.strictObject({})).returns<OtherDesk>(),
  /** From the training desk back to the real one, also from its lock screen. */
  'practice.leave': command('anyone', z.strictObject({})).returns<OtherDesk>(),
  /**
   * Throws the whole training desk away, with its keys and its trail, and signs the caller in to a fresh one. Everybody may: its
   * passphrase is known to everyone and what it holds is invented. Refused as `practice.wrong-desk` on a desk that people work on.
   */
  'practice.reset': command('anyone', z.strictObject({})).returns<AppStatus>(),
};

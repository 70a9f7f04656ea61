/**
 * Why this laptop goes on under another device code than before. `copied`: the profile lies in another place than where it was left.
 * `rolled-back`: an older store was put back. `unmarked`: what tells the one and the other is lost or not as it was written.
 * `set-aside`: the newest work may lie in damaged files.
 */
export type RenewalCause = 'copied' | 'rolled-back' | 'unmarked' | 'set-aside';

export interface DeviceRenewal {
  readonly cause: RenewalCause;
  readonly code: string;
  /** Null if damage took the old identity. */
  readonly formerCode: string | null;
}

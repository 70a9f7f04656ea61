/** Whose roots judge certificates: the system's of this laptop, those that an administrator added here, or those that came with the console. */
import type { PersonRef } from '../base/record.ts';

export const rootsOf = ['system', 'own', 'bundled'] as const;
export type RootsOf = (typeof rootsOf)[number];

/** An authority of the organisation's own, which certificates are judged by; it is trusted for nothing else. */
export interface OwnRoot {
  readonly pem: string;
  readonly name: string;
  /** SHA-256, in pairs with colons. */
  readonly fingerprint: string;
  /** RFC 3339. */
  readonly until: string;
  readonly by: PersonRef;
  readonly at: string;
}

export interface RootList {
  readonly counts: Readonly<Record<RootsOf, number>>;
  readonly own: readonly Omit<OwnRoot, 'pem'>[];
}

export const MAX_OWN_ROOTS = 20;
/** A file of several, with what programs write around them. */
export const MAX_ROOT_TEXT = 200_000;

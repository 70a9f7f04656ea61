import type { Role } from '#shared/accounts/roles.ts';
import type { PersonRef } from '#shared/base/record.ts';

/** A person at work through one connection. Made by accounts, read by every handler. */
export interface Session {
  readonly id: string;
  readonly connection: string;
  readonly userId: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly signedInAt: string;
}

/** Who does something, as records and the audit trail name them. */
export interface Actor {
  /** `user:<ULID>`, or `device:<ULID>` for what a rule does. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly session: string | null;
}

export const actorOf = (session: Session): Actor => ({
  id: session.userId,
  name: session.displayName,
  roles: session.roles,
  session: session.id,
});

/** Who is signed in, as records name people. */
export const personOf = (session: Session): PersonRef => ({ id: session.userId, name: session.displayName });

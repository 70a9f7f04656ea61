import type { Role } from '#shared/accounts/roles.ts';
import type { SessionContext } from '#core/dispatch.ts';

/** What a handler is told about somebody signed in. */
export const contextOf = (
  displayName: string,
  roles: readonly Role[] = ['technician'],
  userId = 'user:01J0000000000000000000000A',
): SessionContext => ({
  connection: `connection of ${displayName}`,
  session: {
    id: `session of ${displayName}`,
    connection: `connection of ${displayName}`,
    userId,
    displayName,
    roles,
    signedInAt: '2026-10-01T00:00:00.000Z',
  },
});

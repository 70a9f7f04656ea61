import type { User } from '#shared/accounts/user.ts';
import { succeed } from '#shared/base/result.ts';
import type { Desk } from '../desk.ts';
import { actorOf, type Session } from '../session.ts';

/**
 * After damage was set aside: people who are signed in and whose record was lost get it back, with the rights they look after the desk
 * with. Without it nobody could sign in again, though the key slots are whole.
 */
export const restoreUsers = async (desk: Desk, sessions: readonly Session[]): Promise<void> => {
  for (const session of sessions) {
    if (desk.records.has(session.userId)) continue;
    await desk.commit(actorOf(session), (unit) => {
      const { userId, displayName, roles } = session;
      const user: User = { ...unit.stamp('user', userId), name: displayName, displayName, roles, disabled: false };
      unit.write('user.restore', user);
      return succeed(null);
    });
  }
};

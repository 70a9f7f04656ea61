import { isAdministrator, type User } from '#shared/accounts/user.ts';
import { succeed } from '#shared/base/result.ts';
import type { Desk } from '../desk.ts';
import { actorOf } from '../session.ts';
import { usersOf } from './profile.ts';
import type { Sessions } from './sessions.ts';

/**
 * After damage was set aside: people who are signed in and whose record was lost get it back; without it nobody could sign in again,
 * though the key slots are whole. Whoever came in by passphrase gets no role that the store did not know, and whom the recovery key made
 * administrator stays one only if the store knows no other. From then on everybody may what the store says.
 */
export const restoreUsers = async (desk: Desk, sessions: Sessions): Promise<void> => {
  // Whom the recovery key let in first: the same person may look on through another window.
  const admitted = sessions.admitted().toSorted((a, b) => Number(b.person.granted) - Number(a.person.granted));
  for (const { session, person } of admitted) {
    const { userId, displayName } = session;
    const known = desk.records.get<User>('user', userId);
    const grants = person.granted && !usersOf(desk.records).some(isAdministrator);
    const held = known?.roles ?? (person.granted ? [] : session.roles);
    const roles = grants && !held.includes('administrator') ? [...held, 'administrator' as const] : held;
    if (!known || grants) {
      const restored = await desk.commit(actorOf(session), (unit) => {
        const user: User = known
          ? { ...known, roles, disabled: false, updatedAt: unit.at }
          : { ...unit.stamp('user', userId), name: person.name, displayName, roles, disabled: false };
        unit.write('user.restore', user);
        return succeed(null);
      });
      if (!restored.ok) continue;
    }
    sessions.refresh(userId, known?.displayName ?? displayName, roles);
  }
};

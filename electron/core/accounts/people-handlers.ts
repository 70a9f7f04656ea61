/** Managing the people of a desk: who they are, what they may do, whether they may still come in. */
import type { SignInName } from '#shared/accounts/operations.ts';
import { changeUser, foldSignInName, viewUser, type User } from '#shared/accounts/user.ts';
import { isAllowed } from '#shared/accounts/roles.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { encodeUlid } from '#shared/base/ulid.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf, type Actor } from '../session.ts';
import type { InTurnAs } from './in-turn.ts';
import { canCommit, deskClosed, keysWritten, type Parts } from './parts.ts';
import { profileOf, usersOf, type Profile } from './profile.ts';
import { auditAs, weakPassphrase } from './sign-in.ts';
import type { TakeBack } from './vault.ts';

export type PeopleOperation =
  | 'accounts.users'
  | 'accounts.colleagues'
  | 'accounts.addUser'
  | 'accounts.changeUser'
  | 'accounts.setAutoLock';

/** `inTurnAs` runs what touches keys in the order in which it was asked for, and only for those who may still ask. */
export const peopleHandlers = (parts: Parts, inTurnAs: InTurnAs): FeatureHandlers<PeopleOperation> => {
  const { ambient, keeper, sessions, vault } = parts;
  const hasKey = (userId: string): boolean => vault.slotOf(userId) !== undefined;

  /** A key file that could not be written is in the trail, too. */
  const writingKeys = async <T>(desk: Desk, actor: Actor, userId: string, write: () => Promise<Result<T>>) => {
    const written = await keysWritten(write);
    if (!written.ok) await auditAs(desk, actor, { action: 'keys.write', objectId: userId, result: 'error' });
    return written;
  };

  const nameTaken = (desk: Desk, name: string): Result<never> | null =>
    usersOf(desk.records).some((other) => foldSignInName(other.name) === foldSignInName(name))
      ? refuse('record.exists', 'this sign-in name is taken', { field: 'name', value: name })
      : null;

  /** A slot by this name that no record belongs to: what an addition that was cut short left on the lock screen. */
  const removeLeftover = async (desk: Desk, name: string): Promise<Result<null>> => {
    const isLeftover = (slot: SignInName): boolean =>
      foldSignInName(slot.name) === foldSignInName(name) && !desk.records.has(slot.userId);
    const leftover = vault.keys?.slots.find(isLeftover);
    return leftover ? vault.removeSlot(leftover.userId) : succeed(null);
  };

  return {
    'accounts.users': () => {
      const desk = keeper.desk;
      return desk ? succeed(usersOf(desk.records).map(viewUser)) : deskClosed();
    },
    'accounts.colleagues': () => {
      const desk = keeper.desk;
      if (!desk) return deskClosed();
      const working = usersOf(desk.records).filter(
        ({ disabled, roles }) => !disabled && isAllowed(roles, 'tickets.work'),
      );
      return succeed(working.map(({ id, displayName }) => ({ id, displayName })));
    },
    'accounts.addUser': (input, context) =>
      inTurnAs('accounts.addUser', context, async (session) => {
        const desk = keeper.desk;
        const masterKey = parts.masterKey();
        if (!desk || !masterKey) return deskClosed();
        const refused = weakPassphrase(input.passphrase) ?? nameTaken(desk, input.name);
        if (refused) return refused;
        const actor = actorOf(session);
        const writable = await canCommit(desk, actor);
        if (!writable.ok) return writable;
        const id = `user:${encodeUlid(ambient.now().getTime(), ambient.randomBytes(10))}`;
        const { name, displayName } = input;
        // The key comes first: somebody in the store without one could not come in, and yet would count as one of the people.
        const key = await writingKeys(desk, actor, id, async () => {
          const ready = await removeLeftover(desk, name);
          return ready.ok ? vault.setSlot(masterKey, { id, name, displayName }, input.passphrase) : ready;
        });
        if (!key.ok) return key;
        const added = await desk.commit(actor, (unit) => {
          const taken = nameTaken(desk, name);
          if (taken) return taken;
          const roles = [...new Set(input.roles)];
          const user: User = { ...unit.stamp('user', id), name, displayName, roles, disabled: false };
          unit.write('user.create', user);
          return succeed(viewUser(user));
        });
        if (!added.ok) await key.value();
        return added;
      }),
    'accounts.changeUser': (input, context) =>
      inTurnAs('accounts.changeUser', context, async (session) => {
        const desk = keeper.desk;
        const masterKey = parts.masterKey();
        if (!desk || !masterKey) return deskClosed();
        const { userId, passphrase, ...change } = input;
        const decide = (at: string): Result<{ readonly before: User; readonly after: User }> => {
          const user = desk.records.get<User>('user', userId);
          if (!user) return refuse('record.not-found', 'no such user', { id: userId });
          if (user.disabled && change.disabled === false && passphrase === undefined)
            return refuse('auth.weak-passphrase', 'somebody who comes back needs a new passphrase', {
              problem: 'missing',
              minimum: 12,
            });
          const after = changeUser(usersOf(desk.records), user, change, at, hasKey);
          return after.ok ? succeed({ before: user, after: after.value }) : after;
        };
        const weak = passphrase === undefined ? null : weakPassphrase(passphrase);
        if (weak) return weak;
        const planned = decide(ambient.now().toISOString());
        if (!planned.ok) return planned;
        const actor = actorOf(session);
        const newPassphrase = planned.value.after.disabled ? undefined : passphrase;
        let takeBack: TakeBack | undefined;
        if (newPassphrase !== undefined) {
          const writable = await canCommit(desk, actor);
          if (!writable.ok) return writable;
          const key = await writingKeys(desk, actor, userId, () =>
            vault.setSlot(masterKey, planned.value.after, newPassphrase),
          );
          if (!key.ok) return key;
          takeBack = key.value;
        }
        const changed = await desk.commit(actor, (unit) => {
          const decided = decide(unit.at);
          if (!decided.ok) return decided;
          const { before, after } = decided.value;
          if (after.disabled !== before.disabled) unit.write(after.disabled ? 'user.disable' : 'user.enable', after);
          else unit.write('user.change', after);
          if (newPassphrase !== undefined)
            unit.audit({ action: 'passphrase.reset', object: { type: 'user', id: userId, number: null } });
          return succeed(after);
        });
        if (!changed.ok) {
          await takeBack?.();
          return changed;
        }
        const user = changed.value;
        sessions.refresh(user.id, user.displayName, user.roles);
        for (const running of sessions.ofUser(user.id)) {
          if (user.disabled) await parts.end(running.connection, 'disabled');
          // Whoever came in with the old passphrase has to know the new one.
          else if (newPassphrase !== undefined && running.id !== session.id)
            await parts.end(running.connection, 'reset');
        }
        const kept = await writingKeys(desk, actor, user.id, async () => {
          const removed = user.disabled ? await vault.removeSlot(user.id) : succeed(null);
          const { device } = desk;
          if (!removed.ok) return removed;
          return vault.rename(device.desk, { id: device.id, code: device.code }, new Map([[user.id, user]]));
        });
        // Only now: lock screens list who has a slot.
        parts.changed();
        if (!kept.ok) return kept;
        if (newPassphrase !== undefined) await parts.attempts.succeeded(user.id);
        return succeed(viewUser(user));
      }),
    'accounts.setAutoLock': async (input, { session }) => {
      const desk = keeper.desk;
      if (!desk) return deskClosed();
      const set = await desk.commit(actorOf(session), (unit) => {
        const profile = profileOf(desk.records);
        if (!profile) return refuse('record.not-found', 'the profile record is missing');
        const next: Profile = { ...profile, autoLockMinutes: input.minutes, updatedAt: unit.at };
        unit.putLocal(next);
        unit.audit({
          action: 'settings.autoLock',
          object: null,
          before: { minutes: profile.autoLockMinutes },
          after: { minutes: next.autoLockMinutes },
        });
        return succeed(null);
      });
      if (set.ok) parts.changed();
      return set;
    },
  };
};
